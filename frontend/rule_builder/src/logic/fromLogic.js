// From JSONLogic to the editor's tree. What has no place in the tree raises Advanced: a test that were dropped
// would silently widen the audience.
import { isVar, operation } from './canonical.js';
import { Num } from './numbers.js';
import { toPercent } from './values.js';

export class Advanced extends Error {}

let serial = 0;
export const newId = () => `n${(serial += 1)}`;

export const emptyQuery = () => ({ id: newId(), combinator: 'and', not: false, rules: [] });

/** The tree for `logic` (null: an empty one). Throws Advanced. */
export function fromLogic(logic, fields) {
  if (logic === null || logic === undefined) return emptyQuery();
  const node = condition(logic, fields);
  return node.rules ? node : { ...emptyQuery(), rules: [node] };
}

function condition(logic, fields) {
  const found = operation(logic);
  if (!found) throw new Advanced('A condition is not a JSONLogic operation.');
  const { op, args } = found;
  if (op === '!') return negation(args, fields, logic);
  const rule = leaf(op, args, fields);
  if (rule) return rule;
  if ((op === 'and' || op === 'or') && args.length) return group(op, args.map((part) => condition(part, fields)));
  const stranger = strange(logic);
  throw new Advanced(stranger ? `The operator “${stranger}” has no visual form.` : `The operator “${op}” is used in a way that has no visual form.`);
}

const FAMILIAR = new Set(['and', 'or', '!', 'var', 'in', 'some', 'none', 'all', 'within_last_days', 'starts_with', 'ends_with', '==', '!=', '<', '<=', '>', '>=']);

/** The first operator inside `logic` that the builder never writes. */
function strange(logic) {
  if (Array.isArray(logic)) return logic.map(strange).find(Boolean);
  const found = operation(logic);
  return found && (FAMILIAR.has(found.op) ? strange(found.args) : found.op);
}

const group = (combinator, rules, not = false) => ({ id: newId(), combinator, not, rules });

function negation(args, fields) {
  if (args.length !== 1) throw new Advanced('“!” takes one condition.');
  const found = operation(args[0]);
  const rule = found && negatedLeaf(found.op, found.args, fields);
  if (rule) return rule;
  const inner = condition(args[0], fields);
  return inner.rules && !inner.not ? { ...inner, not: true } : group('and', [inner], true);
}

function negatedLeaf(op, args, fields) {
  const rule = op === 'in' || op === 'within_last_days' || (op === '<=' && args.length === 3) ? leaf(op, args, fields) : null;
  const names = { in: 'notIn', contains: 'doesNotContain', hasAll: 'lacks', between: 'notBetween', within: 'notWithin' };
  if (!rule || !(rule.operator in names)) return null;
  return { ...rule, operator: names[rule.operator], value: rule.operator === 'hasAll' ? rule.value[0] : rule.value };
}

// --- one condition -----------------------------------------------------------------------------------------------

function variable(value, fields) {
  const name = isVar(value) ? [value.var].flat() : [];
  if (name.length !== 1 || typeof name[0] !== 'string' || name[0] === '') return null;
  const field = fields.ofVariable(name[0]);
  if (!field) throw new Advanced(`The field “${name[0]}” is not in the dictionary.`);
  return { field, salt: field.prefix ? name[0].slice(field.prefix.length) : null };
}

const COMPARISONS = { '==': '=', '!=': '!=', '<': '<', '<=': '<=', '>': '>', '>=': '>=', starts_with: 'beginsWith', ends_with: 'endsWith' };
const LISTS = { some: 'hasAny', none: 'hasNone', all: 'hasOnly' };
const text = (value) => (value instanceof Num ? value.text : value);

function leaf(op, args, fields) {
  const make = (of, operator, value) => ({ id: newId(), field: of.field.name, operator, value });
  if (op === 'var') return bareBoolean(args, fields, make);
  if (op === 'in' && args.length === 2) return membership(args, fields, make);
  if (op === 'and') return allInOneList(args, fields, make);
  if (op in LISTS) return listPattern(op, args, fields, make);
  if (op === '<=' && args.length === 3) return between(args, fields, make);
  const of = args.length === 2 ? variable(args[0], fields) : null;
  if (!of) return null;
  if (of.salt !== null) return share(op, args[1], of, make);
  if (op === 'within_last_days') return make(of, 'within', text(args[1]));
  if (!(op in COMPARISONS)) return null;
  const questions = { null: ['null', 'notNull'], true: ['isTrue', 'isNotTrue'], false: ['isFalse', 'isNotFalse'] };
  const [equal, unequal] = questions[String(args[1])] && typeof args[1] !== 'string' ? questions[String(args[1])] : [];
  if (equal && (op === '==' || op === '!=')) return make(of, op === '==' ? equal : unequal, '');
  return make(of, COMPARISONS[op], text(args[1]));
}

// A boolean field alone is a condition with the same meaning as "is true": null is not true either way.
function bareBoolean(args, fields, make) {
  const of = variable({ var: args }, fields);
  return of?.field.kind === 'boolean' ? make(of, 'isTrue', '') : null;
}

function membership([needle, hay], fields, make) {
  if (Array.isArray(hay)) {
    const of = variable(needle, fields);
    return of && of.salt === null && make(of, 'in', hay.map(text));
  }
  const of = isVar(needle) ? null : variable(hay, fields);
  if (!of) return null;
  return of.field.kind === 'list' ? make(of, 'hasAll', [text(needle)]) : make(of, 'contains', text(needle));
}

function allInOneList(args, fields, make) {
  const parts = args.map(operation);
  const isAll = parts.length > 1 && parts.every((part) => part?.op === 'in' && part.args.length === 2 && typeof part.args[0] === 'string' && isVar(part.args[1]));
  if (!isAll) return null;
  const of = parts.map((part) => variable(part.args[1], fields));
  const isOne = of.every((one) => one?.field === of[0].field && one.field.kind === 'list');
  return isOne ? make(of[0], 'hasAll', parts.map((part) => part.args[0])) : null;
}

function listPattern(op, args, fields, make) {
  const test = args.length === 2 ? operation(args[1]) : null;
  const isPattern = test?.op === 'in' && test.args.length === 2 && isVar(test.args[0]) && test.args[0].var === '' && Array.isArray(test.args[1]);
  const of = isPattern ? variable(args[0], fields) : null;
  return of && of.field.kind === 'list' ? make(of, LISTS[op], test.args[1].map(text)) : null;
}

function between([low, middle, high], fields, make) {
  const of = variable(middle, fields);
  if (!of) return null;
  if (of.salt === null) return make(of, 'between', [text(low), text(high)]);
  const isShare = low instanceof Num && high instanceof Num;
  return isShare ? make(of, 'slice', { salt: of.salt, from: toPercent(Number(low.text)), to: toPercent(Number(high.text) + 1) }) : null;
}

function share(op, value, of, make) {
  const operator = { '<': 'share', '>=': 'rest' }[op];
  return operator && value instanceof Num ? make(of, operator, { salt: of.salt, to: toPercent(Number(value.text)) }) : null;
}
