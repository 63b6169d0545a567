"""Read customer ids that a person pastes or uploads."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

import polars as pl

from core.errors import BadInput

HEADERS = ("customer_id", "customer", "household_id", "id")
SIZE_LIMIT = 256 * 1024 * 1024  # bytes
ID_LIMIT = 80  # characters
RISKY = "=+-@\t\r"  # a spreadsheet runs cells that begin with these; an export puts ' before them
_HEAD = 10_000  # characters; a longer first line is no header
_SHOWN = 12  # columns in a message


def read_ids(data: bytes | str, *, column: str | None = None) -> pl.Series:
    """Return the distinct ids (text, in order) in a pasted list or a CSV file.

    A paste is a list of ids parted by blanks, commas, semicolons or line ends. A CSV file has a header line; the ids
    are in `column`, or in the one named customer_id, customer, household_id or id. Raises BadInput, saying what is
    wrong with the text and how to save it.
    """
    text = _decoded(data) if isinstance(data, bytes) else data
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").lstrip("\n ")
    if "\0" in text:
        raise BadInput("The file is not text: it holds NUL bytes.", fix="Save it as CSV UTF-8 and use that file.")
    separator, names = _header(text[:_HEAD].split("\n", 1)[0])
    if column is not None or any(n in HEADERS for n in names):
        return tidied(_from_csv(text, column, separator=separator))
    pasted = pl.Series("customer_id", re.split(r"[\s,;]+", text.strip()), dtype=pl.String)
    return tidied(pasted.str.strip_chars("\"'"))


def tidied(found: pl.Series) -> pl.Series:
    """Return the distinct ids of a text column, as exports write them. Raises BadInput as `read_ids`."""
    ids = found.str.strip_chars().str.replace(f"^'([{re.escape(RISKY)}])", "$1").drop_nulls()
    ids = ids.filter(ids != "").unique(maintain_order=True)
    if ids.is_empty():
        raise BadInput("There is no customer id in it.", fix="Paste one id a line, or a CSV with a customer_id column.")
    long = ids.filter(ids.str.len_chars() > ID_LIMIT)
    if len(long):
        raise BadInput(
            f"{len(long):,} of the ids are longer than {ID_LIMIT} characters; the first begins {long[0][:20]!r}.",
            fix="Check that the column holds customer ids and that the ids are parted by line ends or commas.",
        )
    return ids.alias("customer_id")


def no_column(column: str, there: Sequence[str]) -> BadInput:
    """Return the error for a column that a file lacks, naming some of those that it has."""
    shown = ", ".join(repr(n[:40]) for n in there[:_SHOWN])
    more = f" and {len(there) - _SHOWN:,} more" if len(there) > _SHOWN else ""
    return BadInput(f"The file has no column {column[:80]!r}; it has {shown}{more}.", fix="Name one of those columns.")


def _decoded(data: bytes) -> str:
    if len(data) > SIZE_LIMIT:
        raise BadInput(f"The file has {len(data):,} bytes.", fix=f"Keep it below {SIZE_LIMIT:,}; ids alone are enough.")
    if data[:4] == b"PK\x03\x04":
        fix = "In Excel: Save as, CSV UTF-8, and use that file."
        raise BadInput("The file is an Excel workbook or a zip.", fix=fix)
    # A mark at the beginning leaves no doubt; UTF-16 is what a spreadsheet calls Unicode text.
    encoding, said = ("utf-16", "UTF-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8", "UTF-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput(
            f"The file is not {said}: byte {error.start:,} is 0x{data[error.start]:02x}.",
            fix="Save it as 'CSV UTF-8' (in Excel: Save as, CSV UTF-8) and use that file.",
        ) from None


def _header(line: str) -> tuple[str, list[str]]:
    """Return the separator that parts the line into the most columns, and their names in lower case."""
    rows = {s: next(csv.reader([line], delimiter=s), []) for s in ",;\t"}
    separator = max(rows, key=lambda s: len(rows[s]))
    return separator, [n.strip().casefold() for n in rows[separator]]


def _from_csv(text: str, column: str | None, *, separator: str) -> pl.Series:
    try:
        frame = pl.read_csv(io.StringIO(text), separator=separator, infer_schema=False, has_header=True)
    except pl.exceptions.PolarsError as error:
        reason = str(error).strip().splitlines()[0][:200]
        raise BadInput(f"The file cannot be read as CSV: {reason}", fix="Check its quotes and columns.") from None
    names = [n.strip().casefold() for n in frame.columns]
    wanted = column.strip().casefold() if column else next((h for h in HEADERS if h in names), HEADERS[0])
    if wanted not in names:
        raise no_column(column or wanted, frame.columns)
    return frame.to_series(names.index(wanted))
