"""Tables taken apart by customer, once for a snapshot, so that a part of the customers is not looked for among all."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from core.warehouse import Engine, Snapshot
from core.warehouse.parquet import fault, relation
from core.warehouse.profile import CUSTOMER_ID
from core.warehouse.snapshots.published import ID

PIECE = "_piece"  # no column begins with an underscore


def pieces(
    engine: Engine, snapshot: Snapshot, tables: Collection[str], *, of: int, folder: Path
) -> Iterator[Mapping[str, str]]:
    """Yield the tables as SQL behind FROM, by name, `of` times: customers whose hash leaves 0 by it, then 1, ...

    They are written below `folder` on the first call. Raises StorageFull.
    """
    found = {name: _taken_apart(engine, snapshot, name, of=of, folder=folder) for name in sorted(tables)}
    for n in range(of):
        yield {name: _relation(whole / str(n), snapshot.relation(name)) for name, whole in found.items()}


def let_go(folder: Path, kept: Collection[str]) -> None:
    """Remove what was made below `folder` of snapshots that are not kept any more."""
    for of_snapshot in folder.glob("*"):
        if ID.fullmatch(of_snapshot.name) and of_snapshot.name not in kept:
            shutil.rmtree(of_snapshot, ignore_errors=True)


def _taken_apart(engine: Engine, snapshot: Snapshot, table: str, *, of: int, folder: Path) -> Path:
    """Return the folder of a table's pieces, made unless it is there and whole."""
    whole = folder / f"{table}-{of}"
    files = list(whole.glob("*/*.parquet"))
    is_damaged = any(fault(file) is not None for file in files)
    if is_damaged:  # only then: what is not there may be put there by another process just now
        shutil.rmtree(whole, ignore_errors=True)
    if is_damaged or not files:
        piece = f"CAST(hash({CUSTOMER_ID}) % {of} AS INTEGER) AS {PIECE}"
        engine.write_apart(f"SELECT *, {piece} FROM {snapshot.relation(table)}", whole, by=PIECE)
    return whole


def _relation(folder: Path, empty: str) -> str:
    files = sorted(folder.glob("*.parquet"))
    if not files:  # nobody's hash leaves this
        return f"(SELECT * FROM {empty} WHERE FALSE)"
    return relation(files[0]) if len(files) == 1 else f"({' UNION ALL '.join(f'FROM {relation(f)}' for f in files)})"
