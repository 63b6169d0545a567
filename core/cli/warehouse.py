"""`warehouse ...`: the demo, the source's columns, refresh and status."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from datetime import timedelta

from core.cli.parsing import Groups, command
from core.cli.reply import Reply, table
from core.services.lab import Lab


def add(groups: Groups) -> None:
    """Add the group to the parser."""
    group = groups.add_parser("warehouse", help="build the demo, look at the source, take snapshots")
    commands = group.add_subparsers(dest="command", required=True, metavar="COMMAND")
    command(commands, "demo", _demo, help="build the embedded demo warehouse", named=False).add_argument(
        "--rebuild", action="store_true", help="also when it is there"
    )
    command(commands, "columns", _columns, help="what the source holds", named=False)
    command(commands, "refresh", _refresh, help="take a new snapshot", named=False)
    command(commands, "status", _status, help="the snapshot in force", named=False)


def show_progress(text: str, share: float) -> None:
    """Write one step of a long command to stderr."""
    print(f"{share:4.0%}  {text}", file=sys.stderr, flush=True)


def _demo(lab: Lab, args: argparse.Namespace) -> Reply:
    path = lab.warehouse.demo(progress=show_progress, rebuild=args.rebuild)
    return Reply({"file": path}, f"The demo warehouse is {path}.")


def _columns(lab: Lab, args: argparse.Namespace) -> Reply:
    found = lab.warehouse.columns()
    return Reply(found.to_dicts(), table(found.columns, found.rows()))


def _refresh(lab: Lab, args: argparse.Namespace) -> Reply:
    lab.warehouse.refresh(progress=show_progress)
    return _status(lab, args)


def _status(lab: Lab, args: argparse.Namespace) -> Reply:
    status = lab.warehouse.status()
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
    return Reply(data, f"{head}\n{table(columns, tables.select(columns).rows())}\n{findings}".rstrip())


def _ago(age: timedelta) -> str:
    hours = age.total_seconds() / 3600
    return (
        f"{hours * 60:.0f} minutes" if hours < 2 else f"{hours:.0f} hours" if hours < 48 else f"{hours / 24:.0f} days"
    )
