"""`doctor`: check everything in one go, with a remedy for each fault."""

from __future__ import annotations

import argparse

from core.cli.parsing import Groups, command
from core.cli.reply import Reply, table
from core.services.doctor import examine
from core.services.lab import Lab


def add(groups: Groups) -> None:
    """Add the command to the parser."""
    command(
        groups,
        "doctor",
        _doctor,
        help="check settings, warehouse, snapshot, store, segments and campaigns",
        named=False,
    )


def _doctor(lab: Lab, args: argparse.Namespace) -> Reply:
    checks = examine(lab)
    data = [{"check": c.name, "ok": c.is_ok, "found": c.found, "fix": c.fix} for c in checks]
    rows = (("ok" if c.is_ok else "FAULT", c.name, c.found if c.is_ok else "see below") for c in checks)
    faults = [f"{c.name}: {c.found}\n  What to do: {c.fix}" for c in checks if not c.is_ok]
    text = "\n\n".join([table(("", "check", "found"), rows), *(faults or ["Everything is in order."])])
    return Reply(data, text, code=0 if all(c.is_ok for c in checks) else 1)
