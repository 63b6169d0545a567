"""What commands answer about the snapshot in force."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

from core.cli.reply import Reply, table
from core.warehouse import SnapshotStatus


def told(status: SnapshotStatus, *, note: str = "") -> Reply:
    """Return the answer that says how the snapshot in force stands."""
    snapshot, tables = status.snapshot, status.tables
    data = {
        "id": snapshot.id, "as_of": snapshot.as_of, "created_at": snapshot.created_at,
        "age_seconds": round(status.age.total_seconds()), "profile": snapshot.profile, "time_zone": snapshot.time_zone,
        "rows": snapshot.rows, "bytes": snapshot.bytes, "kept": list(status.kept), "tables": tables.to_dicts(),
        "findings": [dataclasses.asdict(f) for f in snapshot.findings],
    }  # fmt: skip
    head = f"Snapshot {snapshot.id}, as of {snapshot.as_of:%Y-%m-%d %H:%M} UTC, taken {_ago(status.age)} ago"
    columns = ["table", "rows", "bytes", "first_on", "last_on"]
    findings = "\n".join(f"  {f.level}: {f}" for f in snapshot.findings)
    return Reply(data, f"{head}\n{table(columns, tables.select(columns).rows())}\n{findings}".rstrip(), note=note)


def _ago(age: timedelta) -> str:
    hours = age.total_seconds() / 3600
    return (
        f"{hours * 60:.0f} minutes" if hours < 2 else f"{hours:.0f} hours" if hours < 48 else f"{hours / 24:.0f} days"
    )
