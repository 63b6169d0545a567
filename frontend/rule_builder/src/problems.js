// What a half-typed condition still needs, in words.
import { operatorOf } from './operators.js';

const NEEDS = {
  number: 'a number',
  date: 'a day',
  timestamp: 'a day or an instant',
  string: 'a value',
  list: 'a value',
};
const SHAPES = {
  days: () => 'a whole number of days',
  share: () => 'a name and a percentage',
  slice: () => 'a name and two percentages, the smaller first',
  pair: (need) => `both values, each ${need}`,
  list: () => 'at least one value',
};

/** What the condition itself says: "Enter a number." */
export function needOf(rule, fields) {
  const field = fields.get(rule.field);
  if (!field) return rule.field ? `The field “${rule.field}” is no longer there.` : 'Choose a field.';
  const operator = operatorOf(field, rule.operator);
  if (!operator) return 'Choose a comparison.';
  const need = NEEDS[field.kind];
  return `Enter ${SHAPES[operator.shape]?.(need) ?? need}.`;
}

/** The same for a list of problems, with the field's name in front. */
export function problemOf(rule, fields) {
  const field = fields.get(rule.field);
  return field ? `${field.title}: ${needOf(rule, fields)}` : needOf(rule, fields);
}
