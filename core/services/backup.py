"""Backups: the whole store with the recorded memberships in one file, and back, into SQLite or PostgreSQL.

Snapshots are not in it: the warehouse has what is in them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from core import logs
from core.errors import Refused, StoreNotReady
from core.kernel.clock import Clock, format_instant
from core.services.backup_file import FORMAT, MANIFEST, Saved, add_file, opened, saved, take_file, written
from core.store import Database, JobState, UnitOfWork, archive
from core.store.database import refuse_newer

__all__ = ["Backup", "Saved"]
_log = logs.get_logger(__name__)


class Backup:
    """Saves the store and brings it back; `folder` holds the membership files."""

    def __init__(self, database: Database, *, folder: Path, clock: Clock, actor: str) -> None:
        self._database = database
        self._folder = folder
        self._clock = clock
        self._actor = actor

    def save(self, file: Path) -> Saved:
        """Write the store as it is at this moment; an older backup of that name is replaced when all is written.

        Raises StoreNotReady for a store that holds nothing yet, StoreTooNew, StorageFull, BadInput when the file cannot
        be written or is something else.
        """
        revision = self._database.revision()
        refuse_newer(revision)
        if revision is None:
            raise StoreNotReady("There is nothing to save: the store is empty.", fix="Run `python -m core db upgrade`.")
        made = {"format": FORMAT, "made_at": format_instant(self._clock.now()), "by": self._actor}
        with written(file) as into:
            with self._database.reading() as connection:
                made |= archive.dump(connection, into)
                names = archive.referred(connection)
            made |= self._files(into, names)
            into.writestr(MANIFEST, json.dumps(made, indent=1))
        _log.info("store.saved", file=file, revision=revision)
        return saved(file, made)

    def restore(self, file: Path, *, replace: bool = False) -> Saved:
        """Bring a backup back and migrate it to this version's schema: all of it, or nothing is changed.

        Raises Refused for a store that holds something already, unless it is to be replaced; BadInput for a file that
        is damaged or no backup; StoreTooNew for one of a newer version.
        """
        with opened(file) as (source, manifest):
            refuse_newer(manifest["revision"])
            refuse_newer(self._database.revision())
            with self._database.writing() as connection:
                if not replace and (n := archive.rows_in(connection)):
                    raise Refused(
                        f"The store {self._database.address} is not empty: it holds {n:,} rows.",
                        fix="Point STORE_URL at an empty database, or give --replace: what is there is lost then.",
                    )
                archive.load(connection, source, manifest)
                self._note(UnitOfWork(connection, actor=self._actor, clock=self._clock), file, manifest)
                for name in manifest["files"]:
                    take_file(source, name, self._folder / name)
        _log.info("store.restored", file=file, revision=manifest["revision"])
        return saved(file, manifest)

    def _files(self, into: ZipFile, names: Sequence[str]) -> dict[str, Any]:
        """Add the membership files. They are never changed, so they need not be read in the store's transaction."""
        there = [name for name in names if (self._folder / name).is_file()]
        return {
            "files": {name: add_file(into, name, self._folder / name) for name in there},
            "missing": sorted({*names} - {*there}),
        }

    def _note(self, work: UnitOfWork, file: Path, manifest: Mapping[str, Any]) -> None:
        """Write the restoring into the audit log, and end the refresh that ran when the backup was made."""
        if (job := work.refreshes.active()) is not None:
            what = "It was under way when the backup was made that this store was restored from."
            work.refreshes.change(
                job.job_id, state=JobState.LOST, finished_at=work.now, what=what, fix="Start another refresh."
            )
        facts = {"file": file.name, "made_at": manifest["made_at"], "revision": manifest["revision"]}
        work.record("restore", "store", subject="backup", after=facts)
