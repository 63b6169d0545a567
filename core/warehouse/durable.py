"""Files that survive a crash: what is named is complete, what is not complete has no name."""

from __future__ import annotations

import errno
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import StorageFull

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def storage_full(folder: Path) -> StorageFull:
    """Return the error for a disk that ran out while writing into `folder`."""
    return StorageFull(
        f"There is no room left to write into {folder}.",
        fix="Free space on that disk, or set LAB_HOME to a folder on a larger one, then run the command again. "
        "What was there before is untouched.",
    )


@contextmanager
def storage_errors(folder: Path) -> Iterator[None]:
    """Turn the operating system's "no space left" into StorageFull."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise storage_full(folder) from None
        raise


def beside(path: Path) -> Path:
    """Return a name next to `path` that no other process or thread uses: `<name>.<pid>.<random>.tmp`."""
    return path.with_name(f"{path.name}.{os.getpid()}.{uuid.uuid4().hex[:8]}.tmp")


def sweep(path: Path) -> None:
    """Remove what processes that were killed left beside `path` under such names, and leave those that run alone."""
    for file in path.parent.glob(f"{path.name}.*.tmp*"):
        if not _is_running(file.name.removeprefix(path.name + ".").split(".")[0]):
            file.unlink(missing_ok=True)


def _is_running(pid: str) -> bool:
    """Tell whether the process that a temporary file is named after still runs on this machine."""
    if not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)  # asks without sending anything
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def sync(path: Path) -> None:
    """Wait until the file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def put(temporary: Path, path: Path) -> None:
    """Give the finished `temporary` file or folder its name, durably; an older file of that name is replaced."""
    with storage_errors(path.parent):
        sync(temporary)
        temporary.replace(path)
        sync(path.parent)


def put_text(text: str, path: Path) -> None:
    """Write `text` so that readers see either the old file or the whole new one. Raises StorageFull."""
    temporary = beside(path)
    try:
        with storage_errors(path.parent):
            temporary.write_text(text, encoding="utf-8")
        put(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
