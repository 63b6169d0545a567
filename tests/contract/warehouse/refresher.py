"""A process that refreshes and dies: each order, a line on its input, is carried out by a fork that is killed -9.

Orders: `step N` dies at the N-th thing that Python does to a file of the snapshots; `after S` is killed after S
seconds; `live` refreshes and lives. A word `full` behind them makes it a full refresh. The answer is a line: `killed`
or `lived`. When the folder holds `versions`, each order finds the next of them as the warehouse.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from core.kernel.clock import SystemClock
from core.warehouse import Profile, SnapshotStore
from core.warehouse.sources.duckdb_source import DuckDBSource

TOUCHES = {"open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "shutil.rmtree", "os.truncate"}
GRACE = timedelta(seconds=60)
_turn = [0]


def store_of(folder: Path, *, grace: timedelta = GRACE) -> SnapshotStore:
    """One snapshot is kept; what is superseded stays for as long as a reader may take."""
    return SnapshotStore(folder / "snapshots", keep=1, grace=grace, clock=SystemClock())


def die_at(step: int) -> None:
    """Kill this process, as kill -9 does, before the step-th operation on a file of the snapshots."""
    seen = 0

    def hook(event: str, args: tuple[Any, ...]) -> None:
        nonlocal seen
        if event in TOUCHES and args and "snapshots" in str(args[0]):
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def next_version(folder: Path) -> None:
    """Put the next of the prepared databases in the place of the warehouse; after the last comes the first."""
    versions = sorted((folder / "versions").glob("*.duckdb"))
    if versions:
        ready = folder / "next.duckdb"
        ready.hardlink_to(versions[_turn[0] % len(versions)])
        ready.replace(folder / "little.duckdb")
        _turn[0] += 1


def carry_out(order: list[str], folder: Path) -> bool:
    """Refresh in a fork; return whether it was killed. It is forked before any DuckDB is opened, so it is whole."""
    next_version(folder)
    pid = os.fork()
    if pid == 0:
        full = order[-1] == "full"
        source, profile = DuckDBSource(folder / "little.duckdb", threads=1), Profile.load(folder / "little.yaml")
        if order[0] == "step":
            die_at(int(order[1]))
            at_once = timedelta(0)  # so that it dies while removing, too
            store_of(folder, grace=at_once).refresh(source, profile, full=full)
        else:
            store_of(folder).refresh(source, profile, full=full)
        os._exit(0)
    if order[0] == "after":
        time.sleep(float(order[1]))
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    assert status in {0, signal.SIGKILL}, status
    return status == signal.SIGKILL


if __name__ == "__main__":
    for line in sys.stdin:
        print("killed" if carry_out(line.split(), Path(sys.argv[1])) else "lived", flush=True)
