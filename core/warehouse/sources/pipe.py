"""A pipe that one thread writes rows into while DuckDB reads them: it has no name, so that nothing is left behind."""

from __future__ import annotations

import fcntl
import io
import os
from contextlib import suppress
from typing import Any

_BUFFER = 1 << 18
_SIZE = 1 << 20
_SAMPLE = 8  # the rows of every eighth piece are counted: enough to tell how far it is


class Pipe(io.RawIOBase):
    """The writing end, which counts roughly what goes through; `path` is what a reader opens."""

    def __init__(self) -> None:
        self._reader, self._writer = os.pipe()
        self._seen = self._sampled = self._lines = self._pieces = 0
        if hasattr(fcntl, "F_SETPIPE_SZ"):
            with suppress(PermissionError):  # the system's limit for all pipes of a user: then it stays small
                fcntl.fcntl(self._writer, fcntl.F_SETPIPE_SZ, _SIZE)

    @property
    def path(self) -> str:
        """The reading end, as a file of this process."""
        return f"/dev/fd/{self._reader}"

    @property
    def rows(self) -> int:
        """About how many rows went through."""
        return self._seen * self._lines // self._sampled if self._sampled else 0

    def buffered(self) -> io.BufferedWriter:
        """Return the writing end with a buffer; closing it tells the reader that this is all."""
        return io.BufferedWriter(self, _BUFFER)

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: Any) -> int:
        """Write a piece, waiting until the reader has room. Raises BrokenPipeError when there is none any more."""
        n = os.write(self._writer, data)
        self._seen += n
        if self._pieces % _SAMPLE == 0:
            self._sampled += n
            self._lines += bytes(memoryview(data)[:n]).count(b"\n")
        self._pieces += 1
        return n

    def close(self) -> None:
        """Close the writing end."""
        if not self.closed:
            super().close()
            os.close(self._writer)

    def release(self) -> None:
        """Let go of the reading end: whoever still writes into it is told so."""
        os.close(self._reader)
