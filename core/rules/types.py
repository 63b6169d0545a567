"""Which values may meet, and as what: numbers of all kinds with each other, everything else only with its own kind."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from core.kernel.schema import FieldType
from core.rules.tree import Literal, Node

SMALLEST, LARGEST = -(2**63), 2**63 - 1  # a BIGINT
ORDERED = frozenset(FieldType) - {FieldType.BOOLEAN, FieldType.STRINGS}
NUMERIC = frozenset(t for t in FieldType if t.is_numeric)
TIMES = frozenset({FieldType.DATE, FieldType.TIMESTAMP})

_WORDS = {
    FieldType.INTEGER: "a whole number",
    FieldType.NUMBER: "a number",
    FieldType.MONEY: "an amount of money",
    FieldType.STRING: "a text",
    FieldType.BOOLEAN: "a yes/no value",
    FieldType.DATE: "a day",
    FieldType.TIMESTAMP: "an instant",
    FieldType.STRINGS: "a list of texts",
}


def words(type_: FieldType | None) -> str:
    """Return what a value of the type is, for people: "a whole number"."""
    return _WORDS[type_] if type_ else "null"


def common(nodes: Iterable[Node]) -> FieldType | None:
    """Return the type in which the nodes meet, or None when they do not (or when all of them are null).

    Doubles win over everything numeric, since a double is inexact already. Without a double, a literal with decimals
    makes whole numbers and money meet as exact decimals, which is what FieldType.MONEY means inside a rule.
    """
    nodes = [n for n in nodes if n.type is not None]
    types = {n.type for n in nodes}
    if len(types) == 1:
        return types.pop()
    if not types or not types <= NUMERIC:
        return None
    held = {n.type for n in nodes if not isinstance(n, Literal)}
    return FieldType.NUMBER if FieldType.NUMBER in held or not held else FieldType.MONEY


def exact(value: float) -> Decimal | None:
    """Return the decimal that a person wrote (0.1 is exactly 0.1), or None when no exact column could hold it.

    Eighteen digits after the point and nineteen before are as much as DECIMAL(38) leaves beside an amount of money.
    """
    written = Decimal(repr(value))
    exponent = written.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -18 or written.adjusted() > 18:
        return None
    return written
