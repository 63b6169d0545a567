import { useEffect, useMemo, useRef } from 'react';
import { Advanced } from './Advanced.jsx';
import { Builder } from './Builder.jsx';
import { Fields } from './fields.js';
import { load } from './logic/load.js';
import { parse } from './logic/text.js';

/** Decides, once for each revision, whether the rule opens in the visual builder or read-only. */
export function App({ data, send }) {
  const known = JSON.stringify(data.fields);
  const fields = useMemo(() => new Fields(JSON.parse(known)), [known]);
  const visual = useRef(null); // the revision that opened visually stays so, whatever happens to the dictionary
  const opened = useMemo(() => load(data.rule === null ? null : parse(data.rule), fields), [data.revision, fields]);
  if (opened.query) visual.current = data.revision;
  const isAdvanced = visual.current !== data.revision;
  useEffect(() => {
    if (isAdvanced) send({ rule: data.rule, incomplete: 0, advanced: true, problems: [opened.reason], revision: data.revision });
  }, [isAdvanced, data.revision, opened.reason]);
  if (isAdvanced) return <Advanced rule={data.rule} reason={opened.reason} explanation={data.explanation} />;
  return <Builder key={data.revision} data={data} fields={fields} initial={opened.query} send={send} />;
}
