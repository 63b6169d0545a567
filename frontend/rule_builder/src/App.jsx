import { useEffect, useMemo } from 'react';
import { Advanced } from './Advanced.jsx';
import { Builder } from './Builder.jsx';
import { Fields } from './fields.js';
import { load } from './logic/load.js';
import { parse } from './logic/text.js';
import { useOutbox } from './useOutbox.js';
import { useSticky } from './useSticky.js';

/** Decides, once for each revision, whether the rule opens in the visual builder or read-only. */
export function App({ data, send }) {
  const known = JSON.stringify(data.fields);
  const fields = useMemo(() => new Fields(JSON.parse(known)), [known]);
  const opened = useMemo(() => load(data.rule === null ? null : parse(data.rule), fields), [data.revision, fields]);
  const isVisual = useSticky(Boolean(opened.query), data.revision);
  const { root, deliver, hold } = useOutbox({ send, seen: data.seen });
  useEffect(() => {
    if (!isVisual)
      deliver({ rule: data.rule, incomplete: 0, advanced: true, problems: [opened.reason], revision: data.revision });
  }, [isVisual, data.revision, opened.reason]);
  return (
    <div ref={root}>
      {isVisual ? (
        <Builder key={data.revision} data={data} fields={fields} initial={opened.query} deliver={deliver} hold={hold} />
      ) : (
        <Advanced rule={data.rule} reason={opened.reason} explanation={data.explanation} />
      )}
    </div>
  );
}
