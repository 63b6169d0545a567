"""The stores."""

from __future__ import annotations

from tests.contract.store.stores import clock, database, url

__all__ = ["clock", "database", "url"]
