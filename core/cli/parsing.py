"""How commands are declared."""

from __future__ import annotations

import argparse
from typing import Any

from core.cli.reply import Command

Groups = Any  # argparse calls its own type by a private name


def command(groups: Groups, name: str, run: Command, *, help: str, named: bool = True) -> argparse.ArgumentParser:  # noqa: A002
    """Add a command with `--json`, and with a positional `name` unless it needs none."""
    made: argparse.ArgumentParser = groups.add_parser(name, help=help, description=help)
    if named:
        made.add_argument("name", help="a segment's short name or name")
    made.add_argument("--json", action="store_true", help="print JSON")
    made.set_defaults(run=run)
    return made
