"""The campaigns that are being edited in this browser tab.

A draft holds the whole document, so nothing depends on what the browser shows, and another campaign's draft takes
nothing from it. Like those of segments and programs it is a plain object under a lock.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from app.campaigns import document
from app.programs.document import copied
from core.errors import LabError
from core.kernel.canonical import Json
from core.services.campaigns import Campaign
from core.services.performance import Power
from core.services.planning import Plan

KEY = "campaigns.desk"
MOST = 20  # drafts that one tab keeps
SAVE, SUBMIT = "save", "submit"

Row = dict[str, Any]


@dataclass
class Item:
    """A trigger, a variant or the goal in the making; `revision` rises to load another condition."""

    number: int  # names its form fields; another item never has it
    content: Row
    revision: int = 1
    half_typed: tuple[str, ...] = ()  # what its condition still needs


@dataclass
class Draft:
    """A campaign in the making. `terms` is what is neither a trigger, a variant nor the goal."""

    slug: str | None  # None for a campaign that was never saved
    seen: int  # the version that the edit began with, 0 for none
    begun: int  # names the form fields of this draft
    terms: Row = field(default_factory=dict)
    triggers: list[Item] = field(default_factory=list)
    variants: list[Item] = field(default_factory=list)
    goal: Item = field(default_factory=lambda: Item(0, document.flat_conversion({})))
    words: Row = field(default_factory=dict)  # what changed, in the author's words
    step: str = ""  # the step that was open last
    made: int = 0  # items that were ever made
    presses: int = 0  # runs in which a press of Save was seen and not answered yet
    wants: str = SAVE  # what the press was for
    saved: Row = field(default_factory=dict)  # the document that the draft began with
    outcome: Campaign | LabError | None = None
    shown_for: Row = field(default_factory=dict)  # whom and how the message is previewed for
    yaml_key: str = ""
    yaml_asked: bool = False
    yaml_fault: LabError | None = None

    def key(self, name: str) -> str:
        """Return the key of a form field of this draft."""
        return f"campaigns.{name}.{self.begun}"

    def item(self, content: Row) -> Item:
        """Return an item whose number no other one of this draft has."""
        self.made += 1
        return Item(self.made, content)

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

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save."""
        return self.document() != self.saved or bool(self.half_typed)

    def remove(self, items: list[Item], item: Item) -> None:
        """Take a trigger or a variant away; a second press of the same button finds nothing to take."""
        if item in items:
            items.remove(item)

    def ask_save(self, wants: str = SAVE) -> None:
        """Note that a button that saves was pressed."""
        self.presses, self.wants = max(self.presses, 1), wants

    def ask_yaml(self) -> None:
        """Note that the button below the YAML was pressed."""
        self.yaml_asked = True


@dataclass(frozen=True)
class Planned:
    """A plan, what it follows from, and how small an effect it could show (nothing without a control group)."""

    key: tuple[object, ...]
    plan: Plan
    powers: tuple[Power, ...]


@dataclass
class Desk:
    """What one browser tab works on; `open_next` is the campaign to go to as soon as the address can be changed."""

    drafts: dict[str | None, Draft] = field(default_factory=dict)
    begun: int = 0
    open_next: str | None = None
    open_tab: str | None = None
    asked: tuple[str, str, int, str] | None = None  # campaign, act, version that was looked at, note
    planned: Planned | None = None
    bound: dict[str, Callable[[Any], None]] = field(default_factory=dict)  # fields that were drawn; see `fields`
    said: str = ""  # how the last act went, until it was shown
    failed: LabError | None = None
    lock: threading.RLock = field(default_factory=threading.RLock)  # one run at a time answers a press

    def of(self, campaign: Campaign | None) -> Draft:
        """Return the draft of a campaign (None: a new one), begun anew if it is untouched and a newer one is saved."""
        slug = None if campaign is None else campaign.slug
        held = self.drafts.get(slug)
        is_stale = held is not None and campaign is not None and held.seen != campaign.head and not held.is_changed
        return self.begin(campaign) if held is None or is_stale else held

    def begin(self, campaign: Campaign | None, *, given: Mapping[str, Any] | None = None) -> Draft:
        """Begin a draft from a campaign's newest version, or a new one from a document, with fields of its own."""
        self.begun += 1
        if campaign is None:
            draft = Draft(None, 0, self.begun)
            draft.load(given or document.blank())
            draft.saved = {} if given else draft.document()
        else:
            draft = Draft(campaign.slug, campaign.head, self.begun)
            draft.load(campaign.definition.document())
            draft.saved = draft.document()
        self.drafts.pop(draft.slug, None)
        self.drafts[draft.slug] = draft
        while len(self.drafts) > MOST:
            self.drafts.pop(next(iter(self.drafts)))
        return draft

    def reload(self, draft: Draft, given: Mapping[str, Any]) -> None:
        """Put another document into a draft; its form fields begin again."""
        self.begun += 1
        draft.begun = self.begun
        draft.load(given)

    def held(self, campaign: Campaign) -> Draft | None:
        """Return the unsaved edits of a campaign, None if there are none."""
        draft = self.drafts.get(campaign.slug)
        return draft if draft is not None and draft.is_changed else None


def desk() -> Desk:
    """Return this tab's desk."""
    held: Desk = st.session_state.setdefault(KEY, Desk())
    return held
