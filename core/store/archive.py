"""The store's rows in a ZIP file and back, whatever the database: a member of JSON lines for each table.

    tables/<table>.jsonl     a row a line, its values in the order of the columns that the manifest names
    <manifest>               the schema's revision; columns, number of rows and SHA-256 of each table

Instants are ISO 8601 in UTC, so that what SQLite wrote PostgreSQL reads, and the other way round.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

from sqlalchemy import Column, Connection, DateTime, MetaData, Table, func, select
from sqlalchemy.exc import DataError, IntegrityError

from core.errors import BadInput
from core.kernel.clock import format_instant, parse_instant
from core.store import tables
from core.store.bulk import insert_all
from core.store.schema import HEAD, migrate, revision_of
from core.store.tables import Instant

BATCH = 10_000
REFERRED = ("segment_run", "file")  # the column that names files beside the store
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
        if isinstance(column.type, DateTime):
            column.type = Instant()
    return found.sorted_tables


def _dumped(connection: Connection, table: Table, archive: ZipFile) -> dict[str, Any]:
    digest, n = sha256(), 0
    ways = [_is_instant(c) for c in table.columns]
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=BATCH)
    with archive.open(member_of(table.name), "w", force_zip64=True) as member:
        for batch in connection.execute(query).partitions():
            text = "".join(_line(row, ways) for row in batch).encode()
            digest.update(text)
            member.write(text)
            n += len(batch)
    return {"columns": [c.name for c in table.columns], "rows": n, "sha256": digest.hexdigest()}


def _line(row: Sequence[Any], instants: Sequence[bool]) -> str:
    values = [format_instant(v) if i and v is not None else v for v, i in zip(row, instants, strict=True)]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n"


def _read(archive: ZipFile, table: Table) -> Iterator[list[Any]]:
    instants = [place for place, c in enumerate(table.columns) if _is_instant(c)]
    with archive.open(member_of(table.name)) as member:
        for line in member:
            values = json.loads(line)
            if len(values) != len(table.columns):
                raise damaged(f"a row of {table.name} has {len(values)} values")
            for place in instants:
                values[place] = values[place] and parse_instant(values[place], _UTC)
            yield values


def _is_instant(column: Column[Any]) -> bool:
    return isinstance(column.type, Instant)


def _number_on(connection: Connection, table: Table) -> None:
    """Have PostgreSQL number new rows after those that are there; SQLite does so by itself."""
    (key, *rest) = table.primary_key.columns
    if connection.dialect.name != "postgresql" or rest:
        return
    sequence = connection.execute(select(func.pg_get_serial_sequence(table.name, key.name))).scalar_one()
    highest = connection.execute(select(func.max(key))).scalar_one()
    if sequence is not None and highest is not None:
        connection.execute(select(func.setval(sequence, highest)))
