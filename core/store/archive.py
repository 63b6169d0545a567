"""The store's rows in a ZIP file and back, whatever the database: a member of JSON lines for each table.

    tables/<table>.jsonl     a row a line, its values in the order of the columns that the manifest names
    <manifest>               the schema's revision; columns, number of rows and SHA-256 of each table

Instants are ISO 8601 in UTC and days ISO dates, so that what SQLite wrote PostgreSQL reads, and the other way round.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Date, DateTime, MetaData, Table, func, select
from sqlalchemy.exc import DataError, IntegrityError

from core.errors import BadInput
from core.kernel.clock import format_instant, parse_instant
from core.store import tables
from core.store.bulk import insert_all
from core.store.schema import HEAD, migrate, revision_of
from core.store.tables import Instant

BATCH = 10_000
REFERRED = ("segment_run", "file")  # the column that names files beside the store
Way = Callable[[Any], Any]
_UTC = ZoneInfo("UTC")


def member_of(table: str) -> str:
    """Return the name of the member that holds a table."""
    return f"tables/{table}.jsonl"


def dump(connection: Connection, archive: ZipFile) -> dict[str, Any]:
    """Write every table as the connection's transaction sees it; return what the manifest says of them."""
    found = {t.name: _dumped(connection, t, archive) for t in _tables(connection)}
    return {"revision": revision_of(connection), "tables": found}


def referred(connection: Connection) -> list[str]:
    """Return the files beside the store that its rows refer to, below LAB_HOME/memberships."""
    name, column = REFERRED
    table = next(t for t in _tables(connection) if t.name == name)
    return sorted(connection.execute(select(table.c[column]).distinct()).scalars())


def rows_in(connection: Connection) -> int:
    """Return how many rows the store holds."""
    return sum(connection.execute(select(func.count()).select_from(t)).scalar_one() for t in _tables(connection))


def load(connection: Connection, archive: ZipFile, manifest: Mapping[str, Any]) -> None:
    """Put the archive's rows in the place of the store's, at the archive's schema, and migrate to this version's.

    All inside the connection's transaction. Raises BadInput when the rows do not fit the schema.
    """
    migrate(connection, "base")
    migrate(connection, manifest["revision"])
    there = {t.name: t for t in _tables(connection)}
    declared = {name: list(facts["columns"]) for name, facts in manifest["tables"].items()}
    if declared != {name: [c.name for c in t.columns] for name, t in there.items()}:
        raise damaged("its tables are not those of its schema")
    for table in there.values():  # those that others refer to come first
        try:
            insert_all(connection, table, _read(archive, table))
        except (IntegrityError, DataError) as error:
            raise damaged(f"rows of {table.name} do not fit its schema ({type(error).__name__})") from None
        _number_on(connection, table)
    migrate(connection, HEAD)


def damaged(why: str) -> BadInput:
    """Return the error for a backup that is not as it was written."""
    return BadInput(f"The backup is damaged: {why}.", fix="Use another backup. Nothing was changed.")


def _tables(connection: Connection) -> Sequence[Table]:
    """Return our tables as they are in the database, each after those that it refers to."""
    found = MetaData()
    found.reflect(connection, only=lambda name, _: name in tables.metadata.tables)
    for column in (c for t in found.tables.values() for c in t.columns):
        if isinstance(column.type, DateTime | Date):
            column.type = Instant() if isinstance(column.type, DateTime) else Date()
    return found.sorted_tables


def _dumped(connection: Connection, table: Table, archive: ZipFile) -> dict[str, Any]:
    digest, n = sha256(), 0
    ways = _ways(table, _WRITTEN)
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=BATCH)
    with archive.open(member_of(table.name), "w", force_zip64=True) as member:
        for batch in connection.execute(query).partitions():
            text = "".join(_line(row, ways) for row in batch).encode()
            digest.update(text)
            member.write(text)
            n += len(batch)
    return {"columns": [c.name for c in table.columns], "rows": n, "sha256": digest.hexdigest()}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise damaged(f"{text!r} is not a day") from None


_WRITTEN: Mapping[type, Way] = {Instant: format_instant, Date: date.isoformat}
_READ: Mapping[type, Way] = {Instant: lambda text: parse_instant(text, _UTC), Date: _day}


def _ways(table: Table, by_type: Mapping[type, Way]) -> list[tuple[int, Way]]:
    """Return the places of the values that JSON does not know, and what turns each into text or back."""
    found = ((place, by_type.get(type(column.type))) for place, column in enumerate(table.columns))
    return [(place, way) for place, way in found if way is not None]


def _turned(row: Sequence[Any], ways: Sequence[tuple[int, Way]]) -> list[Any]:
    values = list(row)
    for place, way in ways:
        if values[place] is not None:
            values[place] = way(values[place])
    return values


def _line(row: Sequence[Any], ways: Sequence[tuple[int, Way]]) -> str:
    return json.dumps(_turned(row, ways), ensure_ascii=False, separators=(",", ":")) + "\n"


def _read(archive: ZipFile, table: Table) -> Iterator[list[Any]]:
    ways = _ways(table, _READ)
    with archive.open(member_of(table.name)) as member:
        for line in member:
            values = json.loads(line)
            if len(values) != len(table.columns):
                raise damaged(f"a row of {table.name} has {len(values)} values")
            yield _turned(values, ways)


def _number_on(connection: Connection, table: Table) -> None:
    """Have PostgreSQL number new rows after those that are there; SQLite does so by itself."""
    (key, *rest) = table.primary_key.columns
    if connection.dialect.name != "postgresql" or rest:
        return
    sequence = connection.execute(select(func.pg_get_serial_sequence(table.name, key.name))).scalar_one()
    highest = connection.execute(select(func.max(key))).scalar_one()
    if sequence is not None and highest is not None:
        connection.execute(select(func.setval(sequence, highest)))
