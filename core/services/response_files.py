"""Response events as files, so that a question about all customers does not read the store row by row.

    <folder>/<first>-<last>-<digest>.parquet   the events of consecutive numbers; the digest is of the last one's key

Events are only ever added, so files are too; a file whose last event the store does not know was made of another store.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.kernel.canonical import digest
from core.store import Database, UnitOfWork
from core.warehouse import Engine
from core.warehouse.parquet import fault, relation

COLUMNS = {
    "response_id": "BIGINT", "key": "VARCHAR", "kind": "VARCHAR", "customer_id": "VARCHAR",
    "at": "TIMESTAMP WITH TIME ZONE", "campaign": "VARCHAR", "channel": "VARCHAR",
}  # fmt: skip
MOST = 16  # files; more of them are put together
_DAY = 86_400  # seconds
_NAME = re.compile(r"(\d+)-(\d+)-([0-9a-f]+)\.parquet")
_CHOSEN = ", ".join(f'"{name}"' for name in COLUMNS)


@dataclass(frozen=True, slots=True)
class Piece:
    """A file, and the numbers of its first and last event."""

    path: Path
    first: int
    last: int
    said: str

    @classmethod
    def at(cls, path: Path) -> Piece | None:
        """Return what a file's name says; None for a file of another kind, or a damaged one."""
        found = _NAME.fullmatch(path.name)
        if found is None or fault(path) is not None:
            return None
        return cls(path, int(found[1]), int(found[2]), found[3])


class ResponseFiles:
    """Copies of the response events, beside the store."""

    def __init__(self, engine: Engine, *, database: Database, folder: Path) -> None:
        self._engine = engine
        self._database = database
        self._folder = folder

    def relation(self) -> str:
        """Return the SQL behind FROM of all events that the store has now: columns COLUMNS. Raises StorageFull."""
        with self._database.view() as work:
            kept = self._kept(work)
            after = kept[-1].last if kept else 0
            newest = work.responses.last()
            rows = work.responses.after(after) if newest is not None and newest[0] > after else None
        if rows is not None and rows.height:
            said = digest(rows["key"][-1])
            first, last = int(rows["response_id"][0]), int(rows["response_id"][-1])
            path = self._folder / f"{first}-{last}-{said}.parquet"
            self._engine.write(f"SELECT {_CHOSEN} FROM responses", path, tables={"responses": rows})
            kept.append(Piece(path, first, last, said))
        if len(kept) > MOST:
            kept = [self._together(kept)]
        if not kept:
            columns = ", ".join(f'CAST(NULL AS {kind}) AS "{name}"' for name, kind in COLUMNS.items())
            return f"(SELECT {columns} WHERE FALSE)"
        return f"({_union(kept)})"

    def _kept(self, work: UnitOfWork) -> list[Piece]:
        """Return the files that hold what the store has, from its first event on, each beginning where one ends."""
        found = sorted(
            filter(None, map(Piece.at, self._folder.glob("*.parquet"))), key=lambda p: (p.first, -p.last)
        )  # fmt: skip
        chain: list[Piece] = []
        for piece in found:
            begins = work.responses.last(until=piece.first - 1)
            before = chain[-1].last if chain else 0
            known = work.responses.last(until=piece.last)
            is_next = piece.first > before and (begins[0] if begins else 0) == before
            if is_next and known is not None and known[0] == piece.last and digest(known[1]) == piece.said:
                chain.append(piece)
        return chain

    def _together(self, pieces: Sequence[Piece]) -> Piece:
        """Put files together in one; the others stay until whoever reads them is done, and go with the next time."""
        first, last = pieces[0], pieces[-1]
        path = self._folder / f"{first.first}-{last.last}-{last.said}.parquet"
        self._engine.write(_union(pieces), path)
        newest = path.stat().st_mtime
        for old in self._folder.glob("*.parquet"):
            if old != path and old.stat().st_mtime < newest - _DAY:
                old.unlink(missing_ok=True)
        return Piece(path, first.first, last.last, last.said)


def _union(pieces: Sequence[Piece]) -> str:
    return " UNION ALL ".join(f"SELECT {_CHOSEN} FROM {relation(piece.path)}" for piece in pieces)
