"""`setup`: everything that a first start needs, and nothing twice."""

from __future__ import annotations

import argparse

from core.cli.parsing import Groups, command
from core.cli.progress import show_progress
from core.cli.reply import Reply
from core.services.lab import Lab
from core.services.setup import prepare


def add(groups: Groups) -> None:
    """Add the command to the parser."""
    command(groups, "setup", _setup, help="build, migrate, snapshot and seed whatever is missing", named=False)


def _setup(lab: Lab, args: argparse.Namespace) -> Reply:
    done = prepare(lab, progress=show_progress)
    return Reply({"done": done}, "\n".join(done) if done else "Everything is in place.")
