"""A process that carries out a refresh job, or starts one, with a double that takes the snapshot.

    python -m tests.contract.refreshes.worker KIND URL FOLDER [JOB LINE]

Kinds: `slow` tells of its progress until it is ended; `deaf` never does; `down` finds nobody there until the file
FOLDER/up appears; `race` begins a job of its own when a line comes by standard input, holds it until another process
was refused, and says what came of it.
"""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from pathlib import Path

from core.errors import RefreshRunning
from core.kernel.clock import SystemClock
from core.services.refreshes import Refreshes, Tries
from core.store import Database
from core.warehouse.progress import Progress
from tests.contract.refreshes.desk import Taken, down


def _take(kind: str, folder: Path, *, progress: Progress) -> Taken:
    if kind == "down" and not (folder / "up").exists():
        return down(progress=progress, full=False)
    while kind in ("slow", "deaf") or (kind == "race" and not (folder / "refused").exists()):
        if kind == "slow":
            progress("Extracting transactions", 0.25)
        time.sleep(0.02)
    return Taken()


def main() -> None:
    kind, url, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    refreshes = Refreshes(
        lambda *, progress, full: _take(kind, folder, progress=progress), database=Database(url), clock=SystemClock(),
        actor="ann", folder=folder, spawn=lambda job, line: 0, tries=Tries(50, first_wait=0.2),
        patience=timedelta(seconds=1),
    )  # fmt: skip
    if kind != "race":
        refreshes.run(int(sys.argv[4]), line=int(sys.argv[5]))
        return
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        print(refreshes.refresh().state, flush=True)
    except RefreshRunning as error:
        (folder / "refused").touch()
        print(error.what, flush=True)


if __name__ == "__main__":
    main()
