"""Expressions of the dictionary: one scalar each, parsed, never pasted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

Name = tuple[str, str]  # (table or "", column)

_QUERIES = (exp.Query, exp.Subquery, exp.Exists, exp.Table)
_REFUSED: dict[type[exp.Expr] | tuple[type[exp.Expr], ...], str] = {
    _QUERIES: "a query; write one expression",
    (exp.Placeholder, exp.Parameter): "a parameter; `as_of` and `reference_day` are the only ones, without a sign",
    exp.Alias: "AS; the feature's name is its key",
    exp.Window: "OVER; use `score` for a ranking of customers",
    (
        exp.CurrentDate,
        exp.CurrentTimestamp,
        exp.CurrentTime,
        exp.CurrentDatetime,
    ): "the clock; use `as_of` or `reference_day`, so that the past can be asked too",
    (exp.Rand, exp.Uuid): "chance; a feature must give the same value each time",
}
_REFUSED_FUNCTIONS = {
    "now",
    "get_current_timestamp",
    "get_current_time",
    "transaction_timestamp",
    "current_localtime",
    "gen_random_uuid",
    "current_localtimestamp",
    "setseed",
    "nextval",
    "currval",
    "getenv",
    "getvariable",
    "current_setting",
    "query",
    "query_table",
    "uuidv4",
    "uuidv7",
    "txid_current",
    "get_current_date",
}


@dataclass(frozen=True)
class Scalar:
    """A parsed expression and the columns that it names."""

    tree: exp.Expr
    names: tuple[Name, ...]
    dialect: str = "duckdb"

    def sql(self, columns: Mapping[Name, str]) -> str:
        """Return the SQL with each name replaced by what `columns` says stands for it."""

        def replace(node: exp.Expr) -> exp.Expr:
            if isinstance(node, exp.Column):
                return _parsed(columns[_name(node)], self.dialect).copy()
            return node

        return self.tree.copy().transform(replace).sql(dialect=self.dialect, comments=False)


@lru_cache(maxsize=1024)
def _parsed(sql: str, dialect: str) -> exp.Expr:
    return exp.Paren(this=sqlglot.parse_one(sql, dialect=dialect))


def parse_scalar(text: str) -> Scalar:
    """Parse one scalar expression in DuckDB's SQL. Raises ValueError, in words, for anything else."""
    try:
        tree = sqlglot.parse_one(text, dialect="duckdb", into=exp.Condition)
    except SqlglotError:
        raise ValueError(f"{text!r} cannot be read as one expression") from None
    for node in tree.walk():
        _refuse(node)
    return Scalar(tree, names_in(tree))


def names_in(tree: exp.Expr) -> tuple[Name, ...]:
    """Return the columns that an expression names, each once."""
    return tuple(dict.fromkeys(_name(c) for c in tree.find_all(exp.Column)))


def _refuse(node: exp.Expr) -> None:
    for kinds, what in _REFUSED.items():
        if isinstance(node, kinds):
            raise ValueError(f"must not hold {what}")
    if isinstance(node, exp.Star) and not isinstance(node.parent, exp.Count):
        raise ValueError("must not hold *, except in count(*)")
    if isinstance(node, exp.Anonymous) and node.name.lower() in _REFUSED_FUNCTIONS:
        raise ValueError(f"must not call {node.name.lower()}()")
    if isinstance(node, exp.Column) and node.args.get("db"):
        raise ValueError(f"names {node.sql(dialect='duckdb')}; write a column, or table.column")


def _name(column: exp.Column) -> Name:
    return column.table, column.name
