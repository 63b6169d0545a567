"""`warehouse ...`: the demo, the source's columns, refresh and status."""

from __future__ import annotations

import argparse

from core.cli import drafting, loading, quality, refreshes, source
from core.cli.parsing import Groups, command
from core.cli.reply import Reply, table
from core.cli.snapshots import told
from core.services.lab import Lab


def add(groups: Groups) -> None:
    """Add the group to the parser."""
    group = groups.add_parser("warehouse", help="build the demo, look at the source, take snapshots")
    commands = group.add_subparsers(dest="command", required=True, metavar="COMMAND")
    loading.add(commands)
    command(commands, "columns", _columns, help="what the source holds", named=False)
    source.add(commands)
    drafting.add(commands)
    refreshes.add(commands)
    quality.add(commands)
    command(commands, "status", _status, help="the snapshot in force", named=False)


def _columns(lab: Lab, args: argparse.Namespace) -> Reply:
    found = lab.warehouse.columns()
    return Reply(found.to_dicts(), table(found.columns, found.rows()))


def _status(lab: Lab, args: argparse.Namespace) -> Reply:
    return told(lab.warehouse.status())
