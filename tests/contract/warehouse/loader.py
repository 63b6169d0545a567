"""A process that loads made-up telecoms and dies: each order, a line on its input, is carried out by a killed fork.

Orders: `step N CUSTOMERS` dies, as by kill -9, at the N-th step of its progress; `after S CUSTOMERS` is killed after S
seconds; `live 0 CUSTOMERS` loads and lives. The answer is a line: `killed` or `lived`.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from core.warehouse.loading.load import load
from core.warehouse.loading.targets import target
from core.warehouse.loading.telecom import TABLES, Telecom
from tests.contract.killed import Steps, forked


def loaded(url: str, folder: Path, *, customers: int, step: int) -> None:
    """Load, and die on the way."""
    steps = Steps(step)
    made, scratch = Telecom(customers, datetime(2026, 11, 24, 3, tzinfo=UTC), at_once=1_000), folder / "spill"
    load(
        target(url, scratch=scratch), TABLES, made.batches, made_by=made.made_by, scratch=scratch,
        progress=lambda text, share: steps(),
    )  # fmt: skip


def carry_out(how: str, when: str, customers: str) -> str:
    """Have a load carried out by a fork."""
    url, folder, step = sys.argv[1], Path(sys.argv[2]), int(when) if how == "step" else 0
    after = float(when) if how == "after" else None
    return forked(lambda: loaded(url, folder, customers=int(customers), step=step), after=after).partition(" ")[0]


if __name__ == "__main__":
    for line in sys.stdin:
        print(carry_out(*line.split()), flush=True)
