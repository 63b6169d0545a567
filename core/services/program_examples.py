"""The example programs of the demo: three of them, one in force, with a ledger in which points are spent."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import polars as pl

from core.programs.burning import Burning
from core.services.lab import Lab
from core.services.seeded import is_seeded, mark_seeded
from core.warehouse.progress import Progress, part, quiet

FOLDER = Path(__file__).parent / "examples" / "programs"
ACTIVE = "everyday"
SPENT = Burning.behaviour(Decimal("0.08"), seed=2017)  # how customers of the example spend their points


def seed_programs(lab: Lab, *, progress: Progress = quiet) -> int:
    """Create the profile's example programs once per store, and bring one into force; return how many.

    A seeding that was interrupted is taken up where it stopped; one that was completed is never repeated.
    """
    files = sorted((FOLDER / lab.warehouse.profile.name).glob("*.yaml"))
    if not files or is_seeded(lab, "programs"):
        return 0
    for file in files:
        text = file.read_text(encoding="utf-8")
        definition = lab.programs.read(text)
        if lab.programs.find(definition.name) is None:
            lab.programs.create(definition, comment="example")
    if any(file.stem == ACTIVE for file in files):
        _run(lab, progress)
    mark_seeded(lab, "programs")
    return len(files)


def _run(lab: Lab, progress: Progress) -> None:
    program = lab.programs.get(ACTIVE)
    if not program.phases:
        lab.programs.activate(ACTIVE)
    progress("Spending points of the example program", 0.0)
    lab.actions.record(ACTIVE, spent(lab), reason="example: simulated at the till")
    lab.ledgers.accrue(ACTIVE, progress=part(progress, 0.3, 0.7))
    lab.ledgers.expire(ACTIVE, progress=part(progress, 0.7, 1.0))


def spent(lab: Lab) -> pl.DataFrame:
    """Return the redemptions that a replay of the example finds under the behaviour SPENT.

    Columns: customer_id, at, points, option, value_cents, key (the basket before which it happened).
    """
    return lab.replays.redemptions(ACTIVE, burn=SPENT)
