"""Programs, their versions and the days on which each was in force, as rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from core.errors import NotFound
from core.kernel.canonical import canonical_json
from core.programs.model import Phase, Program, ProgramState, ProgramVersion
from core.programs.text import of_document
from core.store import tables
from core.store.versioned import stale, taken

_P = tables.program.c
_V = tables.program_version.c
_F = tables.program_phase.c


class ProgramRepository:
    """Programs inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, *, archived: bool = False) -> list[Program]:
        """Return every program at its newest version, by name."""
        query = _select().where(_V.version == _P.version)
        if not archived:
            query = query.where(_P.archived_at.is_(None))
        rows = self._connection.execute(query).all()
        phases = self._phases(row.program_id for row in rows)
        found = [_program(row, phases.get(row.program_id, ())) for row in rows]
        return sorted(found, key=lambda p: (p.name.casefold(), p.slug))  # a database sorts by its own locale

    def get(self, slug: str, *, version: int | None = None) -> Program:
        """Return one program, also an archived one, at its newest version or at the one asked for. Raises NotFound."""
        wanted = _V.version == (_P.version if version is None else version)
        row = self._connection.execute(_select().where(_P.slug == slug, wanted)).one_or_none()
        if row is not None:
            return _program(row, self._phases([row.program_id]).get(row.program_id, ()))
        head = self._connection.execute(select(_P.version).where(_P.slug == slug)).scalar_one_or_none()
        if head is None:
            raise NotFound.among("program", slug, self._connection.execute(select(_P.slug)).scalars())
        raise NotFound(
            f"Program {slug!r} has no version {version}; it has versions 1 to {head}.", fix="Ask for one of those."
        )

    def versions(self, program_id: str) -> list[ProgramVersion]:
        """Return all versions, newest first."""
        query = _select().where(_P.program_id == program_id).order_by(_V.version.desc())
        return [_version(row) for row in self._connection.execute(query)]

    def add(self, program: Program) -> None:
        """Insert a new program with its first version; it has no phases yet. Raises Conflict for a taken slug."""
        values = {
            "program_id": program.program_id,
            "slug": program.slug,
            "state": program.state,
            "version": program.head,
            "created_at": program.created_at,
        }
        try:
            self._connection.execute(insert(tables.program).values(values))
        except IntegrityError:
            raise taken("program", program.slug) from None
        self._add_version(program.program_id, program.version)

    def edit(self, program: Program, *, seen: int) -> None:
        """Store `program.version` as the version after `seen`.

        Raises Conflict when another version was saved since `seen`: the edit is refused, not merged.
        """
        moved = self._connection.execute(
            update(tables.program)
            .where(_P.program_id == program.program_id, _P.version == seen)
            .values(version=program.version.version)
        )
        if moved.rowcount != 1:
            stored = self.get(program.slug)
            by = stored.version.created_by
            raise stale("program", program.slug, head=stored.head, by=by, seen=seen)
        self._add_version(program.program_id, program.version)

    def set_state(self, program_id: str, state: ProgramState) -> None:
        """Say that the program runs, pauses or is a draft."""
        self._change(program_id, state=state)

    def archive(self, program_id: str, *, at: datetime | None) -> None:
        """Hide a program from lists from `at` on; None brings it back."""
        self._change(program_id, archived_at=at)

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

    def _change(self, program_id: str, **values: object) -> None:
        self._connection.execute(update(tables.program).where(_P.program_id == program_id).values(values))

    def _phases(self, program_ids: Iterable[str]) -> dict[str, tuple[Phase, ...]]:
        """Return the phases of each program in the order of time; of the same day in the order of their making."""
        query = select(tables.program_phase).where(_F.program_id.in_(list(program_ids)))
        found: dict[str, tuple[Phase, ...]] = {}
        for row in self._connection.execute(query.order_by(_F.from_on, _F.phase_id)):
            phase = Phase(row.version, row.from_on, row.until_on, row.at, row.by)
            found[row.program_id] = (*found.get(row.program_id, ()), phase)
        return found

    def _add_version(self, program_id: str, version: ProgramVersion) -> None:
        self._connection.execute(
            insert(tables.program_version).values(
                program_id=program_id,
                version=version.version,
                definition=canonical_json(version.definition.document()),
                comment=version.comment,
                created_at=version.created_at,
                created_by=version.created_by,
            )
        )


def _select() -> Select[Any]:
    joined = tables.program.join(tables.program_version, and_(_P.program_id == _V.program_id))
    return select(
        _P.program_id, _P.slug, _P.state, _P.version.label("head"), _P.created_at.label("born_at"), _P.archived_at,
        _P.accrued_until, _P.expired_until, _V.version, _V.definition, _V.comment, _V.created_at, _V.created_by,
    ).select_from(joined)  # fmt: skip


def _version(row: Row[Any]) -> ProgramVersion:
    definition = of_document(json.loads(row.definition))
    return ProgramVersion(row.version, definition, row.comment, row.created_at, row.created_by)


def _program(row: Row[Any], phases: tuple[Phase, ...]) -> Program:
    return Program(
        row.program_id, row.slug, ProgramState(row.state), row.born_at, row.archived_at, row.head, _version(row),
        phases, row.accrued_until, row.expired_until,
    )  # fmt: skip
