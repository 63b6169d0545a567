"""Whole numbers in DuckDB's SQL: BIGINT where the result surely fits, HUGEINT elsewhere, and an error beyond that.

Nothing here wraps or rounds. `bound` is known before any row is read, so it decides the type; HUGEINT arithmetic that
leaves its 128 bits raises OutOfRange. Trees share their parts: they are copied when they become text, and only then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from core.rules.sqltree import call, case, is_null, joined, number, operand

LONG, HUGE = 2**63 - 1, 2**127 - 1  # the largest BIGINT and HUGEINT
MAX_WEIGHT = 2_000  # mentions of fields and values in the SQL of one number
_BIGINT, _HUGEINT = exp.DataType.Type.BIGINT, exp.DataType.Type.INT128


class TooLarge(Exception):
    """A calculation that no SQL can hold: `path` is its JSON pointer once known."""

    def __init__(self, what: str, *, fix: str) -> None:
        super().__init__(what, fix)
        self.what, self.fix = what, fix
        self.path: str | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """SQL of a whole number from -`bound` to `bound`: HUGEINT if `is_wide`, else BIGINT (or a literal)."""

    tree: exp.Expr
    bound: int
    is_wide: bool
    nullable: bool = False
    weight: int = 1

    @property
    def is_literal(self) -> bool:
        """Whether it is written out, and takes the type of its neighbours."""
        return isinstance(self.tree, exp.Literal | exp.Neg)


def literal(value: int) -> Whole:
    """Return a written number; raises TooLarge for what DuckDB would read as a double."""
    if abs(value) > HUGE:
        what = "Its written numbers and decimals, multiplied out, are too large to be exact."
        raise TooLarge(what, fix="Write fewer digits, or fewer calculations inside each other.")
    return Whole(number(value), abs(value), abs(value) > LONG)


def long(tree: exp.Expr) -> exp.Expr:
    """Return the tree as BIGINT; DuckDB raises an error for what is out of its range."""
    return exp.Cast(this=tree, to=exp.DataType(this=_BIGINT))


def huge(tree: exp.Expr) -> exp.Expr:
    """Return the tree as HUGEINT."""
    return exp.Cast(this=tree, to=exp.DataType(this=_HUGEINT))


def _joined(kind: type[exp.Binary], parts: Sequence[Whole], bound: int) -> Whole:
    """Return the parts under one operator; the first is widened where the bound asks for it, and so all that follow."""
    ordered = sorted(parts, key=lambda p: p.is_literal)
    is_wide = bound > LONG or any(p.is_wide for p in parts)
    tree = operand(ordered[0].tree)
    if is_wide and not ordered[0].is_wide:
        tree = huge(ordered[0].tree)
    for part in ordered[1:]:
        tree = kind(this=tree, expression=operand(part.tree))
    nullable, weight = any(p.nullable for p in parts), sum(p.weight for p in parts)
    return sized(Whole(tree, bound, is_wide, nullable, weight))


def sized(whole: Whole) -> Whole:
    """Return the number itself; raises TooLarge when its SQL has grown beyond what a rule may be."""
    if whole.weight > MAX_WEIGHT:
        raise TooLarge("The calculation is too intricate.", fix="Nest fewer divisions and choices into each other.")
    return whole


def product(parts: Sequence[Whole]) -> Whole | None:
    """Return the product, or None (which means 1) of nothing."""
    if len(parts) < 2:
        return parts[0] if parts else None
    bound = 1
    for part in parts:
        bound *= max(part.bound, 1)
    return _joined(exp.Mul, parts, bound)


def scaled(whole: Whole | None, by: int) -> Whole:
    """Return the number (None is 1) times a written one; null stays null, also times zero."""
    if whole is None:
        return literal(by)
    return whole if by == 1 else _joined(exp.Mul, [whole, literal(by)], whole.bound * max(abs(by), 1))


def total(parts: Sequence[Whole]) -> Whole:
    """Return the sum of one or more."""
    return parts[0] if len(parts) == 1 else _joined(exp.Add, parts, sum(p.bound for p in parts))


def remainder(dividend: Whole, divisor: Whole) -> Whole:
    """Return the remainder with the sign of the dividend; the divisor is positive or null."""
    is_wide = dividend.is_wide or divisor.is_wide
    tree = exp.Mod(this=operand(dividend.tree), expression=operand(divisor.tree))
    bound = min(dividend.bound, divisor.bound)
    nullable, weight = dividend.nullable or divisor.nullable, dividend.weight + divisor.weight
    return sized(Whole(tree, bound, is_wide, nullable, weight))


def quotient(dividend: Whole, divisor: Whole) -> Whole:
    """Return the quotient, its decimals cut off; the divisor is positive or null.

    DuckDB divides 128 bits one by one, a hundred times slower than 64. So what fits into 64 is divided as such.
    """
    n, d = dividend.tree, divisor.tree
    tree: exp.Expr = exp.IntDiv(this=operand(n), expression=operand(d))
    wide, mentions = [w for w in (dividend, divisor) if w.is_wide], 1
    if wide and not any(w.is_literal for w in wide):
        small = [exp.Between(this=operand(w.tree), low=number(-LONG), high=number(LONG)) for w in wide]
        quick = exp.IntDiv(this=long(n), expression=d if divisor.is_literal else long(d))
        tree, mentions = case([(joined(exp.And, small), quick)], tree), 3
    nullable, weight = dividend.nullable or divisor.nullable, mentions * (dividend.weight + divisor.weight)
    return sized(Whole(tree, dividend.bound, bool(wide), nullable, weight))


def sign(whole: Whole) -> Whole:
    """Return -1, 0 or 1."""
    return Whole(long(call("SIGN", whole.tree)), 1, is_wide=False, nullable=whole.nullable, weight=whole.weight)


def magnitude(whole: Whole) -> Whole:
    """Return the number without its sign, null for zero: a divisor."""
    is_wide = whole.is_wide or whole.bound > LONG
    tree = huge(whole.tree) if is_wide and not whole.is_wide else whole.tree
    positive = exp.Nullif(this=call("ABS", tree), expression=number(0))
    return Whole(positive, whole.bound, is_wide, nullable=True, weight=whole.weight)


def extreme(name: str, parts: Sequence[Whole]) -> Whole:
    """Return LEAST or GREATEST of two or more, null if any is; by themselves they would pass over nulls."""
    best = call(name, *(p.tree for p in parts))
    nulls = [is_null(p.tree) for p in parts if p.nullable]
    tree = case([(joined(exp.Or, nulls), exp.Null())], best) if nulls else best
    bound, is_wide = max(p.bound for p in parts), any(p.is_wide for p in parts)
    return sized(Whole(tree, bound, is_wide, bool(nulls), 2 * sum(p.weight for p in parts)))


def chosen(tests: Sequence[exp.Expr], parts: Sequence[Whole | None], *, weight: int) -> Whole:
    """Return the part of the first test that holds, otherwise the last part; None is null.

    `weight` is that of the tests.
    """
    known = [p for p in parts if p is not None]
    trees = [exp.Null() if p is None else p.tree for p in parts]
    tree = case(list(zip(tests, trees, strict=False)), trees[-1])
    is_wide = any(p.is_wide for p in known)
    if all(p.is_literal for p in known):  # small ones would be INTEGER, and overflow in 32 bits
        tree = huge(tree) if is_wide else long(tree)
    nullable = len(known) < len(parts) or any(p.nullable for p in known)
    bound, weight = max(p.bound for p in known), weight + sum(p.weight for p in known)
    return sized(Whole(tree, bound, is_wide, nullable, weight))
