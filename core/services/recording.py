"""What may be recorded of a segment's membership, and what was recorded already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from core.errors import Refused, SegmentIsStatic, SnapshotCorrupt, StoreError
from core.kernel.canonical import Json, digest
from core.kernel.clock import format_instant
from core.segments.model import Run, Segment
from core.services.audiences import Question
from core.warehouse.writeback.writing import Written


def inputs(asked: Question, last: Run | None, *, points: str = "") -> str:
    """Digest all that the members come from, and the run that they are compared with.

    `points` is the state of the ledgers, if the rules ask for anything in them.

    A change of any segment that the rule refers to is a new question, and so is going back to an earlier definition.
    """
    known = {"material": asked.material.digest, "after": last and last.run_id}
    return digest(known | {"points": points} if points else known)


def answered(before: Sequence[Run], draft: Run, asked: Question, *, points: str = "") -> Run | None:
    """Return the last run as of the draft's instant, if it answers the draft's question."""
    at = [i for i, run in enumerate(before) if run.as_of == draft.as_of]
    if not at:
        return None
    run, last = before[at[-1]], before[at[-1] - 1] if at[-1] else None
    wanted = (draft.version, draft.snapshot_id, draft.dictionary, inputs(asked, last, points=points))
    return run if (run.version, run.snapshot_id, run.dictionary, run.inputs) == wanted else None


def file_of(run: Run) -> Path:
    """Return the file of a run below LAB_HOME/memberships."""
    key = digest([run.version, run.snapshot_id, run.dictionary, run.inputs, format_instant(run.as_of)])
    return Path(run.segment_id) / f"{run.as_of:%Y%m%dT%H%M%SZ}-v{run.version}-{key}.parquet"


def counts(run: Run) -> dict[str, Json]:
    """Return what the audit log keeps of a run."""
    return {
        "version": run.version, "as_of": format_instant(run.as_of), "members": run.n_members, "joined": run.n_joined,
        "left": run.n_left,
    }  # fmt: skip


def put_there(run: Run, written: Written) -> dict[str, Json]:
    """Return what the audit log keeps of a membership that was written into the warehouse."""
    return {
        "table": written.table, "version": run.version, "as_of": format_instant(run.as_of), "members": written.members,
        "inserted": written.inserted, "updated": written.updated, "removed": written.removed,
    }  # fmt: skip


@contextmanager
def lost(segment: Segment, run: Run | None) -> Iterator[None]:
    """Say of a damaged recording what it is; a new snapshot would not bring it back."""
    try:
        yield
    except SnapshotCorrupt as error:
        if run is None or run.file not in error.what:
            raise
        raise StoreError(
            f"The recorded membership of segment {segment.slug!r} is lost: {error.what}",
            fix="Put the file back from a backup of LAB_HOME, or begin anew with `python -m core segments recalculate "
            f"{segment.slug} --anew`: every member then counts as joined.",
        ) from error


def refuse_static(segment: Segment) -> None:
    """Raise SegmentIsStatic for a list: it has nothing to recalculate."""
    if segment.is_static:
        raise SegmentIsStatic(
            f"Segment {segment.slug!r} is a list of {segment.definition.n_ids:,} customers; there is nothing to "
            "recalculate.",
            fix="Replace its list to change it, or create a dynamic segment with a rule.",
        )


def refuse_ahead(segment: Segment, until: datetime, as_of: datetime) -> None:
    """Raise Refused for an instant of which the snapshot does not know everything."""
    if as_of > until:
        raise Refused(
            f"Segment {segment.slug!r} cannot be recorded as of {format_instant(as_of)}: the snapshot knows "
            f"nothing after {format_instant(until)}.",
            fix="Refresh the warehouse first, or leave the instant out to take the snapshot's own.",
        )


def refuse_backwards(segment: Segment, last: Run | None, as_of: datetime) -> None:
    """Raise Refused for an instant before the last recording."""
    if last is not None and as_of < last.as_of:
        raise Refused(
            f"Segment {segment.slug!r} was already recalculated as of {format_instant(last.as_of)}; recording "
            f"{format_instant(as_of)} after it would turn joining into leaving.",
            fix="Ask for that instant with `segments members --as-of`, which computes it from history.",
        )
