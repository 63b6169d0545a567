"""`campaigns report`: a page for stakeholders, on the terminal or as a file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from core.cli.parsing import Groups, command, day
from core.cli.reply import Reply, table
from core.services.lab import Lab
from core.services.report_files import Sheet


def add(commands: Groups) -> None:
    """Add the command to the group `campaigns`."""
    report = command(
        commands, "report", _report, help="a page for stakeholders, of one campaign or of many", named=False
    )
    report.add_argument("names", nargs="*", metavar="NAME", help="campaigns, or numbers of past ones")
    report.add_argument("--from", dest="from_on", type=day, metavar="DAY", help="all that ran on this day or later")
    report.add_argument("--to", dest="to_on", type=day, metavar="DAY", help="all that ran on this day or before")
    report.add_argument("--html", type=Path, metavar="FILE", help="write the page as one HTML file")
    report.add_argument("--pdf", type=Path, metavar="FILE", help="write the page as a PDF")
    report.set_defaults(misuse=report.error)


def _report(lab: Lab, args: argparse.Namespace) -> Reply:
    if not args.names and args.from_on is None and args.to_on is None:
        args.misuse("name campaigns, or give a period with --from and --to")
    for option, path in (("--html", args.html), ("--pdf", args.pdf)):
        if path is not None and path.suffix.casefold() != f".{option[2:]}":
            args.misuse(f"{option} takes a file that ends in .{option[2:]}")
    page = lab.reports.page(args.names, from_on=args.from_on, to_on=args.to_on)
    files = [path for path in (args.html, args.pdf) if path is not None]
    for path in files:
        lab.reports.write(page, path)
    note = "\n".join(f"Wrote {path}." for path in files)
    return Reply(_data(page) | {"files": files}, _text(page), note=note)


def _data(page: Sheet) -> dict[str, Any]:
    return {
        "title": page.title, "subtitle": page.subtitle, "answer": page.answer, "evidence": page.evidence,
        "facts": [{"label": f.label, "value": f.value, "note": f.note} for f in page.facts],
        "sections": [
            {
                "title": s.title, "text": s.text, "chart": None if s.chart is None else s.chart.frame.to_dicts(),
                "table": None if s.table is None else [dict(zip(s.table.head, r, strict=True)) for r in s.table.rows],
            }
            for s in page.sections
        ],
        "notes": list(page.notes),
    }  # fmt: skip


def _text(page: Sheet) -> str:
    facts = [f"{f.label:<24}{f.value}  {f.note}".rstrip() for f in page.facts]
    parts = [f"{page.title}: {page.subtitle}", page.answer, page.evidence, "\n".join(facts)]
    tables = [f"{s.title}\n{table(s.table.head, s.table.rows)}" for s in page.sections if s.table is not None]
    return "\n\n".join([*parts, *tables, *page.notes])
