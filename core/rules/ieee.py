"""Doubles as IEEE 754 has them, on an engine that raises an error instead.

PostgreSQL raises where a result is too large for a double (elsewhere infinity) or too near to zero (elsewhere zero).
A step that could come there, by the spans of its parts, is computed by cases: whether it would is told by logarithms,
and, where those are too coarse to tell, by the same step on scaled numbers, which rounds alike. Very many steps inside
each other would outgrow the engine's stack, so they are left as they are: should one overflow, the engine says so.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TypeAlias

from sqlglot import exp

from core.kernel.schema import FieldType
from core.rules.sqltree import as_double, call, case, number, operand, text
from core.rules.tree import Call, Literal, Node, Var

Span: TypeAlias = tuple[float, float]  # the least and the greatest magnitude of a value other than 0, as powers of two
Step: TypeAlias = Callable[[exp.Expr, exp.Expr], exp.Expr]

ANY: Span = (-1074.0, 1024.0)
_SAFE: Span = (-1070.0, 1020.0)
_TYPES = {FieldType.INTEGER: (0.0, 63.0), FieldType.MONEY: (-7.0, 54.0)}
_STEPS: dict[str, Callable[[Span, Span], Span]] = {
    "+": lambda a, b: (min(a[0], b[0]) - 53, max(a[1], b[1]) + 1),
    "-": lambda a, b: (min(a[0], b[0]) - 53, max(a[1], b[1]) + 1),
    "*": lambda a, b: (a[0] + b[0], a[1] + b[1]),
    "/": lambda a, b: (a[0] - b[1], a[1] - b[0]),
}
_OVER, _UNDER = 709.7827128933841, -745.1332191019412  # logarithms of what becomes infinity and of what becomes zero
_COARSE, _BEYOND = 0.005, 3000  # how far logarithms are not trusted; more than those of any two finite doubles together
_ALIAS = "_step"
MANY = 12  # steps inside each other, or parts of one calculation


def span(node: Node) -> Span:
    """Return between which magnitudes the value of a checked number lies, unless it is 0."""
    if isinstance(node, Literal):
        size = abs(node.value) if isinstance(node.value, int | float) else 0
        return (math.log2(size), math.log2(size)) if size else (0.0, 0.0)
    if isinstance(node, Call) and node.operator in _STEPS:
        return after(node.operator, [span(a) for a in node.args])
    own = _TYPES.get(node.type or FieldType.NUMBER, ANY)
    return _around(own, span(node.default)) if isinstance(node, Var) and node.default else own


def after(operator: str, parts: list[Span]) -> Span:
    """Return the span of a calculation whose parts have these spans."""
    found = parts[0]
    for part in parts[1:]:
        found = clipped(_STEPS[operator](found, part))
    return found


def clipped(found: Span) -> Span:
    """Return what of the span is left after the engine has computed it."""
    return max(found[0], ANY[0]), min(found[1], ANY[1])


def calculated(node: Call, parts: Sequence[exp.Expr], *, step: Step) -> exp.Expr:
    """Return the `parts` (those of the arguments of `node`) joined by the `step`, from left to right."""
    tree, seen = parts[0], span(node.args[0])
    for part, arg in zip(parts[1:], node.args[1:], strict=True):
        beside = span(arg)
        is_safe = _fits(_STEPS[node.operator](seen, beside))
        tree = step(operand(tree), part) if is_safe else careful(node.operator, operand(tree), part, step=step)
        seen = after(node.operator, [seen, beside])
    return tree


def _fits(found: Span) -> bool:
    """Return whether a step can neither overflow nor underflow."""
    return found[0] >= _SAFE[0] and found[1] <= _SAFE[1]


def careful(operator: str, a: exp.Expr, b: exp.Expr, *, step: Step) -> exp.Expr:
    """Return the `step` of two doubles with infinity and zero where PostgreSQL would raise an error.

    Parts that are calculations themselves are computed once, in a subquery, and not for each mention.
    """
    if _is_plain(a) and _is_plain(b):
        return _by_cases(operator, a, b, step=step)
    if sum(1 for part in (a, b) for _ in part.find_all(exp.Subquery)) > 2 * MANY:
        return step(a, b)
    parts = [exp.Alias(this=tree, alias=exp.Identifier(this=name)) for tree, name in ((a, "a"), (b, "b"))]
    inner = exp.Select(expressions=parts, offset=exp.Offset(expression=number(0)))  # without OFFSET it is pulled up
    named = (exp.column("a", table=_ALIAS), exp.column("b", table=_ALIAS))
    bound = exp.Subquery(this=inner, alias=exp.TableAlias(this=exp.Identifier(this=_ALIAS)))
    cases = _by_cases(operator, *named, step=step)
    return exp.Subquery(this=exp.Select(expressions=[cases], from_=exp.From(this=bound)))


def _by_cases(operator: str, a: exp.Expr, b: exp.Expr, *, step: Step) -> exp.Expr:
    def taken(left: float = 1.0, right: float = 1.0) -> exp.Expr:
        return step(_scaled(a, left), _scaled(b, right))

    if operator in "+-":
        halves = exp.Between(this=_size(taken(0.5, 0.5)), low=_power(1023), high=_double(1.7976931348623157e308))
        large = exp.GT(this=call("LEAST", _size(a), _size(b)), expression=_double(1e290))
        return case([(large, case([(halves, _infinite(a))], taken()))], taken())
    sizes = [call("LN", exp.Nullif(this=_size(part), expression=number(0))) for part in (a, b)]
    log = (exp.Add if operator == "*" else exp.Sub)(this=sizes[0], expression=sizes[1])
    signed = exp.Mul(this=_infinite(a), expression=call("SIGN", b.copy()))
    over, under = exp.GTE(this=_size(taken(0.25)), expression=_power(1022)), _size(taken(2.0**60))
    pairs = [
        (exp.LT(this=_size(log), expression=number(709)), taken()),
        (_between(log, _OVER + _COARSE, _BEYOND), signed),
        (_between(log, -_BEYOND, _UNDER - _COARSE), _double(0.0)),
        (_between(log, _OVER - _COARSE, _OVER + _COARSE), case([(over, signed.copy())], taken())),
        (
            _between(log, _UNDER - _COARSE, _UNDER + _COARSE),
            case([(exp.LTE(this=under, expression=_power(-1015)), _double(0.0))], taken()),
        ),
    ]
    return case(pairs, taken())


def _around(a: Span, b: Span) -> Span:
    return min(a[0], b[0]), max(a[1], b[1])


def _is_plain(tree: exp.Expr) -> bool:
    """Return whether mentioning the tree many times costs nothing."""
    return isinstance(tree.unnest(), exp.Column | exp.Literal | exp.Cast) and not tree.find(exp.Func, exp.Subquery)


def _scaled(tree: exp.Expr, by: float) -> exp.Expr:
    return tree.copy() if by == 1 else exp.Paren(this=exp.Mul(this=tree.copy(), expression=_double(by)))


def _size(tree: exp.Expr) -> exp.Expr:
    return call("ABS", tree.copy())


def _infinite(a: exp.Expr) -> exp.Expr:
    return exp.Mul(this=call("SIGN", a.copy()), expression=_double(math.inf))


def _between(tree: exp.Expr, low: float, high: float) -> exp.Expr:
    return exp.Between(this=operand(tree.copy()), low=_double(low), high=_double(high))


def _power(of_two: int) -> exp.Expr:
    return _double(2.0**of_two)


def _double(value: float) -> exp.Expr:
    return as_double(text(repr(value)))
