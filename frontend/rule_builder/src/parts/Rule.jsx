import { useContext } from 'react';
import { useRule } from 'react-querybuilder';
import { Value } from '../editors/Value.jsx';
import { operatorOf } from '../operators.js';
import { problemOf } from '../problems.js';
import { Shared } from '../shared.js';
import { Count } from './Count.jsx';
import { FieldPicker } from './FieldPicker.jsx';
import { Joint } from './Joint.jsx';
import { Tools } from './Tools.jsx';

function Operator({ rule, field }) {
  return (
    <select className="control operator" aria-label={`Comparison for ${field.title}`} value={rule.rule.operator} disabled={rule.disabled} onChange={(event) => rule.onChangeOperator(event.target.value)}>
      {rule.operators.map(({ name, label }) => <option key={name} value={name}>{label}</option>)}
    </select>
  );
}

/** One condition: field, comparison, value. */
export function Rule(props) {
  const rule = useRule(props);
  const { fields, incomplete } = useContext(Shared);
  const { id, field: name, operator: asked, value } = rule.rule;
  const field = fields.get(name);
  const operator = field && operatorOf(field, asked);
  const isIncomplete = incomplete.has(id);
  return (
    <div className="row" data-testid="rule" data-path={rule.path.join('.')}>
      <Joint path={rule.path} />
      <div className={isIncomplete ? 'condition incomplete' : 'condition'} role="group" aria-label={field ? `Condition on ${field.title}` : 'New condition'}>
        <FieldPicker name={name} field={field} disabled={rule.disabled} onChange={rule.onChangeField} />
        {field && <Operator rule={rule} field={field} />}
        {operator && <Value field={field} operator={operator} value={value} disabled={rule.disabled} onChange={rule.onChangeValue} />}
        <span className="end">
          {isIncomplete ? <span className="todo">{problemOf(rule.rule, fields)}</span> : <Count id={id} />}
          <Tools what="condition" node={props} disabled={rule.disabled} up={rule.shiftRuleUp} down={rule.shiftRuleDown} copy={rule.cloneRule} remove={rule.removeRule} />
        </span>
      </div>
    </div>
  );
}
