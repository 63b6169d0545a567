"""How one customer stands to every segment: in or out, since when, and which conditions decide it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from core.errors import LabError, SnapshotCorrupt
from core.features import FeatureView
from core.reports import rich, words
from core.rules import Rule, trace
from core.segments.model import Run, Segment
from core.segments.references import SEGMENT
from core.segments.relation import KEY, Source, relation
from core.services.reasons import Reason, Why, reasons_of
from core.services.segments import Segments
from core.store import Database
from core.warehouse import Engine
from core.warehouse.parquet import relation as parquet


@dataclass(frozen=True, slots=True)
class Standing:
    """How one customer stands to one segment.

    why: whether the customer is in and how each condition came out; None when the segment cannot be evaluated (`fault`
    says why not). deciding: the conditions that keep the customer out, as few as explain it; for a member the whole
    rule. recorded_as_of: the newest recording no later than the question; None when there is none. entered_at: the
    recording that first found the customer in, and is so still; left_at: the recording that found the customer gone.
    """

    segment: Segment
    why: Why | None
    deciding: tuple[Reason, ...] = ()
    recorded_as_of: datetime | None = None
    entered_at: datetime | None = None
    left_at: datetime | None = None
    fault: str = ""

    @property
    def is_member(self) -> bool:
        """Whether the customer is in."""
        return self.why is not None and self.why.is_member

    @property
    def because(self) -> str:
        """The conditions that decide, with the customer's values; why it cannot be told, when it cannot."""
        told = "; ".join(f"{r.text} ({r.shown})" if r.shown else r.text for r in self.deciding)
        return self.fault or (told if self.is_member else f"fails: {told}")

    def _repr_html_(self) -> str:
        if self.why is None:
            return rich.card(self.segment.name, note=self.fault)
        return self.why._repr_html_()


@dataclass(frozen=True, slots=True)
class _Record:
    entered_at: datetime
    left_at: datetime | None


class Standings:
    """Asks all segments about one customer: one query for who is in, one for since when."""

    def __init__(self, engine: Engine, segments: Segments, *, database: Database, folder: Path) -> None:
        self._engine = engine
        self._segments = segments
        self._database = database
        self._folder = folder

    def of(self, customer: str | int, view: FeatureView) -> tuple[Standing, ...]:
        """Return how a known customer stands to every segment in use, those with the customer first, then by name."""
        segments = self._segments.all()
        sources, faults = self._sources(segments)
        sound = [s for s in segments if s.slug in sources]
        row = self._row(view, sources, [s.slug for s in sound], customer=customer)
        runs = self._runs(sound, view.as_of)
        records = self._records(runs, customer)
        known = [
            _standing(s, sources[s.slug], row, view=view, run=runs.get(s.slug), record=records.get(s.slug))
            for s in sound
        ]
        broken = [Standing(s, None, fault=faults[s.slug]) for s in segments if s.slug in faults]
        return (*sorted(known, key=lambda k: (not k.is_member, k.segment.name.casefold())), *broken)

    def _sources(self, segments: Sequence[Segment]) -> tuple[dict[str, Source], dict[str, str]]:
        """Return where the members of the segments (and of those they refer to) come from, and why some cannot be."""
        try:
            return self._segments.sources(s.slug for s in segments), {}
        except LabError:  # one of them: ask one by one which
            sources: dict[str, Source] = {}
            faults: dict[str, str] = {}
            for segment in segments:
                try:
                    sources |= self._segments.sources([segment.slug])
                except LabError as error:
                    faults[segment.slug] = error.what
            return sources, faults

    def _row(
        self, view: FeatureView, sources: Mapping[str, Source], slugs: Sequence[str], *, customer: str | int
    ) -> dict[str, Any]:
        base = relation(view, [], sources, extra=slugs)
        return self._engine.frame(f"SELECT * FROM {base} WHERE {KEY} = $id", {"id": customer}).row(0, named=True)

    def _runs(self, segments: Sequence[Segment], as_of: datetime) -> dict[str, Run]:
        """Return the newest recording of each segment that is no later than the question."""
        with self._database.view() as work:
            by_segment = work.runs.by_segment()
        known = {s.slug: [r for r in by_segment.get(s.segment_id, []) if r.as_of <= as_of] for s in segments}
        return {slug: runs[-1] for slug, runs in known.items() if runs}

    def _records(self, runs: Mapping[str, Run], customer: str | int) -> dict[str, _Record]:
        """Return what the recordings say of the customer; a damaged file says nothing (`doctor` tells of it)."""
        parts = {
            slug: f"SELECT {KEY}, entered_at, left_at FROM {parquet(self._folder / r.file)}" for slug, r in runs.items()
        }
        found = {}
        try:
            found = self._read(list(parts.items()), customer)
        except SnapshotCorrupt:
            for part in parts.items():
                try:
                    found |= self._read([part], customer)
                except SnapshotCorrupt:
                    continue
        return found

    def _read(self, parts: Sequence[tuple[str, str]], customer: str | int) -> dict[str, _Record]:
        if not parts:
            return {}
        selects = [f"SELECT {i} AS i, * FROM ({sql})" for i, (_, sql) in enumerate(parts)]
        sql = f"SELECT i, entered_at, left_at FROM ({' UNION ALL '.join(selects)}) WHERE {KEY} = $id"
        rows = self._engine.frame(sql, {"id": customer}).iter_rows()
        return {parts[i][0]: _Record(entered, left) for i, entered, left in rows}


def _standing(
    segment: Segment, source: Source, row: Mapping[str, Any], *, view: FeatureView, run: Run | None,
    record: _Record | None,
) -> Standing:  # fmt: skip
    if isinstance(source, Rule):
        reasons = reasons_of(source, trace(source, row, as_of=view.as_of))
    else:
        text = f"Is one of the {segment.definition.n_ids:,} listed customers"
        reasons = (Reason("", text, 0, {}, held=bool(row[SEGMENT + segment.slug])),)
    why = Why(row[KEY], segment.slug, view.as_of, reasons[0].held, reasons)
    since = record.entered_at if record and why.is_member and record.left_at is None else None
    left = record.left_at if record and not why.is_member else None
    return Standing(segment, why, deciding(source, reasons), run.as_of if run else None, since, left)


def deciding(source: Source, reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """Return the conditions that keep a customer out: those of an `and` that do not hold, down to what is no `and`.

    For a member it is the whole rule.
    """
    if not isinstance(source, Rule) or reasons[0].held:
        return tuple(reasons[:1])
    by_path = {r.path: r for r in reasons}
    conditions = {c.path: c for c in source.conditions}
    ahead, found = [reasons[0].path], []
    while ahead:
        here = ahead.pop(0)
        inside = [c.path for c in source.conditions if c.parent == here and not by_path[c.path].held]
        if conditions[here].kind == "and" and inside:
            ahead = [*inside, *ahead]
        else:
            found.append(by_path[here])
    return tuple(found)


def sentence(standing: Standing, zone: Any) -> str:
    """Return since when the customer is in, or when the customer left, as far as it was recorded."""
    if standing.recorded_as_of is None:
        return "never recorded"
    if standing.is_member and standing.entered_at is None:
        return f"after {words.instant(standing.recorded_as_of, zone)}"
    at = standing.entered_at or standing.left_at
    return words.instant(at, zone) if at else ""
