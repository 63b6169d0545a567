"""What every operator knows about itself: to check, compile, evaluate and explain itself, all in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from sqlglot import exp

from core.kernel.canonical import Json
from core.kernel.schema import FieldType
from core.rules.sqltree import truthy, two_valued
from core.rules.tree import Broken, Call, Node, weight
from core.rules.types import TIMES

if TYPE_CHECKING:
    from core.rules.check import Checker
    from core.rules.compile import Sql
    from core.rules.evaluate import Lowering
    from core.rules.explain import Say

MAX_WEIGHT = 20_000  # mentions of fields and values in the SQL of one rule


class Operator:
    """One operator of the allow-list. Its subclasses are all there is.

    `name` is how it is saved, `aliases` what else is accepted, `arity` the fewest and most arguments (None: no limit),
    `usage` an example for the remedy, `joins` whether its arguments are conditions where it is one itself, `is_loose`
    whether its words then need brackets beside others.
    """

    name: ClassVar[str]
    aliases: ClassVar[tuple[str, ...]] = ()
    arity: ClassVar[tuple[int, int | None]] = (2, 2)
    usage: ClassVar[str]
    joins: ClassVar[bool] = False
    is_loose: ClassVar[bool] = False

    def check(self, call: Call, checker: Checker) -> Node:
        """Return the call with types, or a Broken node after telling the `checker` every fault."""
        raise NotImplementedError

    def check_condition(self, call: Call, checker: Checker) -> Node:
        """Check the call where only its truth is asked for; to most operators that is no different."""
        return self.check(call, checker)

    def condition(self, call: Call, sql: Sql) -> exp.Expr:
        """Return SQL that is TRUE where the call holds; elsewhere it is FALSE or, unless `call.certain`, NULL."""
        raise NotImplementedError

    def value(self, call: Call, sql: Sql) -> exp.Expr:
        """Return SQL for the value of the call, NULL for null."""
        raise NotImplementedError

    def lower(self, call: Call, to: Lowering) -> Json:
        """Return the call as JSONLogic for the evaluator, its arguments in the domain of the call."""
        return {self.name: [to.value(a, call.domain) for a in call.args]}

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """Return what the evaluator must know to run the output of `lower`, by operator name."""
        return {}

    def text(self, call: Call, say: Say) -> str:
        """Return the call as part of a sentence."""
        raise NotImplementedError

    def claim(self, call: Call, say: Say) -> str:
        """Return the call, as a condition, as part of a sentence."""
        said = self.text(call, say)
        return said if call.is_condition else f"{said} {say.true(call)}"

    def json(self, call: Call, args: Sequence[Json]) -> Json:
        """Return the canonical JSON of the call, given that of its arguments."""
        given = self.written(args)
        return {self.name: given if call.is_listed else given[0]}

    def written(self, args: Sequence[Json]) -> list[Json]:
        """Return the arguments' JSON as the operator takes it."""
        return list(args)

    def combine(self, held: Sequence[bool]) -> bool:
        """Return whether the call holds, given whether each argument does; for operators that join conditions."""
        raise NotImplementedError

    def counted(self, call: Call, checker: Checker) -> bool:
        """Return whether the number of arguments is right, and report it when it is not."""
        fewest, most = self.arity
        n = len(call.args)
        if n >= fewest and (most is None or n <= most):
            return True
        wanted = str(fewest) if fewest == most else f"at least {fewest}" if most is None else f"{fewest} to {most}"
        plural = "" if wanted.endswith("1") else "s"
        what = f"`{self.name}` takes {wanted} argument{plural}, here it has {n}."
        checker.fault(call.path, what, fix=f"Write it like {self.usage}.")
        return False

    def typed(self, call: Call, checker: Checker, *, args: Sequence[Node], copies: int = 1, **changes: Any) -> Node:
        """Return the call with its checked `args` and `changes`; Broken when an argument is, or when it grew too large.

        `copies` is how often its SQL mentions an argument at most.
        """
        if any(isinstance(a, Broken) for a in args):
            return Broken(call.path)
        grown = 1 + copies * sum(weight(a) for a in args)
        if grown > MAX_WEIGHT:
            return checker.fault(call.path, "The rule is too intricate.", fix="Nest fewer values into each other.")
        return replace(call, args=tuple(args), weight=grown, **changes)


class Predicate(Operator):
    """An operator that holds or does not hold; as a value it is true or false, never null."""

    def value(self, call: Call, sql: Sql) -> exp.Expr:
        """Return the two-valued condition."""
        bare = self.condition(call, sql)
        return bare if call.certain else two_valued(bare)

    def holds(self, call: Call, checker: Checker, *, args: Sequence[Node], **changes: Any) -> Node:
        """Return the checked call; by default its SQL is certain where no argument can be null."""
        sure = not any(a.nullable for a in args)
        return self.typed(
            call, checker, args=args, type=FieldType.BOOLEAN, is_condition=True, **{"certain": sure, **changes}
        )


class Calculation(Operator):
    """An operator that yields a value; as a condition it holds when that is not zero, not empty and not null."""

    def condition(self, call: Call, sql: Sql) -> exp.Expr:
        """Return whether the value counts as true."""
        return truthy(self.value(call, sql), call.type, dialect=sql.dialect)

    def yields(self, call: Call, checker: Checker, *, args: Sequence[Node], of: FieldType, **changes: Any) -> Node:
        """Return the checked call, whose value has the type `of`; `changes` say so if it is nullable."""
        sure = of in TIMES or not changes.get("nullable", False)
        return self.typed(call, checker, args=args, type=of, certain=sure, **changes)
