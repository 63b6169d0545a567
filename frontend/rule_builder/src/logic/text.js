// JSON in and out with every number kept as the text it was written in (see numbers.js).
import { Num } from './numbers.js';

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const MARK = '\u0000'; // begins a string that stands for a number (n) or that began with the mark itself (s)
const MARKED = '"\\u0000';

const hide = (token) => {
  if (!token.startsWith('"')) return `${MARKED}n${token}"`;
  return token.startsWith(MARKED) ? `${MARKED}s${token.slice(1)}` : token;
};

const show = (_key, value) => {
  if (typeof value !== 'string' || value[0] !== MARK) return value;
  return value[1] === 'n' ? new Num(value.slice(2)) : value.slice(2);
};

/** The value that JSON `text` holds, numbers as Num. Throws SyntaxError. */
export const parse = (text) => JSON.parse(text.replace(TOKEN, hide), show);

const mark = (_key, value) => {
  if (value instanceof Num) return `${MARK}n${value.text}`;
  return typeof value === 'string' && value[0] === MARK ? `${MARK}s${value}` : value;
};

const unmark = (token) => {
  if (token.startsWith(`${MARKED}n`)) return token.slice(MARKED.length + 1, -1);
  return token.startsWith(`${MARKED}s`) ? `"${token.slice(MARKED.length + 1)}` : token;
};

/** JSON text of `value`; `indent` as JSON.stringify takes it. */
export const print = (value, indent) => JSON.stringify(value, mark, indent).replace(/"(?:[^"\\]|\\.)*"/g, unmark);
