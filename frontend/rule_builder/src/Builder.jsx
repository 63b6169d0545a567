import { useCallback, useMemo, useRef } from 'react';
import { QueryBuilder } from 'react-querybuilder';
import { newId } from './logic/node.js';
import { defaultOperator, operatorsFor } from './operators.js';
import { Group } from './parts/Group.jsx';
import { Rule } from './parts/Rule.jsx';
import { Shared } from './shared.js';
import { useCounts } from './useCounts.js';
import { useDraft } from './useDraft.js';

const CONTROLS = { rule: Rule, ruleGroup: Group };

// a new condition asks for its field instead of starting with the first one of the dictionary
const blank = (rule) => ({ ...rule, field: '', operator: '', value: '' });
const blankGroup = (group) => ({ ...group, rules: group.rules.map(blank) });

/** The visual editor of one revision. Edits flow out and never back in. */
export function Builder({ data, fields, initial, deliver, hold }) {
  const { query, change, flush, state } = useDraft({ data, fields, initial, deliver, hold });
  const counts = useCounts({ counts: data.counts, counted: data.counted, state });
  const options = useMemo(() => fields.list.map((f) => ({ name: f.name, value: f.name, label: f.title })), [fields]);
  const dragged = useRef(null);
  const justAdded = useRef(false);
  const shared = useMemo(
    () => ({
      fields,
      counts,
      unit: data.unit,
      empty: data.empty,
      incomplete: new Set(state.incomplete),
      dragged,
      justAdded,
    }),
    [fields, counts, data.unit, data.empty, state],
  );
  const operators = useCallback((name) => (fields.get(name) ? operatorsFor(fields.get(name)) : []), [fields]);
  const firstOperator = useCallback((name) => (fields.get(name) ? defaultOperator(fields.get(name)) : ''), [fields]);
  return (
    <Shared.Provider value={shared}>
      <div onBlur={flush} onKeyDown={(event) => event.key === 'Enter' && flush()}>
        <QueryBuilder
          fields={options}
          query={query}
          onQueryChange={change}
          controlElements={CONTROLS}
          getOperators={operators}
          getDefaultOperator={firstOperator}
          getDefaultValue={() => ''}
          onAddRule={blank}
          onAddGroup={blankGroup}
          idGenerator={newId}
          enableMountQueryChange={false}
          addRuleToNewGroups
          resetOnFieldChange
          disabled={data.disabled}
          suppressStandardClassnames
        />
      </div>
    </Shared.Provider>
  );
}
