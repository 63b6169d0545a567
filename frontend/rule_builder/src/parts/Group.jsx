import { useContext, useMemo } from 'react';
import { RuleGroupBodyComponents, useRuleGroup } from 'react-querybuilder';
import { Parent, Shared } from '../shared.js';
import { Count } from './Count.jsx';
import { Plus } from './icons.jsx';
import { Joint } from './Joint.jsx';
import { Remove, Tools } from './Tools.jsx';
import { useDrag } from './useDrag.js';

const CHOICES = [
  ['and', 'all'],
  ['or', 'any'],
];

function Combinator({ group }) {
  return (
    <span className="segments" role="group" aria-label="How the conditions combine">
      {CHOICES.map(([value, label]) => (
        <button
          key={value}
          type="button"
          aria-pressed={group.combinator === value}
          disabled={group.disabled}
          onClick={() => group.onCombinatorChange(value)}
        >
          {label}
        </button>
      ))}
    </span>
  );
}

function Head({ group, isRoot, props }) {
  const { rules, not } = group.ruleGroup;
  return (
    <div className="head">
      <button
        type="button"
        className="not"
        aria-pressed={!!not}
        disabled={group.disabled}
        title="Turn the whole group into its opposite"
        onClick={() => group.onNotToggleChange(!not)}
      >
        not
      </button>
      <Combinator group={group} />
      <span className="words">of these {rules.length === 1 ? 'is' : 'are'} true</span>
      <span className="end">
        {!isRoot && (
          <Tools
            what="group"
            isFirst={props.shiftUpDisabled}
            isLast={props.shiftDownDisabled}
            disabled={group.disabled}
            up={group.shiftGroupUp}
            down={group.shiftGroupDown}
            copy={group.cloneGroup}
          />
        )}
        <Count id={group.id} isTotal={isRoot} />
        {!isRoot && <Remove what="group" remove={group.removeGroup} disabled={group.disabled} />}
      </span>
    </div>
  );
}

function Foot({ group }) {
  const { justAdded } = useContext(Shared);
  const add = (label, onClick) => {
    const press = (event) => {
      justAdded.current = true;
      onClick(event);
    };
    return (
      <button type="button" className="add" onClick={press} disabled={group.disabled}>
        <Plus />
        {label}
      </button>
    );
  };
  return (
    <div className="foot">
      {add('Condition', group.addRule)}
      {add('Group', group.addGroup)}
    </div>
  );
}

/** A group of conditions: its own header, its rows on a line, and what can be added. */
export function Group(props) {
  const group = useRuleGroup(props);
  const { empty } = useContext(Shared);
  const { rules, not } = group.ruleGroup;
  const isRoot = group.path.length === 0;
  const parent = useMemo(() => ({ combinator: group.combinator }), [group.combinator]);
  const { handle, target, mark } = useDrag({
    path: group.path,
    move: group.actions.moveRule,
    disabled: group.disabled,
    size: rules.length,
  });
  const kind = ['group', isRoot && 'root', not && 'negated', mark === 'inside' && 'drop'].filter(Boolean).join(' ');
  const card = (
    <div
      className={kind}
      role="group"
      aria-label={isRoot ? 'Rule' : 'Group of conditions'}
      data-testid="group"
      data-path={group.path.join('.')}
    >
      <Head group={group} isRoot={isRoot} props={props} />
      <Parent.Provider value={parent}>
        <div className="rows">
          <RuleGroupBodyComponents {...group} />
          {rules.length === 0 && (
            <p className="empty">
              {isRoot ? empty : 'An empty group says nothing and is left out.'}
            </p>
          )}
        </div>
      </Parent.Provider>
      <Foot group={group} />
    </div>
  );
  return isRoot ? (
    card
  ) : (
    <div className={`row nested ${mark ?? ''}`} {...target}>
      <Joint path={group.path} handle={handle} />
      {card}
    </div>
  );
}
