"""A process that reads snapshots until its input ends, and then says how often, and what was ever wrong."""

from __future__ import annotations

import json
import select
import sys
from pathlib import Path

from core.errors import LabError
from core.warehouse import Engine
from tests.contract.warehouse.refresher import store_of


def read_once(folder: Path, engine: Engine) -> str:
    """Compare all that a snapshot holds with what its manifest says; return its id."""
    store = store_of(folder)
    snapshot = store.current()
    counts = {name: engine.rows(f"SELECT count(*) FROM {snapshot.relation(name)}")[0][0] for name in snapshot.tables}
    if counts != {name: t.rows for name, t in snapshot.tables.items()}:
        raise AssertionError(f"{snapshot.id}: {counts}")
    store.verify(snapshot)
    return snapshot.id


def main(folder: Path) -> None:
    engine = Engine(threads=1)
    faults: list[str] = []
    ids: set[str] = set()
    reads = 0
    while not select.select([sys.stdin], [], [], 0)[0]:
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
