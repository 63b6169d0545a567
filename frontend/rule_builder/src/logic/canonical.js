// Equal text for rules that mean the same and differ only in spelling.
import { Num, sameNumber } from './numbers.js';

const SPELLINGS = { startsWith: 'starts_with', endsWith: 'ends_with', '===': '==', '!==': '!=' };
const MIRRORED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' };

const isPlain = (value) =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Num);
export const isVar = (value) => isPlain(value) && Object.keys(value).length === 1 && 'var' in value;

/** `{op: args}` of a one-key object, spelled our way, or null. */
export function operation(value) {
  const keys = isPlain(value) ? Object.keys(value) : [];
  if (keys.length !== 1) return null;
  const [key] = keys;
  const op = SPELLINGS[key] ?? key;
  const args = Array.isArray(value[key]) ? value[key] : [value[key]];
  if (op === 'var') return { op, args };
  if (op === '!in') return { op: '!', args: [{ in: args }] };
  // 5 < x is x > 5: the builder always writes the field first
  return op in MIRRORED && args.length === 2 && isVar(args[1]) && !isVar(args[0])
    ? { op: MIRRORED[op], args: [args[1], args[0]] }
    : { op, args };
}

function tidy(value) {
  if (value instanceof Num) return { number: sameNumber(value.text) };
  if (Array.isArray(value)) return value.map(tidy);
  if (!isPlain(value)) return value;
  const found = operation(value);
  if (!found)
    return Object.fromEntries(
      Object.keys(value)
        .sort()
        .map((key) => [key, tidy(value[key])]),
    );
  const { op, args } = found;
  if ((op === 'and' || op === 'or') && args.length === 1) return tidy(args[0]);
  if (op === '==' && isVar(args[0]) && args[1] === true) return tidy(args[0]); // a boolean field may stand alone
  return { [op]: args.map(tidy) };
}

/** Text that two rules share exactly when they differ in spelling only. */
export const canonical = (logic) => JSON.stringify(tidy(logic));
