"""The purchases as the last accrual saw them, so that the next one looks only at customers of whom something changed.

    <folder>/<program>/current.json       which of the folders beside it is the last accrual's, and what it was made
    with <folder>/<program>/<id>/<n>.parquet   the scored baskets of each stretch of versions, with the instant of a
    refund

It spares work and decides nothing: where it is lost, or anything but purchases changed, everybody is looked at again.
"""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import polars as pl

from core.kernel.canonical import Json
from core.warehouse import Engine
from core.warehouse.durable import put_text
from core.warehouse.parquet import fault, relation

_CURRENT = "current.json"
ABANDONED = timedelta(days=1)  # a folder this old was left by an accrual that died; a younger one may be under way


class Seen:
    """What accruals of one program saw."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine = engine
        self._folder = folder
        self._id = uuid.uuid4().hex

    def keep(self, n: int, baskets: Sequence[pl.DataFrame]) -> Path:
        """Keep the scored baskets of stretch `n` for the accrual under way; return the file."""
        path = self._folder / self._id / f"{n}.parquet"
        whole = pl.concat(list(baskets))
        self._engine.write("SELECT * FROM baskets", path, tables={"baskets": whole})
        return path

    def changed(self, files: Sequence[Path], made_with: Json, *, after: str) -> pl.Series | None:
        """Return the customers (text) of whom a basket or refund is new, changed or gone; None if that is not known.

        `made_with` is all that the scores depend on besides the data, `after` how far the store says the ledger is: of
        one that was restored from a backup, what was seen since is not known.
        """
        last = self._last()
        if last is None or (last["made_with"], last["until"]) != (made_with, after):
            return None
        before = [self._folder / last["id"] / f"{n}.parquet" for n in range(last["n"])]
        if any(fault(path) is not None for path in before):
            return None
        parts = []
        for n in range(max(len(files), len(before))):
            new = relation(files[n]) if n < len(files) else None
            old = relation(before[n]) if n < len(before) else None
            for one, other in ((new, old), (old, new)):
                if one is not None:
                    less = f" EXCEPT SELECT * FROM {other}" if other is not None else ""
                    parts.append(f"SELECT customer_id FROM (SELECT * FROM {one}{less}) AS changed")
        sql = (
            f"SELECT DISTINCT CAST(customer_id AS VARCHAR) AS customer_id FROM ({' UNION ALL '.join(parts)}) AS all_of"
        )
        return self._engine.frame(sql)["customer_id"]

    def commit(self, n: int, made_with: Json, *, until: str) -> None:
        """Make what was kept what the next accrual compares with; to be called once the ledger is written."""
        last = self._last()
        current = self._folder / _CURRENT
        put_text(json.dumps({"id": self._id, "n": n, "made_with": made_with, "until": until}), current)
        limit = current.stat().st_mtime - ABANDONED.total_seconds()
        for path in self._folder.iterdir():
            is_spare = path.is_dir() and path.name != self._id
            if is_spare and (path.name == (last or {}).get("id") or path.stat().st_mtime < limit):
                shutil.rmtree(path, ignore_errors=True)

    def drop(self) -> None:
        """Forget what was kept for an accrual that was not completed."""
        shutil.rmtree(self._folder / self._id, ignore_errors=True)

    def _last(self) -> Json:
        try:
            return json.loads((self._folder / _CURRENT).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
