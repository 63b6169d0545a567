// Values on their way to Python. Each carries a serial number, and Python says which one it has seen: until then, and
// while an edit is held back, the root element has the attribute `data-busy`, for tests and for whoever looks.
import { useEffect, useMemo, useRef } from 'react';

/** {root, deliver(value), hold(isHeld)}: `root` is a ref for the element that shows whether anything is under way. */
export function useOutbox({ send, seen }) {
  const root = useRef(null);
  const now = useRef({ serial: seen, isHeld: false });
  Object.assign(now.current, { send, seen });
  const outbox = useMemo(() => {
    const show = () =>
      root.current?.toggleAttribute('data-busy', now.current.isHeld || now.current.serial !== now.current.seen);
    const hold = (isHeld) => {
      now.current.isHeld = isHeld;
      show();
    };
    const deliver = (value) => {
      now.current.serial += 1;
      now.current.send({ ...value, serial: now.current.serial });
      show();
    };
    return { show, hold, deliver };
  }, []);
  useEffect(() => {
    outbox.show();
  });
  return { root, ...outbox };
}
