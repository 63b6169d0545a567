"""`warehouse test`: how the warehouse answers, and whether it fits the profile."""

from __future__ import annotations

import argparse
import dataclasses

from core.cli.parsing import Groups, command
from core.cli.reply import Reply, counted, table
from core.services.lab import Lab
from core.services.warehouse import SourceReport


def add(commands: Groups) -> None:
    """Add the command to the group."""
    command(commands, "test", _test, help="connect and compare with the profile, all faults at once", named=False)


def _test(lab: Lab, args: argparse.Namespace) -> Reply:
    report = lab.warehouse.test()
    data = {
        "address": report.address, "server": report.server, "latency_ms": report.latency_ms,
        "is_good": report.is_good, "faults": [dataclasses.asdict(f) for f in report.faults],
        "tables": report.tables.to_dicts(),
    }  # fmt: skip
    return Reply(data, "\n".join(_told(report)), code=0 if report.is_good else 1)


def _told(report: SourceReport) -> list[str]:
    said = [f"{report.server} at {report.address} answers in {report.latency_ms:,.1f} ms."] if report.server else []
    if report.tables.height:
        columns = ["table", "source", "rows", "newest", "declared", "found", "can_read"]
        rows = [[_count(row) if c == "rows" else row[c] for c in columns] for row in report.tables.to_dicts()]
        said.append(table(columns, rows))
    said += [f"{fault.level}: {fault}\n  What to do: {fault.fix}" for fault in report.faults]
    bad = len(report.errors)
    said.append(f"A refresh would fail: {counted(bad, 'error')}." if bad else "The warehouse fits its profile.")
    return said


def _count(row: dict[str, object]) -> object:
    return row["rows"] if row["is_exact"] else f"about {row['rows']:,}"
