// From the editor's tree to JSONLogic, with the JSON pointer at which every node of the tree ended up.
import { writeRule } from '../operators.js';

/**
 * Returns {logic, paths, incomplete}: `logic` null when nothing complete is there, `paths` Map from node id to pointer,
 * `incomplete` the ids of half-typed conditions, which `logic` leaves out.
 */
export function toLogic(query, fields) {
  const result = { paths: new Map(), incomplete: [] };
  const built = prepare(query, fields, result.incomplete);
  result.paths.set(query.id, ''); // a rule that says nothing is about everybody
  return { ...result, logic: built ? built('', result.paths) : null };
}

// The pointer of a child depends on which of its siblings survive, so first the tree is pruned, then it is written.
function prepare(node, fields, incomplete) {
  return node.rules ? prepareGroup(node, fields, incomplete) : prepareRule(node, fields, incomplete);
}

function prepareRule(rule, fields, incomplete) {
  const logic = writeRule(rule, fields);
  if (logic === null) {
    incomplete.push(rule.id);
    return null;
  }
  return (pointer, paths) => {
    paths.set(rule.id, pointer);
    return logic;
  };
}

function prepareGroup(group, fields, incomplete) {
  const kept = group.rules.map((node) => prepare(node, fields, incomplete)).filter(Boolean);
  if (!kept.length) return null;
  return (pointer, paths) => {
    paths.set(group.id, pointer);
    const inner = group.not ? `${pointer}/!` : pointer;
    const logic =
      kept.length === 1
        ? kept[0](inner, paths)
        : { [group.combinator]: kept.map((write, i) => write(`${inner}/${group.combinator}/${i}`, paths)) };
    return group.not ? { '!': logic } : logic;
  };
}
