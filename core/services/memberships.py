"""Recalculation: write down who is in a segment, since when, and who joined and left since the last time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import polars as pl

from core.errors import Refused, SegmentIsStatic
from core.kernel.canonical import digest
from core.kernel.clock import Clock, format_instant, start_of_day
from core.rules import Rule
from core.segments.membership import members_sql, write_membership
from core.segments.model import Run, Segment
from core.segments.relation import parquet, references
from core.services.audiences import Audiences
from core.services.features import AsOf, Features
from core.services.segments import Segments
from core.store import Database
from core.warehouse import Engine


INSTANT = pl.Datetime("us", "UTC")
OVERVIEW = {
    "slug": pl.String, "name": pl.String, "kind": pl.String, "version": pl.Int64, "members": pl.Int64,
    "share": pl.Float64, "joined": pl.Int64, "left": pl.Int64, "as_of": INSTANT, "sizes": pl.List(pl.Int64),
}  # fmt: skip
RUNS = {
    "as_of": INSTANT, "version": pl.Int64, "n_customers": pl.Int64, "n_members": pl.Int64, "n_joined": pl.Int64,
    "n_left": pl.Int64, "snapshot": pl.String, "by": pl.String,
}  # fmt: skip
TREND = {"on": pl.Date, "as_of": INSTANT, "members": pl.Int64, "total": pl.Int64}


@dataclass(frozen=True, slots=True)
class Difference:
    """Two memberships against each other: the ids (ascending) that joined and left, and both sizes in customers."""

    joined: pl.Series
    left: pl.Series
    n_before: int
    n_after: int


class Memberships:
    """Runs: recorded memberships, one after another."""

    def __init__(
        self, engine: Engine, features: Features, segments: Segments, audiences: Audiences,
        *, database: Database, clock: Clock, actor: str, folder: Path,
    ) -> None:  # fmt: skip
        self._engine = engine
        self._features = features
        self._segments = segments
        self._audiences = audiences
        self._database = database
        self._clock = clock
        self._actor = actor
        self._folder = folder

    def runs(self, name: str) -> list[Run]:
        """Return the recalculations of one segment, oldest first."""
        segment = self._segments.get(name)
        with self._database.view() as work:
            return work.runs.of(segment.segment_id)

    def latest(self) -> dict[str, Run]:
        """Return the newest recalculation of every segment, by segment id."""
        with self._database.view() as work:
            return work.runs.latest()

    def recalculate(self, name: str, *, as_of: AsOf = None) -> Run:
        """Record the membership as of an instant against the last recording; the same question twice records once.

        Raises SegmentIsStatic, and Refused when `as_of` lies before the last recording.
        """
        segment = self._segments.get(name)
        source = self._segments.source(segment)
        if not isinstance(source, Rule):
            raise SegmentIsStatic(
                f"Segment {segment.slug!r} is a list of {segment.definition.n_ids:,} customers; there is nothing to "
                "recalculate.",
                fix="Replace its list to change it, or create a dynamic segment with a rule.",
            )
        view = self._features.view(as_of)
        before = self.runs(name)
        draft = Run(
            0, segment.segment_id, segment.definition.version, view.snapshot_id, self._features.dictionary.digest,
            self._inputs(source), view.as_of, view.n_customers, 0, 0, 0, "", self._clock.now(), self._actor,
        )  # fmt: skip
        with self._database.view() as work:
            same = work.runs.same(draft)
        if same is not None:
            return same
        _refuse_backwards(segment, before, view.as_of)
        last = before[-1] if before else None
        file = self._file(draft)
        base, truth = self._audiences.membership(segment, view)
        change = write_membership(
            self._engine, members_sql(base, truth), previous=self._folder / last.file if last else None,
            as_of=view.as_of, version=segment.definition.version, into=self._folder / file,
        )  # fmt: skip
        run = replace(draft, n_members=change.members, n_joined=change.joined, n_left=change.left, file=str(file))
        return self._add(segment, run, after=last.run_id if last else None)

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

        Raises Refused when the segment was never recalculated.
        """
        runs = [r for r in self.runs(name) if run_id in (None, r.run_id)]
        if not runs:
            raise Refused(
                f"Segment {name!r} has no such recalculation.", fix=f"Run `python -m core segments recalculate {name}`."
            )
        return self._engine.frame(f"SELECT * FROM {parquet(self._folder / runs[-1].file)} ORDER BY customer_id")

    def diff(
        self, name: str, *, versions: tuple[int, int] | None = None, instants: tuple[AsOf, AsOf] | None = None
    ) -> Difference:
        """Compare the members of two versions, or of one segment as of two instants, computed from history.

        Left out: the version before the newest with the newest one.
        """
        head = self._segments.get(name).head
        old, new = versions or ((head, head) if instants else (max(head - 1, 1), head))
        then, now = instants or (None, None)
        was = self._audiences.members(name, as_of=then, version=old)
        is_ = self._audiences.members(name, as_of=now, version=new)
        return Difference(
            joined=is_.filter(~is_.is_in(was.implode())), left=was.filter(~was.is_in(is_.implode())),
            n_before=len(was), n_after=len(is_),
        )  # fmt: skip

    def trend(self, rule: Rule, days: Sequence[date]) -> pl.DataFrame:
        """Rehearse a rule on history: its size at the beginning of each business day.

        Columns: on (date), as_of (UTC), members, total (customers known by then).
        """
        previews = [(d, self._audiences.preview(rule, as_of=start_of_day(d, self._features.zone))) for d in days]
        rows = [(d, p.as_of, p.members, p.total) for d, p in previews]
        return pl.DataFrame(rows, schema=TREND, orient="row")

    def _inputs(self, rule: Rule) -> str:
        """Digest the rule with every definition that it refers to, so that a change of any of them is a new question."""
        others = self._segments.sources(references(rule))
        spelled = {s: o.json if isinstance(o, Rule) else str(o.path.name) for s, o in others.items()}
        return digest({"rule": rule.json, "others": spelled})

    def _file(self, run: Run) -> Path:
        stamp = f"{run.as_of:%Y%m%dT%H%M%SZ}"
        key = digest([run.version, run.snapshot_id, run.dictionary, run.inputs, format_instant(run.as_of)])
        return Path(run.segment_id) / f"{stamp}-v{run.version}-{key}.parquet"

    def _add(self, segment: Segment, run: Run, *, after: int | None) -> Run:
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            stored = work.runs.add(run, after=after)
            if stored.created_at == run.created_at:
                counts = {"members": run.n_members, "joined": run.n_joined, "left": run.n_left}
                work.record("recalculate", "segment", subject=segment.slug, after={**counts, "version": run.version})
        return stored


def _refuse_backwards(segment: Segment, before: Sequence[Run], as_of: datetime) -> None:
    if before and as_of < before[-1].as_of:
        raise Refused(
            f"Segment {segment.slug!r} was already recalculated as of {format_instant(before[-1].as_of)}; recording "
            f"{format_instant(as_of)} after it would turn joining into leaving.",
            fix="Ask for that instant with `segments members --as-of`, which computes it from history.",
        )


def _summary(segment: Segment, runs: Sequence[Run]) -> tuple[object, ...]:
    head = (segment.slug, segment.name, str(segment.kind), segment.head)
    if not runs:
        return (*head, segment.definition.n_ids, None, None, None, None, [])
    last = runs[-1]
    share = last.n_members / last.n_customers if last.n_customers else None
    return (*head, last.n_members, share, last.n_joined, last.n_left, last.as_of, [r.n_members for r in runs])
