"""The slow and obvious meaning of a calculation, in Python's fractions: what the SQL is held to.

Nothing of the SQL's making is used here.
"""

from __future__ import annotations

import math
import operator as python
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from types import MappingProxyType

from core.errors import BadInput
from core.kernel.schema import FieldType
from core.rules.row import Value
from core.rules.tree import Call, Literal, Node, Var

_HALF = Fraction(1, 2)


class Reckoner:
    """Calculates for one row: `values` by field name, null ones absent; `holds` says whether a test of `if` does."""

    def __init__(self, values: Mapping[str, Value], *, holds: Callable[[Node], bool]) -> None:
        self._values = values
        self._holds = holds

    def value(self, node: Node) -> Fraction | None:
        """Return the value of a checked node, or None for null."""
        if isinstance(node, Literal):
            return _written(node)
        if isinstance(node, Var):
            return self._field(node)
        if not isinstance(node, Call):
            raise TypeError("Not a value of a checked number.")  # a fault of ours: the check lets no such node through
        if node.operator == "if":
            return self._chosen(node)
        values = [self.value(a) for a in node.args]
        known = [v for v in values if v is not None]
        return _FORMULAS[node.operator](*known) if len(known) == len(values) else None

    def _chosen(self, node: Call) -> Fraction | None:
        left = list(node.args)
        while len(left) > 1:
            test, branch, *left = left
            if self._holds(test):
                return self.value(branch)
        return self.value(left[0]) if left else None

    def _field(self, node: Var) -> Fraction | None:
        value = self._values.get(node.name)
        if value is None:
            return None if node.default is None else _written(node.default)
        if not isinstance(value, int | float | Decimal):
            raise TypeError("Not a number of a checked row.")
        if node.field is not None and node.field.type is FieldType.NUMBER:
            return _millionths(float(value), node.name)
        return Fraction(value)


def _written(node: Literal) -> Fraction | None:
    """Return the decimal that was written."""
    return Fraction(Decimal(repr(node.value))) if isinstance(node.value, int | float) else None


def _millionths(value: float, name: str) -> Fraction:
    """Return what DuckDB's CAST(value AS DECIMAL(38,6)) does: a million times the double, its half away from zero."""
    product = value * 1e6
    if not math.isfinite(product):
        raise BadInput(f"{name!r} is too large to be calculated with exactly.", fix="Correct it in the warehouse.")
    nearest = math.floor(abs(Fraction(product)) + _HALF)
    return Fraction(nearest if product >= 0 else -nearest, 1_000_000)


def _minus(*args: Fraction) -> Fraction:
    return -args[0] if len(args) == 1 else args[0] - args[1]


def _quotient(one: Fraction, by: Fraction) -> Fraction | None:
    return one / by if by else None


def _remainder(one: Fraction, by: Fraction) -> Fraction | None:
    if not by:
        return None
    rest = abs(one) % abs(by)
    return rest if one >= 0 else -rest


_FORMULAS: Mapping[str, Callable[..., Fraction | None]] = MappingProxyType(
    {
        "+": lambda *args: reduce(python.add, args),
        "-": _minus,
        "*": lambda *args: reduce(python.mul, args),
        "/": _quotient,
        "%": _remainder,
        "min": min,
        "max": max,
    }
)
