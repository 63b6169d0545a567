"""The contact policy, as rows: a new version for every edit, the newest in force."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from core.errors import Conflict
from core.kernel.canonical import canonical_json
from core.store import campaign_tables as tables

_P = tables.contact_policy.c


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """One edit of the contact policy, as a plain document."""

    version: int
    document: Mapping[str, Any]
    comment: str
    at: datetime
    by: str


class PolicyRepository:
    """Versions of the contact policy inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def current(self) -> PolicyVersion | None:
        """Return the version in force, None while none was ever saved."""
        return next(iter(self.history()), None)

    def history(self) -> list[PolicyVersion]:
        """Return all versions, newest first."""
        columns = (_P.version, _P.document, _P.comment, _P.at, _P.by)
        found = self._connection.execute(select(*columns).order_by(_P.version.desc()))
        return [PolicyVersion(number, json.loads(document), *rest) for number, document, *rest in found]

    def save(self, document: Mapping[str, Any], *, seen: int, comment: str, at: datetime, by: str) -> PolicyVersion:
        """Store the document as the version after `seen` (0: there is none yet).

        Raises Conflict when another version was saved since `seen`: the edit is refused, not merged.
        """
        head = self.current()
        if (head.version if head else 0) != seen:
            saved = f"saved as version {head.version} by {head.by}" if head else "never saved"
            raise Conflict(
                f"The contact policy was {saved} while you edited version {seen}. Nothing was overwritten.",
                fix="Reload it, look at what changed in its history, and make your change again.",
            )
        made = PolicyVersion(seen + 1, document, comment, at, by)
        values = {"version": made.version, "document": canonical_json(dict(document)), "comment": comment, "at": at}
        self._connection.execute(insert(tables.contact_policy).values(by=by, **values))
        return made
