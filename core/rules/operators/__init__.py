"""The operators: one module a family, one class an operator, and the allow-list of them all."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from core.rules.operators.base import Operator
from core.rules.operators.equality import Equal, NotEqual
from core.rules.operators.logic import And, Holds, Not, Or
from core.rules.operators.membership import In, NotIn
from core.rules.operators.order import Greater, GreaterOrEqual, Less, LessOrEqual

_ALL: tuple[Operator, ...] = (
    And(), Or(), Not(), Holds(),
    Equal(), NotEqual(),
    Less(), LessOrEqual(), Greater(), GreaterOrEqual(),
    In(), NotIn(),
)  # fmt: skip

OPERATORS: Mapping[str, Operator] = MappingProxyType({op.name: op for op in _ALL})
