"""The campaigns that are being edited in this browser tab."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from app.campaigns import document
from app.documents import desk as desks
from app.documents import draft as drafts
from app.documents.draft import Item, Noun
from app.documents.rows import Row, copied
from core.kernel.canonical import Json
from core.services.campaigns import Campaign
from core.services.performance import Power
from core.services.planning import Plan

CAMPAIGN = Noun("campaign")
KEY = "campaigns.desk"
SAVE, SUBMIT = "save", "submit"


@dataclass
class Draft(drafts.Draft[Campaign]):
    """A campaign in the making. `terms` is what is neither a trigger, a variant nor the goal."""

    noun = CAMPAIGN
    terms: Row = field(default_factory=dict)
    triggers: list[Item] = field(default_factory=list)
    variants: list[Item] = field(default_factory=list)
    goal: Item = field(default_factory=lambda: Item(0, document.flat_conversion({})))
    step: str = ""  # the step that was open last
    wants: str = SAVE  # what the press was for
    shown_for: Row = field(default_factory=dict)  # whom and how the message is previewed for

    def load(self, given: Mapping[str, Any]) -> None:
        """Put a document in the place of all there is."""
        whole = copied(given)
        self.triggers = [self.item(document.flat_trigger(t)) for t in whole.pop("triggers", [])]
        self.variants = [self.item(document.flat_variant(v)) for v in whole.pop("variants", [])]
        self.goal = self.item(document.flat_conversion(whole.pop("conversion", None) or {}))
        self.terms = {"offer": {}, "messages": {}, "channels": [], "control": "0.1", "priority": 50, **whole}

    def document(self) -> dict[str, Json]:
        """Return the document as it stands, with what is at its default left out."""
        return document.assembled(
            self.terms, triggers=[t.content for t in self.triggers], variants=[v.content for v in self.variants],
            goal=self.goal.content,
        )  # fmt: skip

    @property
    def half_typed(self) -> list[tuple[str, str]]:
        """What conditions still need, each with the pointer to it."""
        found = [(f"/triggers/{n}/event/when", item) for n, item in enumerate(self.triggers)]
        asked = [pair for pair in found if pair[1].content.get("kind") == document.ROWS]
        if self.goal.content.get("kind") == document.PURCHASE:
            asked.append(("/conversion/purchase/when", self.goal))
        return [(at, what) for at, item in asked for what in item.half_typed]

    def remove(self, items: list[Item], item: Item) -> None:
        """Take a trigger or a variant away; a second press of the same button finds nothing to take."""
        if item in items:
            items.remove(item)

    def ask_save(self, wants: str = SAVE) -> None:
        """Note that a button that saves was pressed."""
        self.presses, self.wants = max(self.presses, 1), wants


@dataclass(frozen=True)
class Planned:
    """A plan, what it follows from, and how small an effect it could show (nothing without a control group)."""

    key: tuple[object, ...]
    plan: Plan
    powers: tuple[Power, ...]


@dataclass
class Desk(desks.Desk[Draft, Campaign]):
    """What one browser tab works on."""

    asked: tuple[str, str, int, str] | None = None  # campaign, act, version that was looked at, note
    planned: Planned | None = None


def desk() -> Desk:
    """Return this tab's desk."""
    held: Desk = st.session_state.setdefault(KEY, Desk(Draft))
    return held
