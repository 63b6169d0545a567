"""The demo's snapshot for tests that read it: built once a test run, shared by all workers."""

from __future__ import annotations

import fcntl
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.config import Settings
from core.kernel.clock import FixedClock
from core.warehouse import Profile, Snapshot, SnapshotStore, build_demo, connect, demo_path

TAKEN = datetime(2018, 2, 1, 12, tzinfo=UTC)


def demo_store(home: Path) -> SnapshotStore:
    """The snapshots of a home, at the instant when the demo's was taken."""
    return SnapshotStore(home / "snapshots", keep=3, grace=timedelta(hours=1), clock=FixedClock(TAKEN))


def warehouse_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo warehouse and a snapshot of it. Read it, never write to it."""
    base = tmp_path_factory.getbasetemp()
    home = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "warehouse-home"
    home.mkdir(exist_ok=True)
    with (home / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "ready").exists():
            settings = Settings(lab_home=home)
            build_demo(demo_path(home))
            demo_store(home).refresh(connect(settings), Profile.load(settings.dwh_profile))
            (home / "ready").touch()
    return home


def demo_snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The demo's snapshot."""
    return demo_store(warehouse_home(tmp_path_factory)).current()
