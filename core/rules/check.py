"""The check: names, types and literals of a rule against the schema, all faults at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from core.errors import Problem, did_you_mean
from core.kernel.canonical import Json, digest
from core.kernel.schema import FAMILY, FieldType, Schema
from core.rules.explain import Say
from core.rules.literals import fitted, natural
from core.rules.nodes import conditions, to_json
from core.rules.operators import OPERATORS, Operator
from core.rules.parse import Builder, short
from core.rules.rule import Rule
from core.rules.source import read
from core.rules.tree import Broken, Call, Item, Listing, Literal, Node, Var, walk
from core.rules.types import NUMERIC, common, exact, words


def check(
    source: str | bytes | Json,
    schema: Schema,
    *,
    time_zone: str | ZoneInfo,
    operators: Mapping[str, Operator] = OPERATORS,
) -> Rule:
    """Return the rule that `source` (JSON text, bytes, parsed JSON, or the tree that `parse` gave) stands for.

    `time_zone` is the business time zone, in which days begin. Raises RuleSyntaxError or RuleRefused with every fault.
    """
    builder = Builder(operators)
    tree: Node
    if isinstance(source, Literal | Listing | Var | Item | Call | Broken):
        tree = source
    else:
        tree = builder.build(read(source), "")
    zone = time_zone if isinstance(time_zone, ZoneInfo) else ZoneInfo(time_zone)
    checker = Checker(schema, zone=zone, operators=operators)
    root = checker.root(tree)
    builder.refused += checker.problems
    builder.finish()
    json = to_json(root, operators)
    return Rule(
        root,
        zone,
        json=json,
        text=Say(operators).condition(root),
        digest=digest(json),
        fields=tuple(dict.fromkeys(n.name for n in walk(root) if isinstance(n, Var))),
        conditions=conditions(root, operators),
    )


class Checker:
    """Gives every node its type and collects the faults; the operators call back into it for their arguments."""

    def __init__(self, schema: Schema, *, zone: ZoneInfo, operators: Mapping[str, Operator]) -> None:
        self.problems: list[Problem] = []
        self._schema = schema
        self._zone = zone
        self._operators = operators
        self._in_list = False

    def fault(self, path: str, what: str, *, fix: str) -> Broken:
        """Report a fault at `path`."""
        self.problems.append(Problem(path, what, fix))
        return Broken(path)

    def root(self, tree: Node) -> Node:
        """Return the whole rule, checked."""
        if isinstance(tree, Listing) or (isinstance(tree, Literal) and not isinstance(tree.value, bool)):
            fix = 'Write a condition, such as {">": [{"var": "total_revenue"}, 100]}.'
            return self.fault("", "A single value is not a rule.", fix=fix)
        return self.condition(tree)

    def condition(self, node: Node) -> Node:
        """Return the node with its type, where only its truth is asked for."""
        if isinstance(node, Call):
            return self._operators[node.operator].check_condition(node, self)
        return self.check(node)

    def check(self, node: Node) -> Node:
        """Return the node with its type, where its value is asked for."""
        if isinstance(node, Call):
            return self._operators[node.operator].check(node, self)
        if isinstance(node, Literal):
            return natural(node)
        if isinstance(node, Var):
            return self._var(node)
        if isinstance(node, Listing):
            return self._listing(node)
        if isinstance(node, Broken):
            return Broken(node.path, tuple(self.condition(a) for a in node.args))
        return node if self._in_list else self.fault(node.path, "The name of the field is empty.", fix="Name a field.")

    def field(self, name: str, path: str) -> Var | Broken:
        """Return the field `name`, or report that there is none."""
        if self._in_list:
            what = "Inside `some`, `all` and `none` only the element itself can be asked."
            return self.fault(path, what, fix='Write {"var": ""} for it.')
        known = self._schema.get(name)
        if known is not None:
            return Var(path, name, None, known, known.type, known.nullable)
        names = [n.removesuffix("*") + "<name>" if n.endswith(FAMILY) else n for n in self._schema]
        hint = did_you_mean(name[:80], names) or "The feature dictionary lists the fields."
        return self.fault(path, f"There is no field {short(name)}.", fix=hint)

    def element(self, node: Node) -> Node:
        """Return a condition on the elements of a list, checked."""
        outside, self._in_list = self._in_list, True
        try:
            return self.condition(node)
        finally:
            self._in_list = outside

    def meet(self, nodes: Sequence[Node], *, path: str) -> tuple[FieldType | None, list[Node]] | None:
        """Return the type in which the checked nodes meet, and the nodes with their literals brought to it.

        The type is None when all of them are null. Reports what cannot meet, and returns None then.
        """
        if any(isinstance(n, Broken) for n in nodes):
            return None
        if lists := [n for n in nodes if isinstance(n, Listing)]:
            what = "A list stands where one value is needed."
            self.fault(lists[0].path, what, fix="Use `in` to ask for one of several.")
            return None
        held = [n for n in nodes if not isinstance(n, Literal) and n.type]
        target = common(held)
        if held and target is None:
            self._clash(held, path)
            return None
        ready = [self.fit(n, target, beside=held[0]) if target and isinstance(n, Literal) else n for n in nodes]
        if any(isinstance(n, Broken) for n in ready):
            return None
        domain = common(ready)
        if domain is None and any(n.type for n in ready):
            self._clash([n for n in ready if n.type], path)
            return None
        return None if self._too_precise(ready, domain) else (domain, ready)

    def values(self, nodes: Sequence[Node], *, path: str) -> tuple[FieldType, list[Node]] | None:
        """Return what `meet` does, where at least one node must be more than null."""
        met = self.meet(nodes, path=path)
        if met is None or met[0] is not None:
            return None if met is None or met[0] is None else (met[0], met[1])
        self.fault(path, "Only null stands here, so there is no value.", fix="Name a field or write a value.")
        return None

    def fit(self, node: Literal, target: FieldType, *, beside: Node) -> Node:
        """Return the literal in the form of the type `target` that `beside` has, or report that it has another type."""
        if node.type is target or node.value is None or (node.type in NUMERIC and target in NUMERIC):
            return node
        known = beside.field if isinstance(beside, Var) else None
        allowed = known.allowed[0] if known and known.allowed else None
        return fitted(node, target, zone=self._zone, fault=self.fault, beside=label(beside), example=allowed)

    def _clash(self, nodes: Sequence[Node], path: str) -> None:
        one = nodes[0]
        other = next(n for n in nodes if common([one, n]) is None)
        what = f"{label(one)} is {words(one.type)}, {label(other)} is {words(other.type)}: they cannot meet."
        if isinstance(one, Literal):
            what = f"{words(one.type).capitalize()} and {words(other.type)} cannot meet."
        self.fault(path, what, fix="Use values of one type.")

    def _too_precise(self, nodes: Sequence[Node], domain: FieldType | None) -> bool:
        """Refuse literals that no exact decimal beside a whole number or an amount can hold."""
        if domain is not FieldType.MONEY:
            return False
        bad = [n for n in nodes if isinstance(n, Literal) and isinstance(n.value, float) and exact(n.value) is None]
        for node in bad:
            fix = "Write at most 18 digits after the point and 19 before it."
            self.fault(node.path, "The number has too many digits to be compared exactly.", fix=fix)
        return bool(bad)

    def _var(self, node: Var) -> Node:
        known = self.field(node.name, node.path)
        if isinstance(known, Broken) or node.default is None or known.type is None:
            return known
        default = self.fit(natural(node.default), known.type, beside=known)
        met = self.meet([known, default], path=node.path)
        if met is None or not isinstance(default, Literal):
            return Broken(node.path)
        return replace(known, default=default, type=met[0], nullable=False)

    def _listing(self, node: Listing) -> Node:
        items = [natural(i) for i in node.items]
        nulls = [i for i in items if i.value is None]
        if nulls:
            fix = 'Take it out, and add {"==": [{"var": "field"}, null]} beside the condition.'
            return self.fault(nulls[0].path, "null is in the list, and nothing equals it there.", fix=fix)
        met = self.meet(items, path=node.path)
        return Broken(node.path) if met is None else Listing(node.path, tuple(items), met[0])


def label(node: Node) -> str:
    """Return how a message names the node; written values are not repeated, they may be somebody's data."""
    if isinstance(node, Var):
        return f"'{node.name}'"
    return f"`{node.operator}`" if isinstance(node, Call) else "The element"
