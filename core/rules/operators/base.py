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

if TYPE_CHECKING:
    from core.rules.check import Checker
    from core.rules.compile import Sql
    from core.rules.evaluate import Lowering
    from core.rules.explain import Say

MAX_WEIGHT = 20_000  # mentions of fields and values in the SQL of one rule


class Operator:
    """One operator of the allow-list. Subclasses say what it means; there are no others.

    `name` is how it is saved, `aliases` what else is accepted, `arity` the fewest and most arguments (None: no limit),
    `usage` an example for the remedy, `copies` how often its SQL mentions an argument.
    """

    name: ClassVar[str]
    aliases: ClassVar[tuple[str, ...]] = ()
    arity: ClassVar[tuple[int, int | None]] = (2, 2)
    usage: ClassVar[str]
    copies: ClassVar[int] = 1

    def check(self, call: Call, checker: Checker) -> Node:
        """Return the call with types, or a Broken node after telling the `checker` every fault."""
        raise NotImplementedError

    def check_condition(self, call: Call, checker: Checker) -> Node:
        """Check the call where only its truth is asked for; most operators make no difference."""
        return self.check(call, checker)

    def condition(self, call: Call, sql: Sql) -> exp.Expr:
        """Return SQL that is TRUE where the call holds; elsewhere it is FALSE or NULL."""
        raise NotImplementedError

    def certain(self, call: Call, sql: Sql) -> bool:
        """Return whether the SQL of `condition` is never NULL."""
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

    def is_claim(self, call: Call) -> bool:
        """Return whether `text` says that something holds, rather than naming a value."""
        return False

    def json(self, call: Call, args: Sequence[Json]) -> Json:
        """Return the canonical JSON of the call, given that of its arguments."""
        return {self.name: list(args) if call.is_listed else args[0]}

    def conditions(self, call: Call) -> tuple[Node, ...]:
        """Return the arguments that are conditions themselves when the call is one."""
        return ()

    def combine(self, held: Sequence[bool]) -> bool:
        """Return whether the call holds, given whether each of its `conditions` holds."""
        raise NotImplementedError

    def counted(self, call: Call, checker: Checker) -> bool:
        """Return whether the number of arguments is right, and report it when it is not."""
        fewest, most = self.arity
        n = len(call.args)
        if n >= fewest and (most is None or n <= most):
            return True
        wanted = str(fewest) if fewest == most else f"at least {fewest}" if most is None else f"{fewest} to {most}"
        plural = "" if wanted == "1" else "s"
        checker.fault(
            call.path, f"`{self.name}` takes {wanted} argument{plural}, here it has {n}.", f"Write it like {self.usage}."
        )
        return False

    def typed(self, call: Call, checker: Checker, args: Sequence[Node], **changes: Any) -> Node:
        """Return the call with its checked `args` and `changes`; Broken when an argument is, or when it grew too large."""
        if any(isinstance(a, Broken) for a in args):
            return Broken(call.path)
        grown = 1 + self.copies * sum(weight(a) for a in args)
        if grown > MAX_WEIGHT:
            checker.fault(call.path, "The rule is too intricate to be computed.", "Nest fewer values into each other.")
            return Broken(call.path)
        return replace(call, args=tuple(args), weight=grown, **changes)


class Predicate(Operator):
    """An operator that holds or does not hold; as a value it is true or false, never null."""

    def certain(self, call: Call, sql: Sql) -> bool:
        """Return whether no argument can be null."""
        return not any(a.nullable for a in call.args)

    def is_claim(self, call: Call) -> bool:
        """Return True."""
        return True

    def value(self, call: Call, sql: Sql) -> exp.Expr:
        """Return the two-valued condition."""
        bare = self.condition(call, sql)
        return bare if self.certain(call, sql) else two_valued(bare)

    def holds(self, call: Call, checker: Checker, args: Sequence[Node], *, domain: FieldType | None = None) -> Node:
        """Return the checked call."""
        return self.typed(call, checker, args, type=FieldType.BOOLEAN, nullable=False, domain=domain)


class Calculation(Operator):
    """An operator that yields a value; as a condition it holds when that is not zero, not empty and not null."""

    def condition(self, call: Call, sql: Sql) -> exp.Expr:
        """Return whether the value counts as true."""
        return truthy(self.value(call, sql), call.type, dialect=sql.dialect)

    def certain(self, call: Call, sql: Sql) -> bool:
        """Return whether the value is never null; days and instants are tested for just that."""
        return not call.nullable or call.type in (FieldType.DATE, FieldType.TIMESTAMP)
