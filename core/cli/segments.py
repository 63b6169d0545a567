"""`segments ...`: the commands that define segments and answer questions about them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from core.cli.parsing import Groups, command
from core.cli.reply import Reply, table
from core.cli.segment_moves import add_moves
from core.errors import BadInput
from core.segments.ids import read_ids
from core.segments.model import Segment
from core.services.lab import Lab


def add(groups: Groups) -> None:
    """Add the group to the parser."""
    group = groups.add_parser("segments", help="define, preview, recalculate, explain and compare segments")
    commands = group.add_subparsers(dest="command", required=True, metavar="COMMAND")
    command(commands, "list", _list, help="all segments with their sizes", named=False).add_argument(
        "--archived", action="store_true", help="the archived ones too"
    )
    command(commands, "show", _show, help="one segment with its rule and versions").add_argument(
        "--version", type=int, help="an older version"
    )
    _sources(command(commands, "create", _create, help="create a segment from a rule or a list of ids"))
    edit = command(commands, "edit", _edit, help="save a new version of a segment")
    _sources(edit)
    edit.add_argument("--rename", help="a new name; the short name stays")
    edit.add_argument("--seen", type=int, help="the version you edited; refused if somebody saved since")
    preview = command(commands, "preview", _preview, help="count a rule and every node of it", named=False)
    preview.add_argument("name", nargs="?", help="a segment; or give --rule")
    preview.add_argument("--rule", help="JSONLogic, or - to read it from standard input")
    preview.add_argument("--as-of", help="a day or an instant; the snapshot's own if left out")
    preview.add_argument("--ids", action="store_true", help="also the members' ids")
    why = command(commands, "why", _why, help="explain whether one customer is a member")
    why.add_argument("customer", help="the customer's id")
    why.add_argument("--as-of", help="a day or an instant")
    command(commands, "archive", _archive, help="hide a segment, or bring it back").add_argument(
        "--restore", action="store_true"
    )
    add_moves(commands)


def _sources(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rule", help="JSONLogic, or - to read it from standard input")
    parser.add_argument("--ids", help="customer ids, parted by commas")
    parser.add_argument("--ids-file", type=Path, help="a CSV, Parquet or text file with customer ids")
    parser.add_argument("--description")
    parser.add_argument("--comment", default="", help="why this version was made")


def _list(lab: Lab, args: argparse.Namespace) -> Reply:
    latest = lab.memberships.latest()
    segments = lab.segments.all(archived=args.archived)
    rows = [(s, latest.get(s.segment_id)) for s in segments]
    data = [
        _summary(s) | {"members": s.definition.n_ids if s.is_static else r and r.n_members, "as_of": r and r.as_of}
        for s, r in rows
    ]
    columns = ("slug", "name", "kind", "version", "members", "as_of")
    return Reply(data, table(columns, ([d[c] for c in columns] for d in data)))


def _show(lab: Lab, args: argparse.Namespace) -> Reply:
    segment = lab.segments.get(args.name, version=args.version)
    versions = lab.segments.versions(args.name)
    text = "" if segment.is_static else lab.segments.explain(segment)
    data = _summary(segment) | {
        "rule": segment.rule, "text": text, "n_ids": segment.definition.n_ids,
        "description": segment.definition.description,
        "versions": [
            {"version": v.version, "name": v.name, "created_at": v.created_at, "created_by": v.created_by, "comment": v.comment}
            for v in versions
        ],
    }  # fmt: skip
    body = text or f"{segment.definition.n_ids:,} listed customers"
    history = table(
        ("version", "saved", "by", "comment"), ((v.version, v.created_at, v.created_by, v.comment) for v in versions)
    )
    return Reply(data, f"{segment.name} ({segment.slug}, {segment.kind}, version {data['version']})\n{body}\n\n{history}")


def _summary(segment: Segment) -> dict[str, object]:
    return {
        "slug": segment.slug, "name": segment.name, "kind": str(segment.kind), "version": segment.definition.version,
        "archived_at": segment.archived_at,
    }  # fmt: skip


def _create(lab: Lab, args: argparse.Namespace) -> Reply:
    given = [x for x in (args.rule, args.ids, args.ids_file) if x is not None]
    if len(given) != 1:
        raise BadInput("A segment is made from one thing.", fix="Give exactly one of --rule, --ids and --ids-file.")
    words = {"description": args.description or "", "comment": args.comment}
    if args.rule is not None:
        return _saved(lab.segments.create(args.name, _rule(args.rule), **words))
    listing = lab.segments.create_static(args.name, _ids(lab, args), **words)
    return _saved(listing.segment, unknown=listing.unknown.to_list())


def _edit(lab: Lab, args: argparse.Namespace) -> Reply:
    seen = lab.segments.get(args.name).head if args.seen is None else args.seen
    if args.ids is not None or args.ids_file is not None:
        listing = lab.segments.edit_ids(args.name, _ids(lab, args), seen=seen, comment=args.comment)
        return _saved(listing.segment, unknown=listing.unknown.to_list())
    rule = None if args.rule is None else _rule(args.rule)
    return _saved(
        lab.segments.edit(
            args.name, seen=seen, rule=rule, rename=args.rename, description=args.description, comment=args.comment
        )
    )


def _saved(segment: Segment, *, unknown: list[str] | None = None) -> Reply:
    text = f"Saved {segment.name!r} ({segment.slug}) as version {segment.definition.version}."
    if unknown:
        text += f"\n{len(unknown):,} ids are not customers and were left out: {', '.join(unknown[:20])}"
        text += " …" if len(unknown) > len(unknown[:20]) else ""
    return Reply(_summary(segment) | {"n_ids": segment.definition.n_ids, "unknown_ids": unknown or []}, text)


def _rule(text: str) -> str:
    return sys.stdin.read() if text == "-" else text


def _ids(lab: Lab, args: argparse.Namespace):  # type: ignore[no-untyped-def]
    return read_ids(args.ids) if args.ids is not None else lab.transfer.ids(args.ids_file)


def _preview(lab: Lab, args: argparse.Namespace) -> Reply:
    if (args.rule is None) == (args.name is None):
        raise BadInput("Nothing or too much to preview.", fix="Give either a segment's name or --rule.")
    rule = lab.segments.rule(args.name) if args.rule is None else lab.segments.check(_rule(args.rule))
    preview = lab.audiences.preview(rule, as_of=args.as_of)
    nodes = [
        {"path": n.path, "text": n.text, "kind": n.kind, "members": n.members, "removes": n.removes, "reaching": n.reaching}
        for n in preview.nodes
    ]
    data = {
        "as_of": preview.as_of, "snapshot": preview.snapshot_id, "total": preview.total, "members": preview.members,
        "text": preview.rule.text, "rule": preview.rule.json, "nodes": nodes, "empty_because": preview.empty_because,
    }  # fmt: skip
    if args.ids:
        data["ids"] = lab.audiences.rule_members(rule, as_of=args.as_of).to_list()
    head = f"{preview.members:,} of {preview.total:,} customers as of {preview.as_of:%Y-%m-%d %H:%M} UTC"
    body = table(("node", "condition", "members", "removes"), ((n["path"] or "/", n["text"], n["members"], n["removes"]) for n in nodes))
    parts = [head, preview.empty_because or "", body, *map(str, data.get("ids", []))]
    return Reply(data, "\n".join(p for p in parts if p))


def _why(lab: Lab, args: argparse.Namespace) -> Reply:
    why = lab.audiences.why(args.name, args.customer, as_of=args.as_of)
    conditions = [{"path": r.path, "text": r.text, "values": r.values, "held": r.held} for r in why.reasons]
    data = {
        "segment": why.segment, "customer_id": why.customer_id, "as_of": why.as_of, "is_member": why.is_member,
        "conditions": conditions,
    }  # fmt: skip
    verdict = f"Customer {why.customer_id} is {'' if why.is_member else 'not '}in {why.segment}."
    rows = ((r.path or "/", "  " * r.depth + r.text, r.shown, r.held) for r in why.reasons)
    return Reply(data, f"{verdict}\n{table(('node', 'condition', 'value', 'held'), rows)}")


def _archive(lab: Lab, args: argparse.Namespace) -> Reply:
    segment = lab.segments.archive(args.name, restore=args.restore)
    return Reply(_summary(segment), f"{segment.slug} is {'back' if args.restore else 'archived'}.")
