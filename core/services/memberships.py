"""Recalculation: write down who is in a segment, since when, and who joined and left since the last time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

import polars as pl

from core.errors import Conflict, LabError, Refused, SnapshotCorrupt
from core.kernel.clock import Clock, business_day, start_of_day
from core.reports import rich
from core.rules import Rule
from core.segments.membership import Change, members_sql, read_change, write_membership
from core.segments.model import Run, Segment
from core.services import recording
from core.services.audiences import Audiences, Question
from core.services.definitions import refuse_archived
from core.services.features import AsOf, Features
from core.services.points import PREFIX
from core.services.segments import Segments
from core.store import Database
from core.warehouse import Engine
from core.warehouse.parquet import relation as parquet
from core.warehouse.writeback.writing import TABLE, Recording, WriteBack, Written

MEMBER_TABLE: Final = TABLE  # where members are written in the warehouse if no table is named
INSTANT = pl.Datetime("us", "UTC")
OVERVIEW: dict[str, pl.DataType | type[pl.DataType]] = {
    "slug": pl.String, "name": pl.String, "kind": pl.String, "version": pl.Int64, "members": pl.Int64,
    "share": pl.Float64, "joined": pl.Int64, "left": pl.Int64, "as_of": INSTANT, "sizes": pl.List(pl.Int64),
}  # fmt: skip
RUNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "as_of": INSTANT, "version": pl.Int64, "n_customers": pl.Int64, "n_members": pl.Int64, "n_joined": pl.Int64,
    "n_left": pl.Int64, "snapshot": pl.String, "by": pl.String,
}  # fmt: skip
TREND: dict[str, pl.DataType | type[pl.DataType]] = {
    "on": pl.Date,
    "as_of": INSTANT,
    "members": pl.Int64,
    "total": pl.Int64,
}


@dataclass(frozen=True, slots=True)
class Difference:
    """Two memberships against each other: the ids (ascending) that joined and left, and both sizes in customers.

    `versions` and `instants` (UTC) say which were compared, the older one first.
    """

    joined: pl.Series
    left: pl.Series
    n_before: int
    n_after: int
    versions: tuple[int, int]
    instants: tuple[datetime, datetime]

    def _repr_html_(self) -> str:
        compared = zip(self.versions, self.instants, (self.n_before, self.n_after), strict=True)
        rows = [(f"version {v} as of {at:%Y-%m-%d %H:%M} UTC", f"{n:,}") for v, at, n in compared]
        moved = f"{len(self.joined):,} joined, {len(self.left):,} left"
        return rich.card("Difference", rich.table(["membership", "members"], rows), note=moved)


@dataclass(frozen=True, slots=True)
class Sweep:
    """A recalculation of many segments: what was recorded, and why others could not be, by slug."""

    runs: Mapping[str, Run]
    faults: Mapping[str, LabError]


class Memberships:
    """Runs: recorded memberships, one after another."""

    def __init__(
        self, engine: Engine, features: Features, segments: Segments, audiences: Audiences,
        *, database: Database, clock: Clock, actor: str, folder: Path, write_back: WriteBack,
    ) -> None:  # fmt: skip
        self._engine = engine
        self._features = features
        self._segments = segments
        self._audiences = audiences
        self._database = database
        self._clock = clock
        self._actor = actor
        self._folder = folder
        self._write_back = write_back

    def runs(self, name: str) -> list[Run]:
        """Return the recalculations of one segment, oldest first."""
        segment = self._segments.get(name)
        with self._database.view() as work:
            return work.runs.of(segment.segment_id)

    def latest(self) -> dict[str, Run]:
        """Return the newest recalculation of every segment, by segment id."""
        with self._database.view() as work:
            return work.runs.latest()

    def recalculate(self, name: str, *, as_of: AsOf = None, anew: bool = False) -> Run:
        """Record the membership as of an instant against the last recording; the same question twice records once.

        `anew` compares with nothing, so that every member counts as joined: for when the last recording is lost.
        Raises SegmentIsStatic; Refused when the segment is archived, or when `as_of` lies before the last recording or
        after all that the snapshot knows; StoreError when the last recording is lost.
        """
        segment = self._segments.get(name)
        refuse_archived(segment)
        recording.refuse_static(segment)
        recording.refuse_ahead(segment, self._features.known_until(), self._features.instant(as_of))
        view = self._features.view(as_of)
        asked = self._audiences.question(segment, view)
        before = self.runs(segment.slug)
        last = before[-1] if before else None
        points = self._features.state if any(f.startswith(PREFIX) for f in asked.material.fields) else ""
        draft = Run(
            0, segment.segment_id, segment.definition.version, view.snapshot_id, self._features.dictionary.digest,
            recording.inputs(asked, last, points=points), view.as_of, view.n_customers, 0, 0, 0, "",
            self._clock.now(), self._actor,
        )  # fmt: skip
        if not anew:
            if (same := recording.answered(before, draft, asked, points=points)) is not None:
                return same
            recording.refuse_backwards(segment, last, view.as_of)
        file = recording.file_of(draft)
        change = self._write(segment, asked, draft, previous=None if anew else last, into=self._folder / file)
        run = replace(draft, n_members=change.members, n_joined=change.joined, n_left=change.left, file=str(file))
        return self._add(segment, run, last)

    def recalculate_all(self, *, as_of: AsOf = None) -> Sweep:
        """Recalculate every dynamic segment; one that cannot be does not keep the others from it."""
        runs, faults = {}, {}
        for segment in self._segments.all():
            if not segment.is_static:
                try:
                    runs[segment.slug] = self.recalculate(segment.slug, as_of=as_of)
                except LabError as error:
                    faults[segment.slug] = error
        return Sweep(runs, faults)

    def damaged(self) -> dict[str, str]:
        """Return what is wrong with the newest recording of segments, by slug; empty when all are whole."""
        with self._database.view() as work:
            runs, segments = work.runs.latest(), work.segments.all(archived=True)
        found = {}
        for segment in segments:
            run = runs.get(segment.segment_id)
            if run is None:
                continue
            try:
                n = read_change(self._engine, self._folder / run.file).members
            except SnapshotCorrupt as error:
                found[segment.slug] = error.what
                continue
            if n != run.n_members:
                found[segment.slug] = f"{run.file} holds {n:,} members instead of {run.n_members:,}"
        return found

    def overview(self) -> pl.DataFrame:
        """Return all segments with their last recalculation, by name.

        Columns: slug, name, kind, version, members, share (of all customers), joined, left, as_of (UTC), sizes (members
        at each recalculation so far). A static segment has its listed customers as members; what was never
        recalculated has null figures.
        """
        with self._database.view() as work:
            runs, segments = work.runs.by_segment(), work.segments.all()
        rows = [_summary(s, runs.get(s.segment_id, [])) for s in segments]
        return pl.DataFrame(rows, schema=OVERVIEW, orient="row")

    def run_frame(self, name: str) -> pl.DataFrame:
        """Return the recalculations of one segment, oldest first, as a frame.

        Columns: as_of (UTC), version, n_customers, n_members, n_joined, n_left, snapshot, by.
        """
        rows = [
            (r.as_of, r.version, r.n_customers, r.n_members, r.n_joined, r.n_left, r.snapshot_id, r.created_by)
            for r in self.runs(name)
        ]
        return pl.DataFrame(rows, schema=RUNS, orient="row")

    def recorded(self, name: str, *, run_id: int | None = None) -> pl.DataFrame:
        """Return a recorded membership (columns: see core/segments/membership.py), the newest unless `run_id` is given.

        Raises Refused when the segment was never recalculated, StoreError when the recording is lost.
        """
        segment = self._segments.get(name)
        run = self._newest(segment, run_id)
        with recording.lost(segment, run):
            file = parquet(self._folder / run.file)
            return self._engine.frame(f"SELECT * FROM {file} ORDER BY customer_id")

    def write_back(self, name: str, *, table: str = MEMBER_TABLE) -> Written:
        """Write the newest recorded membership into a table of the warehouse; written twice, nothing changes.

        Columns: segment (the slug), version, as_of, customer_id, entered_at. Members who left are taken out, other
        segments' rows are not touched. Raises Refused when nothing was recorded, for the embedded demo, and for a table
        of that name which is none of memberships; SegmentIsStatic, StoreError, WarehouseUnreachable, WarehouseRefused.
        """
        segment = self._segments.get(name)
        refuse_archived(segment)
        recording.refuse_static(segment)
        run = self._newest(segment)
        with recording.lost(segment, run):
            what = Recording(segment.slug, run.version, run.as_of)
            written = self._write_back.write(what, self._folder / run.file, table=table)
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            work.record("write back", "segment", subject=segment.slug, after=recording.put_there(run, written))
        return written

    def diff(
        self, name: str, *, versions: tuple[int, int] | None = None, instants: tuple[AsOf, AsOf] | None = None
    ) -> Difference:
        """Compare the members of two versions, or of one segment as of two instants, computed from history.

        Left out: the version before the newest with the newest one. Raises Refused when there is only one.
        """
        segment = self._segments.get(name)
        if versions is None and instants is None and segment.head == 1:
            raise Refused(
                f"Segment {segment.slug!r} has only one version.",
                fix="Compare two instants instead: --instants THEN NOW.",
            )
        old, new = versions or ((segment.head, segment.head) if instants else (segment.head - 1, segment.head))
        then, now = self._features.views(*(instants or (None, None)))
        was = self._audiences.members(segment.slug, as_of=then, version=old)
        is_ = self._audiences.members(segment.slug, as_of=now, version=new)
        return Difference(
            joined=is_.filter(~is_.is_in(was.implode())), left=was.filter(~was.is_in(is_.implode())),
            n_before=len(was), n_after=len(is_), versions=(old, new), instants=(then.as_of, now.as_of),
        )  # fmt: skip

    def trend(self, rule: Rule, moments: Sequence[date | datetime]) -> pl.DataFrame:
        """Rehearse a rule on history: its size at each instant, or at the beginning of each business day.

        Columns: on (the business day that holds the instant), as_of (UTC), members, total (customers known by then).
        Raises NoHistory as `Features.view`; `Features.moments` are instants that can be asked.
        """
        zone = self._features.zone
        instants = [m if isinstance(m, datetime) else start_of_day(m, zone) for m in moments]
        previews = [self._audiences.preview(rule, as_of=at) for at in instants]
        rows = [(business_day(p.as_of, zone), p.as_of, p.members, p.total) for p in previews]
        return pl.DataFrame(rows, schema=TREND, orient="row")

    def _newest(self, segment: Segment, run_id: int | None = None) -> Run:
        runs = [r for r in self.runs(segment.slug) if run_id in (None, r.run_id)]
        if not runs:
            raise Refused(
                f"Segment {segment.slug!r} has no such recalculation.",
                fix=f"Run `python -m core segments recalculate {segment.slug}`.",
            )
        return runs[-1]

    def _write(self, segment: Segment, asked: Question, draft: Run, *, previous: Run | None, into: Path) -> Change:
        with recording.lost(segment, previous):
            return write_membership(
                self._engine, members_sql(asked.base, asked.truth),
                previous=self._folder / previous.file if previous else None, as_of=draft.as_of,
                version=draft.version, into=into,
            )  # fmt: skip

    def _add(self, segment: Segment, run: Run, last: Run | None) -> Run:
        try:
            with self._database.unit(actor=self._actor, clock=self._clock) as work:
                if (same := work.runs.same(run)) is not None:
                    return same  # another process asked the same at the same time
                stored = work.runs.add(run, after=last.run_id if last else None)
                work.record(
                    "recalculate",
                    "segment",
                    subject=segment.slug,
                    before=last and recording.counts(last),
                    after=recording.counts(run),
                )
        except Conflict:
            (self._folder / run.file).unlink(missing_ok=True)  # nothing refers to it
            raise
        return stored


def _summary(segment: Segment, runs: Sequence[Run]) -> tuple[object, ...]:
    head = (segment.slug, segment.name, str(segment.kind), segment.head)
    if not runs:
        return (*head, segment.definition.n_ids, None, None, None, None, [])
    last = runs[-1]
    share = last.n_members / last.n_customers if last.n_customers else None
    return (*head, last.n_members, share, last.n_joined, last.n_left, last.as_of, [r.n_members for r in runs])
