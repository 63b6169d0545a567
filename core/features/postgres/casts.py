"""CAST: only between types whose conversion rounds and spells alike."""

from __future__ import annotations

from decimal import Decimal

from sqlglot import exp

from core.features.postgres.kinds import Kind, kind_of
from core.features.postgres.translation import Handlers, Translation, cast, half_away, number

_WHOLES = {"SMALLINT": "SMALLINT", "INT": "INT", "BIGINT": "BIGINT", "INT128": "DECIMAL(38,0)"}


def _cast(node: exp.Cast, to: Translation) -> exp.Expr:
    source, target = to.kind(node.this), kind_of(node.to.sql(dialect="duckdb"))
    name = node.to.this.name
    if isinstance(node.this, exp.Literal) and node.this.is_string and target in (Kind.DATE, Kind.LOCAL, Kind.MOMENT):
        return cast(node.this.copy(), _TIMES[target])
    tree = to(node.this)
    if target is Kind.DOUBLE and (source.is_number or source is Kind.NULL):
        return cast(tree, "DOUBLE PRECISION")
    if target is Kind.WHOLE and name in _WHOLES and (source.is_number or source is Kind.NULL):
        return cast(tree, _WHOLES[name])
    if target in (Kind.WHOLE, Kind.DOUBLE) and source is Kind.BOOLEAN:
        return cast(cast(tree, "INT"), _WHOLES.get(name, "DOUBLE PRECISION"))
    if target is Kind.DECIMAL and source.is_exact:
        return exp.Cast(this=tree, to=node.to.copy())
    if target is Kind.DECIMAL and source is Kind.DOUBLE:
        return _from_double(node, tree, to)
    if target is Kind.TEXT and source in (Kind.WHOLE, Kind.BOOLEAN, Kind.DATE, Kind.TEXT):
        return cast(tree, "TEXT")
    if target is Kind.DATE and source in (Kind.DATE, Kind.LOCAL):
        return cast(tree, "DATE")
    if target is Kind.BOOLEAN and source is Kind.BOOLEAN:
        return tree
    return to.refuse(node, f"turns {source} into {target}, which is not known to be the same in PostgreSQL")


def _from_double(node: exp.Cast, tree: exp.Expr, to: Translation) -> exp.Expr:
    """A double as hundredths (or whatever the scale says), halves away from zero, as DuckDB rounds it."""
    digits, scale = (int(p.name) for p in node.to.expressions) if len(node.to.expressions) == 2 else (18, 3)
    if digits > 18:
        to.refuse(node)
    power = cast(number(10**scale), "DOUBLE PRECISION")
    whole = cast(half_away(exp.Paren(this=exp.Mul(this=exp.Paren(this=tree), expression=power))), "BIGINT")
    part = number(f"{1 / Decimal(10**scale):f}")
    return exp.Cast(this=exp.Paren(this=exp.Mul(this=whole, expression=part)), to=node.to.copy())


_TIMES = {Kind.DATE: "DATE", Kind.LOCAL: "TIMESTAMP", Kind.MOMENT: "TIMESTAMPTZ"}

HANDLERS: Handlers = {exp.Cast: _cast}
