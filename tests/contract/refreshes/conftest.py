"""Refresh jobs over every store, with what takes the snapshot and what starts a process handed in."""

from __future__ import annotations

from tests.contract.refreshes.desk import desk
from tests.contract.store.stores import clock, database, url

__all__ = ["clock", "database", "desk", "url"]
