// From what was typed to what a rule holds. Every reader returns null while the text is not a value yet.
import { isWhole, toNum } from './numbers.js';

const INSTANT = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** A day of the calendar as YYYY-MM-DD. Years before 1900 are what a date input shows while a year is being typed. */
export function toDay(text) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? '');
  if (!found || Number(found[1]) < 1900) return null;
  const [year, month, day] = found.slice(1).map(Number);
  const isReal = month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
  return isReal ? text : null;
}

/** A literal for a field of this kind. */
export function toLiteral(kind, text) {
  if (kind === 'number') return toNum(text);
  if (kind === 'date') return toDay(text);
  if (kind === 'timestamp') return INSTANT.test(text ?? '') && toDay(text.slice(0, 10)) ? text : null;
  return typeof text === 'string' && text !== '' ? text : null;
}

/** Percent with at most two decimals as a whole number of ten-thousandths, 0 to 10000. */
export function toBasis(text) {
  const found = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(String(text ?? '').trim());
  if (!found) return null;
  const basis = Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0') || 0);
  return basis <= 10000 ? basis : null;
}

/** Ten-thousandths as percent text: 1250 is 12.5. */
export const toPercent = (basis) => String(basis / 100);

/** Whole days, at least one. */
export const toDays = (text) => {
  const num = toNum(text);
  return isWhole(num, 1) ? num : null;
};

// An operator may follow another whose value had a different shape; nothing typed is thrown away.
export const asText = (value) => (Array.isArray(value) ? (value[0] ?? '') : typeof value === 'string' ? value : '');
export const asPair = (value) => (Array.isArray(value) ? [value[0] ?? '', value[1] ?? ''] : [asText(value), '']);
export const asList = (value) =>
  Array.isArray(value) ? value.filter((v) => v !== '') : asText(value) === '' ? [] : [asText(value)];
export const asShare = (value) => ({
  salt: '',
  from: '0',
  to: '10',
  ...(value && typeof value === 'object' && !Array.isArray(value) ? value : {}),
});
