"""Response events as others write them, read strictly: every row that cannot be meant is refused with the reason.

    customer_id, kind, at            who, what (delivered, opened, clicked, unsubscribed, signed_up, ...), when
    campaign, channel, id            optional: its short name, by which channel, the source's own number of the event

A row is a line. Kinds are compared without regard to case, blanks, dots and hyphens. An instant without an offset is
one of the business time zone.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import polars as pl

from core.errors import BadInput
from core.warehouse.contact import CHANNELS

NEEDED = ("customer_id", "kind", "at")
COLUMNS = (*NEEDED, "campaign", "channel", "id")
MOST_BYTES = 256 * 1024 * 1024
INSTANT = pl.Datetime("us", "UTC")
_ALIASES = {"customer": "customer_id", "household_id": "customer_id", "event": "kind", "event_id": "id"}
_LIMITS = {"customer_id": 80, "campaign": 80, "id": 200}  # characters
_RISKY = r"^'([=+\-@\t\r])"  # a spreadsheet puts ' before cells that it would run
_KIND = r"^[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}$"
_WRITTEN = r"^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d(:?\d\d)?)?)?$"
_YEARS = (datetime(1900, 1, 1), datetime(2200, 1, 1))  # noqa: DTZ001 (compared with local times)
_TITLE = re.compile(r"[^\W\d][\w .-]{0,39}")  # of a column; without titles the first line is about somebody
_DIGITS = r"^[0-9 TZ:./+-]{1,40}$"  # what else stands there may be about somebody, and is not shown
_NO_KIND = "its kind is no word of up to 40 letters, digits, blanks, dots, hyphens and underscores"
_ALIEN, _NUL = "\ufdd0", "\0"  # a code point that no text has stands for bytes that are none
_EARLY = timedelta(days=1)  # a clock may be fast, but not by more


@dataclass(frozen=True, slots=True)
class Read:
    """What was read. rows: line, customer_id, kind, at (UTC), campaign, channel, id, as text but line and at.

    faults: line and what is wrong with it, in order. ignored: columns that mean nothing here.
    """

    rows: pl.DataFrame
    faults: tuple[tuple[int, str], ...]
    ignored: tuple[str, ...] = ()


def kind_of(name: str) -> str:
    """Return a kind in the one spelling in which kinds are compared."""
    return re.sub(r"[ ._-]+", "_", name.strip().casefold())


def read_events(data: bytes, *, zone: str, now: datetime) -> Read:
    """Read a CSV file of events. Raises BadInput for one that cannot be read at all."""
    lines = _lines(data)
    names, separator = _header(lines[0])
    known = [_ALIASES.get(n, n) for n in names]
    _refuse_header(known)
    frame, ragged = _cells(lines[1:], separator=separator, names=known)
    found = checked(frame, zone=zone, now=now)
    faults = sorted([*ragged, *found.faults])
    return Read(found.rows, tuple(faults), tuple(n for n in known if n not in COLUMNS))


def checked(frame: pl.DataFrame, *, zone: str, now: datetime) -> Read:
    """Return the events among rows of text (line, and those of COLUMNS that are there), and what is wrong with others.

    `at` may be an instant already.
    """
    missing = [pl.lit(None, pl.String).alias(c) for c in COLUMNS if c not in frame.columns]
    text = [c for c in COLUMNS if c in frame.columns and frame.schema[c] == pl.String]
    clean = frame.with_columns(pl.col(c).str.strip_chars().replace("", None) for c in text).with_columns(missing)
    if "customer_id" in text:
        clean = clean.with_columns(pl.col("customer_id").str.replace(_RISKY, "$1"))
    if "at" in text:
        clean = _with_instants(clean, zone)
    else:
        clean = clean.with_columns(pl.col("at").alias("at_utc"), why_at=pl.lit(None, pl.String))
    judged = clean.with_columns(why=_faults(now))
    bad = judged.filter(pl.col("why").is_not_null()).sort("line")
    good = judged.filter(pl.col("why").is_null()).select(
        "line", "customer_id",
        pl.col("kind").str.to_lowercase().str.replace_all(r"[ ._-]+", "_"), pl.col("at_utc").cast(INSTANT).alias("at"),
        "campaign", pl.col("channel").str.to_lowercase(), "id",
    ).sort("line")  # fmt: skip
    return Read(good, tuple(bad.select("line", "why").iter_rows()))


def _lines(data: bytes) -> list[str]:
    """Return the lines of a file as text. What is no UTF-8 in a line is marked, so that only that line is refused."""
    if len(data) > MOST_BYTES:
        raise BadInput(f"The file has {len(data):,} bytes.", fix=f"Split it: up to {MOST_BYTES:,} can be read at once.")
    if data[:4] == b"PK\x03\x04":
        fix = "In Excel: Save as, CSV UTF-8, and use that file."
        raise BadInput("The file is an Excel workbook or a zip, no CSV.", fix=fix)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", "replace")
    else:
        text = re.sub("[\udc80-\udcff]+", _ALIEN, data.decode("utf-8", "surrogateescape"))
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not any(line.strip() for line in lines):
        raise BadInput("The file is empty.", fix=f"It needs a line with the columns: {', '.join(COLUMNS)}.")
    return lines


def _header(line: str) -> tuple[list[str], str]:
    """Return the names of the columns in lower case, and the separator that parts them."""
    rows = {s: _parsed(line, s) for s in ",;\t"}
    separator = max(rows, key=lambda s: len(rows[s]))
    return [n.strip().casefold() for n in rows[separator]], separator


def _refuse_header(names: Sequence[str]) -> None:
    lacking = [c for c in NEEDED if c not in names]
    if lacking:
        shown = ", ".join(repr(n) for n in names[:12] if _TITLE.fullmatch(n))
        what = f"it has {shown}" if shown else "its first line names none"
        fix = f"Its first line names the columns: {', '.join(NEEDED)}, and if you have them campaign, channel, id."
        raise BadInput(f"The file has no column {' and no column '.join(map(repr, lacking))}; {what}.", fix=fix)
    twice = sorted({n for n in names if n in COLUMNS and names.count(n) > 1})
    if twice:
        raise BadInput(f"The column {twice[0]!r} is there twice.", fix="Leave one of the two out.")


def _cells(lines: Sequence[str], *, separator: str, names: Sequence[str]) -> tuple[pl.DataFrame, list[tuple[int, str]]]:
    """Return line and the known columns of all lines with as many cells as the header, and the faults of the others."""
    all_of = pl.DataFrame({"text": lines}, schema={"text": pl.String}).with_row_index("line", offset=2)
    all_of = all_of.with_columns(pl.col("line").cast(pl.Int64)).filter(pl.col("text").str.strip_chars() != "")
    garbled = pl.col("text").str.contains(f"[{_NUL}{_ALIEN}]")
    bad = all_of.filter(garbled)
    faults = [(n, _garbled(text)) for n, text in bad.iter_rows()]
    whole = all_of.filter(~garbled)
    cells = whole.with_columns(pl.col("text").str.split(separator).alias("cells"))
    if cells["text"].str.contains('"', literal=True).any():
        quoted = pl.col("text").str.contains('"', literal=True)
        parsed = pl.Series([_parsed(t, separator) for t in cells.filter(quoted)["text"]], dtype=pl.List(pl.String))
        cells = pl.concat([cells.filter(~quoted), cells.filter(quoted).with_columns(parsed.alias("cells"))])
    n = pl.col("cells").list.len()
    for line, count in cells.filter(n != len(names)).select("line", n.alias("n")).iter_rows():
        said = "it ends within quotes" if not count else f"it has {count} columns, and the first line {len(names)}"
        faults.append((line, said))
    kept = cells.filter(n == len(names))
    columns = {name: pl.col("cells").list.get(i) for i, name in enumerate(names) if name in COLUMNS}
    return kept.select("line", **columns), faults


def _parsed(line: str, separator: str) -> list[str]:
    """Return the cells of a line with quotes; none for a line whose quotes do not end, or with one cell too long."""
    try:
        return next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error:
        return []


def _garbled(text: str) -> str:
    return "it holds NUL bytes" if _NUL in text else "it is not UTF-8"


def _with_instants(frame: pl.DataFrame, zone: str) -> pl.DataFrame:
    """Return the rows with at_utc, and why_at: what is wrong with what is written."""
    offset, local, at, is_written = (pl.col(n) for n in ("_offset", "_local", "_at", "_is_written"))
    written = pl.col("at").str.replace(" ", "T", literal=True)
    split = frame.with_columns(_local=written, _is_written=written.str.contains(_WRITTEN)).with_columns(
        _offset=pl.when(pl.col("_local").str.contains("T", literal=True))
        .then(pl.col("_local").str.extract(r"(Z|[+-]\d\d:?(?:\d\d)?)$")).fill_null("")
    )  # fmt: skip
    bare = split.with_columns(_local=local.str.head(local.str.len_chars() - offset.str.len_chars()))
    short = {len("2017-01-01"): "T00:00:00", len("2017-01-01T10:00"): ":00"}
    padded = pl.coalesce(*(pl.when(local.str.len_chars() == n).then(local + more) for n, more in short.items()), local)
    read = bare.with_columns(
        _at=padded.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f", strict=False, time_unit="us"),
        _hours=offset.str.slice(1, 2).cast(pl.Int64, strict=False).fill_null(0),
        _minutes=offset.str.slice(3).str.strip_prefix(":").cast(pl.Int64, strict=False).fill_null(0),
    )
    minutes = 60 * pl.col("_hours") + pl.col("_minutes")
    shifted = at - pl.duration(minutes=pl.when(offset.str.starts_with("-")).then(-minutes).otherwise(minutes))
    zoned = at.dt.replace_time_zone(zone, ambiguous="null", non_existent="null").dt.convert_time_zone("UTC")
    utc = pl.when(offset != "").then(shifted.dt.replace_time_zone("UTC")).otherwise(zoned)
    why = (
        pl.when(pl.col("at").is_null()).then(pl.lit("it has no instant"))
        .when(~is_written | at.is_null() | (pl.col("_hours") > 14) | (pl.col("_minutes") > 59))
        .then(pl.when(pl.col("at").str.contains(_DIGITS)).then(pl.format("{} is no instant", _shown("at")))
              .otherwise(pl.lit("its instant is none")))
        .when((at < _YEARS[0]) | (at >= _YEARS[1])).then(pl.format("the year of {} is out of reach", _shown("at")))
        .when(utc.is_null()).then(pl.format("the clocks change at {}: write the offset", _shown("at")))
    )  # fmt: skip
    return read.with_columns(at_utc=utc, why_at=why)


def _faults(now: datetime) -> pl.Expr:
    """Return the first thing that is wrong with a row, null for a sound one."""
    who, kind, channel = pl.col("customer_id"), pl.col("kind"), pl.col("channel")
    rules = [
        (who.is_null(), pl.lit("it has no customer")),
        *((pl.col(c).str.len_chars() > n, pl.lit(f"its {c} has more than {n} characters")) for c, n in _LIMITS.items()),
        *((pl.col(c).str.contains(r"\p{C}"), pl.lit(f"its {c} has characters that cannot be printed"))
          for c in _LIMITS),
        (kind.is_null(), pl.lit("it says not what happened")),
        (~kind.str.contains(_KIND), pl.lit(_NO_KIND)),
        (~channel.str.to_lowercase().is_in(CHANNELS), pl.lit(f"its channel is none of {', '.join(CHANNELS)}")),
        (pl.col("why_at").is_not_null(), pl.col("why_at")),
        (pl.col("at_utc").is_null(), pl.lit("it has no instant")),
        (pl.col("at_utc") > now + _EARLY, pl.lit("it lies in the future")),
    ]  # fmt: skip
    return pl.coalesce(*(pl.when(holds).then(said) for holds, said in rules))


def _shown(column: str) -> pl.Expr:
    return pl.format("'{}'", pl.col(column))
