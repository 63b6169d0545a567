"""What is told of everything that is kept in versions: a version of its definition, an entry of its audit log."""

from __future__ import annotations

from core.documents.version import Version
from core.store.audit import AuditRecord

__all__ = ["AuditRecord", "Version"]
