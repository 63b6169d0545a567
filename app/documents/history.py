"""Versions of something, and who did what to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl
import streamlit as st

from app.components import columns, tables
from app.documents.draft import Noun
from core.services.kept import AuditRecord, Version


class History:
    """Draws what became of one thing, in the business time zone or another one."""

    def __init__(self, noun: Noun, slug: str, *, zone: str) -> None:
        self._noun, self._slug, self._zone = noun, slug, zone

    def versions(self, kept: Iterable[Version[Any]]) -> None:
        """Draw the versions, each with the name that it had."""
        rows = [
            {"version": v.version, "saved": v.created_at, "by": v.created_by, "name": v.definition.name,
             "what changed": v.comment}
            for v in kept
        ]  # fmt: skip
        self.table(rows, "versions", columns=columns.versions(self._zone))

    def audit(self, acts: Iterable[AuditRecord]) -> None:
        """Draw the audit log."""
        rows = [{"at": a.at, "who": a.actor, "what": a.action, "before": a.before, "after": a.after} for a in acts]
        st.subheader("Audit log")
        self.table(rows, "audit", columns=columns.audit(self._zone))

    def table(self, rows: Sequence[Mapping[str, object]], name: str, *, columns: Mapping[str, Any]) -> None:
        """Draw rows that can be downloaded."""
        frame = pl.DataFrame(rows, infer_schema_length=None)
        tables.show(frame, key=f"{self._noun.many}.{name}", file=f"{self._slug}-{name}", columns=columns)
