"""What the commands of everything that has definitions share: how they are declared, and how they answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from core.cli.parsing import Groups, command, number
from core.cli.reply import Command, Reply, counted, table
from core.documents.version import Version
from core.errors import DocumentInvalid

_FILE = "a definition in YAML, or - to read it from standard input"


def add_definition(commands: Groups, runs: Mapping[str, Command], *, of: str, listed: str, edited: str) -> None:
    """Add list, show, create, edit and validate, which `runs` holds, to the commands of what is defined in YAML.

    listed and edited: what the first and the fourth do.
    """
    add_list(commands, runs["list"], help=listed)
    show = command(commands, "show", runs["show"], help=f"a {of}'s definition as YAML", of=of)
    show.add_argument("--version", type=number, help="an older version")
    create = command(commands, "create", runs["create"], help=f"create a {of} from a file", named=False)
    edit = command(commands, "edit", runs["edit"], help=edited, of=of)
    edit.add_argument("--seen", type=number, metavar="VERSION", help="the version you edited; refused if stale")
    for parser in (create, edit):
        parser.add_argument("file", help=_FILE)
        parser.add_argument("--comment", default="", metavar="TEXT", help="why this version was made")
    validate = command(commands, "validate", runs["validate"], help="every fault of a file", named=False)
    validate.add_argument("file", help=_FILE)


def add_list(commands: Groups, run: Command, *, help: str) -> None:  # noqa: A002
    """Add the command that lists all of a kind."""
    listing = command(commands, "list", run, help=help, named=False)
    listing.add_argument("--archived", action="store_true", help="the archived ones too")


def add_archive(commands: Groups, run: Command, *, of: str) -> None:
    """Add the command that hides something, or brings it back."""
    archive = command(commands, "archive", run, help=f"hide a {of}, or bring it back", of=of)
    archive.add_argument("--restore", action="store_true", help="bring it back")


def add_export(commands: Groups, run: Command, *, of: str, rows: str) -> None:
    """Add the command that writes a definition, or the `rows` that there are of it, to a file."""
    told = f"the definition to .yaml, the {rows} to .csv or .parquet"
    export = command(commands, "export", run, help=told, of=of)
    export.add_argument("path", type=Path)
    export.add_argument("--version", type=number, help="an older version of the definition")
    export.set_defaults(misuse=export.error)


def in_table(
    data: Iterable[Mapping[str, object]],
    columns: Sequence[str],
    *,
    archived: bool,
    heads: Mapping[str, str] | None = None,
) -> str:
    """Return the table of what `list` found, with when it was archived if those were asked for.

    heads: what columns are called, where not by their own name.
    """
    shown = [*columns, *(["archived_at"] if archived else [])]
    return table([(heads or {}).get(c, c) for c in shown], ([row[c] for c in shown] for row in data))


def versions_of(versions: Iterable[Version[Any]]) -> list[dict[str, object]]:
    """Return versions as data, without their definitions."""
    return [
        {"version": v.version, "created_at": v.created_at, "created_by": v.created_by, "comment": v.comment}
        for v in versions
    ]


def faulty(error: DocumentInvalid, **more: object) -> Reply:
    """Return the answer of `validate` for a file with faults; `more` is what its data have besides."""
    problems = [{"pointer": p.pointer, "what": p.what, "fix": p.fix} for p in error.problems]
    lines = [f"at {p.pointer or '/'}: {p.what}\n  What to do: {p.fix}" for p in error.problems]
    text = "\n".join([f"{counted(len(problems), 'fault')}:", *lines])
    return Reply({"is_valid": False, "name": None, "problems": problems, **more}, text, code=1)
