"""The folder of snapshots: one writer, any number of readers, nothing ever half there.

    <folder>/manifest.json             which snapshots are published and which is in force; replaced atomically
    <folder>/<id>/<table>.parquet      the tables, with <id>/snapshot.json that describes them; never changed
    <folder>/<id>.tmp/                 a snapshot in the making, or the left-over of a refresh that died
    <folder>/refresh.lock              the writer's lock, freed by the kernel
"""

from __future__ import annotations

import json
import logging
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from core.errors import LabError, SnapshotCorrupt, SnapshotMissing
from core.kernel.clock import Clock, format_instant, parse_instant
from core.warehouse.connection import Source
from core.warehouse.durable import put, put_text, storage_errors
from core.warehouse.engine import Engine, corrupt
from core.warehouse.lock import writer_lock
from core.warehouse.manifest import FORMAT, REMEDY, Snapshot, read_json
from core.warehouse.parquet import content_digest, fault, footer_digest
from core.warehouse.profile import Profile
from core.warehouse.progress import Progress, part, quiet
from core.warehouse.refresh import make_snapshot, new_id

MANIFEST = "manifest.json"
_UTC = ZoneInfo("UTC")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Published:
    id: str
    at: datetime


class SnapshotStore:
    """Snapshots in a folder. At least the newest `keep` stay, and each for `grace` after it was superseded."""

    def __init__(
        self, folder: Path, *, keep: int, grace: timedelta, clock: Clock, engine: Engine | None = None
    ) -> None:
        self.folder = folder
        self._keep = keep
        self._grace = grace
        self._clock = clock
        self._engine = engine

    def current(self) -> Snapshot:
        """Return the snapshot in force. Raises SnapshotMissing, SnapshotCorrupt, SnapshotTooNew."""
        published = self._published()
        if not published:
            raise SnapshotMissing(
                "No snapshot of the warehouse was taken yet.",
                fix="Take one with `python -m core warehouse refresh` (`make run` does it too).",
            )
        return self._open(published[-1].id)

    def get(self, id: str) -> Snapshot:
        """Return the snapshot with that id. Raises SnapshotMissing naming those there are, SnapshotCorrupt."""
        known = [p.id for p in self._published()]
        if id not in known:
            raise SnapshotMissing(
                f"There is no snapshot {id!r} (any more).",
                fix=f"Use one of: {', '.join(reversed(known))}." if known else REMEDY,
            )
        return self._open(id)

    def list(self) -> list[Snapshot]:
        """Return the published snapshots, the one in force last. Raises as `get`."""
        return [self._open(p.id) for p in self._published()]

    def verify(self, snapshot: Snapshot) -> None:
        """Read every file of the snapshot in full. Raises SnapshotCorrupt that names each damaged one."""
        damaged = [str(path) for name, t in snapshot.tables.items() if content_digest(path := snapshot.path(name)) != t.sha256]
        if damaged:
            raise SnapshotCorrupt(f"These files are not what was written: {', '.join(damaged)}.", fix=REMEDY)

    def refresh(self, source: Source, profile: Profile, *, progress: Progress = quiet) -> Snapshot:
        """Take a snapshot and put it in force; readers keep what they hold, and a failure changes nothing.

        Raises RefreshRunning, ContractViolation, WarehouseUnreachable, StorageFull.
        """
        now = self._clock.now().astimezone(UTC)
        with storage_errors(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        with writer_lock(self.folder / "refresh.lock", now=now):
            self._sweep(self._published())
            id = new_id(now)
            folder = self.folder / f"{id}.tmp"
            try:
                snapshot = make_snapshot(source, profile, engine=self._engine or Engine(), folder=folder, id=id, now=now,
                                         progress=part(progress, 0.0, 0.95))
                progress("Publishing the snapshot", 0.95)
                self._publish(folder, snapshot)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
        progress("The snapshot is in force", 1.0)
        return snapshot

    def _publish(self, folder: Path, snapshot: Snapshot) -> None:
        """Give the folder its name, then put it in force, then let go of what is no longer kept."""
        put(folder, snapshot.folder)
        kept = self._kept([*self._published(), _Published(snapshot.id, self._clock.now())])
        entries = [{"id": p.id, "published_at": format_instant(p.at)} for p in kept]
        value = {"format": FORMAT, "current": snapshot.id, "published": entries}
        put_text(json.dumps(value, indent=1), self.folder / MANIFEST)
        _log.info("snapshot published", extra={"snapshot": snapshot.id, "rows": snapshot.rows})
        self._sweep(kept)

    def _kept(self, published: list[_Published]) -> list[_Published]:
        """Return those to keep: the newest, and those superseded so lately that somebody may still read them."""
        limit = self._clock.now() - self._grace
        old, new = published[: -self._keep], published[-self._keep :]
        following = [p.at for p in published[1:]]
        return [p for p, superseded_at in zip(old, following, strict=False) if superseded_at > limit] + new

    def _sweep(self, kept: list[_Published]) -> None:
        """Remove every folder that is not kept, and temporary files. Only ever called with the lock held."""
        names = {p.id for p in kept}
        for path in self.folder.iterdir():
            if path.is_dir() and path.name not in names:
                shutil.rmtree(path, ignore_errors=True)
            elif path.name.startswith(MANIFEST + ".") and path.suffix == ".tmp":
                path.unlink(missing_ok=True)

    def _published(self) -> list[_Published]:
        try:
            value = read_json(self.folder / MANIFEST)
        except FileNotFoundError:
            return []
        try:
            return [_Published(p["id"], parse_instant(p["published_at"], _UTC)) for p in value["published"]]
        except (KeyError, TypeError, LabError) as error:
            raise SnapshotCorrupt(f"{self.folder / MANIFEST} is damaged: {error!r}.", fix=REMEDY) from error

    def _open(self, id: str) -> Snapshot:
        """Read a published snapshot and check cheaply that its files are whole: their size and their footers."""
        try:
            snapshot = Snapshot.read(self.folder / id)
        except FileNotFoundError as error:
            raise SnapshotCorrupt(f"{error.filename} is lost.", fix=REMEDY) from None
        for name, table in snapshot.tables.items():
            path = snapshot.path(name)
            if (why := fault(path)) is not None:
                raise corrupt(path, why)
            if path.stat().st_size != table.bytes or footer_digest(path) != table.footer:
                raise corrupt(path, "it is not the file that was written")
        return snapshot
