import { expect, test } from 'vitest';
import { canonical } from '../src/logic/canonical.js';
import { load } from '../src/logic/load.js';
import { parse, print } from '../src/logic/text.js';
import { toLogic } from '../src/logic/toLogic.js';
import { bare, cases, fields, group, rule } from './support.js';

const opened = (logic) => load(parse(JSON.stringify(logic)), fields);
const revenue = (op, n) => ({ [op]: [{ var: 'total_revenue' }, n] });
const rich = rule('total_revenue', '>', '100');
const recent = rule('last_purchase_on', 'within', '28');
const half = () => rule('income', '=', '');

test('nothing opens as an empty group, and an empty group is nothing', () => {
  const { query } = load(null, fields);
  expect(query.rules).toEqual([]);
  expect(toLogic(query, fields)).toMatchObject({ logic: null, incomplete: [] });
});

test('groups nest, with not, and come back the same', () => {
  const logic = {
    and: [revenue('>', 1), { '!': { or: [revenue('<', 2), { '!': { and: [revenue('>', 3), revenue('<', 4)] } }] } }],
  };
  const { query } = opened(logic);
  expect(query.rules[1]).toMatchObject({ combinator: 'or', not: true });
  expect(query.rules[1].rules[1]).toMatchObject({ combinator: 'and', not: true });
  expect(print(toLogic(query, fields).logic)).toBe(JSON.stringify(logic));
});

test('a negated comparison is a negated group of one', () => {
  const logic = { '!': revenue('>', 5) };
  const { query } = opened(logic);
  expect(bare(query)).toMatchObject({ not: true, rules: [{ operator: '>' }] });
  expect(print(toLogic(query, fields).logic)).toBe(JSON.stringify(logic));
});

test('not of not stays two groups', () => {
  const logic = { '!': { '!': revenue('>', 5) } };
  expect(print(toLogic(opened(logic).query, fields).logic)).toBe(JSON.stringify(logic));
});

test('every node knows its pointer in the exported rule', () => {
  const inner = group('or', [half(), rich, recent], true);
  const alone = group('and', [half(), rule('opt_in', 'isTrue', '')]);
  const query = group('and', [half(), rule('r_score', 'in', ['5']), inner, alone]);
  const { logic, paths, incomplete } = toLogic(query, fields);
  expect(print(logic)).toBe(
    '{"and":[{"in":[{"var":"r_score"},[5]]},{"!":{"or":[{">":[{"var":"total_revenue"},100]},{"within_last_days":[{"var":"last_purchase_on"},28]}]}},{"==":[{"var":"opt_in"},true]}]}',
  );
  expect(incomplete).toEqual([query.rules[0].id, inner.rules[0].id, alone.rules[0].id]);
  expect(Object.fromEntries(paths)).toEqual({
    [query.id]: '',
    [query.rules[1].id]: '/and/0',
    [inner.id]: '/and/1',
    [rich.id]: '/and/1/!/or/0',
    [recent.id]: '/and/1/!/or/1',
    [alone.id]: '/and/2',
    [alone.rules[1].id]: '/and/2',
  });
});

test('every pointer leads to its node', () => {
  const { query } = opened({
    or: [{ '!': revenue('>', 1) }, { and: [revenue('<', 2), { '!': { or: [revenue('>', 3), revenue('<', 4)] } }] }],
  });
  const { logic, paths } = toLogic(query, fields);
  const follow = (pointer) =>
    pointer
      .split('/')
      .slice(1)
      .reduce((at, step) => at[step], logic);
  for (const pointer of paths.values()) expect(follow(pointer), pointer).toBeTypeOf('object');
  expect(paths.size).toBe(8);
});

test('half-typed conditions are left out and counted, empty groups are left out', () => {
  const { logic, incomplete } = toLogic(group('or', [half(), group('and', []), rich, group('and', [half()])]), fields);
  expect(print(logic)).toBe('{">":[{"var":"total_revenue"},100]}');
  expect(incomplete).toHaveLength(2);
});

test.each([
  ['a group of one', { and: [revenue('>', 5)] }],
  ['the field last', { '<': [5, { var: 'total_revenue' }] }],
  ['a list around the name', { '>': [{ var: ['total_revenue'] }, 5] }],
  ['three equals signs', { '===': [{ var: 'income' }, '15-24K'] }],
  ['not strictly equal', { '!==': [{ var: 'income' }, '15-24K'] }],
  ['camel case', { startsWith: [{ var: 'loyalty_code' }, '0'] }],
  ['not with a list', { '!': [{ in: [{ var: 'income' }, ['15-24K']] }] }],
  ['not in', { '!in': [{ var: 'income' }, ['15-24K']] }],
  ['a boolean field alone', { and: [{ var: 'opt_in' }, revenue('>', 5)] }],
  ['a number written otherwise', { '>': [{ var: 'total_revenue' }, 5.0] }],
])('%s is another spelling of what the builder writes', (_name, logic) => {
  const { query } = opened(logic);
  expect(canonical(toLogic(query, fields).logic)).toBe(canonical(parse(JSON.stringify(logic))));
});

test.each([
  ['if', { if: [revenue('>', 5), true, false] }, '“if”'],
  ['arithmetic', { '>': [{ '+': [{ var: 'r_score' }, 1] }, 3] }, '“+”'],
  ['max', { '>': [{ max: [{ var: 'r_score' }, 1] }, 3] }, '“max”'],
  ['missing', { missing: ['income'] }, '“missing”'],
  ['cat', { '==': [{ cat: [{ var: 'income' }, 'x'] }, 'x'] }, '“cat”'],
  ['!!', { '!!': { var: 'opt_in' } }, '“!!”'],
  ['deep inside', { or: [revenue('>', 1), { and: [revenue('>', 1), { substr: ['a', 1] }] }] }, '“substr”'],
  ['a field against a field', { '>': [{ var: 'total_revenue' }, { var: 'avg_transaction_value' }] }, 'does not fit'],
  ['a default', { '>': [{ var: ['total_revenue', 0] }, 5] }, '“>”'],
  ['an unknown field', { '>': [{ var: 'total_revenu' }, 5] }, 'total_revenu'],
  ['an unknown segment', { '==': [{ var: 'segment.gone' }, true] }, 'segment.gone'],
  ['text for a number', { '>': [{ var: 'total_revenue' }, '5'] }, 'does not fit'],
  ['a number for text', { '==': [{ var: 'loyalty_code' }, 123] }, 'does not fit'],
  ['no day', { '>': [{ var: 'last_purchase_on' }, '2017-13-01'] }, 'does not fit'],
  ['the empty text', { '==': [{ var: 'loyalty_code' }, ''] }, 'does not fit'],
  ['an empty list', { in: [{ var: 'income' }, []] }, 'does not fit'],
  ['strictly between', { '<': [1, { var: 'total_revenue' }, 5] }, '“<”'],
  ['text asked of a number', { starts_with: [{ var: 'total_revenue' }, '5'] }, 'does not fit'],
  ['true asked of a number', { '==': [{ var: 'total_revenue' }, true] }, 'does not fit'],
  ['a number alone', { var: 'total_revenue' }, '“var”'],
  ['two keys', { '>': [1, 2], '<': [1, 2] }, 'not a JSONLogic operation'],
  ['a constant', true, 'not a JSONLogic operation'],
  ['an empty and', { and: [] }, '“and”'],
  ['an odd share', { '==': [{ var: 'bucket.spring' }, 7] }, '“==”'],
  ['a share above everything', { '<': [{ var: 'bucket.spring' }, 20000] }, 'does not fit'],
  ['a family without a name', { '<': [{ var: 'bucket.' }, 1000] }, 'bucket.'],
  ['another list pattern', { some: [{ var: 'departments' }, { '==': [{ var: '' }, 'DAIRY'] }] }, '“some”'],
])('%s is advanced, with the reason', (_name, logic, words) => {
  const result = opened(logic);
  expect(result.query).toBeUndefined();
  expect(result.reason).toContain(words);
});

test('canonical text tells meanings apart', () => {
  const different = [
    revenue('>', 5),
    revenue('>=', 5),
    revenue('>', 50),
    { '!': revenue('>', 5) },
    { and: [revenue('>', 5), revenue('<', 6)] },
    { or: [revenue('>', 5), revenue('<', 6)] },
    { '>': [{ var: 'total_revenue' }, '5'] },
    { '==': [{ var: 'opt_in' }, false] },
    { '==': [{ var: 'opt_in' }, true] },
  ];
  expect(new Set(different.map((logic) => canonical(parse(JSON.stringify(logic))))).size).toBe(different.length);
});

// trees of every shape over every condition: out, in and out again is the same text
test('a thousand random rules survive the round trip', () => {
  let seed = 7;
  const random = (n) => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % n;
  const tree = (depth) =>
    depth && random(3)
      ? group(
          random(2) ? 'and' : 'or',
          Array.from({ length: 1 + random(4) }, () => tree(depth - 1)),
          random(4) === 0,
        )
      : rule(
          ...Object.values((({ field, operator, value }) => ({ field, operator, value }))(cases[random(cases.length)])),
        );
  for (let i = 0; i < 1000; i += 1) {
    const text = print(toLogic(group('and', [tree(4)], random(2) === 0), fields).logic);
    const { query, reason } = load(parse(text), fields);
    expect(reason, text).toBeUndefined();
    expect(print(toLogic(query, fields).logic)).toBe(text);
  }
});
