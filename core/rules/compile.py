"""Compiling a checked rule to SQL: one sqlglot tree, built directly and rendered once for the engine that runs it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlglot import exp

from core.errors import BadInput
from core.kernel.clock import reference_day
from core.kernel.schema import FieldType
from core.rules import sqltree
from core.rules.nodes import find, in_order
from core.rules.operators import OPERATORS, Operator
from core.rules.operators.lists import PARAMETER
from core.rules.rule import Rule
from core.rules.tree import Broken, Call, Item, Listing, Literal, Node, Var, certain
from core.rules.types import exact

DIALECTS = ("duckdb", "postgres", "spark")


def sql(
    rule: Rule,
    *,
    as_of: datetime,
    dialect: str = "duckdb",
    path: str = "",
    operators: Mapping[str, Operator] = OPERATORS,
) -> str:
    """Return the condition at `path` (the whole rule by default) as SQL that is never NULL.

    A field is the quoted column of its name (see `named`). `as_of` (aware) is what relative days count from. `dialect`
    is one of DIALECTS. Raises KeyError when no condition stands at `path`, BadInput for a naive `as_of` or another
    dialect.
    """
    return truth(rule, path, as_of=as_of, dialect=dialect, operators=operators).sql(dialect=dialect, copy=False)


def where(
    rule: Rule, *, as_of: datetime, dialect: str = "duckdb", operators: Mapping[str, Operator] = OPERATORS
) -> str:
    """Return the whole rule as SQL for WHERE and FILTER alone, where NULL is as good as FALSE.

    There it takes the same customers as `sql`, several times faster: COALESCE would hide the comparisons from the scan.
    """
    bare = expression(rule, as_of=as_of, dialect=dialect, operators=operators)
    return bare.sql(dialect=dialect, copy=False)


def truth(
    rule: Rule,
    path: str = "",
    *,
    as_of: datetime,
    dialect: str = "duckdb",
    operators: Mapping[str, Operator] = OPERATORS,
) -> exp.Expr:
    """Return the condition at `path` as a sqlglot tree that is TRUE or FALSE, never NULL."""
    return Sql(rule, as_of=as_of, dialect=dialect, operators=operators).truth(find(rule, path, operators=operators))


def expression(
    rule: Rule,
    path: str = "",
    *,
    as_of: datetime,
    dialect: str = "duckdb",
    operators: Mapping[str, Operator] = OPERATORS,
) -> exp.Expr:
    """Return the condition at `path` as a sqlglot tree for WHERE or FILTER: TRUE where it holds, else FALSE or NULL."""
    return Sql(rule, as_of=as_of, dialect=dialect, operators=operators).condition(find(rule, path, operators=operators))


def truths(
    rule: Rule, *, as_of: datetime, dialect: str = "duckdb", operators: Mapping[str, Operator] = OPERATORS
) -> dict[str, str]:
    """Return the two-valued SQL of every condition by its path, in the order of `rule.nodes()`."""
    to = Sql(rule, as_of=as_of, dialect=dialect, operators=operators)
    nodes = in_order(rule.root, operators)
    return {node.path: to.truth(node).sql(dialect=dialect, copy=False) for node, _ in nodes}


class Sql:
    """Turns nodes into sqlglot trees; the operators call back into it for their arguments."""

    def __init__(self, rule: Rule, *, as_of: datetime, dialect: str, operators: Mapping[str, Operator]) -> None:
        if as_of.tzinfo is None:
            raise BadInput("`as_of` has no time zone.", fix="Hand in an aware instant, such as one in UTC.")
        if dialect not in DIALECTS:
            raise BadInput(f"Rules are not compiled for {dialect!r}.", fix=f"Choose one of {', '.join(DIALECTS)}.")
        self.dialect = dialect
        self.zone = rule.zone
        self.last_day = reference_day(as_of, rule.zone)
        self._operators = operators

    def condition(self, node: Node) -> exp.Expr:
        """Return SQL that is TRUE where the node counts as true; elsewhere it is FALSE or NULL."""
        if isinstance(node, Call):
            return self._operators[node.operator].condition(node, self)
        if isinstance(node, Literal):
            return exp.Boolean(this=bool(node.value))
        if isinstance(node, Listing):
            return exp.Boolean(this=bool(node.items))
        return sqltree.truthy(self.value(node), node.type, dialect=self.dialect)

    def truth(self, node: Node) -> exp.Expr:
        """Return the condition, never NULL. Only here and in values is COALESCE paid for."""
        bare = self.condition(node)
        return bare if certain(node) else sqltree.two_valued(bare)

    def value(self, node: Node, domain: FieldType | None = None) -> exp.Expr:
        """Return SQL for the value of the node, as a double where `domain` asks for one."""
        if isinstance(node, Literal):
            return self._literal(node, domain)
        if isinstance(node, Listing | Broken):
            raise TypeError("Not a value of a checked rule.")  # a fault of ours: the check lets no such node through
        tree = self._bare(node)
        inexact = domain is FieldType.NUMBER and node.type in (FieldType.INTEGER, FieldType.MONEY)
        return sqltree.as_double(tree) if inexact else tree

    def ordered(self, tree: exp.Expr, domain: FieldType | None) -> exp.Expr:
        """Return the tree such that texts are ordered, and told from each other, by code point on every engine."""
        worded = domain in (FieldType.STRING, FieldType.STRINGS) and self.dialect == "postgres"
        return sqltree.by_code_point(tree) if worded else tree

    def _bare(self, node: Var | Item | Call) -> exp.Expr:
        if isinstance(node, Call):
            return self._operators[node.operator].value(node, self)
        if isinstance(node, Item):
            return self.ordered(exp.Column(this=exp.Identifier(this=PARAMETER, quoted=False)), node.type)
        tree = self.ordered(sqltree.column(sqltree.named(node.name, dialect=self.dialect)), node.type)
        if node.default is None:
            return tree
        return exp.Coalesce(this=tree, expressions=[self._literal(node.default, node.type)])

    def _literal(self, node: Literal, domain: FieldType | None) -> exp.Expr:
        value = node.value
        if value is None or isinstance(value, bool):
            return exp.Null() if value is None else exp.Boolean(this=value)
        if isinstance(value, str):
            return sqltree.text(value)
        if isinstance(value, datetime):
            return sqltree.instant(value)
        if isinstance(value, date):
            return sqltree.day(value)
        if domain is FieldType.NUMBER or (isinstance(value, float) and domain is None):
            return sqltree.double(value)
        if isinstance(value, int):
            return sqltree.number(value)
        written = exact(value)  # the check refused what cannot be written exactly
        return sqltree.double(value) if written is None else sqltree.number(written)
