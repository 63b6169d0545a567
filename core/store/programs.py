"""Programs, their versions and the days on which each was in force, as rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, insert, or_, select, update

from core.programs.definition import ProgramDefinition
from core.programs.kind import PROGRAM
from core.programs.model import Phase, Program, ProgramState
from core.store import tables
from core.store.defined import DefinedRepository

_F = tables.program_phase.c


class ProgramRepository(DefinedRepository[Program, ProgramDefinition]):
    """Programs inside one transaction; a new one has no phases yet."""

    noun, kind = "program", PROGRAM
    things, edits = tables.program, tables.program_version

    def set_state(self, program_id: str, state: ProgramState) -> None:
        """Say that the program runs, pauses or is a draft."""
        self._change(program_id, state=state)

    def mark(
        self, program_id: str, *, accrued_until: datetime | None = None, expired_until: date | None = None
    ) -> None:
        """Say how far the ledger has come; what is None stays as it is."""
        told = {"accrued_until": accrued_until, "expired_until": expired_until}
        if given := {name: value for name, value in told.items() if value is not None}:
            self._change(program_id, **given)

    def add_phase(self, program_id: str, phase: Phase) -> None:
        """Insert a phase after those there are; `end_phase` first, so that two do not hold the same day."""
        self._connection.execute(
            insert(tables.program_phase).values(
                program_id=program_id, version=phase.version, from_on=phase.from_on, until_on=phase.until_on,
                at=phase.at, by=phase.by,
            )
        )  # fmt: skip

    def end_phase(self, program_id: str, *, on: date) -> None:
        """Let no phase reach to the day `on` or beyond. One that would have begun later stays, without a day."""
        for until, still in ((on, _F.from_on < on), (_F.from_on, _F.from_on >= on)):
            reaches = or_(_F.until_on.is_(None), _F.until_on > until)
            self._connection.execute(
                update(tables.program_phase).where(_F.program_id == program_id, still, reaches).values(until_on=until)
            )

    def id_of(self, thing: Program) -> str:
        """Return the program's id."""
        return thing.program_id

    def _own(self, thing: Program) -> dict[str, object]:
        return {"state": thing.state}

    def _read(self, rows: Sequence[Row[Any]]) -> list[Program]:
        phases = self._phases(row.program_id for row in rows)
        return [
            Program(
                row.program_id, row.slug, ProgramState(row.state), row.born_at, row.archived_at, row.head,
                self._edit(row), phases.get(row.program_id, ()), row.accrued_until, row.expired_until,
            )
            for row in rows
        ]  # fmt: skip

    def _phases(self, program_ids: Iterable[str]) -> dict[str, tuple[Phase, ...]]:
        """Return the phases of each program in the order of time; of the same day in the order of their making."""
        query = select(tables.program_phase).where(_F.program_id.in_(list(program_ids)))
        found: dict[str, tuple[Phase, ...]] = {}
        for row in self._connection.execute(query.order_by(_F.from_on, _F.phase_id)):
            phase = Phase(row.version, row.from_on, row.until_on, row.at, row.by)
            found[row.program_id] = (*found.get(row.program_id, ()), phase)
        return found
