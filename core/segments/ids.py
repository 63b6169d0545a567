"""Read customer ids that a person pastes or uploads."""

from __future__ import annotations

import io
import re

import polars as pl

from core.errors import BadInput

HEADERS = ("customer_id", "customer", "household_id", "id")
SIZE_LIMIT = 256 * 1024 * 1024  # bytes
ID_LIMIT = 80  # characters


def read_ids(data: bytes | str, *, column: str | None = None) -> pl.Series:
    """Return the distinct ids (text, in order) in a pasted list or a CSV file.

    A paste is a list of ids parted by blanks, commas, semicolons or line ends. A CSV file has a header line; the ids are
    in `column`, or in the one named customer_id, customer, household_id or id. Raises BadInput, saying what is wrong
    with the text and how to save it.
    """
    text = _decoded(data) if isinstance(data, bytes) else data.removeprefix("\ufeff")
    head = text.lstrip().split("\n", 1)[0]
    names = [n.strip().strip('"').casefold() for n in re.split(r"[,;\t]", head)]
    if column is not None or any(n in HEADERS for n in names):
        found = _from_csv(text, names, column)
    else:
        found = pl.Series("customer_id", re.split(r"[\s,;]+", text.strip()), dtype=pl.String)
    return tidied(found)


def tidied(found: pl.Series) -> pl.Series:
    """Return the distinct ids of a text column, without blanks and quotes around them. Raises BadInput as `read_ids`."""
    ids = found.str.strip_chars(" \t\r\"'").drop_nulls()
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


def _decoded(data: bytes) -> str:
    if len(data) > SIZE_LIMIT:
        raise BadInput(f"The file has {len(data):,} bytes.", fix=f"Keep it below {SIZE_LIMIT:,}; ids alone are enough.")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")  # what a spreadsheet calls Unicode text; the mark leaves no doubt
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(
            f"The file is not UTF-8: byte {error.start:,} is 0x{data[error.start]:02x}.",
            fix="Save it as 'CSV UTF-8' (in Excel: Save as, CSV UTF-8) and upload it again.",
        ) from None


def _from_csv(text: str, names: list[str], column: str | None) -> pl.Series:
    wanted = column.casefold() if column else next(h for h in HEADERS if h in names)
    if wanted not in names:
        raise BadInput(
            f"The file has no column {column!r}; its first line names {', '.join(map(repr, names))}.",
            fix="Name one of those columns.",
        )
    separator = max(",;\t", key=text.split("\n", 1)[0].count)
    try:
        frame = pl.read_csv(io.StringIO(text), separator=separator, infer_schema=False, has_header=True)
    except pl.exceptions.PolarsError as error:
        reason = str(error).strip().splitlines()[0]
        raise BadInput(f"The file cannot be read as CSV: {reason}", fix="Check its quotes and columns.") from None
    return frame.to_series(names.index(wanted))
