"""cat, substr, starts_with, ends_with: texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from typing import TYPE_CHECKING, Any, ClassVar

from sqlglot import exp

from core.kernel.schema import FieldType
from core.rules.operators.base import Calculation, Predicate
from core.rules.sqltree import call as function
from core.rules.sqltree import number, operand, text
from core.rules.tree import Broken, Call, Listing, Literal, Node
from core.rules.types import words

if TYPE_CHECKING:
    from core.rules.check import Checker
    from core.rules.compile import Sql
    from core.rules.explain import Say

_PRINTABLE = (FieldType.STRING, FieldType.INTEGER, None)
_FURTHEST = 1_000_000  # characters; beyond it `substr` is a mistake, and engines begin to disagree


def _written(node: Node, sql: Sql) -> exp.Expr:
    """Return the SQL of a text or whole number as a text; null becomes empty."""
    if isinstance(node, Literal):
        return text("" if node.value is None else str(node.value))
    tree = sql.value(node)
    if node.type is FieldType.INTEGER:
        tree = exp.Cast(this=tree, to=exp.DataType(this=exp.DataType.Type.TEXT))
    return exp.Coalesce(this=tree, expressions=[text("")]) if node.nullable else operand(tree)


def _as_text(value: Any) -> str:
    return "" if value is None else str(value)


def _unprintable(name: str, nodes: list[Node], checker: Checker) -> bool:
    """Report every node that is neither a text nor a whole number."""
    wrong = [n for n in nodes if not isinstance(n, Broken) and (isinstance(n, Listing) or n.type not in _PRINTABLE)]
    for node in wrong:
        what = f"`{name}` takes texts and whole numbers, but this is {words(node.type)}."
        checker.fault(node.path, what, fix="Name a text field, or write a text.")
    return bool(wrong)


class Concatenate(Calculation):
    """Texts and whole numbers one after the other; null becomes empty."""

    name, arity, usage = "cat", (1, None), '{"cat": [{"var": "field"}, " and ", {"var": "other"}]}'

    def check(self, call: Call, checker: Checker) -> Node:
        """Check that everything can be written out alike by every engine."""
        args = [checker.check(a) for a in call.args]
        if _unprintable(self.name, args, checker) or not self.counted(call, checker):
            return Broken(call.path)
        return self.yields(call, checker, args=args, of=FieldType.STRING)

    def value(self, call: Call, sql: Sql) -> exp.Expr:
        """Return a || b, without nulls."""
        return reduce(lambda a, b: exp.DPipe(this=a, expression=b), [_written(a, sql) for a in call.args])

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """Return the joined texts."""
        return {self.name: lambda *args: "".join(map(_as_text, args))}

    def text(self, call: Call, say: Say) -> str:
        """Return "the text (A, B)"."""
        return f"the text ({' followed by '.join(say.value(a) for a in call.args)})"


class Substring(Calculation):
    """A part of a text, by character.

    The start counts from 0, or from the end when negative; the length is how many characters, or how many to leave
    off at the end when negative. Null becomes empty.
    """

    name, arity, usage = "substr", (2, 3), '{"substr": [{"var": "field"}, 0, 3]}'

    def check(self, call: Call, checker: Checker) -> Node:
        """Check that start and length are written whole numbers."""
        if not self.counted(call, checker):
            return Broken(call.path)
        args = [checker.check(a) for a in call.args]
        wrong = _unprintable(self.name, args[:1], checker)
        for arg in args[1:]:
            value = arg.value if isinstance(arg, Literal) and arg.type is FieldType.INTEGER else None
            if not isinstance(value, int) or abs(value) > _FURTHEST:
                what = "Start and length must be written as whole numbers, at most a million."
                checker.fault(arg.path, what, fix=f"Write it like {self.usage}.")
                wrong = True
        return Broken(call.path) if wrong else self.yields(call, checker, args=args, of=FieldType.STRING, copies=4)

    def value(self, call: Call, sql: Sql) -> exp.Expr:
        """Return SUBSTRING with positions that mean the same everywhere: from 1 on, never negative."""
        start, length = _whole(call, 1), _whole(call, 2)
        tree = self._from(lambda: _written(call.args[0], sql), start or 0)
        if length is None:
            return tree
        kept = number(length) if length >= 0 else _at_least(0, exp.Length(this=tree.copy()), length)
        return exp.Substring(this=tree, start=number(1), length=kept)

    def _from(self, source: Callable[[], exp.Expr], start: int) -> exp.Expr:
        if start == 0:
            return source()
        at = number(start + 1) if start > 0 else _at_least(1, exp.Length(this=source()), start + 1)
        return exp.Substring(this=source(), start=at)

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """Return Python's slices, which count alike."""

        def run(source: Any, start: int, length: int | None = None) -> str:
            return _as_text(source)[start:][:length]

        return {self.name: run}

    def text(self, call: Call, say: Say) -> str:
        """Return what is cut from what."""
        start, length = _whole(call, 1) or 0, _whole(call, 2)
        begin = f"from character {start + 1}" if start >= 0 else f"from character {-start} before the end"
        end = "" if length is None else f", {length} long" if length >= 0 else f", without the last {-length}"
        return f"the part of {say.value(call.args[0])} {begin}{end}"


def _whole(call: Call, index: int) -> int | None:
    """Return the written whole number at `index`, if it is there."""
    arg = call.args[index] if index < len(call.args) else None
    return arg.value if isinstance(arg, Literal) and isinstance(arg.value, int) else None


def _at_least(least: int, tree: exp.Expr, offset: int) -> exp.Expr:
    moved = tree if offset == 0 else exp.Add(this=tree, expression=number(offset))
    return function("GREATEST", moved, number(least))


class _Affix(Predicate):
    """Whether a text begins or ends with another; null with nothing, and nothing with null."""

    phrase: ClassVar[str]
    method: ClassVar[Callable[[str, str], bool]]

    def check(self, call: Call, checker: Checker) -> Node:
        """Check that both are texts."""
        args = [checker.check(a) for a in call.args]
        wrong = [
            a for a in args if not isinstance(a, Broken) and (isinstance(a, Listing) or a.type is not FieldType.STRING)
        ]
        for arg in wrong:
            what = f"`{self.name}` compares texts, but this is {words(arg.type)}."
            checker.fault(arg.path, what, fix=f"Write it like {self.usage}.")
        if not self.counted(call, checker) or wrong:
            return Broken(call.path)
        return self.holds(call, checker, args=args, domain=FieldType.STRING, copies=2)

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """Return Python's own, false for null."""
        method = type(self).method
        return {self.name: lambda whole, part: whole is not None and part is not None and method(whole, part)}

    def text(self, call: Call, say: Say) -> str:
        """Return "A begins with B"."""
        return f"{say.value(call.args[0])} {self.phrase} {say.value(call.args[1])}"


class StartsWith(_Affix):
    """The text begins so."""

    name, aliases, usage = "starts_with", ("startsWith",), '{"starts_with": [{"var": "field"}, "be"]}'
    phrase, method = "begins with", str.startswith

    def condition(self, call: Call, sql: Sql) -> exp.Expr:
        """Return STARTS_WITH."""
        whole, part = (sql.value(a) for a in call.args)
        return exp.StartsWith(this=whole, expression=part)


class EndsWith(_Affix):
    """The text ends so."""

    name, aliases, usage = "ends_with", ("endsWith",), '{"ends_with": [{"var": "field"}, "end"]}'
    phrase, method = "ends with", str.endswith

    def condition(self, call: Call, sql: Sql) -> exp.Expr:
        """Return ENDS_WITH, or its meaning on PostgreSQL, which has none."""
        whole, part = (sql.value(a) for a in call.args)
        if sql.dialect != "postgres":
            return exp.EndsWith(this=whole, expression=part)
        return exp.EQ(this=function("RIGHT", whole, exp.Length(this=part)), expression=operand(part.copy()))
