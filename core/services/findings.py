"""What the checks of a refresh found, in words: what it means, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

import polars as pl

from core.kernel.clock import business_day
from core.reports import words
from core.warehouse import Finding, Snapshot, TableInfo

LATE = timedelta(days=2)  # a table of a live warehouse without a newer fact than that
LEVELS = ("error", "warning", "info", "passed")  # the gravest first
SCHEMA = pl.Schema({
    "level": pl.String(), "table": pl.String(), "rows": pl.Int64(), "share": pl.Float64(), "what": pl.String(),
    "means": pl.String(), "fix": pl.String(), "code": pl.String(),
})  # fmt: skip
_KNOWN = (  # beginning of a finding's code, what it means, what to do
    (
        "duplicates_dropped", "The source holds these rows more than once; the snapshot keeps one of each.",
        "Have them removed where they are loaded.",
    ),
    (
        "orphan_", "They count in every sum, but what they refer to is unknown.", "Have the missing rows loaded.",
    ),
    (
        "nulled_", "They cannot be counted with, so the snapshot holds no value in their place.",
        "Correct them in the warehouse, or write an expression for the column in the profile that says what they mean.",
    ),
    (
        "late_rows", "Rows were changed without a newer watermark, so that increments did not see them.",
        "Have the watermark set by whatever changes rows, or lower LAB_FULL_COMPARE_HOURS.",
    ),
    (
        "deleted_rows", "They are gone from the snapshot too, since it was compared in full.",
        "Nothing, if that was meant.",
    ),
    (
        "stale", "What happened since is in no figure.", "Look at what loads this table into the warehouse.",
    ),
    (
        "empty_", "No rule and no figure can use the column.", "Have it loaded, or take it out of the profile.",
    ),
)  # fmt: skip
_WATCH = (
    "The warehouse profile has it counted at every refresh.",
    "Look at these rows in the warehouse; the warehouse profile says how they are counted.",
)


def explained(code: str) -> tuple[str, str]:
    """Return what a finding of this code means, and what to do."""
    return next(((means, fix) for start, means, fix in _KNOWN if code.startswith(start)), _WATCH)


def finding_table(snapshot: Snapshot, more: Sequence[Finding] = ()) -> pl.DataFrame:
    """Return every check of a snapshot and how it came out, the gravest first, of these the one with most rows.

    Columns: `level` (error, warning, info, passed), `table`, `rows`, `share` (of the table's rows), `what`, `means`,
    `fix`, `code`. A check that counted nothing has passed, so nothing is to be explained or done. `more` are findings
    that are not the snapshot's own.
    """
    found = [*snapshot.findings, *more, *_keys(snapshot), *_stale(snapshot)]
    rows = [
        {"level": _level(f), "table": f.table, "rows": f.rows, "share": _share(f, snapshot), "what": f.text, **_said(f),
         "code": f.code}
        for f in found
    ]  # fmt: skip
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    gravity = pl.col("level").replace_strict({level: i for i, level in enumerate(LEVELS)}, return_dtype=pl.Int8)
    return frame.sort(gravity, "rows", "table", "code", descending=[False, True, False, False])


def _said(finding: Finding) -> dict[str, str]:
    """Return what it means, and what to do where something is to be done."""
    means, fix = explained(finding.code)
    is_open = finding.rows > 0
    return {"means": means if is_open else "", "fix": fix if is_open and finding.level != "info" else ""}


def _level(finding: Finding) -> str:
    return finding.level if finding.rows else "passed"


def _share(finding: Finding, snapshot: Snapshot) -> float | None:
    rows = snapshot.tables[finding.table].rows if finding.table in snapshot.tables else 0
    part = finding.rows / rows if rows else None
    return part if part is not None and part <= 1 and finding.code != "stale" else None


def _keys(snapshot: Snapshot) -> Iterator[Finding]:
    for table in snapshot.tables.values():
        if table.key:
            text = f"rows without, or with another row's, {words.listed(table.key)}"
            yield Finding(table.name, "key", "info", 0, text)  # a refresh that finds one is refused


def _stale(snapshot: Snapshot) -> Iterator[Finding]:
    if snapshot.is_live:
        for table in snapshot.tables.values():
            if table.last_on is not None:
                yield _age(table, business_day(snapshot.as_of, snapshot.zone) - table.last_on)


def _age(table: TableInfo, behind: timedelta) -> Finding:
    days = max(behind.days, 0)
    since = words.day(table.last_on) if table.last_on else ""
    text = f"days between the newest fact, of {since}, and the snapshot"
    return Finding(table.name, "stale", "warning" if behind > LATE else "info", days if behind > LATE else 0, text)
