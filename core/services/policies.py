"""The contact policy: how often and when anybody may be contacted by any campaign. Every edit is a version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.campaigns.policy_text import PolicyDocument, policy_of, read_policy, write_policy
from core.contact.policy import ContactPolicy
from core.kernel.clock import Clock
from core.kernel.names import checked_text
from core.store import Database
from core.store.policies import PolicyVersion

__all__ = ["Policies", "Policy"]

Given = PolicyDocument | Mapping[str, Any] | str | bytes  # a policy, its plain document, or its YAML


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of the policy. Version 0 is what holds while nobody saved any: no limits."""

    version: int
    document: PolicyDocument
    comment: str = ""
    at: datetime | None = None
    by: str = ""

    @property
    def policy(self) -> ContactPolicy:
        """What campaigns are planned by."""
        return self.document.policy()

    @property
    def text(self) -> str:
        """The policy as YAML."""
        return write_policy(self.document)


class Policies:
    """The policy in force and its history."""

    def __init__(self, *, database: Database, clock: Clock, actor: str) -> None:
        self._database = database
        self._clock = clock
        self._actor = actor

    def current(self) -> Policy:
        """Return the policy in force."""
        with self._database.view() as work:
            found = work.policies.current()
        return Policy(0, PolicyDocument()) if found is None else _policy(found)

    def history(self) -> list[Policy]:
        """Return every version that was saved, newest first."""
        with self._database.view() as work:
            return [_policy(found) for found in work.policies.history()]

    def read(self, given: Given) -> PolicyDocument:
        """Return the policy that is given. Raises PolicyInvalid with every fault."""
        if isinstance(given, PolicyDocument):
            return given
        return read_policy(given) if isinstance(given, str | bytes) else policy_of(given)

    def save(self, given: Given, *, seen: int, comment: str = "") -> Policy:
        """Put a policy in force that was made from version `seen` (0: there was none).

        What is planned from now on keeps it; what is on its way already does not change. Raises PolicyInvalid, Conflict
        when somebody saved since.
        """
        policy = self.read(given)
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            before = work.policies.current()
            saved = work.policies.save(
                policy.document(), seen=seen, comment=checked_text(comment), at=work.now, by=work.actor
            )
            work.record(
                "edit", "policy", subject=str(saved.version), before=None if before is None else dict(before.document),
                after=policy.document(),
            )  # fmt: skip
        return _policy(saved)


def _policy(found: PolicyVersion) -> Policy:
    return Policy(found.version, policy_of(found.document), found.comment, found.at, found.by)
