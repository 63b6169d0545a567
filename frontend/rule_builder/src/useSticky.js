import { useRef } from 'react';

/** True from the first time that `isTrue` is, for as long as `revision` stays the same. */
export function useSticky(isTrue, revision) {
  const since = useRef(null);
  if (isTrue) since.current = revision;
  return since.current === revision;
}
