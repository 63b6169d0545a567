"""Save the draft of a program."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents import saving
from app.programs.draft import Desk, Draft
from core.errors import BadInput
from core.services.lab import Lab
from core.services.programs import Program


def answer(lab: Lab, desk: Desk, draft: Draft, problems: Sequence[tuple[str, str]]) -> None:
    """Answer a press of Save; ends the run if there was one."""
    saving.answer(desk, draft, lambda: _save(lab, desk, draft, problems))


def _save(lab: Lab, desk: Desk, draft: Draft, problems: Sequence[tuple[str, str]]) -> None:
    saving.save(desk, draft, lambda: _stored(lab, draft, problems))


def _stored(lab: Lab, draft: Draft, problems: Sequence[tuple[str, str]]) -> Program:
    if problems:
        raise BadInput("Not saved: the program has problems.", fix="Mend what the box below the button lists.")
    return saving.stored(lab.programs, draft)


def form(draft: Draft) -> None:
    """Draw what changed, the button, and how the last save went."""
    saving.form(draft, create="Create program")
    saving.outcome(draft.outcome)
