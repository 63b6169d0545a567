"""Answers that are kept: keyed by what they follow from, so that a page never shows two dates at once.

An answer follows from the snapshot, the feature dictionary, the instant and the canonical rule; `more` holds whatever
else it depends on. Kept answers are shared between sessions: only frozen values may be kept.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar, cast

import streamlit as st

from core.kernel.clock import format_instant
from core.services.home import Trade
from core.services.lab import Lab

T = TypeVar("T")


def kept(
    lab: Lab, question: str, ask: Callable[[], T], *, as_of: datetime | None = None, rule: str = "", more: str = ""
) -> T:
    """Return the kept answer to a question, or ask and keep it.

    `question` names what is asked; `rule` is canonical JSON (`Rule.json` through `canonical_json`). A failure is not
    kept. `as_of` left out means the snapshot's own instant.
    """
    snapshot = lab.warehouse.snapshot()
    at = format_instant(as_of or snapshot.as_of)
    return cast("T", _answer(ask, (question, snapshot.id, lab.features.dictionary.digest, at, rule, more)))


@st.cache_resource(max_entries=256, show_spinner=False)
def _answer(_ask: Callable[[], object], key: tuple[str, ...]) -> object:  # noqa: ARG001 - the key is for Streamlit
    return _ask()  # the leading underscore keeps it out of the key


def trade(lab: Lab) -> Trade:
    """Return the first page's figures that follow from the snapshot."""
    return kept(lab, "home.trade", lab.home.trade)
