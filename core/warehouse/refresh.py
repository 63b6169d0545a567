"""The making of a snapshot: extract, compare, describe. Publishing it is the store's."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from core import logs
from core.errors import ContractViolation
from core.kernel.clock import start_of_day
from core.warehouse.connection import Source
from core.warehouse.durable import put_text, storage_errors
from core.warehouse.engine import Engine
from core.warehouse.inspect import inspected
from core.warehouse.manifest import FILE, Snapshot, TableInfo
from core.warehouse.parquet import content_digest, footer_digest, identifier, quoted, relation
from core.warehouse.profile import LogicalTable, Profile
from core.warehouse.progress import Progress
from core.warehouse.selection import Totals
from core.warehouse.types import ColumnType

_log = logs.get_logger(__name__)


def new_id(now: datetime) -> str:
    """Return an id that sorts by time and that no other process makes: 20180101T050000Z-1a2b3c4d."""
    return f"{now:%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:8]}"


def make_snapshot(
    source: Source, profile: Profile, *, engine: Engine, folder: Path, id: str, now: datetime, progress: Progress
) -> Snapshot:
    """Fill `folder` with the profile's tables and their manifest; return the snapshot as it will be under its `id`.

    Raises ContractViolation when the source does not fit the profile, StorageFull when the disk is full.
    """
    progress("Comparing the warehouse with its profile", 0.0)
    if problems := source.check(profile):
        raise ContractViolation(
            f"The warehouse does not hold what the profile {profile.name} declares.",
            fix="Correct the profile, or DWH_URL; `python -m core warehouse columns` lists what the warehouse holds.",
            problems=problems,
        )
    with storage_errors(folder):
        folder.mkdir(parents=True)
    totals: dict[str, Totals] = {}
    with source.session(profile) as session:
        for done, name in enumerate(profile.tables):
            progress(f"Extracting {name}", 0.05 + 0.75 * done / len(profile.tables))
            with logs.timed(_log, "table.extracted", table=name) as facts:
                totals[name] = session.extract(name, folder / f"{name}.parquet")
                facts["rows"] = totals[name].rows
    progress("Checking what was extracted", 0.8)
    findings = inspected(engine, profile, folder, totals=totals)
    with storage_errors(folder):
        tables = {name: _described(engine, profile, name, folder=folder, totals=t) for name, t in totals.items()}
    snapshot = Snapshot(
        id=id,
        folder=folder.parent / id,
        created_at=now,
        as_of=_default_as_of(profile, tables, now=now),
        time_zone=profile.time_zone,
        unit=profile.unit,
        profile=profile.name,
        profile_digest=profile.digest,
        tables=tables,
        findings=findings,
        is_live=profile.is_live,
    )
    put_text(snapshot.to_json(), folder / FILE)
    return snapshot


def _described(engine: Engine, profile: Profile, name: str, *, folder: Path, totals: Totals) -> TableInfo:
    path, table = folder / f"{name}.parquet", profile.tables[name]
    first_on, last_on = _days(engine, table, path, time_zone=profile.time_zone)
    return TableInfo(
        name=name,
        rows=totals.rows,
        bytes=path.stat().st_size,
        sha256=content_digest(path),
        footer=footer_digest(path),
        columns={c: spec.type.value for c, spec in table.columns.items()},
        sums=totals.sums,
        key=table.key,
        instant=table.instant,
        day=table.day,
        references=table.references,
        description=table.description.strip(),
        first_on=first_on,
        last_on=last_on,
    )


def _days(engine: Engine, table: LogicalTable, path: Path, *, time_zone: str) -> tuple[date | None, date | None]:
    """Return the business days of the first and the last fact of a table, or None twice when it is not dated."""
    if table.instant is None:
        return None, None
    is_day = table.columns[table.instant].type is ColumnType.DATE
    column = identifier(table.instant)
    day = column if is_day else f"CAST(timezone({quoted(time_zone)}, {column}) AS DATE)"
    first, last = engine.rows(f"SELECT min({day}), max({day}) FROM {relation(path)}")[0]
    return first, last


def _default_as_of(profile: Profile, tables: Mapping[str, TableInfo], *, now: datetime) -> datetime:
    """Return now for a live warehouse; for a finished data set the first business midnight after its last fact."""
    last_days = [t.last_on for t in tables.values() if t.last_on is not None]
    if profile.is_live or not last_days:
        return now
    return start_of_day(max(last_days) + timedelta(days=1), profile.zone)
