"""One transaction: repositories over one connection, and the audit record of what it changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert

from core.kernel.canonical import Json, canonical_json
from core.kernel.clock import Clock
from core.store import tables
from core.store.audit import AuditLog
from core.store.campaigns import CampaignRepository
from core.store.deliveries import DeliveryRepository
from core.store.executions import ExecutionRepository
from core.store.holdouts import HoldoutRepository
from core.store.ledger import LedgerRepository
from core.store.looks import LookRepository
from core.store.outbox import OutboxRepository
from core.store.policies import PolicyRepository
from core.store.programs import ProgramRepository
from core.store.refreshes import RefreshRepository
from core.store.responses import ResponseRepository
from core.store.runs import RunRepository
from core.store.segments import SegmentRepository


class UnitOfWork:
    """What one transaction may do. Made by `Database.unit` (writes) or `Database.view` (reads)."""

    def __init__(self, connection: Connection, *, actor: str = "", clock: Clock | None = None) -> None:
        self._connection = connection
        self._actor = actor
        self._now = clock.now() if clock else None  # one instant for everything a transaction writes
        self.recorded: list[dict[str, str]] = []  # what `record` was told, for the log once it is committed
        self.segments = SegmentRepository(connection)
        self.runs = RunRepository(connection)
        self.refreshes = RefreshRepository(connection)
        self.programs = ProgramRepository(connection)
        self.ledger = LedgerRepository(connection)
        self.campaigns = CampaignRepository(connection)
        self.executions = ExecutionRepository(connection)
        self.deliveries = DeliveryRepository(connection)
        self.outbox = OutboxRepository(connection)
        self.responses = ResponseRepository(connection)
        self.holdouts = HoldoutRepository(connection)
        self.policies = PolicyRepository(connection)
        self.looks = LookRepository(connection)
        self.audit = AuditLog(connection)

    @property
    def now(self) -> datetime:
        """The instant of this transaction."""
        if self._now is None:
            raise RuntimeError("a reading unit of work has no instant and cannot write")
        return self._now

    @property
    def actor(self) -> str:
        """Who is writing."""
        return self._actor

    def record(self, action: str, kind: str, *, subject: str, before: Json = None, after: Json = None) -> None:
        """Write the audit record of one change, in the same transaction as the change."""
        self.recorded.append({"action": action, "kind": kind, "subject": subject})
        self._connection.execute(
            insert(tables.audit).values(
                at=self.now,
                actor=self._actor,
                action=action,
                kind=kind,
                subject=subject,
                before=None if before is None else canonical_json(before),
                after=None if after is None else canonical_json(after),
            )
        )
