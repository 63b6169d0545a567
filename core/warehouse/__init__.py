"""The warehouse behind declared table contracts, and its snapshots as Parquet. Home of DuckDB."""

from core.warehouse.connection import Source, connect
from core.warehouse.demo import build_demo, demo_path
from core.warehouse.engine import Engine
from core.warehouse.manifest import Finding, Snapshot, TableInfo
from core.warehouse.profile import Profile
from core.warehouse.progress import Progress
from core.warehouse.snapshot import SnapshotStore

__all__ = [
    "Engine", "Finding", "Profile", "Progress", "Snapshot", "SnapshotStore", "Source", "TableInfo", "build_demo",
    "connect", "demo_path",
]
