"""What needs somebody's attention, each with a remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from core.campaigns.model import Campaign
from core.errors import LabError
from core.reports import words
from core.segments.model import Run, Segment
from core.services.findings import explained
from core.services.segments import Segments
from core.warehouse import Finding, Snapshot

OLD = timedelta(days=2)  # a live warehouse's snapshot
RECALCULATE = "Recalculate: the History tab of the segment, or `python -m core segments recalculate {which}`."


@dataclass(frozen=True, slots=True)
class Where:
    """Where one can look at it: a page, by the stem of its file; what the link says; what stands in its address."""

    page: str
    label: str
    query: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def segment(cls, segment: Segment) -> Where:
        """Return the page of a segment."""
        return cls("segments", f"Open {segment.name}", {"segment": segment.slug})

    @classmethod
    def campaign(cls, campaign: Campaign, *, tab: str = "Overview") -> Where:
        """Return a tab of the page of a campaign."""
        return cls("campaigns", f"Open {campaign.name}", {"campaign": campaign.slug, "tab": tab})


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing to look at: `what` was seen about the `subject`, the `fix`, and where to look at it, if anywhere.

    level: error (an answer is wrong or missing), warning (it may be), info.
    """

    level: Literal["error", "warning", "info"]
    subject: str
    what: str
    fix: str
    where: Where | None = None


def concerns(
    snapshot: Snapshot, *, age: timedelta, segments: Segments, runs: Mapping[str, Run], dictionary: str
) -> Iterator[Concern]:
    """Yield what data and segments need attention for; `runs` is the last one of each segment by its id."""
    yield from _old(snapshot, age)
    yield from _segments(snapshot, segments, runs, dictionary=dictionary)
    yield from (_about_data(f) for f in snapshot.findings if f.level == "warning")


def gravest_first(found: Iterable[Concern]) -> tuple[Concern, ...]:
    """Return the concerns by their level; of one level they stay as they came."""
    return tuple(sorted(found, key=lambda c: ("error", "warning", "info").index(c.level)))


def _old(snapshot: Snapshot, age: timedelta) -> Iterator[Concern]:
    is_live = snapshot.as_of == snapshot.created_at  # a finished data set ends before its snapshot
    if is_live and age > OLD:
        yield Concern(
            "warning", "Snapshot", f"It was taken {words.age(age)} ago; what happened since is not in any figure.",
            "Run `python -m core warehouse refresh`, best by a schedule.",
        )  # fmt: skip


def _about_data(finding: Finding) -> Concern:
    means, fix = explained(finding.code)
    name = finding.table.replace("_", " ").capitalize()
    return Concern("info", name, f"{finding.rows:,} {finding.text}.", f"{means} {fix}")


def _segments(snapshot: Snapshot, segments: Segments, runs: Mapping[str, Run], *, dictionary: str) -> Iterator[Concern]:
    known = {s.slug: s for s in segments.all(archived=True)}
    stale: list[Segment] = []
    for segment in (s for s in known.values() if not s.is_static and s.archived_at is None):
        run = runs.get(segment.segment_id)
        try:
            others = [known[slug] for slug in segments.material(segment).others]
        except LabError as error:
            yield Concern("error", segment.name, error.what, error.fix, Where.segment(segment))
            continue
        if run is None:
            yield _one(segment, "It was never recalculated, so it has no recorded members.")
        elif run.version != segment.head:
            yield _one(segment, f"Version {segment.head} was saved; the recorded members are of version {run.version}.")
        elif changed := [s.name for s in others if s.definition.created_at > run.created_at]:
            yield _one(segment, f"Its rule refers to {words.listed(changed)}, edited since its last recalculation.")
        elif run.snapshot_id != snapshot.id or run.dictionary != dictionary:
            stale.append(segment)
        if run is not None and not run.n_members:
            yield Concern(
                "warning", segment.name, "Its last recalculation found nobody.",
                "Its Rule tab says which condition left nobody.", Where.segment(segment),
            )  # fmt: skip
    yield from _stale(stale)


def _one(segment: Segment, what: str) -> Concern:
    return Concern("warning", segment.name, what, RECALCULATE.format(which=segment.slug), Where.segment(segment))


def _stale(stale: Sequence[Segment]) -> Iterator[Concern]:
    if stale:
        names = words.listed(s.name for s in stale)
        which = stale[0].slug if len(stale) == 1 else "--all"
        what = f"The recorded members of {names} were counted on an older snapshot or feature dictionary."
        yield Concern("warning", words.count(len(stale), "segment"), what, RECALCULATE.format(which=which))
