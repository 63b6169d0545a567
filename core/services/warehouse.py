"""The warehouse and its snapshots: build the demo, look, refresh, tell how things stand."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from core.config import Settings
from core.errors import LabError
from core.kernel.clock import Clock
from core.warehouse import Profile, Progress, Snapshot, SnapshotStatus, SnapshotStore, connect, status
from core.warehouse.loading.demo import build_demo, demo_is_current, demo_path
from core.warehouse.progress import quiet
from core.warehouse.report import SourceReport

__all__ = ["SourceReport", "Warehouse"]


class Warehouse:
    """The source behind DWH_URL and the snapshots taken of it."""

    def __init__(self, settings: Settings, profile: Profile, snapshots: SnapshotStore, *, clock: Clock) -> None:
        self._settings = settings
        self._snapshots = snapshots
        self._clock = clock
        self.profile = profile

    @property
    def is_demo(self) -> bool:
        """Whether DWH_URL names the embedded demo."""
        return self._settings.dwh_url.get_secret_value().startswith("demo://")

    def demo(self, *, progress: Progress = quiet, rebuild: bool = False) -> Path:
        """Build the embedded demo warehouse unless it is there; return its file."""
        return build_demo(demo_path(self._settings.home), progress=progress, rebuild=rebuild)

    @property
    def address(self) -> str:
        """Where DWH_URL points, without its password. Nobody is asked. Raises ConfigError, WarehouseUnreachable."""
        return connect(self._settings).address

    def columns(self) -> pl.DataFrame:
        """Return what the source holds: table, column, type."""
        return connect(self._settings).describe()

    def problems(self) -> list[str]:
        """Return everything that the profile declares and the source does not give."""
        return connect(self._settings).check(self.profile)

    def test(self) -> SourceReport:
        """Return how the warehouse answers and whether it fits the profile, with every fault at once."""
        try:
            source = connect(self._settings)
        except LabError as error:
            return SourceReport.failed("", error)
        return source.test(self.profile)

    def demo_is_current(self) -> bool:
        """Whether the embedded demo warehouse is built and of this version."""
        return demo_is_current(demo_path(self._settings.home))

    def refresh(self, *, progress: Progress = quiet, full: bool = False) -> Snapshot:
        """Take a new snapshot and put it in force. Raises RefreshRunning, ContractViolation, StorageFull."""
        return self._snapshots.refresh(connect(self._settings), self.profile, progress=progress, full=full)

    def snapshot(self) -> Snapshot:
        """Return the snapshot in force. Raises SnapshotMissing when there is none."""
        return self._snapshots.current()

    def snapshots(self) -> list[Snapshot]:
        """Return every snapshot that is kept."""
        return self._snapshots.list()

    def verify(self) -> None:
        """Read every file of the snapshot in force in full. Raises SnapshotCorrupt naming the damaged ones."""
        self._snapshots.verify(self._snapshots.current())

    def status(self) -> SnapshotStatus:
        """Return how the snapshot in force stands: what it holds, its age, what else is kept."""
        return status(self._snapshots, now=self._clock.now())
