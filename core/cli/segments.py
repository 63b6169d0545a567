"""`segments ...`: the commands that define segments."""

from __future__ import annotations

import argparse
from pathlib import Path

import polars as pl

from core.cli import segment_moves, segment_questions
from core.cli.defining import add_archive, add_list, in_table
from core.cli.parsing import Groups, command, number, rule_text
from core.cli.reply import Reply, counted, table
from core.cli.saved import listed, saved, summary
from core.segments.ids import read_ids
from core.services.lab import Lab


def add(groups: Groups) -> None:
    """Add the group to the parser."""
    group = groups.add_parser("segments", help="define, preview, recalculate, explain and compare segments")
    commands = group.add_subparsers(dest="command", required=True, metavar="COMMAND")
    add_list(commands, _list, help="all segments with their sizes")
    command(commands, "show", _show, help="one segment with its rule and versions").add_argument(
        "--version", type=number, help="an older version"
    )
    _sources(command(commands, "create", _create, help="create a segment from a rule or a list of ids"), required=True)
    edit = command(commands, "edit", _edit, help="save a new version of a segment")
    _sources(edit, required=False)
    edit.add_argument("--rename", metavar="NAME", help="a new name; the short name stays")
    edit.add_argument("--seen", type=number, metavar="VERSION", help="the version you edited; refused if stale")
    edit.set_defaults(misuse=edit.error)
    add_archive(commands, _archive, of="segment")
    segment_questions.add(commands)
    segment_moves.add(commands)


def _sources(parser: argparse.ArgumentParser, *, required: bool) -> None:
    source = parser.add_mutually_exclusive_group(required=required)
    source.add_argument("--rule", metavar="JSON", help="JSONLogic, or - to read it from standard input")
    source.add_argument("--ids", help="customer ids, parted by commas")
    source.add_argument("--ids-file", type=Path, metavar="FILE", help="a CSV, Parquet or text file with customer ids")
    parser.add_argument("--column", help="the column of the file that holds the ids")
    parser.add_argument("--description", metavar="TEXT")
    parser.add_argument("--comment", default="", metavar="TEXT", help="why this version was made")


def _list(lab: Lab, args: argparse.Namespace) -> Reply:
    latest = lab.memberships.latest()
    rows = [(s, latest.get(s.segment_id)) for s in lab.segments.all(archived=args.archived)]
    data = [
        summary(s) | {"members": s.definition.n_ids if s.is_static else r and r.n_members, "as_of": r and r.as_of}
        for s, r in rows
    ]
    columns = ("slug", "name", "kind", "version", "members", "as_of")
    return Reply(data, in_table(data, columns, archived=args.archived))


def _show(lab: Lab, args: argparse.Namespace) -> Reply:
    segment = lab.segments.get(args.name, version=args.version)
    versions = lab.segments.versions(segment.slug)
    fault = lab.audiences.fault(segment)
    text = "" if segment.is_static or fault else lab.segments.explain(segment)
    data = summary(segment) | {
        "rule": segment.rule, "text": text, "n_ids": segment.definition.n_ids, "fault": fault,
        "description": segment.definition.description,
        "versions": [
            {"version": v.version, "name": v.name, "created_at": v.created_at, "created_by": v.created_by,
             "comment": v.comment}
            for v in versions
        ],
    }  # fmt: skip
    body = fault or text or counted(segment.definition.n_ids or 0, "listed customer")
    history = table(
        ("version", "saved", "by", "comment"), ((v.version, v.created_at, v.created_by, v.comment) for v in versions)
    )
    archived = ", archived" if segment.archived_at else ""
    head = f"{segment.name} ({segment.slug}, {segment.kind}, version {segment.definition.version}{archived})"
    about = "\n".join(p for p in (head, segment.definition.description, body) if p)
    return Reply(data, f"{about}\n\n{history}")


def _create(lab: Lab, args: argparse.Namespace) -> Reply:
    words = {"description": args.description or "", "comment": args.comment}
    if args.rule is not None:
        return saved(lab.segments.create(args.name, rule_text(args.rule), **words))
    return listed(lab.segments.create_static(args.name, _ids(lab, args), **words))


def _edit(lab: Lab, args: argparse.Namespace) -> Reply:
    given = (args.rule, args.ids, args.ids_file, args.rename, args.description)
    if all(g is None for g in given):
        args.misuse("nothing to change: give --rule, --ids, --ids-file, --rename or --description")
    seen = lab.segments.get(args.name).head if args.seen is None else args.seen
    words = {"rename": args.rename, "description": args.description, "comment": args.comment}
    if args.ids is not None or args.ids_file is not None:
        return listed(lab.segments.edit_ids(args.name, _ids(lab, args), seen=seen, **words))
    rule = None if args.rule is None else rule_text(args.rule)
    return saved(lab.segments.edit(args.name, seen=seen, rule=rule, **words))


def _ids(lab: Lab, args: argparse.Namespace) -> pl.Series:
    return read_ids(args.ids) if args.ids is not None else lab.transfer.ids(args.ids_file, column=args.column)


def _archive(lab: Lab, args: argparse.Namespace) -> Reply:
    segment = lab.segments.archive(args.name, restore=args.restore)
    return Reply(summary(segment), f"{segment.slug} is {'back' if args.restore else 'archived'}.")
