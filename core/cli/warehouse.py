"""`warehouse ...`: the demo, the source's columns, refresh and status."""

from __future__ import annotations

import argparse

from core.cli import refreshes
from core.cli.parsing import Groups, command
from core.cli.progress import show_progress
from core.cli.reply import Reply, table
from core.cli.snapshots import told
from core.services.lab import Lab


def add(groups: Groups) -> None:
    """Add the group to the parser."""
    group = groups.add_parser("warehouse", help="build the demo, look at the source, take snapshots")
    commands = group.add_subparsers(dest="command", required=True, metavar="COMMAND")
    command(commands, "demo", _demo, help="build the embedded demo warehouse", named=False).add_argument(
        "--rebuild", action="store_true", help="also when it is there"
    )
    command(commands, "columns", _columns, help="what the source holds", named=False)
    refreshes.add(commands)
    command(commands, "status", _status, help="the snapshot in force", named=False)


def _demo(lab: Lab, args: argparse.Namespace) -> Reply:
    path = lab.warehouse.demo(progress=show_progress, rebuild=args.rebuild)
    return Reply({"file": path}, f"The demo warehouse is {path}.")


def _columns(lab: Lab, args: argparse.Namespace) -> Reply:
    found = lab.warehouse.columns()
    return Reply(found.to_dicts(), table(found.columns, found.rows()))


def _status(lab: Lab, args: argparse.Namespace) -> Reply:
    return told(lab.warehouse.status())
