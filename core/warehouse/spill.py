"""Where a DuckDB puts what does not fit into memory: a folder of its own, since two that share one mix their files."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import uuid
from datetime import timedelta
from pathlib import Path

from core.warehouse.durable import storage_errors

_MINE = re.compile(r"\d+-[0-9a-f]{8}")
LEFT = timedelta(days=1)  # no query takes so long; what is older was left by a process that was killed


def spill_folder(base: Path | None) -> Path:
    """Return a folder below `base` (the system's own for temporary files, if None) that no other DuckDB uses.

    DuckDB makes it when it needs it and removes it when it is closed. What killed processes left goes here, by age.
    """
    own = f"{os.getpid()}-{uuid.uuid4().hex[:8]}"
    if base is None:
        return Path(tempfile.gettempdir()) / f"loyalty-lab-spill-{own}"
    with storage_errors(base):
        base.mkdir(parents=True, exist_ok=True)
    _sweep(base)
    return base / own


def _sweep(base: Path) -> None:
    left = [p for p in base.iterdir() if _MINE.fullmatch(p.name)]
    if not left:
        return
    base.touch()  # the file system's own idea of now
    limit = base.stat().st_mtime - LEFT.total_seconds()
    for folder in left:
        try:
            used_at = max(p.stat().st_mtime for p in [folder, *folder.iterdir()])
        except FileNotFoundError:
            continue  # its process has just closed
        if used_at < limit:
            shutil.rmtree(folder, ignore_errors=True)
