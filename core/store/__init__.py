"""Application state: definitions, runs and the audit log in one relational database. Home of SQLAlchemy."""

from __future__ import annotations

from core.store.database import Database
from core.store.refreshes import Job, JobState
from core.store.unit_of_work import UnitOfWork

__all__ = ["Database", "Job", "JobState", "UnitOfWork"]
