"""Refresh jobs, as rows. At most one is active at a time; a key of the table holds that."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from core.errors import NotFound
from core.store import tables

_J = tables.refresh_job.c


class JobState(StrEnum):
    """How a refresh job stands."""

    WAITING = "waiting"  # for its process to begin, or for the next try
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"  # somebody asked it to end
    LOST = "lost"  # its process died without a word


ACTIVE = (JobState.WAITING, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class Job:
    """One refresh of the warehouse's snapshot.

    kind: `full`, or `auto` (as much as is needed). step, share: what is being done, and how much of the whole is done
    (0 to 1). attempt: the number of the try, 0 before the first; next_try_at: when a waiting job tries again.
    snapshot_id: what it put in force. what, fix: why it failed or waits, and what to do.
    """

    job_id: int
    state: JobState
    kind: str
    requested_at: datetime
    requested_by: str
    host: str
    pid: int | None = None
    started_at: datetime | None = None
    heartbeat_at: datetime | None = None
    finished_at: datetime | None = None
    attempt: int = 0
    next_try_at: datetime | None = None
    step: str = ""
    share: float = 0.0
    snapshot_id: str | None = None
    what: str | None = None
    fix: str | None = None
    cancel_requested_at: datetime | None = None
    cancel_requested_by: str | None = None

    @property
    def is_active(self) -> bool:
        """Whether it has not ended yet."""
        return self.state in ACTIVE

    @property
    def is_cancelling(self) -> bool:
        """Whether somebody asked it to end and it has not ended yet."""
        return self.is_active and self.cancel_requested_at is not None


_COLUMNS = tuple(_J[f.name] for f in fields(Job))


class RefreshRepository:
    """Refresh jobs inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, *, kind: str, at: datetime, by: str, host: str) -> Job:
        """Insert a waiting job and return it with its number. IntegrityError when another one is active."""
        values = {
            "active": 1, "state": JobState.WAITING, "kind": kind, "requested_at": at, "requested_by": by, "host": host,
            "heartbeat_at": at, "attempt": 0, "step": "", "share": 0.0,
        }  # fmt: skip
        added = insert(tables.refresh_job).values(values).returning(_J.job_id)
        return self.get(self._connection.execute(added).scalar_one())

    def get(self, job_id: int) -> Job:
        """Return one job. Raises NotFound."""
        row = self._connection.execute(select(*_COLUMNS).where(_J.job_id == job_id)).one_or_none()
        if row is None:
            last = self._connection.execute(select(func.max(_J.job_id))).scalar_one()
            there = f"the newest one is {last}" if last else "none was ever started"
            raise NotFound(f"There is no refresh job {job_id}; {there}.", fix="List them with `warehouse jobs`.")
        return _job(row)

    def active(self) -> Job | None:
        """Return the job that has not ended, if there is one."""
        row = self._connection.execute(select(*_COLUMNS).where(_J.active == 1)).one_or_none()
        return None if row is None else _job(row)

    def latest(self, n: int) -> list[Job]:
        """Return the `n` jobs that were started last, the newest first."""
        found = self._connection.execute(select(*_COLUMNS).order_by(_J.job_id.desc()).limit(n))
        return [_job(row) for row in found]

    def change(self, job_id: int, **values: object) -> bool:
        """Change an active job; False, and nothing is changed, when it has ended."""
        ended = {"active": None} if values.get("state") not in (None, *ACTIVE) else {}
        changed = update(tables.refresh_job).where(_J.job_id == job_id, _J.active == 1).values({**values, **ended})
        return self._connection.execute(changed).rowcount == 1


def _job(row: Row[Any]) -> Job:
    values = {f.name: getattr(row, f.name) for f in fields(Job)}
    return Job(**{**values, "state": JobState(row.state)})
