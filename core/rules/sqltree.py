"""Small sqlglot trees that operators are made of. Values enter SQL here, as expression nodes, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256

from sqlglot import exp

from core.kernel.clock import format_instant
from core.kernel.schema import FieldType

_DOUBLE = exp.DataType.Type.DOUBLE
_LONGEST = 63  # bytes of a name in PostgreSQL
_LOOSE = (exp.Binary, exp.Not, exp.Neg, exp.Between, exp.In)  # what needs brackets as a part of something else


def named(name: str, *, dialect: str) -> str:
    """Return the name of a field's column: PostgreSQL cuts long ones off, so there a digest stands for the end."""
    if dialect != "postgres" or len(name.encode()) <= _LONGEST:
        return name
    kept = name.encode()[: _LONGEST - 17].decode(errors="ignore")
    return f"{kept}~{sha256(name.encode()).hexdigest()[:16]}"


def column(name: str) -> exp.Expr:
    """Return the quoted column `name`; a dot is part of the name."""
    return exp.Column(this=exp.Identifier(this=name, quoted=True))


def by_code_point(tree: exp.Expr) -> exp.Expr:
    """Return the text compared byte by byte, whatever collation its column has: PostgreSQL's "C"."""
    if isinstance(tree.unnest(), exp.Collate):
        return tree
    return exp.Collate(this=operand(tree), expression=exp.Identifier(this="C", quoted=True))


def operand(tree: exp.Expr) -> exp.Expr:
    """Return the tree in brackets where its neighbours could tear it apart."""
    return exp.Paren(this=tree) if isinstance(tree, _LOOSE) else tree


def negated(tree: exp.Expr) -> exp.Expr:
    """Return NOT of a tree that is never NULL."""
    return exp.Not(this=operand(tree))


def two_valued(tree: exp.Expr) -> exp.Expr:
    """Return the condition with NULL turned into FALSE."""
    return exp.Coalesce(this=tree, expressions=[exp.false()])


def is_null(tree: exp.Expr) -> exp.Expr:
    """Return whether the tree is NULL."""
    return exp.Is(this=operand(tree), expression=exp.Null())


def not_null(tree: exp.Expr) -> exp.Expr:
    """Return whether the tree is not NULL."""
    return exp.Not(this=is_null(tree))


def joined(kind: type[exp.Connector], trees: Sequence[exp.Expr]) -> exp.Expr:
    """Return the trees under one AND or OR."""
    parts = [exp.Paren(this=t) if isinstance(t, exp.Connector) else t for t in trees] if len(trees) > 1 else trees
    tree = parts[0]
    for part in parts[1:]:
        tree = kind(this=tree, expression=part)
    return tree


def text(value: str) -> exp.Expr:
    """Return a quoted text."""
    return exp.Literal(this=value, is_string=True)


def number(value: int | Decimal) -> exp.Expr:
    """Return a plain decimal number, without an exponent."""
    digits = exp.Literal(this=f"{abs(value):f}" if isinstance(value, Decimal) else str(abs(value)), is_string=False)
    return exp.Neg(this=digits) if value < 0 else digits


def double(value: float) -> exp.Expr:
    """Return a double; with decimals through its text, so that every engine reads the same one."""
    is_small = value == value // 1 and abs(value) < 2**53
    return as_double(number(int(value)) if is_small else text(repr(float(value))))


def as_double(tree: exp.Expr) -> exp.Expr:
    """Return the tree cast to double precision."""
    return exp.Cast(this=tree, to=exp.DataType(this=_DOUBLE))


def day(value: date) -> exp.Expr:
    """Return a calendar day."""
    return exp.Cast(this=text(value.isoformat()), to=exp.DataType(this=exp.DataType.Type.DATE))


def instant(value: datetime) -> exp.Expr:
    """Return an instant; its text carries the offset, so the session's time zone is of no matter."""
    return exp.Cast(this=text(format_instant(value)), to=exp.DataType(this=exp.DataType.Type.TIMESTAMPTZ))


def case(pairs: Sequence[tuple[exp.Expr, exp.Expr]], default: exp.Expr) -> exp.Expr:
    """Return CASE WHEN .. THEN .. ELSE .. END."""
    return exp.Case(ifs=[exp.If(this=when, true=then) for when, then in pairs], default=default)


def call(name: str, *args: exp.Expr) -> exp.Expr:
    """Return a function call by name, for what sqlglot would otherwise translate behind our back."""
    return exp.Anonymous(this=name, expressions=list(args))


_SIZE = {"duckdb": "LEN", "postgres": "CARDINALITY", "spark": "ARRAY_SIZE"}


def size(tree: exp.Expr, *, dialect: str) -> exp.Expr:
    """Return the length of a list: 0 for an empty one, NULL for NULL."""
    return call(_SIZE[dialect], tree)


def truthy(tree: exp.Expr, type_: FieldType | None, *, dialect: str) -> exp.Expr:
    """Return whether a value counts as true: not zero, not empty; NULL stays NULL unless the type is a time."""
    if type_ is FieldType.BOOLEAN:
        return tree
    if type_ is FieldType.STRING:
        return exp.NEQ(this=operand(tree), expression=text(""))
    if type_ is FieldType.STRINGS:
        return exp.GT(this=size(tree, dialect=dialect), expression=number(0))
    if type_ in (FieldType.DATE, FieldType.TIMESTAMP):
        return not_null(tree)
    return exp.false() if type_ is None else exp.NEQ(this=operand(tree), expression=number(0))
