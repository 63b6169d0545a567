"""+ - * / %: in double precision, null if any part is null, and null for a division by zero."""

from __future__ import annotations

import math
import operator as python
from collections.abc import Callable, Mapping
from functools import reduce
from typing import TYPE_CHECKING, Any, ClassVar

from sqlglot import exp

from core.kernel.schema import FieldType
from core.rules import ieee
from core.rules.operators.base import Calculation
from core.rules.sqltree import as_double, case, number, operand, text
from core.rules.tree import Broken, Call, Listing, Node
from core.rules.types import NUMERIC, words

if TYPE_CHECKING:
    from core.rules.check import Checker
    from core.rules.compile import Sql
    from core.rules.explain import Say


class _Arithmetic(Calculation):
    """A calculation with numbers.

    A result too large for a double is infinite, as IEEE 754 has it. What is then not a number (infinity less infinity)
    is null, since engines disagree about NaN.
    """

    accepts: ClassVar[frozenset[FieldType]] = NUMERIC
    result: ClassVar[FieldType] = FieldType.NUMBER
    divides: ClassVar[bool] = False
    copies: ClassVar[int] = 1

    def check(self, call: Call, checker: Checker) -> Node:
        """Check that every argument is a number."""
        args = [checker.check(a) for a in call.args]
        wrong = [
            a for a in args if not isinstance(a, Broken) and (isinstance(a, Listing) or a.type not in self.accepts)
        ]
        for arg in wrong:
            needed = "numbers" if FieldType.NUMBER in self.accepts else "whole numbers"
            seen = "a list" if isinstance(arg, Listing) else words(arg.type)
            checker.fault(
                arg.path, f"`{self.name}` takes {needed}, but this is {seen}.", fix=f"Write it like {self.usage}."
            )
        if not self.counted(call, checker) or wrong:
            return Broken(call.path)
        null = self.divides or self._may_be_nan(call) or any(a.nullable for a in args)
        return self.yields(
            call, checker, args=args, of=self.result, domain=self.result, nullable=null, copies=self.copies
        )

    def value(self, call: Call, sql: Sql) -> exp.Expr:
        """Return the calculation, with NULL for NaN where that could arise."""
        args = [operand(sql.value(a, call.domain)) for a in call.args]
        raises = sql.dialect == "postgres" and self.result is FieldType.NUMBER
        if raises and 1 < len(args) <= ieee.MANY:
            tree = ieee.calculated(call, args, step=lambda a, b: self.formula([a, b]))
        else:
            tree = self.formula(args)
        return exp.Nullif(this=tree, expression=as_double(text("NaN"))) if self._may_be_nan(call) else tree

    def _may_be_nan(self, call: Call) -> bool:
        """Whether an infinity can meet what makes it NaN: stored values are finite, so it must come from within."""
        nested = any(isinstance(a, Call) for a in call.args) or (self.name == "*" and len(call.args) > 2)
        return nested and self.result is FieldType.NUMBER

    def formula(self, args: list[exp.Expr]) -> exp.Expr:
        """Return the SQL of the calculation."""
        raise NotImplementedError

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """Return the calculation, null for null and for NaN."""

        def run(*args: Any) -> Any:
            result = None if any(a is None for a in args) else self.calculate(*args)
            return None if result is None or math.isnan(result) else result

        return {self.name: run}

    def calculate(self, *args: Any) -> Any:
        """Return the result for arguments that are not null."""
        raise NotImplementedError

    def text(self, call: Call, say: Say) -> str:
        """Return "(A + B)"."""
        return f"({f' {self.name} '.join(say.value(a) for a in call.args)})"


class Add(_Arithmetic):
    """The sum, from left to right."""

    name, arity, usage = "+", (2, None), '{"+": [{"var": "field"}, 1]}'

    def formula(self, args: list[exp.Expr]) -> exp.Expr:
        """Return a + b + c."""
        return reduce(lambda a, b: exp.Add(this=a, expression=b), args)

    def calculate(self, *args: Any) -> Any:
        """Return the sum."""
        return reduce(python.add, args)


class Subtract(_Arithmetic):
    """The difference, or the negative of one."""

    name, arity, usage = "-", (1, 2), '{"-": [{"var": "field"}, 1]}'

    def formula(self, args: list[exp.Expr]) -> exp.Expr:
        """Return a - b, or -a."""
        if len(args) == 1:
            return exp.Neg(this=args[0])
        return exp.Sub(this=args[0], expression=args[1])

    def calculate(self, *args: Any) -> Any:
        """Return the difference."""
        return -args[0] if len(args) == 1 else args[0] - args[1]

    def text(self, call: Call, say: Say) -> str:
        """Return "(A - B)", or "minus A"."""
        return f"minus {say.value(call.args[0])}" if len(call.args) == 1 else super().text(call, say)


class Multiply(_Arithmetic):
    """The product, from left to right."""

    name, arity, usage = "*", (2, None), '{"*": [{"var": "field"}, 2]}'

    def formula(self, args: list[exp.Expr]) -> exp.Expr:
        """Return a * b * c."""
        return reduce(lambda a, b: exp.Mul(this=a, expression=b), args)

    def calculate(self, *args: Any) -> Any:
        """Return the product."""
        return reduce(python.mul, args)


class Divide(_Arithmetic):
    """The quotient of two doubles; null where the divisor is zero."""

    name, usage, divides = "/", '{"/": [{"var": "field"}, 2]}', True

    def formula(self, args: list[exp.Expr]) -> exp.Expr:
        """Return a / NULLIF(b, 0); both are doubles, so sqlglot has nothing to guard by its own lights."""
        divisor = exp.Nullif(this=args[1], expression=number(0))
        return exp.Div(this=args[0], expression=divisor, typed=True, safe=False)

    def calculate(self, *args: Any) -> Any:
        """Return the quotient, or None."""
        return args[0] / args[1] if args[1] != 0 else None


class Remainder(_Arithmetic):
    """The remainder of two whole numbers, with the sign of the first; null where the second is zero."""

    name, usage, divides = "%", '{"%": [{"var": "field"}, 2]}', True
    accepts, result, copies = frozenset({FieldType.INTEGER}), FieldType.INTEGER, 2

    def formula(self, args: list[exp.Expr]) -> exp.Expr:
        """Return a % NULLIF(b, 0), sparing engines the smallest number by -1, at which they overflow."""
        dividend, divisor = args
        bare = divisor.unnest()
        digits = bare.this if isinstance(bare, exp.Neg) else bare  # the sign of the divisor is of no matter
        if isinstance(digits, exp.Literal) and digits.this != "0":
            return exp.Mod(this=dividend, expression=digits)
        minus_one = exp.EQ(this=divisor, expression=number(-1))
        safe = case([(minus_one, number(1))], exp.Nullif(this=divisor.copy(), expression=number(0)))
        return exp.Mod(this=dividend, expression=safe)

    def calculate(self, *args: Any) -> Any:
        """Return the remainder, or None."""
        a, b = args
        if b == 0:
            return None
        rest = abs(a) % abs(b)
        return -rest if a < 0 else rest
