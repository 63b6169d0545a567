import { useContext, useMemo } from 'react';
import { RuleGroupBodyComponents, useRuleGroup } from 'react-querybuilder';
import { Parent, Shared } from '../shared.js';
import { Count } from './Count.jsx';
import { Plus } from './icons.jsx';
import { Joint } from './Joint.jsx';
import { Tools } from './Tools.jsx';

const CHOICES = [['and', 'all'], ['or', 'any']];

function Combinator({ group }) {
  return (
    <span className="segments" role="group" aria-label="How the conditions combine">
      {CHOICES.map(([value, label]) => (
        <button key={value} type="button" aria-pressed={group.combinator === value} disabled={group.disabled} onClick={() => group.onCombinatorChange(value)}>
          {label}
        </button>
      ))}
    </span>
  );
}

/** A group of conditions: its own header, its rows on a line, and what can be added. */
export function Group(props) {
  const group = useRuleGroup(props);
  const { unit } = useContext(Shared);
  const { rules, not } = group.ruleGroup;
  const isRoot = group.path.length === 0;
  const parent = useMemo(() => ({ combinator: group.combinator, size: rules.length }), [group.combinator, rules.length]);
  const add = (label, onClick) => (
    <button type="button" className="add" onClick={onClick} disabled={group.disabled}><Plus />{label}</button>
  );
  const card = (
    <div className={`group ${isRoot ? 'root' : ''} ${not ? 'negated' : ''}`} role="group" aria-label={isRoot ? 'Rule' : 'Group of conditions'} data-testid="group" data-path={group.path.join('.')}>
      <div className="head">
        <button type="button" className="not" aria-pressed={!!not} disabled={group.disabled} title="Turn the whole group into its opposite" onClick={() => group.onNotToggleChange(!not)}>not</button>
        <Combinator group={group} />
        <span className="words">of these {rules.length === 1 ? 'is' : 'are'} true</span>
        <span className="end">
          <Count id={group.id} />
          {!isRoot && <Tools what="group" node={props} disabled={group.disabled} up={group.shiftGroupUp} down={group.shiftGroupDown} copy={group.cloneGroup} remove={group.removeGroup} />}
        </span>
      </div>
      <Parent.Provider value={parent}>
        <div className="rows">
          <RuleGroupBodyComponents {...group} />
          {isRoot && rules.length === 0 && <p className="empty">No condition yet: every one of the {unit} is in. Add a condition to choose.</p>}
        </div>
      </Parent.Provider>
      <div className="foot">{add('Condition', group.addRule)}{add('Group', group.addGroup)}</div>
    </div>
  );
  return isRoot ? card : <div className="row nested"><Joint path={group.path} />{card}</div>;
}
