"""The warehouse behind declared table contracts, and its snapshots as Parquet. Home of DuckDB."""

from __future__ import annotations

from core.warehouse.contents.customers import IdMatch, known_ids, match_ids, unknown_ids
from core.warehouse.engine import Engine
from core.warehouse.loading.demo import build_demo, demo_path
from core.warehouse.profile import Profile
from core.warehouse.progress import Progress
from core.warehouse.snapshots.manifest import Finding, Snapshot, TableInfo
from core.warehouse.snapshots.refresh import Increments
from core.warehouse.snapshots.snapshot import SnapshotStore
from core.warehouse.snapshots.status import SnapshotStatus, status
from core.warehouse.sources.connection import Source, connect

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
