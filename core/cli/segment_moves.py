"""`segments ...`: the commands that recalculate, list members, compare and move."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.cli.parsing import Groups, command
from core.cli.reply import Reply, table
from core.errors import BadInput
from core.segments.model import Run
from core.services.lab import Lab


def add_moves(commands: Groups) -> None:
    """Add the commands to the group `segments`."""
    again = command(commands, "recalculate", _recalculate, help="record who is in, joined and left", named=False)
    again.add_argument("name", nargs="?", help="a segment; or --all")
    again.add_argument("--all", action="store_true", help="every dynamic segment")
    again.add_argument("--as-of", help="a day or an instant")
    members = command(commands, "members", _members, help="the members as of any instant")
    members.add_argument("--as-of", help="a day or an instant; computed from history")
    members.add_argument("--version", type=int, help="by an older version of the segment")
    diff = command(commands, "diff", _diff, help="who joined and left between versions or instants")
    diff.add_argument("--versions", nargs=2, type=int, metavar=("OLD", "NEW"))
    diff.add_argument("--instants", nargs=2, metavar=("THEN", "NOW"))
    overlap = command(commands, "overlap", _overlap, help="how many customers segments share", named=False)
    overlap.add_argument("names", nargs="*", help="segments; all if none is named")
    overlap.add_argument("--as-of", help="a day or an instant")
    profile = command(commands, "profile", _profile, help="the members against all customers")
    profile.add_argument("--as-of", help="a day or an instant")
    export = command(commands, "export", _export, help="members to .csv or .parquet, the definition to .json")
    export.add_argument("--to", type=Path, required=True, metavar="FILE")
    export.add_argument("--features", action="store_true", help="with every feature")
    export.add_argument("--as-of", help="a day or an instant")
    load = command(commands, "import", _import, help="ids from .csv, .txt or .parquet, a definition from .json", named=False)
    load.add_argument("file", type=Path)
    load.add_argument("--name", help="the segment's name; from the file if left out")
    load.add_argument("--column", help="the column that holds the ids")


def _run(run: Run, slug: str) -> dict[str, object]:
    return {
        "segment": slug, "version": run.version, "as_of": run.as_of, "snapshot": run.snapshot_id, "total": run.n_customers,
        "members": run.n_members, "joined": run.n_joined, "left": run.n_left, "created_at": run.created_at,
    }  # fmt: skip


def _recalculate(lab: Lab, args: argparse.Namespace) -> Reply:
    if args.all == (args.name is not None):
        raise BadInput("Nothing or too much to recalculate.", fix="Give either a segment's name or --all.")
    names = [s.slug for s in lab.segments.all() if not s.is_static] if args.all else [lab.segments.get(args.name).slug]
    runs = [_run(lab.memberships.recalculate(name, as_of=args.as_of), name) for name in names]
    columns = ("segment", "version", "as_of", "members", "joined", "left")
    return Reply(runs if args.all else runs[0], table(columns, ([r[c] for c in columns] for r in runs)))


def _members(lab: Lab, args: argparse.Namespace) -> Reply:
    segment = lab.segments.get(args.name, version=args.version)
    as_of = lab.features.instant(args.as_of)
    ids = lab.audiences.members(args.name, as_of=as_of, version=args.version).to_list()
    data = {"segment": segment.slug, "version": segment.definition.version, "as_of": as_of, "members": len(ids), "ids": ids}
    return Reply(data, "\n".join(map(str, ids)))


def _diff(lab: Lab, args: argparse.Namespace) -> Reply:
    found = lab.memberships.diff(
        args.name, versions=args.versions and tuple(args.versions), instants=args.instants and tuple(args.instants)
    )
    data = {
        "segment": args.name, "before": found.n_before, "after": found.n_after,
        "joined": found.joined.to_list(), "left": found.left.to_list(),
    }  # fmt: skip
    lines = [f"{found.n_before:,} → {found.n_after:,} members: {len(found.joined):,} joined, {len(found.left):,} left"]
    lines += [f"+ {i}" for i in found.joined] + [f"- {i}" for i in found.left]
    return Reply(data, "\n".join(lines))


def _overlap(lab: Lab, args: argparse.Namespace) -> Reply:
    found = lab.audiences.overlap(args.names or None, as_of=args.as_of)
    pairs = found.pairs.filter(found.pairs["a"] != found.pairs["b"]).rows()
    rows = ((a, b, n_a, n_b, both, _percent(share)) for a, b, n_a, n_b, both, share, _ in pairs)
    data = {"total": found.total, "pairs": found.pairs.to_dicts()}
    return Reply(data, table(("segment", "with", "members", "members of it", "in both", "share"), rows))


def _percent(share: float | None) -> str | None:
    return None if share is None else f"{share:.1%}"


def _profile(lab: Lab, args: argparse.Namespace) -> Reply:
    found = lab.audiences.profile(args.name, as_of=args.as_of)
    data = {"members": found.n_in, "total": found.n_all, "numbers": found.numbers.to_dicts(), "values": found.values.to_dicts()}
    ranked = found.numbers.sort(found.numbers["effect"].abs(), descending=True, nulls_last=True).to_dicts()
    rows = ((r["feature"], _number(r["mean_in"]), _number(r["mean_all"]), r["unit"], _number(r["effect"])) for r in ranked)
    head = f"{found.n_in:,} of {found.n_all:,} customers; means, largest difference first"
    return Reply(data, f"{head}\n{table(('feature', 'segment', 'everybody', 'unit', 'effect (sd)'), rows)}")


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:,.2f}"


def _export(lab: Lab, args: argparse.Namespace) -> Reply:
    n = lab.transfer.write(args.name, args.to, as_of=args.as_of, features=args.features)
    return Reply({"file": args.to, "rows": n}, f"Wrote {n:,} rows to {args.to}.")


def _import(lab: Lab, args: argparse.Namespace) -> Reply:
    listing = lab.transfer.read(args.file, name=args.name, column=args.column)
    segment, unknown = listing.segment, listing.unknown.to_list()
    data = {"slug": segment.slug, "name": segment.name, "version": segment.definition.version, "unknown_ids": unknown}
    text = f"Saved {segment.name!r} ({segment.slug}) as version {segment.definition.version}."
    return Reply(data, f"{text} {len(unknown):,} ids are not customers and were left out." if unknown else text)
