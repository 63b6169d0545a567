"""The values that only campaigns have: local times, cron lines, thresholds, bodies of messages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from cronsim import CronSim, CronSimError

from core.documents.values import YEARS, decimal, refuse, shown

BODY = 20_000  # characters
LINE = 200
_NO_TEXT = frozenset({"Cc", "Cn", "Co", "Cs", "Zl", "Zp"})
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_EPOCH = datetime(2017, 1, 1, tzinfo=UTC)
_WRITTEN = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?", flags=re.ASCII
)  # what fromisoformat reads beside that is nothing that a person would write


def is_text(character: str) -> bool:
    """Whether a character may stand in a message: all but controls, line ends, and those that turn the reading order.

    Blanks of all widths and the joiners of emojis may.
    """
    return unicodedata.category(character) not in _NO_TEXT and character not in _TURNING


def local_time(value: Any) -> str:
    """Read a day with a time, with or without an offset from UTC; returned in one spelling, such as 2017-10-02T10:00.

    Without an offset it is a time of the business zone, which is not known here.
    """
    written = value.isoformat() if isinstance(value, datetime) else value
    if not isinstance(written, str) or not _WRITTEN.fullmatch(written):
        what = f"A day with a time belongs here, and this is {shown(value)}."
        refuse(what, fix='Write both, such as "2017-10-02T10:00".')
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        refuse(f"There is no {shown(written)}.", fix='Write a day and a time that exist, such as "2017-10-02T10:00".')
    if found.year not in YEARS:
        refuse(f"The year {found.year} is out of reach.", fix=f"Write a year from {YEARS[0]} to {YEARS[-1]}.")
    return found.isoformat(timespec="seconds" if found.second else "minutes").replace("+00:00", "Z")


def cron(value: Any) -> str:
    """Read a cron line of five fields: minute, hour, day of the month, month, day of the week."""
    fix = 'Write minute, hour, day, month and weekday, such as "0 10 * * MON".'
    if not isinstance(value, str):
        refuse(f"A cron line belongs here, and this is {shown(value)}.", fix=fix)
    line = " ".join(value.split()).upper()
    if len(line) > LINE or len(line.split()) != 5:
        refuse(f"A cron line has five fields, and this is {shown(value)}.", fix=fix)
    try:
        next(CronSim(line, _EPOCH))
    except CronSimError as error:
        refuse(f"{shown(value)} is no cron line: {str(error).lower()}.", fix=fix)
    except StopIteration:
        refuse(f"{shown(value)} names a day that never comes.", fix=fix)
    return line


def signed(*, places: int, most: Decimal, example: str) -> Callable[[Any], Decimal]:
    """Return a reader of decimals from -`most` to `most`; otherwise like `core.documents.values.decimal`."""
    unsigned = decimal(places=places, most=most, example=example)

    def reader(value: Any) -> Decimal:
        written = str(value).strip() if isinstance(value, str | int | float | Decimal) else ""
        if isinstance(value, bool) or not re.match(r"-[\d.]", written[:2], flags=re.ASCII):
            return unsigned(value)
        return -unsigned(written[1:]) + 0  # no zero below zero

    return reader


def line(value: Any) -> str:
    """Read a text on one line."""
    if not isinstance(value, str):
        refuse(f"Text belongs here, and this is {shown(value)}.", fix='Put it in quotes, such as "We miss you".')
    clean = value.strip()
    if len(clean) > LINE:
        refuse(f"The text has {len(clean):,} characters.", fix=f"Keep it within {LINE}.")
    if not all(map(is_text, clean)):
        fix = "Type it anew, on one line."
        refuse("The text holds a line break, or a character that cannot be printed.", fix=fix)
    return clean


def body(value: Any) -> str:
    """Read the body of a message: lines end with a line feed, and nothing is left of blanks around it."""
    if not isinstance(value, str):
        fix = 'Put it in quotes, such as "Your code is {{ offer.code }}."'
        refuse(f"Text belongs here, and this is {shown(value)}.", fix=fix)
    clean = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not clean:
        refuse("The message says nothing.", fix="Write what the customer shall read.")
    if len(clean) > BODY:
        refuse(f"The message has {len(clean):,} characters.", fix=f"Keep it within {BODY:,}.")
    if not all(is_text(c) or c in "\n\t" for c in clean):
        refuse("The message holds a character that cannot be printed.", fix="Type it anew instead of pasting it.")
    return clean
