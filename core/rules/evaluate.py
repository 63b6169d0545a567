"""One customer by json-logic-qubit: for "why is this person in", and as the reference that the SQL is held to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.errors import BadInput
from core.kernel.canonical import Json
from core.kernel.clock import reference_day
from core.kernel.schema import FieldType
from core.rules.nodes import in_order
from core.rules.operators import OPERATORS, Operator
from core.rules.operators.lists import ELEMENT
from core.rules.qubit import DOUBLE, Qubit, shared
from core.rules.row import Value, adapted
from core.rules.rule import Rule
from core.rules.tree import Broken, Call, Item, Listing, Literal, Node, Var, walk
from core.rules.types import exact


@dataclass(frozen=True, slots=True)
class Step:
    """How one condition came out for one customer.

    `path` and `text` are those of the condition, `values` what the customer has in the fields that it reads (None for
    null), `held` whether it held.
    """

    path: str
    text: str
    values: Mapping[str, Value | None]
    held: bool


def evaluate(
    rule: Rule, row: Mapping[str, Any], *, as_of: datetime, operators: Mapping[str, Operator] = OPERATORS
) -> bool:
    """Return whether the customer with the feature values `row` (by field name) is in.

    Absent, None and NaN are all null. Raises BadInput for a value that is not of its field's type.
    """
    return evaluator(rule, as_of=as_of, operators=operators)(row)


def evaluator(
    rule: Rule, *, as_of: datetime, operators: Mapping[str, Operator] = OPERATORS
) -> Callable[[Mapping[str, Any]], bool]:
    """Return a function of one row, for evaluating many: the rule is made ready once."""
    to = Lowering(rule, as_of=as_of, operators=operators)
    program, qubit = to.value(rule.root), _engine(operators)
    return lambda row: bool(qubit.run(program, to.data(row)))


def trace(
    rule: Rule, row: Mapping[str, Any], *, as_of: datetime, operators: Mapping[str, Operator] = OPERATORS
) -> list[Step]:
    """Return how every condition came out for the customer, in the order of `rule.nodes()`."""
    to, qubit = Lowering(rule, as_of=as_of, operators=operators), _engine(operators)
    known, data = adapted(row, to.fields), to.data(row)
    texts = {c.path: c.text for c in rule.nodes()}
    steps = []
    for node, _ in in_order(rule.root, operators):
        names = dict.fromkeys(n.name for n in walk(node) if isinstance(n, Var))
        held = bool(qubit.run(to.value(node), data))
        steps.append(Step(node.path, texts[node.path], {n: known.get(n) for n in names}, held))
    return steps


def _engine(operators: Mapping[str, Operator]) -> Qubit:
    return shared() if operators is OPERATORS else Qubit(operators)


class Lowering:
    """Turns checked nodes into a program for the evaluator; the operators call back into it for their arguments.

    Fields become the keys f0, f1, ... so that no field name is ever taken apart at its dots.
    """

    def __init__(self, rule: Rule, *, as_of: datetime, operators: Mapping[str, Operator]) -> None:
        if as_of.tzinfo is None:
            raise BadInput("`as_of` has no time zone.", fix="Hand in an aware instant, such as one in UTC.")
        self.zone = rule.zone
        self.last_day: date = reference_day(as_of, rule.zone)
        self._operators = operators
        named = {n.name: n.field for n in walk(rule.root) if isinstance(n, Var)}
        self.fields = [f for f in named.values() if f is not None]
        self._keys = {f.name: f"f{i}" for i, f in enumerate(self.fields)}

    def data(self, row: Mapping[str, Any]) -> dict[str, Value]:
        """Return the row under the keys of the program."""
        return {self._keys[name]: value for name, value in adapted(row, self.fields).items()}

    def value(self, node: Node, domain: FieldType | None = None) -> Json:
        """Return the node as JSONLogic, as a double where `domain` asks for one."""
        if isinstance(node, Literal):
            return self._literal(node, domain)
        if isinstance(node, Listing):
            return [self._literal(i, domain) for i in node.items]
        if isinstance(node, Broken):
            raise TypeError("Not a value of a checked rule.")  # a fault of ours: the check lets no such node through
        program = self._bare(node)
        inexact = domain is FieldType.NUMBER and node.type in (FieldType.INTEGER, FieldType.MONEY)
        return {DOUBLE: [program]} if inexact else program

    def _bare(self, node: Var | Item | Call) -> Json:
        if isinstance(node, Call):
            return self._operators[node.operator].lower(node, self)
        if isinstance(node, Item):
            return {"var": ELEMENT}
        key = self._keys[node.name]
        return {"var": key if node.default is None else [key, self._literal(node.default, node.type)]}

    def _literal(self, node: Literal, domain: FieldType | None) -> Json:
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            return value
        if domain is FieldType.NUMBER:
            return float(value)
        return exact(value) if isinstance(value, float) and domain is FieldType.MONEY else value
