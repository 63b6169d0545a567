"""How commands are declared, and how their arguments are read."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from core.cli.reply import Command
from core.errors import BadInput

Groups = Any  # argparse calls its own type by a private name
RULE_BYTES = 1_000_000  # of what is read; a rule or a program may have far fewer, and is refused then
_DIGITS = 18  # of a number; a store holds no longer ones
AS_OF = "a day or an instant; the snapshot's own if left out"


def command(
    groups: Groups,
    name: str,
    run: Command,
    *,
    help: str,  # noqa: A002
    named: bool = True,
    of: str = "segment",
) -> argparse.ArgumentParser:
    """Add a command with `--json`, and with a positional `name` (`of` what) unless it needs none."""
    made: argparse.ArgumentParser = groups.add_parser(name, help=help, description=help)
    if named:
        made.add_argument("name", help=f"a {of}'s short name or name")
    made.add_argument("--json", action="store_true", help="print JSON")
    made.set_defaults(run=run)
    return made


def number(text: str) -> int:
    """Read a whole number from 1 on, such as a version. Raises ArgumentTypeError: a usage message."""
    return _whole(text, least=1)


def position(text: str) -> int:
    """Read a whole number from 0 on: how many to pass over. Raises ArgumentTypeError: a usage message."""
    return _whole(text, least=0)


def _whole(text: str, *, least: int) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= _DIGITS and int(text) >= least):
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is no whole number from {least} on")
    return int(text)


def day(text: str) -> date:
    """Read a business day. Raises ArgumentTypeError, which argparse turns into a usage message."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text[:80]!r} is no day; write it like 2017-03-31") from None


def rule_text(given: str) -> str | bytes:
    """Return the rule that an argument stands for: itself, or standard input for `-`."""
    if given != "-":
        return given
    if sys.stdin.isatty():
        raise BadInput(
            "There is nothing to read on standard input.", fix="Pipe the rule in: `... --rule - < rule.json`."
        )
    return sys.stdin.buffer.read(RULE_BYTES)


def file_content(given: str, *, of: str = "program") -> bytes:
    """Return what a file holds (`of` what the definition is), or standard input for `-`. Raises BadInput."""
    if given == "-" and sys.stdin.isatty():
        raise BadInput(f"Standard input holds no {of}.", fix=f"Pipe it in: `... - < {of}.yaml`.")
    if given == "-":
        return sys.stdin.buffer.read(RULE_BYTES)
    try:
        with Path(given).open("rb") as file:
            return file.read(RULE_BYTES)
    except OSError as error:
        raise BadInput(
            f"{given} cannot be read: {error.strerror}.", fix="Check the path and its permissions."
        ) from None
