"""`segments ...`: the commands that recalculate, compare over time, and move segments in and out."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.cli.parsing import AS_OF, Groups, command, number
from core.cli.reply import Reply, counted, table
from core.cli.saved import listed
from core.cli.segment_questions import note_on
from core.segments.model import Run
from core.services.lab import Lab
from core.services.memberships import MEMBER_TABLE


def add(commands: Groups) -> None:
    """Add the commands to the group `segments`."""
    again = command(commands, "recalculate", _recalculate, help="record who is in, joined and left", named=False)
    which = again.add_mutually_exclusive_group(required=True)
    which.add_argument("name", nargs="?", help="a segment")
    which.add_argument("--all", action="store_true", help="every dynamic segment")
    again.add_argument("--as-of", metavar="INSTANT", help=AS_OF)
    again.add_argument("--anew", action="store_true", help="compare with nothing: when the last recording is lost")
    again.set_defaults(misuse=again.error)
    back = command(commands, "write-back", _write_back, help="write the recorded members into the warehouse")
    back.add_argument("--table", default=MEMBER_TABLE, metavar="NAME", help=f"table or schema.table ({MEMBER_TABLE})")
    diff = command(commands, "diff", _diff, help="who joined and left between versions or instants")
    diff.add_argument("--versions", nargs=2, type=number, metavar=("OLD", "NEW"))
    diff.add_argument("--instants", nargs=2, metavar=("THEN", "NOW"))
    export = command(commands, "export", _export, help="members to .csv or .parquet, the definition to .json")
    export.add_argument("--to", type=Path, required=True, metavar="FILE")
    export.add_argument("--features", action="store_true", help="with every feature")
    export.add_argument("--as-of", metavar="INSTANT", help=AS_OF)
    load = command(
        commands, "import", _import, help="ids from .csv, .txt or .parquet, a definition from .json", named=False
    )
    load.add_argument("file", type=Path)
    load.add_argument("--name", help="the segment's name; from the file if left out")
    load.add_argument("--column", help="the column that holds the ids")


def _run(run: Run, slug: str) -> dict[str, object]:
    return {
        "segment": slug, "version": run.version, "as_of": run.as_of, "snapshot": run.snapshot_id,
        "total": run.n_customers, "members": run.n_members, "joined": run.n_joined, "left": run.n_left,
        "created_at": run.created_at,
    }  # fmt: skip


def _recalculate(lab: Lab, args: argparse.Namespace) -> Reply:
    if args.all:
        if args.anew:
            args.misuse("--anew begins one segment's record again; name it")
        sweep = lab.memberships.recalculate_all(as_of=args.as_of)
        runs = [_run(run, slug) for slug, run in sweep.runs.items()]
        faults = [f"error: {slug}: {fault}" for slug, fault in sweep.faults.items()]
        return Reply(runs, _runs(runs), code=1 if faults else 0, note="\n".join(faults))
    slug = lab.segments.get(args.name).slug
    run = lab.memberships.recalculate(slug, as_of=args.as_of, anew=args.anew)
    because = None if run.n_members else lab.audiences.empty_because(slug, as_of=run.as_of)
    data = _run(run, slug) | {"empty_because": because}
    return Reply(data, _runs([data]), note=f"{slug} has no members. {because}" if because else "")


def _runs(runs: list[dict[str, object]]) -> str:
    columns = ("segment", "version", "as_of", "members", "joined", "left")
    return table(columns, ([r[c] for c in columns] for r in runs))


def _write_back(lab: Lab, args: argparse.Namespace) -> Reply:
    slug = lab.segments.get(args.name).slug
    done = lab.memberships.write_back(slug, table=args.table)
    data = {
        "segment": slug, "table": done.table, "members": done.members, "inserted": done.inserted,
        "updated": done.updated, "removed": done.removed,
    }  # fmt: skip
    text = f"{done.table} holds {counted(done.members, 'member')} of {slug}"
    return Reply(data, f"{text}: {done.inserted:,} inserted, {done.updated:,} updated, {done.removed:,} removed.")


def _diff(lab: Lab, args: argparse.Namespace) -> Reply:
    found = lab.memberships.diff(
        args.name, versions=args.versions and tuple(args.versions), instants=args.instants and tuple(args.instants)
    )
    slug = lab.segments.get(args.name).slug
    data = {
        "segment": slug, "versions": found.versions, "instants": found.instants, "before": found.n_before,
        "after": found.n_after, "joined": found.joined.to_list(), "left": found.left.to_list(),
    }  # fmt: skip
    old, new = (
        f"version {v} as of {i:%Y-%m-%d %H:%M} UTC" for v, i in zip(found.versions, found.instants, strict=True)
    )
    counts = f"{found.n_before:,} → {counted(found.n_after, 'member')}"
    lines = [f"{old} → {new}", f"{counts}: {len(found.joined):,} joined, {len(found.left):,} left"]
    lines += [f"+ {i}" for i in found.joined] + [f"- {i}" for i in found.left]
    return Reply(data, "\n".join(lines))


def _export(lab: Lab, args: argparse.Namespace) -> Reply:
    n = lab.transfer.write(args.name, args.to, as_of=args.as_of, features=args.features)
    what = "the definition" if args.to.suffix.casefold() == ".json" else counted(n, "row")
    note = note_on(lab, lab.features.view(args.as_of), args.as_of) if args.as_of else ""
    return Reply({"file": args.to, "rows": n}, f"Wrote {what} to {args.to}.", note=note)


def _import(lab: Lab, args: argparse.Namespace) -> Reply:
    return listed(lab.transfer.read(args.file, name=args.name, column=args.column))
