// What can be asked of a field, and how each question is written as JSONLogic.
import { Num } from './logic/numbers.js';
import { asList, asPair, asShare, asText, toBasis, toDays, toLiteral } from './logic/values.js';

const all = (parts) => (parts.length > 0 && parts.every((part) => part !== null) ? parts : null);
const not = (logic) => ({ '!': logic });
const element = { var: '' };

// `shape` chooses the editor. `read` gives what `write` needs, or null while something is missing.
const readers = {
  none: () => true,
  one: (rule, field) => toLiteral(field.kind, asText(rule.value)),
  pair: (rule, field) => all(asPair(rule.value).map((v) => toLiteral(field.kind, v))),
  list: (rule, field) => all(asList(rule.value).map((v) => toLiteral(field.kind, v))),
  days: (rule) => toDays(asText(rule.value)),
  share: (rule) => readShare(rule, { isSlice: false }),
  slice: (rule) => readShare(rule, { isSlice: true }),
};

function readShare(rule, { isSlice }) {
  const { salt, from, to } = asShare(rule.value);
  const [low, high] = [isSlice ? toBasis(from) : 0, toBasis(to)];
  if (!salt.trim() || low === null || high === null || high <= low) return null;
  return { salt: salt.trim(), low, high };
}

const compare = (op) => ({ shape: 'one', write: (v, value) => ({ [op]: [v, value] }) });
const whole = (number) => new Num(String(number));
const within = (list) => ({ in: [element, list] });

const EQUAL = compare('==');
const UNEQUAL = compare('!=');
const BETWEEN = { shape: 'pair', write: (v, [low, high]) => ({ '<=': [low, v, high] }) };
const OUTSIDE = { shape: 'pair', write: (v, pair) => not(BETWEEN.write(v, pair)) };
const AMONG = { shape: 'list', write: (v, list) => ({ in: [v, list] }) };
const NOT_AMONG = { shape: 'list', write: (v, list) => not({ in: [v, list] }) };
const HOLDS = { shape: 'one', write: (v, value) => ({ in: [value, v] }) };
const HOLDS_NOT = { shape: 'one', write: (v, value) => not({ in: [value, v] }) };
const NULL = { shape: 'none', nullable: true, write: (v) => ({ '==': [v, null] }) };
const NOT_NULL = { shape: 'none', nullable: true, write: (v) => ({ '!=': [v, null] }) };
const truth = (op, value) => ({ shape: 'none', write: (v) => ({ [op]: [v, value] }) });

const MISSING = { null: { ...NULL, label: 'is unknown' }, notNull: { ...NOT_NULL, label: 'is known' } };
const dated = {
  '=': { ...EQUAL, label: 'is on' },
  '!=': { ...UNEQUAL, label: 'is not on' },
  '<': { ...compare('<'), label: 'is before' },
  '<=': { ...compare('<='), label: 'is on or before' },
  '>': { ...compare('>'), label: 'is after' },
  '>=': { ...compare('>='), label: 'is on or after' },
  between: { ...BETWEEN, label: 'is between' },
  notBetween: { ...OUTSIDE, label: 'is not between' },
};
const WITHIN = { shape: 'days', write: (v, days) => ({ within_last_days: [v, days] }) };
const RECENT = {
  within: { ...WITHIN, label: 'is in the last' },
  notWithin: { shape: 'days', label: 'is not in the last', write: (v, days) => not(WITHIN.write(v, days)) },
};

const BY_KIND = {
  number: {
    '=': { ...EQUAL, label: 'equals' },
    '!=': { ...UNEQUAL, label: 'does not equal' },
    '<': { ...compare('<'), label: 'is less than' },
    '<=': { ...compare('<='), label: 'is at most' },
    '>': { ...compare('>'), label: 'is more than' },
    '>=': { ...compare('>='), label: 'is at least' },
    between: { ...BETWEEN, label: 'is between' },
    notBetween: { ...OUTSIDE, label: 'is not between' },
    in: { ...AMONG, label: 'is one of' },
    notIn: { ...NOT_AMONG, label: 'is none of' },
    ...MISSING,
  },
  string: {
    in: { ...AMONG, label: 'is one of' },
    notIn: { ...NOT_AMONG, label: 'is none of' },
    '=': { ...EQUAL, label: 'is' },
    '!=': { ...UNEQUAL, label: 'is not' },
    contains: { ...HOLDS, label: 'contains', isText: true },
    doesNotContain: { ...HOLDS_NOT, label: 'does not contain', isText: true },
    beginsWith: { ...compare('starts_with'), label: 'begins with', isText: true },
    endsWith: { ...compare('ends_with'), label: 'ends with', isText: true },
    ...MISSING,
  },
  date: { ...RECENT, ...dated, ...MISSING },
  timestamp: { ...RECENT, ...dated, ...MISSING },
  boolean: {
    isTrue: { ...truth('==', true), label: 'is true' },
    isFalse: { ...truth('==', false), label: 'is false' },
    isNotTrue: { ...truth('!=', true), label: 'is not true', nullable: true },
    isNotFalse: { ...truth('!=', false), label: 'is not false', nullable: true },
    ...MISSING,
  },
  list: {
    hasAny: { shape: 'list', label: 'has any of', write: (v, list) => ({ some: [v, within(list)] }) },
    hasAll: { shape: 'list', label: 'has all of', write: writeAll },
    hasNone: { shape: 'list', label: 'has none of', write: (v, list) => ({ none: [v, within(list)] }) },
    hasOnly: { shape: 'list', label: 'has only', write: (v, list) => ({ all: [v, within(list)] }) },
    lacks: { shape: 'one', label: 'does not have', write: (v, value) => not({ in: [value, v] }) },
    ...MISSING,
  },
  share: {
    share: { shape: 'share', label: 'is in the first', write: (v, { high }) => ({ '<': [v, whole(high)] }) },
    rest: { shape: 'share', label: 'is not in the first', write: (v, { high }) => ({ '>=': [v, whole(high)] }) },
    slice: {
      shape: 'slice',
      label: 'is between',
      write: (v, { low, high }) => ({ '<=': [whole(low), v, whole(high - 1)] }),
    },
  },
};

function writeAll(v, list) {
  const parts = list.map((value) => ({ in: [value, v] }));
  return parts.length === 1 ? parts[0] : { and: parts };
}

const DEFAULTS = {
  number: '>=',
  date: 'within',
  timestamp: 'within',
  boolean: 'isTrue',
  list: 'hasAny',
  share: 'share',
};

/** The question of that name for the field, or undefined. */
export const operatorOf = (field, name) => BY_KIND[field.kind][name];

const MEMBERSHIP = { isTrue: 'is a member', isFalse: 'is not a member' };

/** [{name, label}] that the field offers, `asked` among them. Fields that are never null do not offer what asks for null. */
export const operatorsFor = (field, asked) =>
  Object.entries(BY_KIND[field.kind])
    .filter(([name, operator]) => field.nullable || !operator.nullable || name === asked)
    .map(([name, { label }]) => ({ name, value: name, label: (field.isSegment && MEMBERSHIP[name]) || label }));

/** The question that a freshly chosen field starts with. */
export function defaultOperator(field) {
  if (field.kind === 'string') return field.allowed.length ? 'in' : '=';
  return field.kind === 'number' && field.allowed.length ? 'in' : DEFAULTS[field.kind];
}

/** The rule as JSONLogic, or null while it is half-typed. */
export function writeRule(rule, fields) {
  const field = fields.get(rule.field);
  const operator = field && operatorOf(field, rule.operator);
  const value = operator ? readers[operator.shape](rule, field) : null;
  if (value === null) return null;
  return operator.write({ var: field.prefix ? field.prefix + value.salt : field.name }, value);
}
