"""Where the rows of each customer stand in big tables, so that one customer is read without reading all.

    <folder>/<the file's digest>-<version>.parquet   the file's rows in the order of their customers: `h`, `row`

A file of a snapshot never changes, and increments hand the base on as it is; so the order is noted once for a file and
not once for a snapshot. Nothing depends on it but speed: without it, the table is filtered. Noting forty million rows
takes four seconds; one customer is then found in twenty milliseconds, instead of one and a half seconds.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

from core.warehouse.engine import Engine
from core.warehouse.parquet import fault, identifier, relation
from core.warehouse.profile import CUSTOMER_ID
from core.warehouse.progress import Progress, quiet
from core.warehouse.snapshots.manifest import Snapshot
from core.warehouse.snapshots.parts import ROW, Part
from core.warehouse.types import ColumnType, sql_type

BIG = 2_000_000  # rows; smaller tables are filtered as quickly
MANY = 20_000  # rows of one customer; beyond, the whole table is filtered
_VERSION = duckdb.__version__  # of hash(), which may become another one


class CustomerRows:
    """The noted orders of big files."""

    def __init__(self, engine: Engine, folder: Path, *, big: int = BIG) -> None:
        self._engine = engine
        self._folder = folder
        self._big = big

    def warm(self, snapshot: Snapshot, *, kept: Iterable[Snapshot], progress: Progress = quiet) -> None:
        """Note the order of every big dated table of a snapshot that is not noted yet.

        What was noted of files that none of the `kept` snapshots holds is removed.
        """
        wanted = [n for n, t in snapshot.tables.items() if t.instant and CUSTOMER_ID in t.columns]
        for done, name in enumerate(wanted):
            base = _base(snapshot.tables[name].parts)
            if base.rows >= self._big and fault(self._path(base)) is not None:
                progress(f"Noting where the customers stand in {name}", done / len(wanted))
                self._note(snapshot.folder / base.file, self._path(base))
        self._prune([snapshot, *kept])

    def relation(self, snapshot: Snapshot, table: str, customer: str | int) -> str:
        """Return the SQL text of a table, narrowed to few rows that hold all of the customer's if that is known."""
        info = snapshot.tables[table]
        parts = {p.kind: p for p in info.parts}
        base = parts["base"]
        numbers = self._numbers(base, customer, kind=info.columns[CUSTOMER_ID])
        if numbers is None:
            return snapshot.relation(table)
        columns = ", ".join(map(identifier, info.columns))
        found = ", ".join(map(str, numbers)) or "-1"
        numbered = relation(snapshot.folder / base.file, numbered=True)
        sql = f"SELECT {columns} FROM {numbered} WHERE file_row_number IN ({found})"
        if "dead" in parts:
            sql += f" AND file_row_number NOT IN (SELECT {ROW} FROM {relation(snapshot.folder / parts['dead'].file)})"
        if "delta" in parts:
            sql += f" UNION ALL SELECT {columns} FROM {relation(snapshot.folder / parts['delta'].file)}"
        return f"({sql})"

    def _numbers(self, base: Part, customer: str | int, *, kind: str) -> list[int] | None:
        """Return the rows of the base that may be the customer's; None when that was not noted, or they are many."""
        path = self._path(base)
        if fault(path) is not None:
            return None
        key = f"hash(CAST($customer AS {sql_type(ColumnType(kind))}))"
        sql = f"SELECT row FROM {relation(path)} WHERE h = {key} LIMIT {MANY + 1}"
        rows = [r[0] for r in self._engine.rows(sql, {"customer": customer})]
        return rows if len(rows) <= MANY else None

    def _note(self, file: Path, into: Path) -> None:
        self._engine.write(
            f"SELECT hash({CUSTOMER_ID}) AS h, file_row_number AS row FROM {relation(file, numbered=True)} "
            f"WHERE {CUSTOMER_ID} IS NOT NULL ORDER BY h, row",
            into,
        )

    def _path(self, base: Part) -> Path:
        return self._folder / f"{base.sha256[:32]}-{_VERSION}.parquet"

    def _prune(self, kept: Iterable[Snapshot]) -> None:
        held = {self._path(_base(t.parts)).name for s in kept for t in s.tables.values()}
        for path in self._folder.glob("*.parquet"):
            if path.name not in held:
                path.unlink(missing_ok=True)


def _base(parts: Iterable[Part]) -> Part:
    return next(p for p in parts if p.kind == "base")
