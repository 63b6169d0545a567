// From JSONLogic to the editor's tree. What has no place in the tree raises Advanced: a test that were dropped
// would silently widen the audience.
import { operation } from './canonical.js';
import { leaf } from './leaf.js';
import { Advanced, newId } from './node.js';

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
  if ((op === 'and' || op === 'or') && args.length)
    return group(
      op,
      args.map((part) => condition(part, fields)),
    );
  const stranger = strange(logic);
  throw new Advanced(
    stranger
      ? `The operator “${stranger}” has no visual form.`
      : `The operator “${op}” is used in a way that has no visual form.`,
  );
}

const FAMILIAR = new Set([
  'and',
  'or',
  '!',
  'var',
  'in',
  'some',
  'none',
  'all',
  'within_last_days',
  'starts_with',
  'ends_with',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
]);

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
  const rule =
    op === 'in' || op === 'within_last_days' || (op === '<=' && args.length === 3) ? leaf(op, args, fields) : null;
  const names = {
    in: 'notIn',
    contains: 'doesNotContain',
    hasAll: 'lacks',
    between: 'notBetween',
    within: 'notWithin',
  };
  if (!rule || !(rule.operator in names)) return null;
  return { ...rule, operator: names[rule.operator], value: rule.operator === 'hasAll' ? rule.value[0] : rule.value };
}
