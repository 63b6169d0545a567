// Numbers stay text from the keyboard to Python: no binary rounding, no NaN, no integer beyond 2^53 cut short.

const NUMBER = /^(-?)(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d+))?$/;

/** A JSON number by its text. */
export class Num {
  constructor(text) {
    this.text = text;
  }
}

/** The value that `typed` spells, as a Num of valid JSON, or null when it is not (yet) a number. */
export function toNum(typed) {
  const found = NUMBER.exec(String(typed ?? '').trim());
  if (!found) return null;
  const [, sign, mantissa, exponent] = found;
  const [whole, fraction = ''] = mantissa.split('.');
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  return new Num(sign + digits + (fraction && `.${fraction}`) + (exponent ? `e${Number(exponent)}` : ''));
}

/** One spelling for one value: 12.50, 12.5 and 1.25e1 give the same text. */
export function sameNumber(text) {
  const [, sign, mantissa, exponent = '0'] = NUMBER.exec(text);
  const [whole, fraction = ''] = mantissa.split('.');
  const all = (whole + fraction).replace(/^0+/, '');
  if (!all) return '0';
  const digits = all.replace(/0+$/, '');
  return `${sign}${digits}e${Number(exponent) - fraction.length + all.length - digits.length}`;
}

/** Whether a Num is a whole number of at least `least`. */
export const isWhole = (num, least = 0) => num !== null && /^\d{1,6}$/.test(num.text) && Number(num.text) >= least;
