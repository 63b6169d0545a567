// The editor's state and its way to Python: debounced while typing, at once when the focus or the pointer leaves.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { canonical } from './logic/canonical.js';
import { print } from './logic/text.js';
import { toLogic } from './logic/toLogic.js';
import { problemOf } from './problems.js';

const DEBOUNCE_MS = 300;
// A page switch and back mounts the component anew; half-typed conditions, which no rule can hold, survive here.
const left = new Map();

function recall(data, fields) {
  const memory = left.get(data.key);
  if (!memory || memory.revision !== data.revision) return null;
  const { logic } = toLogic(memory.query, fields);
  return (logic === null ? null : print(logic)) === data.rule ? memory.query : null;
}

function payload(query, fields, revision) {
  const { logic, incomplete } = toLogic(query, fields);
  const problems = incomplete.map((id) => problemOf(find(query, id), fields));
  return {
    rule: logic === null ? null : print(logic),
    incomplete: incomplete.length,
    advanced: false,
    problems,
    revision,
  };
}

const find = (node, id) => (node.id === id ? node : (node.rules ?? []).map((child) => find(child, id)).find(Boolean));

/** {query, change, flush, state}: `state` is what toLogic says of the present query, with its canonical text. */
export function useDraft({ data, fields, initial, deliver, hold }) {
  const recalled = useMemo(() => recall(data, fields), []);
  const [query, setQuery] = useState(recalled ?? initial);
  const latest = useRef({ query, timer: null });
  latest.current.fields = fields;

  const flush = useCallback(() => {
    const { timer, query: edited, fields: known, sent } = latest.current;
    if (timer === null) return;
    clearTimeout(timer);
    const value = payload(edited, known, data.revision);
    Object.assign(latest.current, { timer: null, sent: JSON.stringify(value) });
    if (JSON.stringify(value) !== sent) deliver(value); // what was typed and taken back needs no run
    hold(false);
  }, [data.revision]);

  const change = useCallback(
    (edited) => {
      setQuery(edited);
      left.set(data.key, { revision: data.revision, query: edited });
      clearTimeout(latest.current.timer);
      Object.assign(latest.current, { query: edited, timer: setTimeout(flush, DEBOUNCE_MS) });
      hold(true);
    },
    [data.key, data.revision, flush],
  );

  useEffect(() => {
    if (recalled) deliver(payload(recalled, fields, data.revision));
    return () => {
      clearTimeout(latest.current.timer);
      hold(false);
    };
  }, []);
  useEffect(() => {
    // a press anywhere on the page, before it becomes a click on Save
    document.addEventListener('pointerdown', flush, true);
    return () => document.removeEventListener('pointerdown', flush, true);
  }, [flush]);

  const state = useMemo(() => {
    const built = toLogic(query, fields);
    return { ...built, text: canonical(built.logic) };
  }, [query, fields]);
  return { query, change, flush, state };
}
