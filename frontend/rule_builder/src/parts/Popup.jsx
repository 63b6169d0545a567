import { useEffect, useLayoutEffect, useRef } from 'react';

const GAP = 4;
const MARGIN = 8;

function place(panel, anchor) {
  const at = anchor.getBoundingClientRect();
  const { innerWidth, innerHeight } = window;
  const below = innerHeight - at.bottom - GAP - MARGIN;
  const above = at.top - GAP - MARGIN;
  const isAbove = below < Math.min(panel.scrollHeight, 260) && above > below;
  panel.style.maxHeight = `${Math.min(360, isAbove ? above : below)}px`;
  panel.style.minWidth = `${Math.min(at.width, innerWidth - 2 * MARGIN)}px`;
  panel.style.left = `${Math.max(MARGIN, Math.min(at.left, innerWidth - panel.offsetWidth - MARGIN))}px`;
  panel.style.top = isAbove ? `${at.top - GAP - panel.offsetHeight}px` : `${at.bottom + GAP}px`;
}

/** A panel in the browser's top layer, so that no container of the page cuts it off; its input has the focus. */
export function Popup({ anchor, onClose, children }) {
  const panel = useRef(null);
  useLayoutEffect(() => {
    const isNew = !panel.current.matches(':popover-open');
    if (isNew) panel.current.showPopover();
    place(panel.current, anchor.current);
    if (isNew) panel.current.querySelector('input').focus({ preventScroll: true }); // at once: the next key belongs to it
  });
  useEffect(() => {
    const follow = () => panel.current && anchor.current && place(panel.current, anchor.current);
    const leave = (event) => {
      const path = event.composedPath();
      if (!path.includes(panel.current) && !path.includes(anchor.current)) onClose();
    };
    window.addEventListener('scroll', follow, true);
    window.addEventListener('resize', follow);
    document.addEventListener('pointerdown', leave, true);
    return () => {
      window.removeEventListener('scroll', follow, true);
      window.removeEventListener('resize', follow);
      document.removeEventListener('pointerdown', leave, true);
    };
  }, [onClose]);
  return (
    <div ref={panel} popover="manual" className="popup">
      {children}
    </div>
  );
}
