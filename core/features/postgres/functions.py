"""Functions of one row."""

from __future__ import annotations

from sqlglot import exp

from core.features.postgres.kinds import Kind
from core.features.postgres.translation import Handler, Handlers, Translation, call, cast, half_away, number

_PARTS = {
    "year": "YEAR", "month": "MONTH", "day": "DAY", "quarter": "QUARTER", "week": "WEEK", "doy": "DOY", "dow": "DOW",
    "isodow": "ISODOW", "isoyear": "ISOYEAR", "hour": "HOUR", "minute": "MINUTE", "dayofweek": "DOW",
    "dayofyear": "DOY", "dayofmonth": "DAY", "weekday": "DOW",
}  # fmt: skip
_TRUNCATED = ("YEAR", "QUARTER", "MONTH", "WEEK", "DAY")


def _part(unit: str, node: exp.Expr, *, of: exp.Expr, to: Translation) -> exp.Expr:
    name = _PARTS.get(unit.lower())
    if name is None:
        to.refuse(node)
    value = to.of(of, Kind.DATE, Kind.LOCAL)
    return cast(exp.Extract(this=exp.Var(this=name), expression=value), "BIGINT")


def _named_part(unit: str) -> Handler:
    return lambda node, to: _part(unit, node, of=node.this, to=to)


def _extract(node: exp.Expr, to: Translation) -> exp.Expr:
    return _part(node.this.name, node, of=node.expression, to=to)


def _days_between(node: exp.Expr, to: Translation) -> exp.Expr:
    """date_diff: how many borders of days, months or years lie between two days."""
    later, earlier = to.of(node.this, Kind.DATE), to.of(node.expression, Kind.DATE)
    unit = node.args["unit"].name.upper()
    if unit == "DAY":
        return cast(exp.Paren(this=exp.Sub(this=later, expression=earlier)), "BIGINT")
    if unit not in ("MONTH", "YEAR"):
        to.refuse(node)

    def count(day: exp.Expr) -> exp.Expr:
        years = exp.Extract(this=exp.Var(this="YEAR"), expression=day.copy())
        if unit == "YEAR":
            return years
        months = exp.Extract(this=exp.Var(this="MONTH"), expression=day.copy())
        return exp.Paren(this=exp.Add(this=exp.Mul(this=years, expression=number(12)), expression=months))

    return cast(exp.Paren(this=exp.Sub(this=count(later), expression=count(earlier))), "BIGINT")


def _truncated(node: exp.Expr, to: Translation) -> exp.Expr:
    unit = node.args["unit"].name.upper()
    if unit not in _TRUNCATED:
        to.refuse(node)
    local = cast(to.of(node.this, Kind.DATE, Kind.LOCAL), "TIMESTAMP")
    return call("DATE_TRUNC", exp.Literal(this=unit.lower(), is_string=True), local)


def _absolute(node: exp.Expr, to: Translation) -> exp.Expr:
    return call("ABS", to.of(node.this, Kind.WHOLE, Kind.DECIMAL, Kind.DOUBLE))


def _rounded(node: exp.Expr, to: Translation) -> exp.Expr:
    digits = node.args.get("decimals") or number(0)
    if not isinstance(digits, exp.Literal) or not digits.this.isdigit():
        to.refuse(node, "rounds to digits that are not written")
    if to.kind(node.this) is not Kind.DOUBLE:
        return call("ROUND", cast(to.of(node.this, Kind.WHOLE, Kind.DECIMAL), "DECIMAL"), digits.copy())
    power = cast(number(10 ** int(digits.this)), "DOUBLE PRECISION")
    scaled = exp.Paren(this=exp.Mul(this=exp.Paren(this=to(node.this)), expression=power))
    return exp.Div(this=half_away(scaled), expression=power.copy(), typed=True, safe=False)


def _down(node: exp.Expr, to: Translation) -> exp.Expr:
    if node.args.get("decimals"):
        to.refuse(node)
    return call("FLOOR" if isinstance(node, exp.Floor) else "CEIL", to.of(node.this, Kind.DECIMAL, Kind.DOUBLE))


def _extreme(node: exp.Expr, to: Translation) -> exp.Expr:
    """Greatest and least: of those that are not null, on both engines."""
    parts = [node.this, *node.expressions]
    to.refuse_mixture(*parts)
    if to.kind(node) not in (Kind.WHOLE, Kind.DECIMAL, Kind.DOUBLE, Kind.DATE, Kind.LOCAL, Kind.MOMENT):
        to.refuse(node)
    return call("GREATEST" if isinstance(node, exp.Greatest) else "LEAST", *map(to, parts))


def _length(node: exp.Expr, to: Translation) -> exp.Expr:
    name = "CARDINALITY" if to.kind(node.this) is Kind.TEXTS else "CHAR_LENGTH"
    return cast(call(name, to.of(node.this, Kind.TEXT, Kind.TEXTS)), "BIGINT")


def _root(node: exp.Expr, to: Translation) -> exp.Expr:
    return call("SQRT", to.double(node.this))


def _chained(node: exp.Expr, to: Translation) -> exp.Expr:
    return exp.DPipe(this=to.of(node.this, Kind.TEXT), expression=to.of(node.expression, Kind.TEXT))


def _concatenated(node: exp.Expr, to: Translation) -> exp.Expr:
    return call("CONCAT", *(to.of(e, Kind.TEXT) for e in node.expressions))


def _begins(node: exp.Expr, to: Translation) -> exp.Expr:
    return call("STARTS_WITH", to.of(node.this, Kind.TEXT), to.of(node.expression, Kind.TEXT))


def _holds(node: exp.Expr, to: Translation) -> exp.Expr:
    place = call("STRPOS", to.of(node.this, Kind.TEXT), to.of(node.expression, Kind.TEXT))
    return exp.Paren(this=exp.GT(this=place, expression=number(0)))


def _like(node: exp.Expr, to: Translation) -> exp.Expr:
    """LIKE, in which a backslash is a backslash, as in DuckDB."""
    like = exp.Like(this=to.of(node.this, Kind.TEXT), expression=to.of(node.expression, Kind.TEXT))
    found = exp.Escape(this=like, expression=exp.Literal(this="", is_string=True))
    return exp.Not(this=exp.Paren(this=found)) if node.args.get("negate") else found


def _named(node: exp.Expr, to: Translation) -> exp.Expr:
    """Functions that sqlglot knows by name alone."""
    name, args = node.name.lower(), node.expressions
    if name == "timezone" and len(args) == 2 and args[0].is_string:
        return call("TIMEZONE", args[0].copy(), to.of(args[1], Kind.MOMENT, Kind.LOCAL))
    if name in ("date_part", "datepart") and len(args) == 2 and args[0].is_string:
        return _part(args[0].name, node, of=args[1], to=to)
    return to.refuse(node)


HANDLERS: Handlers = {
    exp.Year: _named_part("year"), exp.Month: _named_part("month"), exp.Day: _named_part("day"),
    exp.DayOfMonth: _named_part("day"), exp.DayOfWeek: _named_part("dow"), exp.DayOfWeekIso: _named_part("isodow"),
    exp.DayOfYear: _named_part("doy"), exp.Week: _named_part("week"), exp.Quarter: _named_part("quarter"),
    exp.Hour: _named_part("hour"), exp.Minute: _named_part("minute"),
    exp.Extract: _extract, exp.DateDiff: _days_between, exp.TimestampTrunc: _truncated, exp.DateTrunc: _truncated,
    exp.Abs: _absolute, exp.Round: _rounded, exp.Floor: _down, exp.Ceil: _down, exp.Greatest: _extreme,
    exp.Least: _extreme, exp.Length: _length, exp.Sqrt: _root, exp.DPipe: _chained, exp.Concat: _concatenated,
    exp.StartsWith: _begins, exp.Contains: _holds, exp.Like: _like, exp.Anonymous: _named,
}  # fmt: skip
