import { useContext } from 'react';
import { useRule } from 'react-querybuilder';
import { Value } from '../editors/Value.jsx';
import { operatorOf, operatorsFor } from '../operators.js';
import { needOf } from '../problems.js';
import { Shared } from '../shared.js';
import { Count } from './Count.jsx';
import { FieldPicker } from './FieldPicker.jsx';
import { Joint } from './Joint.jsx';
import { Remove, Tools } from './Tools.jsx';
import { useDrag } from './useDrag.js';

function Operator({ rule, field }) {
  const { operator } = rule.rule;
  return (
    <select
      className="control operator"
      aria-label={`Comparison for ${field.title}`}
      value={operator}
      disabled={rule.disabled}
      onChange={(event) => rule.onChangeOperator(event.target.value)}
    >
      {operatorsFor(field, operator).map(({ name, label }) => (
        <option key={name} value={name}>
          {label}
        </option>
      ))}
    </select>
  );
}

/** One condition: field, comparison, value. */
export function Rule(props) {
  const rule = useRule(props);
  const { fields, incomplete } = useContext(Shared);
  const { id, field: name, operator: asked, value } = rule.rule;
  const { handle, target, mark } = useDrag({ path: rule.path, move: rule.actions.moveRule, disabled: rule.disabled });
  const field = fields.get(name);
  const operator = field && operatorOf(field, asked);
  const isIncomplete = incomplete.has(id);
  return (
    <div className={`row ${mark ?? ''}`} data-testid="rule" data-path={rule.path.join('.')} {...target}>
      <Joint path={rule.path} handle={handle} />
      <div
        className={isIncomplete ? 'condition incomplete' : 'condition'}
        role="group"
        aria-label={field ? `Condition on ${field.title}` : 'New condition'}
      >
        <FieldPicker name={name} field={field} disabled={rule.disabled} onChange={rule.onChangeField} />
        {field && <Operator rule={rule} field={field} />}
        {operator && (
          <Value
            field={field}
            operator={operator}
            value={value}
            disabled={rule.disabled}
            onChange={rule.onChangeValue}
          />
        )}
        <span className="end">
          <Tools
            what="condition"
            isFirst={props.shiftUpDisabled}
            isLast={props.shiftDownDisabled}
            disabled={rule.disabled}
            up={rule.shiftRuleUp}
            down={rule.shiftRuleDown}
            copy={rule.cloneRule}
          />
          {isIncomplete ? <span className="todo">{needOf(rule.rule, fields)}</span> : <Count id={id} />}
          <Remove what="condition" remove={rule.removeRule} disabled={rule.disabled} />
        </span>
      </div>
    </div>
  );
}
