"""The folder of snapshots: one writer, any number of readers, nothing ever half there.

    <folder>/manifest.json             which snapshots are published; the last is in force; replaced atomically
    <folder>/<id>/<table>.parquet      the tables (parts.py says which files), with <id>/snapshot.json that describes
                                       them; never changed, so snapshots may share a file by hard links
    <folder>/<id>.tmp/                 a snapshot in the making, or the left-over of a refresh that died
    <folder>/refresh.lock              the writer's lock, freed by the kernel

Readers that `Snapshot.hold` a snapshot keep it beyond the grace time.
"""

from __future__ import annotations

import builtins
import json
import shutil
from collections.abc import Sequence
from contextlib import closing, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core import logs
from core.errors import SnapshotCorrupt, SnapshotMissing
from core.kernel.clock import Clock
from core.warehouse.durable import put, put_text, storage_errors
from core.warehouse.engine import Engine
from core.warehouse.profile import Profile
from core.warehouse.progress import Progress, part, quiet
from core.warehouse.snapshots.lock import is_held, writer_lock
from core.warehouse.snapshots.manifest import FILE, REMEDY, Snapshot
from core.warehouse.snapshots.parts import check_part, is_whole
from core.warehouse.snapshots.published import ID, MANIFEST, Published, read_published, recovered, written
from core.warehouse.snapshots.refresh import Increments, Order, make_snapshot, new_id
from core.warehouse.sources.connection import Source

_log = logs.get_logger(__name__)


class SnapshotStore:
    """Snapshots in a folder. The newest `keep` stay, and every other for `grace` after it was superseded."""

    def __init__(
        self,
        folder: Path,
        *,
        keep: int,
        grace: timedelta,
        clock: Clock,
        engine: Engine | None = None,
        increments: Increments | None = None,
    ) -> None:
        self.folder = folder
        self._keep = keep
        self._grace = grace
        self._clock = clock
        self._engine = engine
        self._increments = increments or Increments()

    def current(self) -> Snapshot:
        """Return the snapshot in force. Raises SnapshotMissing, SnapshotCorrupt, SnapshotTooNew."""
        published = read_published(self.folder)
        if not published:
            raise SnapshotMissing(
                "No snapshot of the warehouse was taken yet.",
                fix="Take one with `python -m core warehouse refresh` (`make run` does it too).",
            )
        try:
            return self._open(published[-1].id)
        except SnapshotCorrupt:
            again = read_published(self.folder)
            if again[-1:] == published[-1:]:
                raise
            return self._open(again[-1].id)  # it was superseded and removed between the two reads

    def get(self, id: str) -> Snapshot:
        """Return the snapshot with that id. Raises SnapshotMissing naming those there are, SnapshotCorrupt."""
        known = [p.id for p in read_published(self.folder)]
        if id not in known:
            raise SnapshotMissing(
                f"There is no snapshot {id!r} (any more).",
                fix=f"Use one of: {', '.join(reversed(known))}." if known else REMEDY,
            )
        return self._open(id)

    def list(self) -> builtins.list[Snapshot]:
        """Return the published snapshots, the one in force last; damaged ones are left out and logged.

        Raises SnapshotCorrupt when the manifest is damaged, SnapshotTooNew.
        """
        found = []
        for published in read_published(self.folder):
            try:
                found.append(self._open(published.id))
            except SnapshotCorrupt as error:
                _log.warning("snapshot.damaged", snapshot=published.id, why=error.what)
        return found

    def verify(self, snapshot: Snapshot) -> None:
        """Read every file of the snapshot in full. Raises SnapshotCorrupt that names each damaged one."""
        parts = (part for table in snapshot.tables.values() for part in table.parts)
        damaged = [str(snapshot.folder / part.file) for part in parts if not is_whole(snapshot.folder, part)]
        if damaged:
            raise SnapshotCorrupt(f"These files are not what was written: {', '.join(damaged)}.", fix=REMEDY)

    def refresh(self, source: Source, profile: Profile, *, progress: Progress = quiet, full: bool = False) -> Snapshot:
        """Take a snapshot and put it in force; readers keep what they hold, and a failure changes nothing.

        Of tables with a watermark only what is new is read, unless they are due or this one is to be `full`.
        Raises RefreshRunning, ContractViolation, WarehouseUnreachable, StorageFull, SnapshotTooNew.
        """
        now = self._clock.now().astimezone(UTC)
        with storage_errors(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        with writer_lock(self.folder / "refresh.lock", now=now):
            published = recovered(self.folder)
            self._sweep(published)
            order = self._order(published, now=now, full=full)
            try:
                with nullcontext(self._engine) if self._engine else closing(Engine()) as engine:
                    snapshot = make_snapshot(
                        source, profile, order=order, engine=engine, progress=part(progress, 0.0, 0.95)
                    )
                progress("Publishing the snapshot", 0.95)
                self._publish(order.folder, snapshot, published)
            finally:
                shutil.rmtree(order.folder, ignore_errors=True)
        progress("The snapshot is in force", 1.0)
        return snapshot

    def _order(self, published: Sequence[Published], *, now: datetime, full: bool) -> Order:
        """Say what is to be made next, and upon what it may build: the snapshot in force, if it is whole."""
        whole = []
        for entry in published:
            try:
                whole.append(self._open(entry.id))
            except SnapshotCorrupt as error:
                _log.warning("snapshot.damaged", snapshot=entry.id, why=error.what)
        previous = whole[-1] if whole and whole[-1].id == published[-1].id else None
        number = max((s.number for s in whole), default=0) + 1
        id = new_id(now)
        return Order(id, self.folder / f"{id}.tmp", now, number, previous, self._increments, full)

    def _publish(self, folder: Path, snapshot: Snapshot, published: Sequence[Published]) -> None:
        """Give the folder its name, then put it in force, then let go of what is no longer kept."""
        put(folder, snapshot.folder)
        kept = self._kept([*published, Published(snapshot.id, self._clock.now())])
        put_text(json.dumps(written(kept), indent=1), self.folder / MANIFEST)
        _log.info("snapshot.published", snapshot=snapshot.id, rows=snapshot.rows, as_of=snapshot.as_of)
        self._sweep(kept)

    def _kept(self, published: Sequence[Published]) -> Sequence[Published]:
        """Return those to keep: the newest, and those superseded so lately that somebody may still read them."""
        limit = self._clock.now() - self._grace
        old, new = published[: -self._keep], published[-self._keep :]
        superseded_at = [p.at for p in published[1:]]
        return [*(p for p, at in zip(old, superseded_at, strict=False) if at > limit), *new]

    def _sweep(self, kept: Sequence[Published]) -> None:
        """Remove the folders of snapshots that are neither kept nor held. Only ever called with the lock held."""
        names = {p.id for p in kept}
        for path in self.folder.iterdir():
            if ID.fullmatch(path.name.removesuffix(".tmp")) and path.name not in names and not is_held(path / FILE):
                shutil.rmtree(path, ignore_errors=True)
                _log.debug("snapshot.removed", snapshot=path.name)
            elif path.name.startswith(MANIFEST + ".") and path.suffix == ".tmp":
                path.unlink(missing_ok=True)

    def _open(self, id: str) -> Snapshot:
        """Read a published snapshot and check cheaply that its files are whole: their size and their footers."""
        try:
            snapshot = Snapshot.read(self.folder / id)
        except FileNotFoundError as error:
            raise SnapshotCorrupt(f"{error.filename} is lost.", fix=REMEDY) from None
        for table in snapshot.tables.values():
            for part_of_it in table.parts:
                check_part(snapshot.folder, part_of_it)
        return snapshot
