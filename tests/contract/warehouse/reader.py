"""A process that reads snapshots until its input ends, and then says how often, and what was ever wrong."""

from __future__ import annotations

import json
import os
import select
import sys
from pathlib import Path

from core.errors import LabError
from core.warehouse import Engine
from tests.contract.warehouse.refresher import store_of

VERSION = {"customers": "points", "places": "place_id"}  # where each version of the changing warehouse says its number


def read_once(folder: Path, engine: Engine) -> str:
    """Compare all that a snapshot holds with what its manifest says; return its id."""
    store = store_of(folder)
    snapshot = store.current()
    for name, table in snapshot.tables.items():
        sums = "".join(f", sum({column})" for column in table.sums)
        (totals,) = engine.rows(f"SELECT count(*){sums} FROM {snapshot.relation(name)}")
        if totals != (table.rows, *table.sums.values()):
            raise AssertionError(f"{snapshot.id}.{name}: {totals}")
    if "places" in snapshot.tables and (folder / "versions").exists():
        versions = [engine.rows(f"SELECT max({c}) FROM {snapshot.relation(t)}") for t, c in VERSION.items()]
        if versions[0] != versions[1]:
            raise AssertionError(f"{snapshot.id}: {versions}")
    store.verify(snapshot)
    return snapshot.id


def main(folder: Path) -> None:
    os.nice(10)  # reading without a pause, it leaves the processor to the refresh
    engine = Engine(threads=1)
    faults: list[str] = []
    ids: set[str] = set()
    reads = 0
    while not select.select([sys.stdin], [], [], 0.02)[0]:
        reads += 1
        try:
            ids.add(read_once(folder, engine))
        except (LabError, OSError, AssertionError) as error:
            faults.append(repr(error))
        if reads == 1:
            print("reading", flush=True)
    print(json.dumps({"reads": reads, "faults": faults, "ids": len(ids)}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
