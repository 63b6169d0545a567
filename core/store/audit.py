"""The audit log: who changed what, when, from what to what. It is only ever added to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from core.store import tables


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """One change: `before` and `after` are canonical JSON, None where there was or is nothing."""

    at: datetime
    actor: str
    action: str
    kind: str
    subject: str
    before: str | None
    after: str | None


class AuditLog:
    """Reading side of the audit table; `UnitOfWork.record` writes it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, kind: str, subject: str) -> list[AuditRecord]:
        """Return the records about one thing, newest first."""
        a = tables.audit.c
        columns = (a.at, a.actor, a.action, a.kind, a.subject, a.before, a.after)
        found = select(*columns).where(a.kind == kind, a.subject == subject).order_by(a.audit_id.desc())
        return [AuditRecord(*row) for row in self._connection.execute(found)]

    def latest(self, n: int = 20) -> list[AuditRecord]:
        """Return the `n` newest records."""
        a = tables.audit.c
        columns = (a.at, a.actor, a.action, a.kind, a.subject, a.before, a.after)
        return [
            AuditRecord(*r) for r in self._connection.execute(select(*columns).order_by(a.audit_id.desc()).limit(n))
        ]
