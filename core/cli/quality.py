"""`warehouse findings` and `warehouse contents`: the quality of the snapshot's data, and what its columns hold."""

from __future__ import annotations

import argparse

from core.cli.parsing import Groups, command
from core.cli.reply import Reply, table
from core.reports import words
from core.reports.data import column_table
from core.services.lab import Lab


def add(commands: Groups) -> None:
    """Add the commands to the group `warehouse`."""
    findings = command(commands, "findings", _findings, help="what the checks of the snapshot found", named=False)
    findings.add_argument("--all", action="store_true", help="also the checks that passed")
    contents = command(commands, "contents", _contents, help="what stands in a table's columns", named=False)
    contents.add_argument("table", metavar="TABLE", help="a table of the snapshot")


def _findings(lab: Lab, args: argparse.Namespace) -> Reply:
    found = lab.quality.findings()
    shown = found if args.all else found.filter(found["level"] != "passed")
    n_passed = found.filter(level="passed").height
    rows = shown.select("level", "table", "rows", "what", "fix").rows()
    said = f"{words.count(found.height, 'check')}, {n_passed:,} passed"
    return Reply(shown.to_dicts(), f"{said}\n{table(['level', 'table', 'rows', 'what', 'fix'], rows)}".rstrip())


def _contents(lab: Lab, args: argparse.Namespace) -> Reply:
    found = lab.quality.columns(args.table)
    shown = column_table(found).select("column", "type", "missing", "n_distinct", "low", "high", "mostly")
    rows = [(name, kind, words.share(missing), *others) for name, kind, missing, *others in shown.iter_rows()]
    return Reply(found.to_dicts(), table(shown.columns, rows))
