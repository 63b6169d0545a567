// One condition of JSONLogic as one row of the editor, or null when it is not one.
import { isVar, operation } from './canonical.js';
import { Advanced, newId } from './node.js';
import { Num } from './numbers.js';
import { toPercent } from './values.js';

function variable(value, fields) {
  const name = isVar(value) ? [value.var].flat() : [];
  if (name.length !== 1 || typeof name[0] !== 'string' || name[0] === '') return null;
  const field = fields.ofVariable(name[0]);
  if (!field) throw new Advanced(`The field “${name[0]}” is not in the dictionary.`);
  return { field, salt: field.prefix ? name[0].slice(field.prefix.length) : null };
}

const COMPARISONS = {
  '==': '=',
  '!=': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  starts_with: 'beginsWith',
  ends_with: 'endsWith',
};
const LISTS = { some: 'hasAny', none: 'hasNone', all: 'hasOnly' };
const text = (value) => (value instanceof Num ? value.text : value);

/** The row for `{op: args}`. Throws Advanced for a field that is not in the dictionary. */
export function leaf(op, args, fields) {
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
  const isAll =
    parts.length > 1 &&
    parts.every(
      (part) => part?.op === 'in' && part.args.length === 2 && typeof part.args[0] === 'string' && isVar(part.args[1]),
    );
  if (!isAll) return null;
  const of = parts.map((part) => variable(part.args[1], fields));
  const isOne = of.every((one) => one?.field === of[0].field && one.field.kind === 'list');
  return isOne
    ? make(
        of[0],
        'hasAll',
        parts.map((part) => part.args[0]),
      )
    : null;
}

function listPattern(op, args, fields, make) {
  const test = args.length === 2 ? operation(args[1]) : null;
  const isPattern =
    test?.op === 'in' &&
    test.args.length === 2 &&
    isVar(test.args[0]) &&
    test.args[0].var === '' &&
    Array.isArray(test.args[1]);
  const of = isPattern ? variable(args[0], fields) : null;
  return of && of.field.kind === 'list' ? make(of, LISTS[op], test.args[1].map(text)) : null;
}

function between([low, middle, high], fields, make) {
  const of = variable(middle, fields);
  if (!of) return null;
  if (of.salt === null) return make(of, 'between', [text(low), text(high)]);
  const isShare = low instanceof Num && high instanceof Num;
  return isShare
    ? make(of, 'slice', { salt: of.salt, from: toPercent(Number(low.text)), to: toPercent(Number(high.text) + 1) })
    : null;
}

function share(op, value, of, make) {
  const operator = { '<': 'share', '>=': 'rest' }[op];
  return operator && value instanceof Num
    ? make(of, operator, { salt: of.salt, to: toPercent(Number(value.text)) })
    : null;
}
