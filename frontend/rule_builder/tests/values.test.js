import { describe, expect, test } from 'vitest';
import { sameNumber, toNum } from '../src/logic/numbers.js';
import { parse, print } from '../src/logic/text.js';
import { asList, asPair, asShare, asText, toBasis, toDay, toDays, toLiteral, toPercent } from '../src/logic/values.js';
import { fields } from './support.js';

describe('numbers', () => {
  test.each([
    ['12.50', '12.50'],
    ['007', '7'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['-0', '-0'],
    ['1e3', '1e3'],
    ['1E+3', '1e3'],
    [' 8 ', '8'],
    ['9007199254740993', '9007199254740993'],
    ['123456789012345678901234567890.5', '123456789012345678901234567890.5'],
  ])('%s is a number', (typed, text) => {
    expect(toNum(typed).text).toBe(text);
    expect(() => JSON.parse(text)).not.toThrow();
  });

  test.each(['', '-', '.', '1,000', '1 000', '12a', 'NaN', 'Infinity', '0x10', '1e', '--1', null, undefined])(
    '%s is none yet',
    (typed) => {
      expect(toNum(typed)).toBeNull();
    },
  );

  test.each([
    ['12.50', '12.5'],
    ['100', '1e2'],
    ['0.10', '.1'],
    ['0', '-0.00'],
    ['1250', '1.25e3'],
  ])('%s equals %s', (a, b) => {
    expect(sameNumber(a)).toBe(sameNumber(b));
  });

  test.each([
    ['1', '10'],
    ['1', '-1'],
    ['9007199254740993', '9007199254740992'],
    ['0.1', '0.10000000000000001'],
  ])('%s differs from %s', (a, b) => {
    expect(sameNumber(a)).not.toBe(sameNumber(b));
  });
});

describe('JSON text', () => {
  test.each([
    '{"in":[{"var":"f"},[9007199254740993,12.50,-1e+3]]}',
    '["0123","12.5","a\\"1\\"","\\\\",  "\\u0000n5","\\u0000s"]'.replaceAll('  ', ''),
    '{"12":[true,null,"é"]}',
  ])('%s comes out as it went in', (text) => {
    expect(print(parse(text))).toBe(text);
  });

  test('a digit inside text is no number', () => {
    expect(parse('{"a":"7 \\"8\\" 9"}')).toEqual({ a: '7 "8" 9' });
  });

  test('what is not JSON is refused', () => {
    expect(() => parse('{"a":}')).toThrow(SyntaxError);
    expect(() => parse('{a:1}')).toThrow(SyntaxError);
  });
});

describe('other values', () => {
  test.each(['2017-12-31', '2016-02-29', '1900-01-01'])('%s is a day', (text) => expect(toDay(text)).toBe(text));
  test.each([
    '2017-02-29',
    '2017-00-10',
    '2017-13-01',
    '2017-04-31',
    '0017-04-30',
    '2017-4-3',
    '2017-04-30T00:00Z',
    '',
    null,
  ])('%s is none', (text) => expect(toDay(text)).toBeNull());
  test.each(['2017-06-01', '2017-06-01T05:00Z', '2017-06-01T05:00:00.5-04:00'])('%s is an instant', (text) =>
    expect(toLiteral('timestamp', text)).toBe(text),
  );
  test.each(['2017-06-31T05:00Z', '2017-06-01T5', 'now'])('%s is none', (text) =>
    expect(toLiteral('timestamp', text)).toBeNull(),
  );
  test.each([
    ['10', 1000],
    ['12.5', 1250],
    ['0.01', 1],
    ['100', 10000],
    ['0', 0],
  ])('%s percent', (text, basis) => {
    expect(toBasis(text)).toBe(basis);
    expect(toPercent(basis)).toBe(String(Number(text)));
  });
  test.each(['', '100.01', '-1', '1.234', 'x', '10%'])('%s is no percentage', (text) =>
    expect(toBasis(text)).toBeNull(),
  );
  test('days are whole and at least one', () => {
    expect(toDays('28').text).toBe('28');
    for (const text of ['0', '1.5', '-3', '', '1e1', '12345678']) expect(toDays(text)).toBeNull();
  });
  test('text is text, whatever it looks like', () => expect(toLiteral('string', '0123')).toBe('0123'));
  test('values change their shape with the comparison', () => {
    expect([asText(['5', '6']), asText('5'), asText({ salt: 'a' })]).toEqual(['5', '5', '']);
    expect([asPair('5'), asPair(['5', '6', '7'])]).toEqual([
      ['5', ''],
      ['5', '6'],
    ]);
    expect([asList('5'), asList(['5', '']), asList('')]).toEqual([['5'], ['5'], []]);
    expect(asShare('x')).toEqual({ salt: '', from: '0', to: '10' });
  });
});

describe('fields', () => {
  test('a name in a family is found under the family', () => {
    expect(fields.ofVariable('bucket.spring').name).toBe('bucket.*');
    expect(fields.ofVariable('segment.champions').kind).toBe('boolean');
    for (const name of ['bucket.', 'bucket', '.spring', 'segment.gone'])
      expect(fields.ofVariable(name)).toBeUndefined();
  });
  test('groups keep the order of the dictionary', () => {
    expect(fields.groups().map(([title]) => title)).toEqual([
      'Value',
      'RFM',
      'Activity',
      'Household',
      'Shopping',
      'Segments',
    ]);
  });
});
