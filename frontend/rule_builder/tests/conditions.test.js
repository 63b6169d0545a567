import { describe, expect, test } from 'vitest';
import { load } from '../src/logic/load.js';
import { print } from '../src/logic/text.js';
import { toLogic } from '../src/logic/toLogic.js';
import { defaultOperator, operatorOf, operatorsFor, writeRule } from '../src/operators.js';
import { problemOf } from '../src/problems.js';
import { cases, fields, rule } from './support.js';

describe.each(cases)('$field $operator $value', ({ field, operator, value, logic, text }) => {
  test('is written as JSONLogic', () => {
    expect(print(writeRule(rule(field, operator, value), fields))).toBe(text);
  });

  test('opens as the same condition and goes out unchanged', () => {
    const { query } = load(logic, fields);
    expect(query.rules).toHaveLength(1);
    expect(query.rules[0]).toMatchObject(
      operator === 'share' || operator === 'rest'
        ? { field, operator, value: { salt: value.salt, to: value.to } }
        : { field, operator, value },
    );
    expect(print(toLogic(query, fields).logic)).toBe(text);
  });
});

test('every comparison that a field can offer has a case', () => {
  const kinds = new Set(cases.map(({ field, operator }) => `${fields.get(field).kind} ${operator}`));
  const isMissing = (name) => name === 'null' || name === 'notNull';
  const offered = fields.list.flatMap((f) => operatorsFor(f).map(({ name }) => [f.kind, name]));
  const shared = { timestamp: 'date', number: 'string' }; // write the same way
  for (const [kind, name] of offered) {
    expect([...kinds], `${kind} ${name}`).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          new RegExp(`^(${kind}|${shared[kind] ?? kind}) ${isMissing(name) ? '(null|notNull)' : name}$`),
        ),
      ]),
    );
  }
});

test.each(fields.list.map((f) => [f.name, f]))('%s starts with a comparison that it offers', (_name, field) => {
  expect(operatorsFor(field).map(({ name }) => name)).toContain(defaultOperator(field));
});

test('only nullable fields ask for null, unless a loaded rule already does', () => {
  const asked = (name, operator) => operatorsFor(fields.get(name), operator).map((o) => o.name);
  expect(asked('total_revenue')).not.toContain('null');
  expect(asked('avg_transaction_value')).toEqual(expect.arrayContaining(['null', 'notNull']));
  expect(asked('total_revenue', 'null')).toContain('null');
  expect(asked('segment.champions')).toEqual(['isTrue', 'isFalse']);
});

test('a segment is asked for its members', () => {
  expect(operatorsFor(fields.get('segment.champions')).map(({ label }) => label)).toEqual([
    'is a member',
    'is not a member',
  ]);
});

test.each([
  ['', '', '', 'Choose a field.'],
  ['gone', '=', '1', 'no longer there'],
  ['total_revenue', '>=', '', 'Enter a number'],
  ['total_revenue', '>=', '12,5', 'Enter a number'],
  ['total_revenue', 'between', ['1', ''], 'both values'],
  ['r_score', 'in', [], 'at least one'],
  ['r_score', 'in', ['4', 'x'], 'at least one'],
  ['loyalty_code', '=', '', 'Enter a value'],
  ['last_purchase_on', '=', '2017-02-29', 'Enter a day'],
  ['last_purchase_on', '=', '0201-01-01', 'Enter a day'],
  ['last_purchase_on', 'within', '0', 'whole number of days'],
  ['last_purchase_on', 'within', '1.5', 'whole number of days'],
  ['departments', 'hasAny', '', 'at least one'],
  ['bucket.*', 'share', { salt: ' ', to: '10' }, 'a name and a percentage'],
  ['bucket.*', 'share', { salt: 'a', to: '101' }, 'a name and a percentage'],
  ['bucket.*', 'slice', { salt: 'a', from: '20', to: '10' }, 'two percentages'],
])('%s %s %j is half-typed', (field, operator, value, words) => {
  const half = rule(field, operator, value);
  expect(writeRule(half, fields)).toBeNull();
  expect(problemOf(half, fields)).toContain(words);
});

test('what was typed survives a change of the comparison', () => {
  expect(print(writeRule(rule('total_revenue', 'in', '5'), fields))).toBe('{"in":[{"var":"total_revenue"},[5]]}');
  expect(print(writeRule(rule('total_revenue', '>', ['5', '9']), fields))).toBe('{">":[{"var":"total_revenue"},5]}');
  expect(writeRule(rule('total_revenue', 'between', '5'), fields)).toBeNull();
});

test('an unknown comparison is no condition', () => {
  expect(operatorOf(fields.get('total_revenue'), 'within')).toBeUndefined();
  expect(problemOf(rule('total_revenue', 'within', '5'), fields)).toContain('Choose a comparison');
});
