"""Made tables in bulk into a warehouse: all of them or none, and never over tables that the Lab did not make."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import duckdb

from core.errors import Refused
from core.warehouse.engine import open_duckdb
from core.warehouse.progress import Progress, quiet

MARK = "Made by Loyalty Lab"  # how the comment at a table begins that may be made again


@dataclass(frozen=True)
class Table:
    """A table to be made: column -> type and NOT NULL, spelt so that PostgreSQL and DuckDB both read it.

    A DuckDB file gets neither key nor indexes: nothing there would use them, and they must fit into memory.
    """

    name: str
    columns: Mapping[str, str]
    key: tuple[str, ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows for one table: a query of the DuckDB that loads, and the share of the whole that is done with it."""

    table: str
    sql: str
    share: float


@dataclass(frozen=True, slots=True)
class Found:
    """What the target holds under a name already: a table or something else, and the comment at it."""

    name: str
    is_table: bool
    comment: str

    @property
    def is_ours(self) -> bool:
        """Whether the Lab made it."""
        return self.is_table and self.comment.startswith(MARK)


class Writer(Protocol):
    """A target held open: nothing of what is written is seen by others before the end, and nothing after a fault."""

    def found(self, names: Sequence[str]) -> list[Found]:
        """Return those of the names that are taken."""
        ...

    def create(self, table: Table) -> None:
        """Begin the table anew."""
        ...

    def add(self, table: Table, sql: str) -> int:
        """Add the rows of a DuckDB query; return how many."""
        ...

    def finish(self, table: Table, *, comment: str) -> None:
        """Give the table its keys and its comment."""
        ...


Target = Callable[[duckdb.DuckDBPyConnection], AbstractContextManager[Writer]]
Batches = Callable[[duckdb.DuckDBPyConnection], Iterable[Batch]]


def load(
    into: Target, tables: Sequence[Table], batches: Batches, *, made_by: str, replace: bool = False,
    threads: int = 0, memory_limit: str = "2GB", scratch: Path | None = None, progress: Progress = quiet,
) -> dict[str, int]:  # fmt: skip
    """Make `tables` in the target and fill them; return their rows.

    Tables that the Lab made are made anew; others of the same name only with `replace`. Memory stays bounded by the
    batches. Raises Refused for names that are taken, WarehouseUnreachable, WarehouseError, StorageFull.
    """
    by_name = {table.name: table for table in tables}
    rows = dict.fromkeys(by_name, 0)
    opened = open_duckdb(threads=threads, memory_limit=memory_limit, temp=scratch)
    with closing(opened) as connection, into(connection) as writer:
        _refuse(writer.found(list(by_name)), replace=replace)
        for table in tables:
            writer.create(table)
        for batch in batches(connection):
            rows[batch.table] += writer.add(by_name[batch.table], batch.sql)
            progress(f"Loaded {sum(rows.values()):,} rows", 0.8 * batch.share)
        for number, table in enumerate(tables):
            progress(f"Finishing {table.name}", 0.8 + 0.2 * number / len(tables))
            writer.finish(table, comment=f"{MARK}: {made_by}")
    progress("The tables are loaded", 1.0)
    return rows


def _refuse(found: Sequence[Found], *, replace: bool) -> None:
    """Raise Refused for everything that stands in the way, all at once."""
    views = [f.name for f in found if not f.is_table]
    others = [f.name for f in found if f.is_table and not f.is_ours]
    if views:
        raise Refused(
            f"These names belong to views or the like, which are never replaced: {', '.join(views)}.",
            fix="Drop or rename them in the warehouse, or load into another database or schema.",
        )
    if others and not replace:
        raise Refused(
            f"The warehouse holds tables of these names that the Lab did not make: {', '.join(others)}.",
            fix="Load into another database, or give --replace to drop them and everything in them.",
        )
