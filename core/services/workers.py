"""Which workers live on this machine, told by locks that the kernel frees with their processes.

A worker holds the lock on a file of its own, LAB_HOME/worker/<process>.lock, for as long as it lives.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from core.services.lifeline import is_alive
from core.warehouse.durable import storage_errors

FOLDER = "worker"
NONE = "No worker is running on this machine, so no trigger is looked at and nothing is sent by itself."
START = "Start one with `python -m core worker`; `make run` starts it beside the app."


@contextmanager
def living(home: Path) -> Iterator[Path]:
    """Be known as a worker for the length of the block."""
    path = home / FOLDER / f"{os.getpid()}.lock"
    with storage_errors(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)  # whoever looks at it holds it for a moment at most
        yield path
    finally:
        with suppress(OSError):
            path.unlink()
        os.close(handle)


def alive(home: Path) -> list[int]:
    """Return the numbers of the processes of this machine that are workers on this LAB_HOME, in order.

    Workers on other machines, with the same store, are not known here.
    """
    locks = (home / FOLDER).glob("*.lock")
    return sorted(int(path.stem) for path in locks if path.stem.isdecimal() and is_alive(path))
