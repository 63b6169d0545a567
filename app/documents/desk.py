"""What one browser tab works on.

When the next event comes from the browser, Streamlit ends the run under way at the next of its own calls (reading
session state is one). What must not be lost is therefore kept in a plain object and changed under its lock.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from app.documents.draft import Draft, S
from core.errors import LabError

MOST = 20  # drafts that one tab keeps

D = TypeVar("D", bound=Draft[Any])


@dataclass(kw_only=True)
class Way:
    """Where to go as soon as the address can be changed: to what has this short name, and to which tab of it.

    And how the last act went, until that was shown.
    """

    open_next: str | None = None
    open_tab: str | None = None
    lock: threading.RLock = field(default_factory=threading.RLock)  # one run at a time answers a press
    said: str = ""
    failed: LabError | None = None

    def do(self, act: Callable[[], str]) -> None:
        """Do something whose answer is a sentence; the page says it, or why it was refused."""
        with self.lock:
            try:
                self.said, self.failed = act(), None
            except LabError as error:
                self.said, self.failed = "", error


@dataclass
class Desk(Way, Generic[D, S]):
    """The drafts of one kind. `make` makes one of a short name (or None), the version seen and its number."""

    make: Callable[[str | None, int, int], D]
    most: int = MOST
    drafts: dict[str | None, D] = field(default_factory=dict)
    begun: int = 0

    def of(self, saved: S | None, *, blank: Mapping[str, Any]) -> D:
        """Return the draft of something (None: a new one), begun anew if it is untouched and a newer one is saved."""
        if saved is None:
            return self.drafts.get(None) or self.new(blank, is_blank=True)
        held = self.drafts.get(saved.slug)
        is_stale = held is not None and held.seen != saved.head and not held.is_changed
        return self.begin(saved) if held is None or is_stale else held

    def begin(self, saved: S) -> D:
        """Begin a draft from the newest version, with form fields of its own."""
        draft = self._put(saved.slug, saved.head, saved.definition.document())
        draft.saved = draft.document()
        return draft

    def new(self, given: Mapping[str, Any], *, is_blank: bool = False) -> D:
        """Begin a new one from a document; in a blank one there is nothing to save yet."""
        draft = self._put(None, 0, given)
        draft.saved = draft.document() if is_blank else {}
        return draft

    def _put(self, slug: str | None, seen: int, given: Mapping[str, Any]) -> D:
        self.begun += 1
        draft = self.make(slug, seen, self.begun)
        draft.load(given)
        self.drafts.pop(slug, None)
        self.drafts[slug] = draft
        while len(self.drafts) > self.most:
            self.drafts.pop(next(iter(self.drafts)))
        return draft

    def reload(self, draft: D, given: Mapping[str, Any]) -> None:
        """Put another document into a draft; its form fields begin again."""
        self.begun += 1
        draft.begun = self.begun
        draft.load(given)

    def held(self, saved: S) -> D | None:
        """Return the unsaved edits of something, None if there are none."""
        draft = self.drafts.get(saved.slug)
        return draft if draft is not None and draft.is_changed else None
