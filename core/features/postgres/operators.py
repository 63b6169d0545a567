"""Operators, conditions and written values."""

from __future__ import annotations

from sqlglot import exp

from core.features.postgres.kinds import Kind
from core.features.postgres.translation import Handlers, Translation, call, cast, collated, number, special

_UNITS = ("YEAR", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE", "SECOND", "MICROSECOND")


def _column(node: exp.Expr, _to: Translation) -> exp.Expr:
    return node.copy()  # its name is replaced when the query is put together


def _literal(node: exp.Expr, to: Translation) -> exp.Expr:
    if not node.is_string and to.kind(node) is Kind.DOUBLE:
        return cast(node.copy(), "DOUBLE PRECISION")
    return node.copy()


def _array(node: exp.Expr, to: Translation) -> exp.Expr:
    return exp.Array(expressions=[to.of(e, Kind.TEXT) for e in node.expressions])


def _paren(node: exp.Expr, to: Translation) -> exp.Expr:
    return exp.Paren(this=to(node.this))


def _negative(node: exp.Expr, to: Translation) -> exp.Expr:
    return exp.Neg(this=to.of(node.this, Kind.WHOLE, Kind.DECIMAL, Kind.DOUBLE))


def _sum(node: exp.Expr, to: Translation) -> exp.Expr:
    """`+` and `-`: of numbers, of days with days, whole numbers and spans of time."""
    a, b = node.this, node.expression
    kinds = (to.kind(a), to.kind(b))
    if kinds == (Kind.DATE, Kind.DATE) and isinstance(node, exp.Sub):
        return cast(exp.Paren(this=exp.Sub(this=to(a), expression=to(b))), "BIGINT")
    if kinds == (Kind.DATE, Kind.WHOLE):
        return type(node)(this=to(a), expression=cast(to(b), "INT"))
    if kinds == (Kind.WHOLE, Kind.DATE) and isinstance(node, exp.Add):
        return exp.Add(this=cast(to(a), "INT"), expression=to(b))
    if kinds[0] in (Kind.DATE, Kind.LOCAL, Kind.MOMENT) and isinstance(b, exp.Interval):
        return type(node)(this=to(a), expression=to(b))
    return _product(node, to)


def _product(node: exp.Expr, to: Translation) -> exp.Expr:
    parts = (node.this, node.expression)
    if not all(to.kind(p).is_number or to.kind(p) is Kind.NULL for p in parts):
        to.refuse(node)
    inexact = to.kind(node) is Kind.DOUBLE
    a, b = (to.double(p) if inexact and to.kind(p) is not Kind.NULL else to(p) for p in parts)
    return type(node)(this=a, expression=b)


def _quotient(node: exp.Expr, to: Translation) -> exp.Expr:
    """`/`: of doubles always; by zero it is infinite, or NaN, where PostgreSQL would raise."""
    if to.kind(node) is not Kind.DOUBLE:
        to.refuse(node)
    a, b = exp.Paren(this=to.double(node.this)), exp.Paren(this=to.double(node.expression))
    plain = exp.Div(this=a, expression=b, typed=True, safe=False)
    if isinstance(node.expression, exp.Literal) and float(node.expression.this) != 0:
        return plain
    endless = exp.Mul(this=call("SIGN", a.copy()), expression=special("Infinity"))
    zero = exp.Case(
        ifs=[exp.If(this=exp.EQ(this=a.copy(), expression=number(0)), true=special("NaN"))], default=endless
    )
    cases = [exp.If(this=exp.EQ(this=b.copy(), expression=number(0)), true=zero)]
    return exp.Case(ifs=cases, default=plain)


def _whole_quotient(node: exp.Expr, to: Translation) -> exp.Expr:
    """`//`: towards zero; by zero it is null."""
    a, b = (cast(to.of(part, Kind.WHOLE), "DECIMAL") for part in (node.this, node.expression))
    return call("DIV", a, exp.Nullif(this=b, expression=number(0)))


def _remainder(node: exp.Expr, to: Translation) -> exp.Expr:
    """`%`: with the sign of the first; by zero it is null."""
    a, b = (cast(to.of(part, Kind.WHOLE), "DECIMAL") for part in (node.this, node.expression))
    return call("MOD", a, exp.Nullif(this=b, expression=number(0)))


def _joined(node: exp.Expr, to: Translation) -> exp.Expr:
    return type(node)(this=to.of(node.this, Kind.BOOLEAN), expression=to.of(node.expression, Kind.BOOLEAN))


def _not(node: exp.Expr, to: Translation) -> exp.Expr:
    return exp.Not(this=to.of(node.this, Kind.BOOLEAN))


def _compared(node: exp.Expr, to: Translation) -> exp.Expr:
    to.refuse_mixture(node.this, node.expression)
    if Kind.TEXTS in (to.kind(node.this), to.kind(node.expression)):
        to.refuse(node)
    return type(node)(this=_ordered(node.this, to), expression=to(node.expression))


def _between(node: exp.Expr, to: Translation) -> exp.Expr:
    low, high = node.args["low"], node.args["high"]
    to.refuse_mixture(node.this, low, high)
    return exp.Between(this=_ordered(node.this, to), low=to(low), high=to(high))


def _ordered(node: exp.Expr, to: Translation) -> exp.Expr:
    return collated(to(node)) if to.kind(node) is Kind.TEXT else to(node)


def _in(node: exp.Expr, to: Translation) -> exp.Expr:
    if not node.expressions:
        to.refuse(node)
    to.refuse_mixture(node.this, *node.expressions)
    return exp.In(this=_ordered(node.this, to), expressions=[to(e) for e in node.expressions])


def _is(node: exp.Expr, to: Translation) -> exp.Expr:
    if isinstance(node.expression, exp.Boolean):
        to.of(node.this, Kind.BOOLEAN)
    elif not isinstance(node.expression, exp.Null):
        to.refuse(node)
    return exp.Is(this=exp.Paren(this=to(node.this)), expression=node.expression.copy())


def _case(node: exp.Expr, to: Translation) -> exp.Expr:
    ifs, otherwise = node.args["ifs"], node.args.get("default")
    subject = node.args.get("this")
    for branch in ifs:
        to.refuse_mixture(*([subject, branch.this] if subject else [exp.true(), branch.this]))
    to.refuse_mixture(*(b.args["true"] for b in ifs), *([otherwise] if otherwise else []))
    cases = [exp.If(this=to(b.this), true=to(b.args["true"])) for b in ifs]
    return exp.Case(this=subject and _ordered(subject, to), ifs=cases, default=otherwise and to(otherwise))


def _if(node: exp.Expr, to: Translation) -> exp.Expr:
    otherwise = node.args.get("false")
    to.refuse_mixture(node.args["true"], *([otherwise] if otherwise else []))
    case = exp.If(this=to.of(node.this, Kind.BOOLEAN), true=to(node.args["true"]))
    return exp.Case(ifs=[case], default=otherwise and to(otherwise))


def _coalesced(node: exp.Expr, to: Translation) -> exp.Expr:
    to.refuse_mixture(node.this, *node.expressions)
    return exp.Coalesce(this=to(node.this), expressions=[to(e) for e in node.expressions])


def _nullif(node: exp.Expr, to: Translation) -> exp.Expr:
    to.refuse_mixture(node.this, node.expression)
    return exp.Nullif(this=_ordered(node.this, to), expression=to(node.expression))


def _interval(node: exp.Expr, to: Translation) -> exp.Expr:
    unit = node.args.get("unit")
    if not isinstance(node.this, exp.Literal) or unit is None or unit.name.upper().removesuffix("S") not in _UNITS:
        to.refuse(node)
    return node.copy()


HANDLERS: Handlers = {
    exp.Column: _column, exp.Literal: _literal, exp.Boolean: _column, exp.Null: _column, exp.Array: _array,
    exp.Paren: _paren, exp.Neg: _negative, exp.Add: _sum, exp.Sub: _sum, exp.Mul: _product, exp.Div: _quotient,
    exp.IntDiv: _whole_quotient, exp.Mod: _remainder, exp.And: _joined, exp.Or: _joined, exp.Not: _not,
    exp.EQ: _compared, exp.NEQ: _compared, exp.LT: _compared, exp.LTE: _compared, exp.GT: _compared,
    exp.GTE: _compared, exp.NullSafeEQ: _compared, exp.NullSafeNEQ: _compared, exp.Between: _between, exp.In: _in,
    exp.Is: _is, exp.Case: _case, exp.If: _if, exp.Coalesce: _coalesced, exp.Nullif: _nullif,
    exp.Interval: _interval,
}  # fmt: skip
