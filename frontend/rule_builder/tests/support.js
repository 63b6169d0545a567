import { readFileSync } from 'node:fs';
import { Fields } from '../src/fields.js';
import { parse } from '../src/logic/text.js';

const read = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');

// tests/unit/app/test_rule_builder.py holds both files to what Python sends and what core.rules accepts
export const fields = new Fields(JSON.parse(read('fields.json')));
export const cases = JSON.parse(read('cases.json')).map((one, i) => ({
  ...one,
  text: JSON.stringify(one.logic),
  logic: parse(read('cases.json'))[i].logic,
}));

let serial = 0;
export const rule = (field, operator, value) => ({ id: `t${(serial += 1)}`, field, operator, value });
export const group = (combinator, rules, not = false) => ({ id: `t${(serial += 1)}`, combinator, rules, not });

/** A query without ids, for comparing. */
export const bare = (node) =>
  node.rules
    ? { combinator: node.combinator, not: node.not, rules: node.rules.map(bare) }
    : { field: node.field, operator: node.operator, value: node.value };
