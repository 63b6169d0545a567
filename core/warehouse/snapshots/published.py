"""The manifest of the snapshots' folder: which are published, in order; the last is in force."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from core import logs
from core.errors import LabError, SnapshotCorrupt
from core.kernel.clock import format_instant, parse_instant
from core.warehouse.snapshots.manifest import FORMAT, REMEDY, Snapshot, read_json

MANIFEST = "manifest.json"
ID = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}")  # nothing else in the folder is ever removed
_UTC = ZoneInfo("UTC")
_log = logs.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Published:
    """A snapshot that was put in force at that instant."""

    id: str
    at: datetime


def written(published: Sequence[Published]) -> dict[str, Any]:
    """Return the manifest's content."""
    entries = [{"id": p.id, "published_at": format_instant(p.at)} for p in published]
    return {"format": FORMAT, "current": published[-1].id, "published": entries}


def read_published(folder: Path) -> Sequence[Published]:
    """Return what is published, the one in force last; nothing when there is no manifest yet.

    Raises SnapshotCorrupt, SnapshotTooNew.
    """
    try:
        value = read_json(folder / MANIFEST)
    except FileNotFoundError:
        return []
    try:
        return [Published(p["id"], parse_instant(p["published_at"], _UTC)) for p in value["published"]]
    except (KeyError, TypeError, LabError) as error:
        raise SnapshotCorrupt(f"{folder / MANIFEST} is damaged: {error!r}.", fix=REMEDY) from error


def recovered(folder: Path) -> Sequence[Published]:
    """Return what is published; when the manifest is damaged or lost, the whole snapshots that the folder holds.

    Only for the writer, which is about to write a new manifest. Raises SnapshotTooNew.
    """
    try:
        if published := read_published(folder):
            return published
    except SnapshotCorrupt as error:
        _log.warning("manifest.rewritten", why=error.what)
    found = []
    for path in folder.iterdir():
        if ID.fullmatch(path.name):
            try:
                found.append(Snapshot.read(path))
            except (FileNotFoundError, SnapshotCorrupt):
                continue
    in_order = sorted(found, key=lambda s: (s.number, s.id))  # not by time: the clock may have been put back
    return [Published(s.id, s.created_at) for s in in_order]
