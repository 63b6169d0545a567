"""Figures of a program's ledger, as the page shows them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app import cache
from core.reports import words
from core.services import program_figures
from core.services.lab import Lab
from core.services.program_figures import Standing
from core.services.programs import Program


def since(program: Program) -> date | None:
    """Return the first day of the version in force, None when none is."""
    in_force = [p.from_on for p in program.phases if p.until_on is None]
    return in_force[-1] if in_force and program.active_version is not None else None


def has_ledger(program: Program) -> bool:
    """Say whether the program was ever activated."""
    return bool(program.phases)


def standing(lab: Lab, program: Program) -> Standing | None:
    """Return what stands in a program's ledger, None before it was ever activated."""
    if not has_ledger(program):
        return None

    def ask() -> Standing | None:
        return program_figures.standing(lab.features, lab.programs, program)

    return cache.kept(lab, "programs.standing", ask, more=f"{program.slug} {lab.features.state}")


def money(lab: Lab, amount: Decimal | None) -> str:
    """Return an amount in the currency of the warehouse."""
    return words.money(amount, lab.warehouse.snapshot().unit)
