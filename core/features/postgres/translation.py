"""An expression of the dictionary, DuckDB's SQL, as PostgreSQL's: node by node, from what is known to mean the same.

What is not known to is refused, so that no feature is ever silently wrong. Which of several meanings an operator has
depends on the types of its parts; those are asked of DuckDB itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NoReturn, TypeAlias

from sqlglot import exp

from core.features.postgres.kinds import Kind, alike, kind_of

# The parts of nodes that handlers look at: sqlglot keeps the NOT of NOT LIKE in one, and may keep more so some day.
_KNOWN = {
    "this", "expression", "expressions", "to", "ifs", "default", "true", "false", "low", "high", "decimals", "big_int",
    "ignore_nulls", "safe", "typed", "coalesce", "unit", "date_part_boundary", "table", "value_constructor",
    "is_string",
}  # fmt: skip


class Untranslated(ValueError):
    """The expression holds something of which it is not known what it is in PostgreSQL; the text says what."""


class Translation:
    """Translates the nodes of one expression; the handlers call back into it for the parts."""

    def __init__(self, type_of: Callable[[exp.Expr], str], handlers: Handlers) -> None:
        self._type_of = type_of
        self._handlers = handlers
        self._where: exp.Expr | None = None

    def __call__(self, node: exp.Expr) -> exp.Expr:
        """Return the node as PostgreSQL has it. Raises Untranslated."""
        handler = self._handlers.get(type(node))
        parts = {name for name, value in node.args.items() if value not in (None, False, [])}
        is_whole = parts <= (_KNOWN | {"negate"} if isinstance(node, exp.Like) else _KNOWN)
        return handler(node, self) if handler and is_whole else self.refuse(node)

    def refuse(self, node: exp.Expr, why: str = "is not known to mean the same in PostgreSQL") -> NoReturn:
        """Raise Untranslated for a node."""
        raise Untranslated(f"`{node.sql(dialect='duckdb')}` {why}")

    def kind(self, node: exp.Expr) -> Kind:
        """Return what the node gives."""
        return kind_of(self._type_of(node))

    def double(self, node: exp.Expr) -> exp.Expr:
        """Return the node, a number, in double precision."""
        kind, tree = self.kind(node), self(node)
        if not kind.is_number:
            self.refuse(node, f"is {kind}, where a number is needed")
        return tree if kind is Kind.DOUBLE else cast(tree, "DOUBLE PRECISION")

    def of(self, node: exp.Expr, *kinds: Kind) -> exp.Expr:
        """Return the node, which must be of one of the kinds (or null)."""
        if self.kind(node) not in (*kinds, Kind.NULL):
            self.refuse(node, f"is {self.kind(node)}, where {' or '.join(kinds)} is needed")
        return self(node)

    def refuse_mixture(self, *nodes: exp.Expr) -> None:
        """Raise Untranslated unless all nodes may stand beside each other; a written text may stand beside a day."""
        first, *others = sorted(nodes, key=_is_text)
        for other in others:
            written = _is_text(other) and self.kind(first) in (Kind.DATE, Kind.LOCAL, Kind.MOMENT)
            if not written and not alike(self.kind(first), self.kind(other)):
                self.refuse(other, f"is {self.kind(other)}, beside {self.kind(first)}")

    def aggregated(self, tree: exp.Expr) -> exp.Expr:
        """Return an aggregate over the rows that the FILTER around it lets through."""
        return tree if self._where is None else exp.Filter(this=tree, expression=exp.Where(this=self._where.copy()))

    @contextmanager
    def filtered(self, where: exp.Expr) -> Iterator[None]:
        """Translate the aggregates inside over the rows for which `where` (translated) holds."""
        outside, self._where = self._where, where
        try:
            yield
        finally:
            self._where = outside


Handler: TypeAlias = Callable[[Any, Translation], exp.Expr]  # each is given nodes of its own class
Handlers: TypeAlias = Mapping[type[exp.Expr], Handler]


def _is_text(node: exp.Expr) -> bool:
    return isinstance(node, exp.Literal) and bool(node.is_string)


def cast(tree: exp.Expr, type_: str) -> exp.Expr:
    """Return the tree cast to a type of PostgreSQL."""
    return exp.Cast(this=tree, to=exp.DataType.build(type_, dialect="postgres"))


def call(name: str, *args: exp.Expr) -> exp.Expr:
    """Return a function call that sqlglot leaves as it is."""
    return exp.Anonymous(this=name, expressions=list(args))


def number(value: int | str) -> exp.Expr:
    """Return a written number."""
    return exp.Literal(this=str(value), is_string=False)


def special(name: str) -> exp.Expr:
    """Return 'NaN' or 'Infinity' as a double."""
    return cast(exp.Literal(this=name, is_string=True), "DOUBLE PRECISION")


def collated(tree: exp.Expr) -> exp.Expr:
    """Return a text that is ordered by code point."""
    return exp.Paren(this=exp.Collate(this=exp.Paren(this=tree), expression=exp.Identifier(this="C", quoted=True)))


def half_away(tree: exp.Expr) -> exp.Expr:
    """Return a double rounded to a whole one, halves away from zero; PostgreSQL's own `round` takes them to even."""
    whole = call("TRUNC", tree.copy())
    rest = call("ABS", exp.Sub(this=exp.Paren(this=tree.copy()), expression=whole.copy()))
    step = exp.Case(
        ifs=[exp.If(this=exp.GTE(this=rest, expression=number("0.5")), true=call("SIGN", tree.copy()))],
        default=number(0),
    )
    return exp.Paren(this=exp.Add(this=whole, expression=step))
