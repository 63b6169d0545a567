"""The conditions of a rule: listing them, and deriving the truth of groups from that of their leaves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from core.kernel.canonical import Json
from core.rules.explain import Say
from core.rules.literals import as_json
from core.rules.operators import OPERATORS, Operator
from core.rules.rule import Condition, Rule
from core.rules.tree import Call, Listing, Literal, Node, Var

Operators = Mapping[str, Operator]


def members(node: Node, operators: Operators) -> tuple[Node, ...]:
    """Return the conditions directly inside a condition; a leaf has none."""
    return node.args if isinstance(node, Call) and node.is_condition and operators[node.operator].joins else ()


def in_order(root: Node, operators: Operators) -> Iterator[tuple[Node, str | None]]:
    """Yield every condition with its parent's path, groups before their members."""
    stack: list[tuple[Node, str | None]] = [(root, None)]
    while stack:
        node, parent = stack.pop()
        yield node, parent
        stack.extend((inner, node.path) for inner in reversed(members(node, operators)))


def conditions(root: Node, operators: Operators) -> tuple[Condition, ...]:
    """Return the description of every condition."""
    say = Say(operators)
    return tuple(
        Condition(node.path, say.condition(node), parent, node.operator if isinstance(node, Call) else "value")
        for node, parent in in_order(root, operators)
    )


def find(rule: Rule, path: str, *, operators: Operators = OPERATORS) -> Node:
    """Return the condition at `path`; raises KeyError when no condition stands there."""
    for node, _ in in_order(rule.root, operators):
        if node.path == path:
            return node
    raise KeyError(path)


def leaves(rule: Rule, *, operators: Operators = OPERATORS) -> tuple[str, ...]:
    """Return the paths of the conditions that are not made of other conditions."""
    return tuple(node.path for node, _ in in_order(rule.root, operators) if not members(node, operators))


def combine(rule: Rule, truth: Mapping[str, bool], *, operators: Operators = OPERATORS) -> dict[str, bool]:
    """Return whether each condition holds, given whether each leaf does.

    `truth` has a value for every path of `leaves(rule)`; the result has one for every path of `rule.nodes()`, in their
    order. Raises KeyError for a leaf without a value.
    """
    held: dict[str, bool] = {}
    for node, _ in reversed(list(in_order(rule.root, operators))):  # members come before their groups
        inner = [held[m.path] for m in members(node, operators)]
        if inner and isinstance(node, Call):
            held[node.path] = operators[node.operator].combine(inner)
        else:
            held[node.path] = truth[node.path]
    return dict(reversed(held.items()))


def to_json(node: Node, operators: Operators) -> Json:
    """Return the canonical JSONLogic of a checked node."""
    if isinstance(node, Literal):
        return as_json(node.value)
    if isinstance(node, Listing):
        return [as_json(i.value) for i in node.items]
    if isinstance(node, Var):
        return {"var": node.name if node.default is None else [node.name, as_json(node.default.value)]}
    if isinstance(node, Call):
        return operators[node.operator].json(node, [to_json(a, operators) for a in node.args])
    return {"var": ""}
