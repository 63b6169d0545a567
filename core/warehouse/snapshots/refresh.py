"""The making of a snapshot: take the tables, inspect, describe. Publishing it is the store's."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from core.errors import ContractViolation
from core.kernel.canonical import digest
from core.kernel.clock import start_of_day
from core.warehouse.durable import put_text, storage_errors
from core.warehouse.engine import Engine
from core.warehouse.profile import Profile
from core.warehouse.progress import Progress, part
from core.warehouse.snapshots.increment import Known, known_table
from core.warehouse.snapshots.inspect import inspected
from core.warehouse.snapshots.manifest import FILE, Snapshot, TableInfo
from core.warehouse.snapshots.take import Taken, Taking
from core.warehouse.sources.connection import Source


@dataclass(frozen=True, slots=True)
class Increments:
    """When a table with a watermark is taken in full again, and how far increments look back.

    `overlap` should be longer than any transaction that writes into the warehouse.
    """

    full_every: timedelta = timedelta(hours=24)
    overlap: timedelta = timedelta(hours=1)

    def is_due(self, table: TableInfo, *, now: datetime) -> bool:
        """Tell whether a table is to be taken in full; one from the future is, since the clock was put back."""
        return table.full_at is None or not table.full_at <= now < table.full_at + self.full_every


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made: the snapshot's `id`, where and when; upon which it may build, unless it is to be `full`."""

    id: str
    folder: Path
    now: datetime
    number: int
    previous: Snapshot | None
    increments: Increments
    full: bool = False


def new_id(now: datetime) -> str:
    """Return an id that tells the time and that no other process makes: 20180101T050000Z-1a2b3c4d."""
    return f"{now:%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:8]}"


def make_snapshot(source: Source, profile: Profile, *, order: Order, engine: Engine, progress: Progress) -> Snapshot:
    """Fill the order's folder with the profile's tables and their manifest; return the snapshot as it will be named.

    Raises ContractViolation when the source does not fit the profile, StorageFull when the disk is full.
    """
    progress("Comparing the warehouse with its profile", 0.0)
    if problems := source.check(profile):
        raise ContractViolation(
            f"The warehouse does not hold what the profile {profile.name} declares.",
            fix="Correct the profile, or DWH_URL; `python -m core warehouse columns` lists what the warehouse holds.",
            problems=problems,
        )
    with storage_errors(order.folder):
        order.folder.mkdir(parents=True)
    taken = _taken(source, profile, order=order, engine=engine, progress=part(progress, 0.05, 0.8))
    progress("Checking what was extracted", 0.8)
    findings = inspected(engine, profile, order.folder, taken=taken)
    tables = {name: _described(profile, name, found, now=order.now) for name, found in taken.items()}
    snapshot = Snapshot(
        id=order.id,
        folder=order.folder.parent / order.id,
        created_at=order.now,
        as_of=_default_as_of(profile, tables, now=order.now),
        time_zone=profile.time_zone,
        unit=profile.unit,
        profile=profile.name,
        profile_digest=profile.digest,
        tables=tables,
        findings=findings,
        is_live=profile.is_live,
        source_digest=digest(source.address),
        number=order.number,
    )
    put_text(snapshot.to_json(), order.folder / FILE)
    return snapshot


def _taken(
    source: Source, profile: Profile, *, order: Order, engine: Engine, progress: Progress
) -> Mapping[str, Taken]:
    """Take every table in one session."""
    known = _known(source, profile, order)
    taken: dict[str, Taken] = {}
    with source.session(profile) as session:
        taking = Taking(session, profile, engine=engine, folder=order.folder, known=known)
        for done, name in enumerate(profile.tables):
            in_full = order.full or (name in known and order.increments.is_due(known[name].info, now=order.now))
            stretch = part(progress, done / len(profile.tables), (done + 1) / len(profile.tables))
            taken[name] = taking.table(name, in_full=in_full, progress=stretch)
    return taken


def _known(source: Source, profile: Profile, order: Order) -> dict[str, Known]:
    """Return the tables upon which increments may build: those of a snapshot of the same profile and warehouse."""
    previous = order.previous
    if (
        previous is None
        or previous.profile_digest != profile.digest
        or previous.source_digest != digest(source.address)
    ):
        return {}
    found = {name: known_table(previous, name, overlap=order.increments.overlap) for name in profile.tables}
    return {name: known for name, known in found.items() if known is not None}


def _described(profile: Profile, name: str, found: Taken, *, now: datetime) -> TableInfo:
    table = profile.tables[name]
    full_at = found.known.info.full_at if found.is_increment and found.known else now
    return TableInfo(
        name=name,
        rows=found.totals.rows,
        parts=found.parts,
        columns={c: spec.type.value for c, spec in table.columns.items()},
        sums=found.totals.sums,
        key=table.key,
        instant=table.instant,
        day=table.day,
        references=table.references,
        description=table.description.strip(),
        first_on=found.figures.first_on,
        last_on=found.figures.last_on,
        watermark=table.watermark,
        newest=found.figures.newest,
        taken="increment" if found.is_increment else "full",
        extracted=found.extracted,
        full_at=full_at,
    )


def _default_as_of(profile: Profile, tables: Mapping[str, TableInfo], *, now: datetime) -> datetime:
    """Return now for a live warehouse; for a finished data set the first business midnight after its last fact."""
    last_days = [t.last_on for t in tables.values() if t.last_on is not None]
    if profile.is_live or not last_days:
        return now
    return start_of_day(max(last_days) + timedelta(days=1), profile.zone)
