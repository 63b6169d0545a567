import { useContext } from 'react';
import { Parent } from '../shared.js';

/** The word between a row and the one before it; the row is dragged by it. */
export function Joint({ path, handle }) {
  const { combinator } = useContext(Parent);
  const isFirst = path.at(-1) === 0;
  const title = handle.draggable ? 'Drag to move' : undefined;
  return (
    <span className={isFirst ? 'joint first' : `joint ${combinator}`} aria-hidden="true" title={title} {...handle}>
      {isFirst ? 'where' : combinator}
    </span>
  );
}
