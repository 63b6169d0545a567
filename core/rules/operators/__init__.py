"""The operators: one module a family, one class an operator, and the allow-list of them all."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from core.rules.operators.arithmetic import Add, Divide, Multiply, Remainder, Subtract
from core.rules.operators.base import Operator
from core.rules.operators.choice import If, Largest, Smallest
from core.rules.operators.dates import WithinLastDays
from core.rules.operators.equality import Equal, NotEqual
from core.rules.operators.lists import All, NoneOf, Some
from core.rules.operators.logic import And, Holds, Not, Or
from core.rules.operators.membership import In, NotIn
from core.rules.operators.order import Greater, GreaterOrEqual, Less, LessOrEqual
from core.rules.operators.presence import Missing, MissingSome
from core.rules.operators.text import Concatenate, EndsWith, StartsWith, Substring

_ALL: tuple[Operator, ...] = (
    *(And(), Or(), Not(), Holds(), If()),
    *(Equal(), NotEqual(), Less(), LessOrEqual(), Greater(), GreaterOrEqual()),
    *(In(), NotIn(), StartsWith(), EndsWith(), Concatenate(), Substring()),
    *(Add(), Subtract(), Multiply(), Divide(), Remainder(), Smallest(), Largest()),
    *(WithinLastDays(), Missing(), MissingSome(), Some(), All(), NoneOf()),
)

OPERATORS: Mapping[str, Operator] = MappingProxyType({op.name: op for op in _ALL})
"""Every operator by the name under which it is saved."""

__all__ = ["OPERATORS", "Operator"]
