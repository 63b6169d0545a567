"""Figures as people read them: the one place that formats counts, shares, money, days and ages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

UNKNOWN = "–"
_AGES = {"day": 86_400, "hour": 3_600, "minute": 60}
_SIZES = {"GB": 1_000_000_000, "MB": 1_000_000, "kB": 1_000}


def count(n: int | None, one: str = "", many: str = "") -> str:
    """Return `1,234 customers`; `many` is `one` with an s unless given."""
    if n is None:
        return UNKNOWN
    return f"{n:,} {one if n == 1 else many or one + 's'}" if one else f"{n:,}"


def share(part: float | None, *, digits: int = 1) -> str:
    """Return a part of one as a percentage."""
    return UNKNOWN if part is None else f"{part:.{digits}%}"


def points(difference: float | None) -> str:
    """Return the difference of two shares in percentage points, with its sign."""
    return UNKNOWN if difference is None else f"{100 * difference:+.1f} pp"


def number(value: float | None) -> str:
    """Return a measured number with as many decimals as its size deserves."""
    if value is None:
        return UNKNOWN
    size = abs(value)
    return f"{value:,.{0 if size >= 1000 else 1 if size >= 10 else 2}f}"


def money(amount: Decimal | float | None, unit: str) -> str:
    """Return an amount with its unit; cents only below a thousand."""
    if amount is None:
        return UNKNOWN
    digits = 2 if -1000 < amount < 1000 else 0
    return f"{amount:,.{digits}f} {unit}".rstrip()


def day(on: date) -> str:
    """Return a day, `31 Dec 2017`."""
    return f"{on.day} {on:%b %Y}"


def instant(at: datetime, zone: ZoneInfo) -> str:
    """Return an instant on the clock of a zone, `1 Jan 2018, 00:00 EST`."""
    local = at.astimezone(zone)
    return f"{day(local.date())}, {local:%H:%M %Z}"


def age(span: timedelta) -> str:
    """Return how long ago something was, in its largest whole unit."""
    seconds = max(int(span.total_seconds()), 0)
    for name, length in _AGES.items():
        if seconds >= length:
            return count(seconds // length, name)
    return "less than a minute"


def size(n_bytes: int) -> str:
    """Return an amount of data, `12.3 MB`."""
    for name, length in _SIZES.items():
        if n_bytes >= length:
            return f"{n_bytes / length:,.1f} {name}"
    return count(n_bytes, "byte")


def listed(names: Iterable[str], *, most: int = 4) -> str:
    """Return `a, b and c`, or the first `most` of them and how many more."""
    known = list(names)
    if len(known) > most:
        return f"{', '.join(known[:most])} and {len(known) - most:,} more"
    return " and ".join(filter(None, [", ".join(known[:-1]), *known[-1:]]))


def sentence(phrase: str) -> str:
    """Return a phrase as a sentence: with a capital and a full stop; nothing for none."""
    return f"{phrase[0].upper()}{phrase[1:]}." if phrase else ""


def value(given: object) -> str:
    """Return any value of a feature as it is: `unknown` for null, yes and no, lists with commas."""
    if given is None:
        return "unknown"
    if isinstance(given, bool):
        return "yes" if given else "no"
    if isinstance(given, list | tuple):
        return ", ".join(map(value, given)) or "none"
    return f"{given:,}" if isinstance(given, int | float | Decimal) else str(given)
