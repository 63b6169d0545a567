"""The folder of built views: `<snapshot id>/<dictionary digest>/<as_of>.parquet`, bounded."""

from __future__ import annotations

import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from core.warehouse.parquet import fault
from core.warehouse.snapshots.published import ID

KEPT = 64  # views of one snapshot; the least lately used go first
YOUNG = timedelta(minutes=30)  # a view used this lately is never removed: somebody may be reading it


def view_path(folder: Path, *, snapshot_id: str, digest: str, as_of: datetime) -> Path:
    """Return the file of a view; `as_of` is in UTC."""
    return folder / snapshot_id / digest / f"{as_of:%Y%m%dT%H%M%S.%f}Z.parquet"


def reuse(path: Path) -> bool:
    """Tell whether a whole view is there, and note that it was used. A damaged one is to be built anew."""
    if fault(path) is not None:
        return False
    os.utime(path)
    return True


def prune(folder: Path, *, snapshots: Path, newest: Path) -> None:
    """Remove views of snapshots that are gone, and beyond `KEPT` those not used for `YOUNG`; never fail for it.

    Times are those of the file system, counted from the file written last, so that no clock is read.
    """
    limit = newest.stat().st_mtime - YOUNG.total_seconds()
    for of_snapshot in folder.iterdir():
        is_gone = ID.fullmatch(of_snapshot.name) and not (snapshots / of_snapshot.name).exists()
        if is_gone and all(used_at < limit for used_at, _ in _used(of_snapshot)):
            shutil.rmtree(of_snapshot, ignore_errors=True)
    files = sorted(_used(newest.parent.parent), reverse=True)
    views = [path for _, path in files if path.suffix == ".parquet"]
    spare = {*views[KEPT:], *(path for _, path in files if path.suffix == ".tmp")}
    for used_at, path in files:
        if used_at < limit and path in spare:
            path.unlink(missing_ok=True)


def _used(folder: Path) -> list[tuple[float, Path]]:
    """Return when each file was used last; files that another process removes meanwhile are left out."""
    found = []
    for path in folder.glob("*/*"):
        try:
            found.append((path.stat().st_mtime, path))
        except FileNotFoundError:
            continue
    return found
