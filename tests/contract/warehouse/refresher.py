"""A process that refreshes and dies: each order, a line on its input, is carried out by a fork that is killed -9.

Orders: `step N` dies at the N-th thing that Python does to a file of the snapshots; `after S` is killed after S
seconds; `live` refreshes and lives. The answer is a line: `killed` or `lived`.
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
from core.warehouse.duckdb_source import DuckDBSource

TOUCHES = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "os.truncate"}
GRACE = timedelta(seconds=60)


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


def carry_out(order: list[str], folder: Path) -> bool:
    """Refresh in a fork; return whether it was killed. It is forked before any DuckDB is opened, so it is whole."""
    pid = os.fork()
    if pid == 0:
        source, profile = DuckDBSource(folder / "little.duckdb", threads=1), Profile.load(folder / "little.yaml")
        if order[0] == "step":
            die_at(int(order[1]))
            store_of(folder, grace=timedelta(0)).refresh(source, profile)  # so that it dies while removing, too
        else:
            store_of(folder).refresh(source, profile)
        os._exit(0)
    if order[0] == "after":
        time.sleep(float(order[1]))
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, status
    return os.WIFSIGNALED(status)


if __name__ == "__main__":
    for line in sys.stdin:
        print("killed" if carry_out(line.split(), Path(sys.argv[1])) else "lived", flush=True)
