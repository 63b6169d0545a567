"""Every problem of a draft at once, each with its place in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.documents.problems import Places, box
from app.programs.draft import Draft
from core.services.lab import Lab

PLACES = Places(
    whole="the program",
    lists={"earn": "rule", "caps": "cap", "tiers": "tier", "burn": "option"},
    words={
        "name": "name", "description": "description", "point_value": "value of a point", "starts_on": "first day",
        "ends_on": "last day", "tier_window": "points that count", "tier_grace_days": "days of grace",
        "pending_days": "days until points can be spent", "expiry": "expiry", "per": "per", "when": "condition",
        "points": "points", "rounding": "rounding", "limit": "points at most", "rule": "of",
        "global": "for all customers", "threshold": "from points", "multiplier": "times", "benefits": "benefits",
        "value": "worth", "days": "days", "after_days": "days", "inactivity_days": "days",
        "yearly_on": "day of the year",
        "earn": "earn rules", "caps": "caps", "tiers": "tiers", "burn": "burn options",
    },
    deep=frozenset({"when", "points"}),
)  # fmt: skip


def found(lab: Lab, draft: Draft) -> list[tuple[str, str]]:
    """Return the place of each problem and what is to be said of it; none when the draft can be saved."""
    document = draft.document()
    said = [(place(p.pointer, document), f"{p.what} {p.fix}".strip()) for p in lab.programs.problems(document)]
    return said + [("Condition", what) for what in draft.half_typed]


def show(problems: Sequence[tuple[str, str]]) -> None:
    """Draw them in one box."""
    box(problems, then="the program can be saved", to_be="mended")


def place(pointer: str, document: Mapping[str, Any]) -> str:
    """Return in words where a JSON pointer points to: `Tier 2 (Silver), from points`."""
    said = PLACES.of(pointer, document)
    return said[:1].upper() + said[1:]
