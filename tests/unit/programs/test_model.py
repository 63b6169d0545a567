"""Which version of a program is in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from core.programs.definition import ProgramDefinition
from core.programs.model import Phase, Program, ProgramState, ProgramVersion

AT = datetime(2017, 1, 1, tzinfo=UTC)
RULE = {"name": "base", "points": 1}
DEFINITION = ProgramDefinition(name="Everyday", point_value=1, starts_on="2017-01-01", earn=[RULE])
PROGRAM = Program(
    "p", "everyday", ProgramState.ACTIVE, AT, None, 3, ProgramVersion(3, DEFINITION, "", AT, "me"),
    (Phase(1, date(2017, 1, 1), date(2017, 7, 1), AT, "me"), Phase(2, date(2017, 7, 1), None, AT, "me")), None, None,
)  # fmt: skip


def test_the_open_phase_of_a_running_program_says_which_version_is_active() -> None:
    assert (PROGRAM.name, PROGRAM.definition, PROGRAM.active_version) == ("Everyday", DEFINITION, 2)
    assert replace(PROGRAM, state=ProgramState.PAUSED).active_version is None
    assert replace(PROGRAM, state=ProgramState.DRAFT, phases=()).active_version is None
    assert replace(PROGRAM, phases=PROGRAM.phases[:1]).active_version is None
