"""What a warehouse says of itself: tables, columns, keys, references, comments, and what a sample of the rows shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from core.warehouse.parquet import identifier

SAMPLE = 5_000  # rows of a table that are looked at
FEW = 30  # so many different values make a list that people choose from


@dataclass(frozen=True, slots=True)
class Seen:
    """What the sampled values of a column show: of `rows` rows, `values` have one, `distinct` of them differ.

    `few`: all values that were seen, as text and sorted, when they are few.
    """

    rows: int = 0
    values: int = 0
    distinct: int = 0
    few: tuple[str, ...] = ()
    is_midnight: bool = False  # instants without a zone that are all the beginning of a day

    @property
    def is_unique(self) -> bool:
        """Whether every sampled row has a value of its own."""
        return self.rows > 0 and self.values == self.distinct == self.rows

    @property
    def null_share(self) -> float:
        """The share of the sampled rows without a value."""
        return 1 - self.values / self.rows if self.rows else 0.0


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """A column: its type as DuckDB will have it ("" when the Lab cannot read it) and as the source spells it."""

    name: str
    type: str
    spelling: str
    nullable: bool
    comment: str = ""
    seen: Seen = Seen()


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table or view. `keys`: its primary key and unique constraints; `references`: column -> (table, column).

    `indexed`: columns that an index begins with. `rows`: an estimate, or None when there is none.
    """

    schema: str
    name: str
    columns: tuple[SourceColumn, ...]
    is_view: bool = False
    comment: str = ""
    keys: tuple[tuple[str, ...], ...] = ()
    references: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    indexed: frozenset[str] = frozenset()
    rows: int | None = None
    is_default: bool = True  # whether its schema is the one that needs no naming
    remarks: tuple[str, ...] = ()

    @property
    def full(self) -> str:
        """The name by which a profile's `source` names it."""
        return self.name if self.is_default else f"{self.schema}.{self.name}"

    @property
    def relation(self) -> str:
        """The SQL behind FROM."""
        return f"{identifier(self.schema)}.{identifier(self.name)}"

    def column(self, name: str) -> SourceColumn:
        """Return a column by its name. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def is_key(self, column: str) -> bool:
        """Say whether the column alone is declared unique, or is unique and never empty in the sample."""
        return (column,) in self.keys or (not self.keys and self.column(column).seen.is_unique)


class Looker(Protocol):
    """An open source that tells what it holds, and answers questions in its own SQL."""

    @property
    def time_zone(self) -> str:
        """The source's time zone, an IANA name, or "" when it has none."""
        ...

    def tables(self) -> list[SourceTable]:
        """Return every table and view that may be read, without samples."""
        ...

    def sample_sql(self, table: SourceTable, rows: int) -> str:
        """Return a query of about so many rows of a table, quick whatever its size."""
        ...

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query. Raises Unreadable."""
        ...


class Lookable(Protocol):
    """A source from which a profile can be drafted."""

    @property
    def address(self) -> str:
        """Where it is, without a password."""
        ...

    def looking(self) -> AbstractContextManager[Looker]:
        """Open it for looking."""
        ...


def sampled(looker: Looker, table: SourceTable) -> SourceTable:
    """Return the table with what a sample of its rows shows. Raises Unreadable when it cannot be read."""
    if not table.columns:
        return table
    sample = looker.sample_sql(table, SAMPLE)
    texts = [f"CAST({identifier(c.name)} AS text)" for c in table.columns]
    late = [f"count(*) FILTER (WHERE {_later(c)})" if _is_local(c) else "0" for c in table.columns]
    counts = [p for text, n in zip(texts, late, strict=True) for p in (f"count({text})", f"count(DISTINCT {text})", n)]
    (row,) = looker.rows(f"SELECT count(*), {', '.join(counts)} FROM ({sample}) AS seen")
    total, *figures = (int(n) for n in row)
    each = zip(figures[::3], figures[1::3], figures[2::3], table.columns, strict=True)
    found = [Seen(total, v, d, is_midnight=_is_local(c) and v > 0 and n == 0) for v, d, n, c in each]
    few = _few(looker, sample, [c for c, s in zip(table.columns, found, strict=True) if _may_be_listed(c, s)])
    columns = [replace(c, seen=replace(s, few=few.get(c.name, ()))) for c, s in zip(table.columns, found, strict=True)]
    return replace(table, columns=tuple(columns))


def _is_local(column: SourceColumn) -> bool:
    return column.type.startswith("TIMESTAMP") and column.type != "TIMESTAMP WITH TIME ZONE"


def _later(column: SourceColumn) -> str:
    own = identifier(column.name)
    return f"{own} <> date_trunc('day', {own})"


def _may_be_listed(column: SourceColumn, seen: Seen) -> bool:
    is_text = column.type == "VARCHAR" or column.type.startswith("ENUM")
    return is_text and 0 < seen.distinct <= FEW and seen.distinct * 5 <= seen.values


def _few(looker: Looker, sample: str, columns: Iterable[SourceColumn]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for column in columns:
        text = f"CAST({identifier(column.name)} AS text)"
        rows = looker.rows(
            f"SELECT DISTINCT {text} FROM ({sample}) AS seen WHERE {identifier(column.name)} IS NOT NULL"
        )
        found[column.name] = tuple(sorted(str(r[0]) for r in rows))
    return found


def covered(looker: Looker, table: SourceTable, column: str, *, target: SourceTable, key: str) -> float:
    """Return the share of the sampled values of a column that the `target` has in its `key`; 1 without any value."""
    sample = looker.sample_sql(table, SAMPLE)
    mine, theirs = (f"CAST({name} AS text)" for name in (f"s.{identifier(column)}", f"t.{identifier(key)}"))
    if table.column(column).type == target.column(key).type:
        mine, theirs = f"s.{identifier(column)}", f"t.{identifier(key)}"  # so that an index can be used
    sql = f"""
        SELECT count(*), count(*) FILTER (WHERE EXISTS (SELECT 1 FROM {target.relation} AS t WHERE {theirs} = {mine}))
        FROM (SELECT DISTINCT {identifier(column)} FROM ({sample}) AS seen WHERE {identifier(column)} IS NOT NULL) AS s
    """
    total, found = (int(n) for n in looker.rows(sql)[0])
    return found / total if total else 1.0


def promised(unique: Iterable[tuple[str, ...]], nullable: Collection[str]) -> tuple[tuple[str, ...], ...]:
    """Return those of the unique column lists that have a value in every row, and so can be a key."""
    return tuple(dict.fromkeys(key for key in unique if key and not set(key) & set(nullable)))


def grouped(rows: Iterable[Sequence[Any]]) -> dict[tuple[str, str], list[Sequence[Any]]]:
    """Return rows of a catalogue by their first two columns, schema and table."""
    found: dict[tuple[str, str], list[Sequence[Any]]] = {}
    for row in rows:
        found.setdefault((str(row[0]), str(row[1])), []).append(row[2:])
    return found
