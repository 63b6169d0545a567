"""Aggregates. Those that depend on the order of the rows (first, any_value, arg_max, mode) are refused."""

from __future__ import annotations

from sqlglot import exp

from core.features.postgres.kinds import Kind
from core.features.postgres.translation import Handler, Handlers, Translation, call, cast, collated, number

_NUMBERS = (Kind.WHOLE, Kind.DECIMAL, Kind.DOUBLE)


def _over(node: exp.Expr, to: Translation) -> tuple[exp.Expr, bool]:
    """Return the aggregate's argument (untranslated), and whether only distinct values count."""
    found = node.this
    if isinstance(found, exp.Distinct):
        if len(found.expressions) != 1:
            to.refuse(node)
        return found.expressions[0], True
    if found is None or isinstance(found, exp.Order | exp.Limit):
        to.refuse(node)
    return found, False


def _made(name: str, arg: exp.Expr, to: Translation, *, distinct: bool) -> exp.Expr:
    return to.aggregated(call(name, exp.Distinct(expressions=[arg]) if distinct else arg))


def _count(node: exp.Expr, to: Translation) -> exp.Expr:
    if isinstance(node.this, exp.Star) or node.this is None:
        return to.aggregated(exp.Count(this=exp.Star()))
    arg, distinct = _over(node, to)
    return _made("COUNT", collated(to(arg)) if to.kind(arg) is Kind.TEXT else to(arg), to, distinct=distinct)


def _count_if(node: exp.Expr, to: Translation) -> exp.Expr:
    return to.aggregated(call("SUM", cast(to.of(node.this, Kind.BOOLEAN), "INT")))  # null where nothing is known


def _sum(node: exp.Expr, to: Translation) -> exp.Expr:
    arg, distinct = _over(node, to)
    if to.kind(arg) is Kind.BOOLEAN:
        return _made("SUM", cast(to(arg), "INT"), to, distinct=distinct)
    return _made("SUM", to.of(arg, *_NUMBERS), to, distinct=distinct)


def _mean(node: exp.Expr, to: Translation) -> exp.Expr:
    """A double, also of whole numbers."""
    arg, distinct = _over(node, to)
    tree = to.of(arg, *_NUMBERS)
    total = cast(_made("SUM", tree, to, distinct=distinct), "DOUBLE PRECISION")
    n = exp.Nullif(this=_made("COUNT", tree.copy(), to, distinct=distinct), expression=number(0))
    return exp.Div(this=total, expression=cast(n, "DOUBLE PRECISION"), typed=True, safe=False)


def _extreme(node: exp.Expr, to: Translation) -> exp.Expr:
    if node.expressions:
        to.refuse(node)
    arg, _ = _over(node, to)
    tree = to.of(arg, *_NUMBERS, Kind.TEXT, Kind.DATE, Kind.LOCAL, Kind.MOMENT)
    name = "MAX" if isinstance(node, exp.Max) else "MIN"
    return to.aggregated(call(name, collated(tree) if to.kind(arg) is Kind.TEXT else tree))


def _quantile(node: exp.Expr, to: Translation) -> exp.Expr:
    share = node.expression if isinstance(node, exp.PercentileCont) else number("0.5")
    if not isinstance(share, exp.Literal) or to.kind(node) is not Kind.DOUBLE:
        to.refuse(node)
    order = exp.Order(expressions=[exp.Ordered(this=to.double(node.this), nulls_first=False)])
    return to.aggregated(exp.WithinGroup(this=call("PERCENTILE_CONT", share.copy()), expression=order))


def _deviation(name: str) -> Handler:
    def made(node: exp.Expr, to: Translation) -> exp.Expr:
        arg, distinct = _over(node, to)
        return _made(name, to.double(arg), to, distinct=distinct)

    return made


def _all_or_any(name: str) -> Handler:
    return lambda node, to: to.aggregated(call(name, to.of(node.this, Kind.BOOLEAN)))


def _list(node: exp.Expr, to: Translation) -> exp.Expr:
    arg, distinct = _over(node, to)
    return _made("ARRAY_AGG", collated(to.of(arg, Kind.TEXT)), to, distinct=distinct)


def _filter(node: exp.Expr, to: Translation) -> exp.Expr:
    where = to.of(node.expression.this, Kind.BOOLEAN)
    with to.filtered(where):
        return to(node.this)


HANDLERS: Handlers = {
    exp.Count: _count, exp.CountIf: _count_if, exp.Sum: _sum, exp.Avg: _mean, exp.Min: _extreme, exp.Max: _extreme,
    exp.Median: _quantile, exp.PercentileCont: _quantile, exp.Stddev: _deviation("STDDEV_SAMP"),
    exp.StddevSamp: _deviation("STDDEV_SAMP"), exp.StddevPop: _deviation("STDDEV_POP"),
    exp.Variance: _deviation("VAR_SAMP"), exp.VariancePop: _deviation("VAR_POP"),
    exp.LogicalAnd: _all_or_any("BOOL_AND"), exp.LogicalOr: _all_or_any("BOOL_OR"), exp.ArrayAgg: _list,
    exp.Filter: _filter,
}  # fmt: skip
