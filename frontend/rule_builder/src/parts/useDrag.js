// Reordering with the mouse. The keyboard has "Move up" and "Move down" in the tools of each row.
import { useContext, useState } from 'react';
import { Shared } from '../shared.js';

const holds = (outer, inner) => outer.every((step, i) => step === inner[i]);

/**
 * {handle, target, mark}: props for what is dragged by, props for the row, and where a drop would go ('before', 'after',
 * 'inside' or null). `size` is the number of rows of a group, undefined for a condition.
 */
export function useDrag({ path, move, disabled, size }) {
  const { dragged } = useContext(Shared);
  const [mark, setMark] = useState(null);
  const handle = {
    draggable: !disabled,
    onDragStart: (event) => {
      dragged.current = path;
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', '');
      event.dataTransfer.setDragImage(event.currentTarget.parentElement, 10, 10);
    },
    onDragEnd: () => {
      dragged.current = null;
    },
  };
  const target = {
    onDragOver: (event) => {
      if (!dragged.current || holds(dragged.current, path)) return;
      event.preventDefault();
      event.stopPropagation();
      const { top, height } = event.currentTarget.getBoundingClientRect();
      setMark(size === 0 ? 'inside' : event.clientY < top + height / 2 ? 'before' : 'after');
    },
    onDragLeave: () => setMark(null),
    onDrop: (event) => {
      if (!mark) return;
      event.preventDefault();
      event.stopPropagation();
      setMark(null);
      const beside = [...path.slice(0, -1), path.at(-1) + (mark === 'after' ? 1 : 0)];
      move(dragged.current, mark === 'inside' ? [...path, 0] : beside);
    },
  };
  return { handle, target, mark };
}
