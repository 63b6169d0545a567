// Counts come back for a rule that may be older than what is on the screen.
import { useMemo, useRef } from 'react';
import { canonical } from './logic/canonical.js';
import { parse } from './logic/text.js';

const REMEMBERED = 30;

/** {of(id), isStale}: counts by node id; stale while the editor's rule is newer than the counted one. */
export function useCounts({ counts, counted, state }) {
  const paths = useRef(new Map()); // canonical text of a rule -> its paths
  const shown = useRef(new Map());
  paths.current.delete(state.text);
  paths.current.set(state.text, state.paths);
  if (paths.current.size > REMEMBERED) paths.current.delete(paths.current.keys().next().value);

  const countedText = useMemo(() => canonical(counted === null ? null : parse(counted)), [counted]);
  const key = JSON.stringify(counts);
  return useMemo(() => {
    const at = counts && paths.current.get(countedText);
    if (at) shown.current = new Map([...at].map(([id, pointer]) => [id, counts[pointer]]).filter(([, count]) => count));
    const isStale = countedText !== state.text;
    return { of: (id) => shown.current.get(id), isStale };
  }, [key, countedText, state.text]);
}
