// What a half-typed condition still needs, in words.
import { operatorOf } from './operators.js';

const NEEDS = {
  number: 'a number', date: 'a day', timestamp: 'a day or an instant', string: 'a value', list: 'a value',
};
const SHAPES = { days: 'a whole number of days', share: 'a name and a percentage', slice: 'a name and two percentages, the smaller first' };

/** The sentence for a condition that `toLogic` left out. */
export function problemOf(rule, fields) {
  if (!rule.field) return 'Choose a field.';
  const field = fields.get(rule.field);
  if (!field) return `The field “${rule.field}” is no longer there.`;
  const operator = operatorOf(field, rule.operator);
  if (!operator) return `${field.title}: choose a comparison.`;
  const need = SHAPES[operator.shape] ?? NEEDS[field.kind];
  const count = { pair: `both values (${need})`, list: 'at least one value' }[operator.shape] ?? need;
  return `${field.title}: enter ${count}.`;
}
