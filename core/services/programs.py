"""Programs: define them, and put a version in force. Every edit is a version; what runs is pinned to its own."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from core.documents import text as documents
from core.errors import BadInput, Problem, Refused
from core.kernel.clock import Clock, reference_day
from core.kernel.names import checked_text, slug_of
from core.kernel.schema import Schema
from core.programs.definition import Per, ProgramDefinition
from core.programs.kind import PROGRAM
from core.programs.model import Phase, Program, ProgramState, ProgramVersion
from core.programs.text import write_program
from core.services import named
from core.services.earning import Earning
from core.services.transfer import replace_file
from core.store import Database, UnitOfWork
from core.store.audit import AuditRecord

__all__ = ["Program", "ProgramDefinition", "Programs"]

Given = ProgramDefinition | Mapping[str, Any] | str | bytes  # a definition, its plain document, or its YAML


class Programs:
    """Definitions of programs, their versions, and when each was in force."""

    def __init__(self, earning: Earning, *, database: Database, clock: Clock, actor: str) -> None:
        self._earning = earning
        self._database = database
        self._clock = clock
        self._actor = actor

    def all(self, *, archived: bool = False) -> list[Program]:
        """Return the programs by name, without the archived ones unless asked."""
        with self._database.view() as work:
            return work.programs.all(archived=archived)

    def get(self, name: str, *, version: int | None = None) -> Program:
        """Return one program by its short name or its name. Raises NotFound with the nearest names."""
        with self._database.view() as work:
            return found_in(work, name, version=version)

    def find(self, name: str) -> Program | None:
        """Return the program that has this short name or name, or None."""
        with self._database.view() as work:
            return named.find(work.programs, name, kind="program")

    def versions(self, name: str) -> list[ProgramVersion]:
        """Return every version of a program, newest first."""
        with self._database.view() as work:
            return work.programs.versions(found_in(work, name).program_id)

    def history(self, name: str) -> list[AuditRecord]:
        """Return what was done to a program, newest first."""
        with self._database.view() as work:
            return work.audit.of("program", found_in(work, name).slug)

    def schemas(self) -> Mapping[Per, Schema]:
        """Return what earn rules may name, per basket and per line."""
        return self._earning.schemas()

    def problems(self, program: ProgramDefinition | Mapping[str, Any]) -> tuple[Problem, ...]:
        """Return every fault of a definition or of its plain document; none if it can be saved."""
        return self._earning.problems(program)

    def read(self, given: Given) -> ProgramDefinition:
        """Return the definition that is given, checked. Raises ProgramInvalid with every fault."""
        return documents.checked(given, PROGRAM, self.problems)

    def text(self, name: str, *, version: int | None = None) -> str:
        """Return a program's definition as YAML; `read` takes it back."""
        return write_program(self.get(name, version=version).definition)

    def export(self, name: str, path: Path, *, version: int | None = None) -> None:
        """Write a program's definition to a .yaml file. Raises BadInput."""
        if path.suffix.casefold() not in (".yaml", ".yml"):
            raise BadInput(f"{path.name!r} has an ending this export does not know.", fix="Use .yaml.")
        replace_file(path, self.text(name, version=version).encode())

    def create(self, given: Given, *, comment: str = "") -> Program:
        """Create a program. Raises ProgramInvalid, or Conflict when the name is taken."""
        definition = self.read(given)
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            first = ProgramVersion(1, definition, checked_text(comment), work.now, self._actor)
            slug = slug_of(definition.name, kind="program")
            program = Program(uuid.uuid4().hex, slug, ProgramState.DRAFT, work.now, None, 1, first, (), None, None)
            named.refuse_taken(work.programs, program, kind="program")
            work.programs.add(program)
            work.record("create", "program", subject=slug, after=definition.document())
        return program

    def edit(self, name: str, given: Given, *, seen: int, comment: str = "") -> Program:
        """Save a new version made from version `seen`; what is in force stays in force.

        Raises ProgramInvalid, Conflict when somebody saved since `seen` or the name is taken, Refused when archived.
        """
        definition = self.read(given)
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            old = found_in(work, name)
            named.refuse_archived(old, kind="program")
            version = ProgramVersion(seen + 1, definition, checked_text(comment), work.now, self._actor)
            new = replace(old, head=seen + 1, version=version)
            named.refuse_taken(work.programs, new, kind="program")
            work.programs.edit(new, seen=seen)
            before = work.programs.get(old.slug, version=seen).definition.document()
            work.record("edit", "program", subject=old.slug, before=before, after=definition.document())
        return self.get(old.slug)

    def starts(self, name: str, *, version: int | None = None) -> date:
        """Return the day from which a version would be in force if it were activated now without saying when.

        The first one begins when its definition says; later ones follow what the ledger already holds.
        """
        program = self.get(name, version=version)
        if not program.phases:
            return program.definition.starts_on
        return self._following(program)

    def activate(self, name: str, *, version: int | None = None, from_on: date | None = None) -> Program:
        """Put a version in force from a business day on (see `starts`); the one before ends there.

        Raises Refused when it is in force already, archived, or `from_on` lies in what the ledger holds.
        """
        chosen = self.get(name, version=version)
        day = from_on or self.starts(chosen.slug, version=version)
        self._earning.check(chosen.definition)
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            program = found_in(work, chosen.slug)
            named.refuse_archived(program, kind="program")
            self._refuse_activation(program, chosen.version.version, day)
            work.programs.end_phase(program.program_id, on=day)
            phase = Phase(chosen.version.version, day, None, work.now, self._actor)
            work.programs.add_phase(program.program_id, phase)
            work.programs.set_state(program.program_id, ProgramState.ACTIVE)
            work.record(
                "activate", "program", subject=program.slug, before={"version": program.active_version},
                after={"version": phase.version, "from": day.isoformat()},
            )  # fmt: skip
        return self.get(chosen.slug)

    def pause(self, name: str, *, on: date | None = None) -> Program:
        """Let nothing be earned from a business day on: by default the first that the ledger does not hold yet."""
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            program = found_in(work, name)
            if program.state is not ProgramState.ACTIVE:
                raise Refused(
                    f"Program {program.slug!r} is not active.", fix="Activate it first; nothing is earned meanwhile."
                )
            day = on or self._following(program)
            self._refuse_past(program, day)
            work.programs.end_phase(program.program_id, on=day)
            work.programs.set_state(program.program_id, ProgramState.PAUSED)
            work.record("pause", "program", subject=program.slug, after={"on": day.isoformat()})
        return self.get(program.slug)

    def archive(self, name: str, *, restore: bool = False) -> Program:
        """Hide a program from lists, or bring it back. Raises Refused for an active one."""
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            program = found_in(work, name)
            if program.state is ProgramState.ACTIVE and not restore:
                raise Refused(f"Program {program.slug!r} is active.", fix="Pause it first.")
            work.programs.archive(program.program_id, at=None if restore else work.now)
            work.record("restore" if restore else "archive", "program", subject=program.slug)
        return self.get(program.slug)

    def _following(self, program: Program) -> date:
        """Return the first business day of which the ledger holds nothing."""
        if program.accrued_until is None:
            return program.phases[-1].from_on
        return reference_day(program.accrued_until, self._earning.profile.zone) + timedelta(days=1)

    def _refuse_activation(self, program: Program, version: int, day: date) -> None:
        last = program.phases[-1] if program.phases else None
        if last is not None and last.until_on is None and last.version == version:
            raise Refused(
                f"Version {version} of program {program.slug!r} is in force since {last.from_on}.",
                fix="Save an edit, and activate the new version.",
            )
        self._refuse_past(program, day)

    def _refuse_past(self, program: Program, day: date) -> None:
        if program.accrued_until is None:
            return
        held = self._following(program)
        if day < held:
            raise Refused(
                f"The ledger of {program.slug!r} holds what was earned before {held}; {day} lies before that.",
                fix=f"Choose {held} or a later day: what was earned stays as it was.",
            )


def found_in(work: UnitOfWork, name: str, *, version: int | None = None) -> Program:
    """Return the program of this name inside a transaction. Raises NotFound with the nearest names."""
    return named.get(work.programs, name, kind="program", version=version)
