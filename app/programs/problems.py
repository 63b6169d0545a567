"""Every problem of a draft at once, each with its place in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from app.components.text import plain
from app.programs.draft import Draft
from core.errors import Problem
from core.services.lab import Lab

LISTS = {"earn": "Rule", "caps": "Cap", "tiers": "Tier", "burn": "Option"}
WORDS = {
    "name": "name", "description": "description", "point_value": "value of a point", "starts_on": "first day",
    "ends_on": "last day", "tier_window": "points that count", "tier_grace_days": "days of grace",
    "pending_days": "days until points can be spent", "expiry": "expiry", "per": "per", "when": "condition",
    "points": "points", "rounding": "rounding", "limit": "points at most", "rule": "of", "global": "for all customers",
    "threshold": "from points", "multiplier": "times", "benefits": "benefits", "value": "worth", "days": "days",
    "after_days": "days", "inactivity_days": "days", "yearly_on": "day of the year",
    "earn": "earn rules", "caps": "caps", "tiers": "tiers", "burn": "burn options",
}  # fmt: skip
DEEP = {"when", "points"}  # below these the pointer itself says where


def found(lab: Lab, draft: Draft) -> list[tuple[str, str]]:
    """Return the place of each problem and what is to be said of it; none when the draft can be saved."""
    document = draft.document()
    said = [(place(p.pointer, document), f"{p.what} {p.fix}".strip()) for p in _asked(lab, document)]
    return said + [("Condition", what) for what in draft.half_typed]


def _asked(lab: Lab, document: Mapping[str, Any]) -> Sequence[Problem]:
    return lab.programs.problems(document)


def show(problems: Sequence[tuple[str, str]]) -> None:
    """Draw them in one box."""
    if not problems:
        return
    head = "One thing is to be mended" if len(problems) == 1 else f"{len(problems)} things are to be mended"
    lines = "\n".join(f"- **{plain(where)}**: {plain(' '.join(what.split()))}" for where, what in problems)
    st.warning(f"{head} before the program can be saved:\n\n{lines}", icon=":material/edit:")


def place(pointer: str, document: Mapping[str, Any]) -> str:
    """Return in words where a JSON pointer points to: `Tier 2 (Silver), from points`."""
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    if not parts:
        return "The program"
    words: list[str] = []
    if parts[0] in LISTS and len(parts) > 1 and parts[1].isdigit():
        words.append(_item(parts[0], int(parts[1]), document))
        parts = parts[2:]
    while parts:
        part = parts.pop(0)
        words.append(WORDS.get(part, part))
        if part in DEEP and parts:
            words.append("at /" + "/".join(parts))
            break
    said = ", ".join(dict.fromkeys(words))
    return said[:1].upper() + said[1:]


def _item(name: str, number: int, document: Mapping[str, Any]) -> str:
    items = document.get(name)
    item = items[number] if isinstance(items, list) and number < len(items) else {}
    called = item.get("name") if isinstance(item, Mapping) else None
    return f"{LISTS[name]} {number + 1}" + (f" ({called})" if called else "")
