"""Taking the tables of a profile out of an open source: in full, or what is new since the snapshot before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from core import logs
from core.errors import SnapshotCorrupt
from core.warehouse.durable import put
from core.warehouse.engine import Engine
from core.warehouse.figures import Figures, differences, figures
from core.warehouse.profile import Profile
from core.warehouse.progress import Progress, part
from core.warehouse.selection import Totals
from core.warehouse.snapshots.increment import Known, merge
from core.warehouse.snapshots.parts import Part, measured, part_file, parts_sql
from core.warehouse.sources.connection import Session

_log = logs.get_logger(__name__)
_NEW = 0.3  # the part of a table's progress that an increment may use, should it have to be taken in full after all


@dataclass(frozen=True, slots=True)
class Taken:
    """A table as it was taken: its files, what the source says of it, and what its rows add up to.

    `known` is the table of the snapshot before; None when there is none to build upon or to compare with.
    """

    parts: tuple[Part, ...]
    totals: Totals
    figures: Figures
    extracted: int
    known: Known | None
    is_increment: bool = False

    @property
    def is_unchanged(self) -> bool:
        """Whether an increment brought nothing."""
        return self.is_increment and self.known is not None and self.parts == self.known.info.parts


class Taking:
    """Takes tables into `folder`, building upon those `known` from the snapshot before, by name."""

    def __init__(
        self, session: Session, profile: Profile, *, engine: Engine, folder: Path, known: Mapping[str, Known]
    ) -> None:
        self._session = session
        self._profile = profile
        self._engine = engine
        self._folder = folder
        self._known = known

    def table(self, name: str, *, in_full: bool, progress: Progress) -> Taken:
        """Take one table: what is new, if it is known and not to be taken `in_full`; else the whole.

        An increment that does not add up to what the source says makes way for the whole table. Raises
        ContractViolation, StorageFull, WarehouseUnreachable.
        """
        known = self._known.get(name)
        with logs.timed(_log, "table.extracted", table=name) as facts:
            taken = None
            if known is not None and not in_full:
                taken = self._increment_or_none(name, known, progress=part(progress, 0.0, _NEW))
                progress = part(progress, _NEW, 1.0)
            taken = taken or self._whole(name, known, progress=progress)
            facts |= {"rows": taken.totals.rows, "extracted": taken.extracted}
        return taken

    def _increment_or_none(self, name: str, known: Known, *, progress: Progress) -> Taken | None:
        """Take what is new, or return None, leaving nothing behind, when only the whole table will do."""
        try:
            taken = self._increment(name, known, progress=progress)
        except SnapshotCorrupt as error:
            _log.warning("snapshot.damaged", snapshot=known.snapshot.id, why=error.what)
            taken = None
        if taken is None:
            for path in self._folder.glob(f"{name}.*"):
                path.unlink()
        return taken

    def _increment(self, name: str, known: Known, *, progress: Progress) -> Taken | None:
        fresh = self._folder / f"{name}.fresh.parquet"
        extracted = self._session.extract(name, fresh, progress=progress, since=known.since).rows
        totals = self._session.totals(name)
        if extracted >= totals.rows:  # everything is new
            put(fresh, self._folder / part_file(name, "base"))
            return self._described(name, totals, known=known)
        parts = merge(self._engine, known, fresh, rows=extracted)
        fresh.unlink()
        found = self._figures(name, parts)
        if missed := differences(name, found=found.totals, expected=totals):
            _log.info("increment.missed", table=name, why="; ".join(missed))
            return None
        return Taken(parts, totals, found, extracted, known, is_increment=True)

    def _whole(self, name: str, known: Known | None, *, progress: Progress) -> Taken:
        path = self._folder / part_file(name, "base")
        return self._described(name, self._session.extract(name, path, progress=progress), known=known)

    def _described(self, name: str, totals: Totals, *, known: Known | None) -> Taken:
        """Return the table whose one file was just written."""
        base = measured(self._folder / part_file(name, "base"), "base", rows=totals.rows)
        return Taken((base,), totals, self._figures(name, (base,)), totals.rows, known)

    def _figures(self, name: str, parts: tuple[Part, ...]) -> Figures:
        table = self._profile.tables[name]
        rows = parts_sql(self._folder, parts, columns=table.columns)
        return figures(self._engine, table, rows, time_zone=self._profile.time_zone)
