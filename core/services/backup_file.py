"""The file of a backup: what is in it, whether it is whole, and its reading and writing in words.

manifest.json            format, when and by whom, the schema's revision; rows, sizes and SHA-256 of every member
tables/<table>.jsonl     see core/store/archive.py
memberships/<file>       the recorded memberships that the store refers to
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zoneinfo import ZoneInfo

from core.errors import BadInput, LabError
from core.kernel.clock import parse_instant
from core.store.archive import damaged, member_of
from core.warehouse.durable import beside, put, storage_errors

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1 << 20
_TORN = (BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Saved:
    """A backup: its file, when and by whom it was made, its schema's revision, its rows and membership files.

    missing: the files that the store referred to and that were not there.
    """

    file: Path
    made_at: datetime
    made_by: str
    revision: str
    rows: int
    files: int
    missing: tuple[str, ...]


def saved(file: Path, manifest: Mapping[str, Any]) -> Saved:
    """Return what a manifest says. Raises KeyError and the like for one that is not ours."""
    return Saved(
        file, parse_instant(manifest["made_at"], ZoneInfo("UTC")), manifest["by"], manifest["revision"],
        sum(t["rows"] for t in manifest["tables"].values()), len(manifest["files"]), tuple(manifest["missing"]),
    )  # fmt: skip


@contextmanager
def written(file: Path) -> Iterator[ZipFile]:
    """Yield a ZIP file to write, readable by this user alone; it gets its name when the block ends well.

    Raises StorageFull, and BadInput when the folder cannot be written or the name is that of something else.
    """
    if file.exists() and not _is_backup(file):
        raise BadInput(f"{file} is there already and is no backup.", fix="Give a name that is free.")
    temporary = beside(file)
    try:
        with storage_errors(file.parent):
            handle = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
            with os.fdopen(handle, "w+b") as out, ZipFile(out, "w", ZIP_DEFLATED) as archive:
                yield archive
            put(temporary, file)
    except OSError as error:
        raise BadInput(
            f"The backup {file} cannot be written: {error.strerror}.", fix="Name a folder that this user may write to."
        ) from None
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def opened(file: Path) -> Iterator[tuple[ZipFile, dict[str, Any]]]:
    """Yield a backup and its manifest, after reading all of it and finding it whole.

    Raises BadInput for a file that is damaged, is no backup or has another format.
    """
    with _archive(file) as archive:
        manifest = _manifest(archive, file)
        _check(archive, manifest)
        yield archive, manifest


def _archive(file: Path) -> ZipFile:
    try:
        return ZipFile(file)
    except OSError as error:
        raise BadInput(
            f"The backup {file} cannot be read: {error.strerror}.", fix="Check the path and its permissions."
        ) from None
    except BadZipFile:
        raise BadInput(f"{file} is not a backup, or only a part of one.", fix="Name a file of `db backup`.") from None


def add_file(archive: ZipFile, name: str, path: Path) -> dict[str, Any]:
    """Copy a membership file, which is compressed already, into the archive; return what the manifest says of it."""
    with path.open("rb") as source, archive.open(_stored(name), "w", force_zip64=True) as member:
        digest, size = _copied(source, member)
    return {"bytes": size, "sha256": digest}


def take_file(archive: ZipFile, name: str, path: Path) -> None:
    """Copy a membership file out of the archive, whole or not at all. Raises StorageFull, BadInput."""
    temporary = beside(path)
    try:
        with storage_errors(path.parent):
            path.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(f"memberships/{name}") as source, temporary.open("xb") as out:
                _copied(source, out)
        put(temporary, path)
    except OSError as error:
        raise BadInput(
            f"The membership file {path} cannot be written: {error.strerror}.",
            fix="Set LAB_HOME to a folder that this user may write to, and restore again.",
        ) from None
    finally:
        temporary.unlink(missing_ok=True)


def _manifest(archive: ZipFile, file: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
        format = manifest["format"]
    except _TORN:
        raise BadInput(f"{file} is not a backup, or a damaged one.", fix="Name a file of `db backup`.") from None
    if format != FORMAT:
        raise BadInput(
            f"{file} is a backup of format {format}; this version reads format {FORMAT}.",
            fix="Restore it with the version of the app that made it.",
        )
    try:
        saved(file, manifest)
    except (*_TORN, AttributeError, LabError):
        raise damaged("its manifest is not whole") from None
    return manifest


def _check(archive: ZipFile, manifest: Mapping[str, Any]) -> None:
    """Read every member in full and compare its digest."""
    members = {member_of(name): facts["sha256"] for name, facts in manifest["tables"].items()}
    for name, facts in manifest["files"].items():
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise damaged(f"it has a file outside its place, {name!r}")
        members[f"memberships/{name}"] = facts["sha256"]
    bad = [name for name, digest in members.items() if _digest(archive, name) != digest]
    if bad:
        raise damaged(f"these parts are not what was written: {', '.join(bad)}")


def _digest(archive: ZipFile, name: str) -> str | None:
    try:
        with archive.open(name) as member:
            return _copied(member, None)[0]
    except _TORN:
        return None


def _copied(source: IO[bytes], target: IO[bytes] | None) -> tuple[str, int]:
    digest, size = sha256(), 0
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if target is not None:
            target.write(chunk)
    return digest.hexdigest(), size


def _is_backup(file: Path) -> bool:
    try:
        with ZipFile(file) as archive:
            return MANIFEST in archive.namelist()
    except (OSError, BadZipFile):
        return False


def _stored(name: str) -> ZipInfo:
    info = ZipInfo(f"memberships/{name}")
    info.compress_type = ZIP_STORED
    return info
