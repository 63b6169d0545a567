"""The warehouse behind declared table contracts, and its snapshots as Parquet. Home of DuckDB."""

from __future__ import annotations

from core.warehouse.connection import Source, connect
from core.warehouse.customers import IdMatch, known_ids, match_ids, unknown_ids
from core.warehouse.demo import build_demo, demo_path
from core.warehouse.engine import Engine
from core.warehouse.manifest import Finding, Snapshot, TableInfo
from core.warehouse.profile import Profile
from core.warehouse.progress import Progress
from core.warehouse.refresh import Increments
from core.warehouse.snapshot import SnapshotStore
from core.warehouse.status import SnapshotStatus, status

__all__ = [
    "Engine",
    "Finding",
    "IdMatch",
    "Increments",
    "Profile",
    "Progress",
    "Snapshot",
    "SnapshotStatus",
    "SnapshotStore",
    "Source",
    "TableInfo",
    "build_demo",
    "connect",
    "demo_path",
    "known_ids",
    "match_ids",
    "status",
    "unknown_ids",
]
