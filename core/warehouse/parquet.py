"""Parquet files as parts of a query: quoting, footers, and what is wrong with a damaged one."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

_MAGIC = b"PAR1"
_TAIL = 8  # four bytes with the footer's length, then the magic
_CHUNK = 1 << 20
_NUMBERED = ", file_row_number = true"
_PATH_IN_SQL = re.compile(rf"read_parquet\('((?:[^']|'')+)'(?:{_NUMBERED})?\)")
_GLOB = re.compile(r"([*?\[])")


def quoted(text: str) -> str:
    """Return `text` as an SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """Return `name` as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def relation(path: Path, *, numbered: bool = False) -> str:
    """Return the SQL text that reads the one file at `path`, whatever signs its name holds.

    `numbered` adds the column `file_row_number`, which counts its rows from 0.
    """
    exact = _GLOB.sub(r"[\1]", str(path))  # a file name is not a pattern
    return f"read_parquet({quoted(exact)}{_NUMBERED if numbered else ''})"


def paths_in(sql: str) -> list[Path]:
    """Return the files that a query reads, as `relation` wrote them."""
    texts = (m.replace("''", "'") for m in _PATH_IN_SQL.findall(sql))
    return list(dict.fromkeys(Path(re.sub(r"\[([*?\[])\]", r"\1", t)) for t in texts))


def footer(path: Path) -> bytes:
    """Return the footer (row groups, columns, offsets) of a Parquet file.

    Raises ValueError saying what is wrong when the file is not a complete Parquet file, OSError when it is not there.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        if size < 2 * len(_MAGIC) + _TAIL:
            raise ValueError(f"it has only {size} bytes")
        file.seek(size - _TAIL)
        tail = file.read(_TAIL)
        length = int.from_bytes(tail[:4], "little")
        if tail[4:] != _MAGIC or length + _TAIL + len(_MAGIC) > size:
            raise ValueError("its end is not that of a Parquet file")
        file.seek(size - _TAIL - length)
        return file.read(length + _TAIL)


def footer_digest(path: Path) -> str:
    """Return 16 hexadecimal digits that change when the footer does. Raises as `footer`."""
    return hashlib.sha256(footer(path)).hexdigest()[:16]


def content_digest(path: Path) -> str:
    """Return the SHA-256 of the whole file; reads it once, a megabyte at a time."""
    sha = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            sha.update(chunk)
    return sha.hexdigest()


def fault(path: Path) -> str | None:
    """Return what is wrong with the file (one clause), or None when its end is that of a complete Parquet file."""
    try:
        footer(path)
    except FileNotFoundError:
        return "it is not there"
    except (OSError, ValueError) as error:
        return str(error)
    return None
