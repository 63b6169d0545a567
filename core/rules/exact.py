"""Calculations of rules without rounding, and the one rounding at their end: checked nodes to SQL for DuckDB."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from sqlglot import exp

from core.kernel.schema import FieldType
from core.rules import whole
from core.rules.parts import FORMULAS, Part, common
from core.rules.sqltree import as_double, call, column, number, text
from core.rules.tree import Call, Literal, Node, Var, weight
from core.rules.types import exact
from core.rules.whole import HUGE, LONG, TooLarge, Whole

MILLION = 1_000_000  # numbers are read as DECIMAL(38,6), amounts as DECIMAL(18,2)
_DECIMAL = exp.DataType.build("DECIMAL(18, 2)", dialect="duckdb")


def is_branch(index: int, n: int) -> bool:
    """Whether the argument at `index` of the `n` of an `if` is a value, rather than a test."""
    return index % 2 == 1 or index == n - 1


class Exact:
    """Turns checked nodes into fractions; `condition` compiles the tests of `if`."""

    def __init__(self, condition: Callable[[Node], exp.Expr]) -> None:
        self._condition = condition

    def part(self, node: Node) -> Part | None:
        """Return the value of the node, or None where it is null for every row; raises TooLarge."""
        if isinstance(node, Literal):
            return _constant(node)
        if isinstance(node, Var):
            return _field(node)
        if not isinstance(node, Call):
            raise TypeError("Not a value of a checked number.")  # a fault of ours: the check lets no such node through
        try:
            return self._chosen(node) if node.operator == "if" else self._calculated(node)
        except TooLarge as error:
            error.path = node.path if error.path is None else error.path
            raise

    def _calculated(self, node: Call) -> Part | None:
        parts = [self.part(a) for a in node.args]
        known = [p for p in parts if p is not None]
        return FORMULAS[node.operator](known) if len(known) == len(parts) else None

    def _chosen(self, node: Call) -> Part | None:
        """Choose between the branches, each with a fraction of its own: null in one is of no matter to the others."""
        n = len(node.args)
        branches = [self.part(a) for i, a in enumerate(node.args) if is_branch(i, n)]
        branches += [] if n % 2 else [None]
        known = [b for b in branches if b is not None]
        tests = [a for i, a in enumerate(node.args) if not is_branch(i, n)]
        if not known or not tests:
            return branches[0]
        factor, times = common(known)
        left = iter(times)
        tops = [whole.scaled(b.top, next(left)) if b else None for b in branches]
        bottoms = [b.bottom or whole.literal(1) if b else None for b in branches]
        top = self._choose(tests, tops)
        return Part(factor, top, self._choose(tests, bottoms) if any(b.bottom for b in known) else None)

    def _choose(self, tests: Sequence[Node], values: Sequence[Whole | None]) -> Whole:
        return whole.chosen([self._condition(t) for t in tests], values, weight=sum(map(weight, tests)))


def _constant(node: Literal) -> Part | None:
    """Return a written number: the decimal that was written, 0.1 being a tenth."""
    value = node.value
    if not isinstance(value, int | float):
        return None
    return Part(Fraction(exact(value) or 0) if isinstance(value, float) else Fraction(value))


def _field(node: Var) -> Part:
    """Return a field as whole units: itself, cents, or millionths."""
    name, type_ = column(node.name), node.field and node.field.type
    nullable = node.field is None or node.field.nullable
    if type_ is FieldType.MONEY:
        cents = exp.Mul(this=exp.Cast(this=name, to=_DECIMAL.copy()), expression=number(100))
        part = Part(Fraction(1, 100), Whole(whole.long(cents), 10**16, is_wide=False, nullable=nullable))
    elif type_ is FieldType.NUMBER:
        part = Part(Fraction(1, MILLION), Whole(_millionths(name), HUGE, is_wide=True, nullable=True))
    else:
        part = Part(Fraction(1), Whole(whole.long(name), LONG + 1, is_wide=False, nullable=nullable))
    default = None if node.default is None else _constant(node.default)
    if default is None:
        return part
    factor, times = common([part, default])
    top, other = whole.scaled(part.top, times[0]), whole.literal(times[1])
    tree = exp.Coalesce(this=top.tree, expressions=[other.tree])
    return Part(factor, Whole(tree, max(top.bound, other.bound), top.is_wide or other.is_wide, weight=2))


def _millionths(name: exp.Expr) -> exp.Expr:
    """Return CAST(x AS DECIMAL(38,6)) as millionths: DuckDB computes just this, but takes fifty times as long."""
    known = exp.Nullif(this=name, expression=as_double(text("NaN")))
    return whole.huge(call("ROUND", exp.Mul(this=known, expression=number(MILLION))))


def rounded(part: Part | None, rounding: str) -> exp.Expr:
    """Return the value cut to a whole number (BIGINT) by "floor", "nearest" (half up) or "ceil"; 0 for null and less.

    Division cuts decimals off, which below zero is not the floor; but what is below zero becomes 0 anyway, and so does
    null, which GREATEST passes over. Raises TooLarge.
    """
    if part is None:
        return whole.long(number(0))
    divisor = part.factor.denominator
    if part.is_constant:
        cut = (part.factor.numerator + _lift(divisor, rounding)) // divisor
        return whole.long(whole.literal(max(0, cut)).tree)
    top = whole.scaled(part.top, part.factor.numerator)
    if part.bottom is None:
        lifted = _lift(divisor, rounding)
        top = whole.total([top, whole.literal(lifted)]) if lifted else top
        result = top if divisor == 1 else whole.quotient(top, whole.literal(divisor))
    else:
        bottom = whole.scaled(part.bottom, divisor)
        if rounding == "nearest":
            top, bottom = whole.total([whole.scaled(top, 2), bottom]), whole.scaled(bottom, 2)
        elif rounding == "ceil":
            top = whole.total([top, bottom, whole.literal(-1)])
        result = whole.quotient(top, bottom)
    positive = call("GREATEST", result.tree, number(0))
    return whole.long(positive) if result.is_wide else positive


def _lift(divisor: int, rounding: str) -> int:
    """Return what to add before the decimals are cut off."""
    return {"floor": 0, "nearest": divisor // 2, "ceil": divisor - 1}[rounding]
