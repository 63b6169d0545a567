"""Whether the process that works on a job is still there, told by the kernel and not by a clock or a process number.

A job's process holds a lock on a file of its own for as long as it lives. The lock is taken before the process is
started, and inherited by it, so there is no moment at which a job that lives looks dead.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import RefreshRunning
from core.warehouse.durable import storage_errors


def line_of(folder: Path, job_id: int) -> Path:
    """Return the file whose lock says that the job lives."""
    return folder / f"refresh-{job_id}.lock"


@contextmanager
def held(path: Path, *, inherited: int | None = None) -> Iterator[int]:
    """Hold the lock and yield the file's handle, for a process that is to inherit it.

    `inherited` is the handle that this process was started with. Raises RefreshRunning when another process holds it.
    """
    with storage_errors(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644) if inherited is None else inherited
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield handle
    except BlockingIOError:
        raise RefreshRunning(
            "Another process works on this refresh already.",
            fix="Leave it to that one; `python -m core warehouse jobs` shows how far it is.",
        ) from None
    finally:
        os.close(handle)


def is_alive(path: Path) -> bool | None:
    """Tell whether some process holds the lock; None when there is no such file, so that nothing can be said."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
