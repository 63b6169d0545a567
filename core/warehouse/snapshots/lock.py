"""The writer's lock: one refresh at a time; the kernel frees it when its holder dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from core.errors import RefreshRunning
from core.kernel.clock import format_instant


@contextmanager
def writer_lock(path: Path, *, now: datetime) -> Iterator[None]:
    """Hold the lock at `path`. Raises RefreshRunning, naming the process that holds it and since when.

    The file stays when the lock is freed: removing it would let two processes lock two files of one name.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _running(handle) from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()} {format_instant(now)}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


@contextmanager
def reader_lock(path: Path) -> Iterator[None]:
    """Hold a file, with any number of other readers, so that `is_held` is true of it. Raises FileNotFoundError."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)


def is_held(path: Path) -> bool:
    """Tell whether some reader holds the file; a file that is not there is held by nobody."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def _running(handle: int) -> RefreshRunning:
    pid, _, since = os.pread(handle, 200, 0).decode().strip().partition(" ")
    who = f"process {pid} since {since}" if since else "another process"
    return RefreshRunning(
        f"A refresh is running already ({who}).",
        fix="Wait for it to end; readers keep the last snapshot meanwhile. If that process hangs, end it: "
        "the lock is freed with it.",
    )
