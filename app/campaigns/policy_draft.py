"""The contact policy that is being edited in this browser tab."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from app.documents.rows import Row, copied
from core.errors import LabError
from core.services.policies import Policy

KEY = "campaigns.policy"
ALL = "all"
NEW = {"at_most": 2, "per_days": 7}
USUAL = {"from": "21:00", "to": "09:00"}


@dataclass
class PolicyDraft:
    """A policy in the making. `quiet` keeps what was typed, also while quiet hours are switched off."""

    seen: int
    begun: int
    caps: list[tuple[int, Row]] = field(default_factory=list)  # each with the number that names its fields
    quiet: Row = field(default_factory=dict)
    words: Row = field(default_factory=dict)  # the comment
    saved: Row = field(default_factory=dict)  # the policy that the draft began with
    made: int = 0
    asked: str = ""  # form or yaml, of a press that is still to be answered
    yaml_key: str = ""
    fault: LabError | None = None
    lock: threading.RLock = field(default_factory=threading.RLock)

    def key(self, name: str) -> str:
        """Return the key of a form field of this draft."""
        return f"campaigns.policy.{name}.{self.begun}"

    def load(self, document: Mapping[str, Any]) -> None:
        """Begin with a policy."""
        whole = copied(document)
        self.caps = []
        for cap in whole.get("caps", []):
            self.add(cap)
        kept = {"is_kept": "quiet_hours" in whole}
        self.quiet = {
            **USUAL,
            **kept,
            "zone": "business",
            "then": "hold",
            "channels": [],
            **whole.get("quiet_hours", {}),
        }

    def add(self, cap: Row) -> None:
        """Add a cap."""
        self.made += 1
        self.caps.append((self.made, cap))

    def remove(self, number: int) -> None:
        """Take a cap away."""
        self.caps = [(n, cap) for n, cap in self.caps if n != number]

    def document(self) -> Row:
        """Return the policy as it stands."""
        caps = [{k: v for k, v in cap.items() if v not in (None, "", ALL)} for _, cap in self.caps]
        found: Row = {"caps": caps} if caps else {}
        if self.quiet["is_kept"]:
            found["quiet_hours"] = {k: v for k, v in self.quiet.items() if v != [] and k != "is_kept"}
        return found

    def ask(self, what: str) -> None:
        """Note a press."""
        self.asked = what


def draft_of(policy: Policy) -> PolicyDraft:
    """Return this tab's draft, begun anew where the policy is newer and nothing was typed."""
    held: PolicyDraft | None = st.session_state.get(KEY)
    if held is None or (held.seen != policy.version and held.document() == held.saved):
        held = PolicyDraft(policy.version, 1 if held is None else held.begun + 1)
        held.load(policy.document.document())
        held.saved = held.document()
        st.session_state[KEY] = held
    return held


def forget() -> None:
    """Begin anew from the policy in force, the next time it is drawn."""
    st.session_state.pop(KEY, None)
