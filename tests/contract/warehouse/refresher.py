"""A process that refreshes and dies: each order, a line on its input, is carried out by a fork that is killed -9.

Orders: `step N` dies at the N-th thing that Python does to a file of the snapshots; `after S` is killed after S
seconds; `live` refreshes and lives. A word `full` behind them makes it a full refresh. The answer is a line: `killed`
or `lived`. When the folder holds `versions`, each order finds the next of them as the warehouse.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from core.kernel.clock import SystemClock
from core.warehouse import Profile, SnapshotStore
from core.warehouse.sources.duckdb_source import DuckDBSource
from tests.contract.killed import Steps, forked

TOUCHES = {"open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "shutil.rmtree", "os.truncate"}
GRACE = timedelta(seconds=60)
_turn = [0]


def store_of(folder: Path, *, grace: timedelta = GRACE) -> SnapshotStore:
    """One snapshot is kept; what is superseded stays for as long as a reader may take."""
    return SnapshotStore(folder / "snapshots", keep=1, grace=grace, clock=SystemClock())


def die_at(step: int) -> None:
    """Kill this process before the step-th operation on a file of the snapshots."""
    steps = Steps(step)

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event in TOUCHES and args and "snapshots" in str(args[0]):
            steps()

    sys.addaudithook(hook)


def next_version(folder: Path) -> None:
    """Put the next of the prepared databases in the place of the warehouse; after the last comes the first."""
    versions = sorted((folder / "versions").glob("*.duckdb"))
    if versions:
        ready = folder / "next.duckdb"
        ready.hardlink_to(versions[_turn[0] % len(versions)])
        ready.replace(folder / "little.duckdb")
        _turn[0] += 1


def refresh(order: list[str], folder: Path) -> None:
    """Refresh, and perhaps die."""
    full = order[-1] == "full"
    source, profile = DuckDBSource(folder / "little.duckdb", threads=1), Profile.load(folder / "little.yaml")
    grace = GRACE
    if order[0] == "step":
        die_at(int(order[1]))
        grace = timedelta(0)  # so that it dies while removing, too
    store_of(folder, grace=grace).refresh(source, profile, full=full)


def carry_out(order: list[str], folder: Path) -> str:
    """Have a refresh of the next version carried out by a fork."""
    next_version(folder)
    after = float(order[1]) if order[0] == "after" else None
    return forked(lambda: refresh(order, folder), after=after).partition(" ")[0]


if __name__ == "__main__":
    for line in sys.stdin:
        print(carry_out(line.split(), Path(sys.argv[1])), flush=True)
