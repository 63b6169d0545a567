"""A version of a definition: what somebody saved, when, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic

from core.documents.kind import Definition


@dataclass(frozen=True)  # a frozen class with slots cannot be called as `Version[ProgramDefinition](...)`
class Version(Generic[Definition]):
    """One edit of something that has a definition, never changed afterwards."""

    version: int
    definition: Definition
    comment: str
    created_at: datetime
    created_by: str
