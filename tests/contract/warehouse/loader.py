"""A process that loads made-up telecoms and dies: each order, a line on its input, is carried out by a killed fork.

Orders: `step N CUSTOMERS` dies, as by kill -9, at the N-th step of its progress; `after S CUSTOMERS` is killed after S
seconds; `live 0 CUSTOMERS` loads and lives. The answer is a line: `killed` or `lived`.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from core.warehouse.loading.load import load
from core.warehouse.loading.targets import target
from core.warehouse.loading.telecom import TABLES, Telecom


def loaded(url: str, folder: Path, *, customers: int, step: int) -> None:
    """Load, and die on the way."""
    seen = 0

    def progress(text: str, share: float) -> None:
        nonlocal seen
        seen += 1
        if seen == step:
            os.kill(os.getpid(), signal.SIGKILL)

    made, scratch = Telecom(customers, datetime(2026, 11, 24, 3, tzinfo=UTC), at_once=1_000), folder / "spill"
    load(target(url, scratch=scratch), TABLES, made.batches, made_by=made.made_by, scratch=scratch, progress=progress)


def carry_out(how: str, when: str, customers: str) -> bool:
    """Load in a fork; return whether it was killed. It is forked before any DuckDB is opened, so it is whole."""
    pid = os.fork()
    if pid == 0:
        loaded(sys.argv[1], Path(sys.argv[2]), customers=int(customers), step=int(when) if how == "step" else 0)
        os._exit(0)
    if how == "after":
        time.sleep(float(when))
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, status
    return os.WIFSIGNALED(status)


if __name__ == "__main__":
    for line in sys.stdin:
        print("killed" if carry_out(*line.split()) else "lived", flush=True)
