"""`programs ...`: the commands that define programs."""

from __future__ import annotations

import argparse
from datetime import timedelta

from core.cli import program_acts, program_ledgers, program_replays, program_runs
from core.cli.defining import add_archive, add_definition, add_export, faulty, in_table, versions_of
from core.cli.parsing import Groups, file_content
from core.cli.reply import Reply
from core.errors import ProgramInvalid
from core.services.lab import Lab
from core.services.program_words import yaml_of
from core.services.programs import Program


def add(groups: Groups) -> None:
    """Add the group to the parser."""
    group = groups.add_parser("programs", help="design, rehearse, run and value loyalty programs")
    commands = group.add_subparsers(dest="command", required=True, metavar="COMMAND")
    runs = {"list": _list, "show": _show, "create": _create, "edit": _edit, "validate": _validate}
    told = {"listed": "all programs, and what is in force", "edited": "save a new version; what is in force stays so"}
    add_definition(commands, runs, of="program", **told)
    program_runs.add(commands)
    add_archive(commands, _archive, of="program")
    program_replays.add(commands)
    program_ledgers.add(commands)
    program_acts.add(commands)
    add_export(commands, _export, of="program", rows="ledger")


def _list(lab: Lab, args: argparse.Namespace) -> Reply:
    data = [program_runs.summary(p) for p in lab.programs.all(archived=args.archived)]
    columns = ("slug", "name", "state", "head", "active_version", "accrued_until", "expired_until")
    heads = {"head": "versions", "active_version": "in force"}
    return Reply(data, in_table(data, columns, archived=args.archived, heads=heads))


def _show(lab: Lab, args: argparse.Namespace) -> Reply:
    program = lab.programs.get(args.name, version=args.version)
    document = program.definition.document()
    phases = [
        {"version": p.version, "from_on": p.from_on, "until_on": p.until_on, "at": p.at, "by": p.by}
        for p in program.phases
    ]
    data = program_runs.summary(program) | {
        "document": document,
        "phases": phases,
        "versions": versions_of(lab.programs.versions(program.slug)),
    }
    return Reply(data, f"{_head(program)}\n{yaml_of(document)}".rstrip())


def _head(program: Program) -> str:
    """Return what stands above a definition, as comments, so that the whole stays YAML."""
    archived = ", archived" if program.archived_at else ""
    lines = [f"{program.slug}, version {program.version.version} of {program.head}, {program.state}{archived}"]
    for phase in program.phases:
        last = "" if phase.until_on is None else f" to {phase.until_on - timedelta(days=1)}"
        if phase.until_on != phase.from_on:
            lines.append(f"version {phase.version} in force from {phase.from_on}{last}")
    return "\n".join(f"# {line}" for line in lines)


def _create(lab: Lab, args: argparse.Namespace) -> Reply:
    return _saved(lab.programs.create(file_content(args.file), comment=args.comment))


def _edit(lab: Lab, args: argparse.Namespace) -> Reply:
    seen = lab.programs.get(args.name).head if args.seen is None else args.seen
    return _saved(lab.programs.edit(args.name, file_content(args.file), seen=seen, comment=args.comment))


def _saved(program: Program) -> Reply:
    text = f"Saved {program.name!r} ({program.slug}) as version {program.head}."
    in_force = program.active_version
    note = "" if in_force is None else f"note: version {in_force} stays in force; `programs activate` changes that."
    return Reply(program_runs.summary(program), text, note=note)


def _validate(lab: Lab, args: argparse.Namespace) -> Reply:
    try:
        name = lab.programs.read(file_content(args.file)).name
    except ProgramInvalid as error:
        return faulty(error)
    return Reply({"is_valid": True, "name": name, "problems": []}, f"{name!r} can be used.")


def _archive(lab: Lab, args: argparse.Namespace) -> Reply:
    program = lab.programs.archive(args.name, restore=args.restore)
    return Reply(program_runs.summary(program), f"{program.slug} is {'back' if args.restore else 'archived'}.")


def _export(lab: Lab, args: argparse.Namespace) -> Reply:
    path = args.path
    if path.suffix.casefold() in (".yaml", ".yml"):
        lab.programs.export(args.name, path, version=args.version)
        return Reply({"file": path, "rows": 1}, f"Wrote the definition to {path}.")
    if args.version is not None:
        args.misuse("--version is for a definition (.yaml)")
    n = lab.ledgers.export(args.name, path)
    return Reply({"file": path, "rows": n}, f"Wrote {n:,} entries of the ledger to {path}.")
