"""Messages as CSV files, one a run, for a program of your own to send.

A record ends with CR LF, and no cell holds a CR; so what a crash left half written is what follows the last CR LF, and
is cut off by whoever writes next. Writers hold the file's lock, and see by the keys in its first column what is there.
"""

from __future__ import annotations

import csv
import fcntl
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import IO

from core.campaigns.templates import guarded
from core.channels.channel import answered
from core.channels.message import Outcome, Outgoing, Receipt
from core.kernel.clock import format_instant
from core.warehouse.durable import sync

COLUMNS: tuple[str, ...] = (
    "key",
    "campaign",
    "occasion",
    "run",
    "customer_id",
    "arm",
    "variant",
    "planned_at",
    "subject",
    "body",
)
_END = b"\r\n"
_KEPT = 4  # files whose keys are remembered


class CsvChannel:
    """Messages into `folder`/<campaign>/<run>.csv, each once; a cell that a spreadsheet would run begins with '."""

    name = "csv"
    at_once = 1000

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[Path, _Known] = {}
        self._lock = Lock()  # of this process's threads; other processes are kept out by the file's

    def fault(self) -> str | None:
        """Return None: the folder is made when it is needed."""
        return None

    def send(self, batch: Sequence[Outgoing]) -> list[Receipt]:
        """Append what is not there yet to the file of each run, and wait until it is on the disk."""
        found: dict[str, Receipt] = {}
        with self._lock:
            for path, messages in groupby(sorted(batch, key=self._path), key=self._path):
                found |= {receipt.key: receipt for receipt in self._append(path, list(messages))}
        return [found[message.key] for message in batch]

    def _path(self, message: Outgoing) -> Path:
        return self._folder / message.campaign / f"{message.run}.csv"

    def _append(self, path: Path, messages: list[Outgoing]) -> list[Receipt]:
        try:
            with _locked(path) as file:
                known = self._known.pop(path, _Known())
                known.catch_up(file)
                fresh = {m.key: m for m in messages if m.key.encode() not in known.keys}
                known.append(file, fresh.values())
        except OSError as error:
            reason = f"The file for {messages[0].campaign} cannot be written: {error.strerror or 'input or output'}."
            return answered(messages, Outcome.RETRY, reason)
        self._known[path] = known
        while len(self._known) > _KEPT:
            del self._known[next(iter(self._known))]  # the one that was used longest ago
        return [Receipt(m.key, Outcome.SENT, reference=f"{path.parent.name}/{path.name}") for m in messages]


class _Known:
    """The keys of a file as far as it was read."""

    def __init__(self) -> None:
        self.keys: set[bytes] = set()
        self._inode = -1
        self._end = 0

    def catch_up(self, file: IO[bytes]) -> None:
        """Read what others wrote since, and cut off what was left half written."""
        stat = os.fstat(file.fileno())
        if (stat.st_ino, stat.st_size >= self._end) != (self._inode, True):  # another file by that name
            self.keys, self._inode, self._end = set(), stat.st_ino, 0
        file.seek(self._end)
        *records, rest = file.read().split(_END)
        self.keys.update(record.partition(b",")[0] for record in records)
        self._end = stat.st_size - len(rest)
        if rest:
            file.truncate(self._end)

    def append(self, file: IO[bytes], messages: Iterable[Outgoing]) -> None:
        """Write the messages behind what is there, under the names of the columns where nothing is."""
        rows = [_row(message) for message in messages]
        written = _spelt(([COLUMNS] if not self._end else []) + rows) if rows else b""
        try:
            file.seek(self._end)
            file.write(written)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            file.truncate(self._end)  # a full disk
            raise
        self._end += len(written)
        self.keys.update(row[0].encode() for row in rows)


@contextmanager
def _locked(path: Path) -> Iterator[IO[bytes]]:
    """Open the file, made if it is not there, while nobody else writes it; the kernel frees the lock of who died."""
    path.parent.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists()
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if is_new:
            sync(path.parent)
        yield file


def _row(message: Outgoing) -> tuple[str, ...]:
    cells = (
        message.key, message.campaign, message.occasion, str(message.run), message.customer_id, message.arm,
        message.variant or "", format_instant(message.planned_at), message.subject, message.body,
    )  # fmt: skip
    return tuple(_cell(cell) for cell in cells)


def _cell(cell: str) -> str:
    return guarded(cell.replace("\r\n", "\n").replace("\r", "\n"))


def _spelt(rows: Iterable[Sequence[str]]) -> bytes:
    into = io.StringIO(newline="")
    csv.writer(into, lineterminator="\r\n").writerows(rows)
    return into.getvalue().encode("utf-8", "replace")
