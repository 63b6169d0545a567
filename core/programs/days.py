"""Business days as whole numbers (days since 1970-01-01), and the windows that they lie in."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from core.programs.definition import Expiry, TierWindow, Window
from core.programs.ragged import Bools, Ints

EPOCH = date(1970, 1, 1)
NEVER = 1 << 40  # a day that does not come
UNKNOWN = -1  # a day that is not known yet
WAITING = 1 << 41  # plus n: the day that comes n days after the last arrival


def number(day: date) -> int:
    """Return the number of a day."""
    return (day - EPOCH).days


def day_of(n: int) -> date:
    """Return the day with a number."""
    return EPOCH + timedelta(days=int(n))


def months(days: Ints) -> Ints:
    """Return the month of each day, counted since January 1970."""
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def years(days: Ints) -> Ints:
    """Return the year of each day, counted since 1970."""
    return days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64)


def first_of_year(year: Ints) -> Ints:
    """Return the day on which a year (counted since 1970) begins."""
    return year.astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)


def windows(days: Ints, window: Window) -> Ints:
    """Return a number that days of the same window share. Weeks begin on Mondays; 1970-01-01 was a Thursday."""
    if window is Window.DAY:
        return days
    if window is Window.WEEK:
        return (days + 3) // 7
    return months(days) if window is Window.MONTH else np.zeros_like(days)


def leaves_on(days: Ints, window: TierWindow) -> Ints:
    """Return the first day at whose end points of these days do not count towards a tier any more."""
    if window.days is not None:
        return days + window.days
    if window.kind == "calendar_year":
        return first_of_year(years(days) + 1)
    return np.full_like(days, NEVER)


def expires_on(days: Ints, expiry: Expiry | None) -> Ints:
    """Return the day at whose start a lot that arrived on each day expires; where activity decides, WAITING + n."""
    if expiry is None:
        return np.full_like(days, NEVER)
    if expiry.yearly_on is not None:
        month, day = (int(part) for part in expiry.yearly_on.split("-"))
        return _yearly(days, month, offset=(date(2001, month, day) - date(2001, 1, 1)).days)
    if expiry.after_days is not None:
        return days + expiry.after_days
    return np.full_like(days, WAITING + (expiry.inactivity_days or 0))


def _yearly(days: Ints, month: int, *, offset: int) -> Ints:
    year = years(days)

    def in_year(y: Ints) -> Ints:
        begins = first_of_year(y)
        is_leap = first_of_year(y + 1) - begins == 366
        found: Ints = begins + offset + (is_leap & (month > 2))
        return found

    this = in_year(year)
    return np.where(this > days, this, in_year(year + 1))


def inactive_until(customer: Ints, day: Ints, arrives: Bools, *, allowed: int) -> Ints:
    """Return the day on which the lots expire that live as long as more arrives within `allowed` days.

    The lots stand in the order of customers and arrival. Those with `arrives` false (what a cancellation returns)
    live by what the others do, without being an arrival themselves.
    """
    real = np.flatnonzero(arrives)
    if not len(real):
        return day + allowed
    who, when = customer[real], day[real]
    ends = np.r_[(who[1:] != who[:-1]) | (np.diff(when) >= allowed), True]
    last = np.flatnonzero(ends)  # of each run of arrivals, among the real ones
    first = np.r_[0, last[:-1] + 1]
    row = np.arange(len(day))
    after = np.searchsorted(real[last], row)  # the run that is under way or comes next
    coming, past = np.minimum(after, len(last) - 1), np.maximum(after - 1, 0)
    has_coming = (after < len(last)) & (who[last[coming]] == customer)
    has_past = (after > 0) & (who[last[past]] == customer)
    comes, goes = when[last[coming]] + allowed, when[last[past]] + allowed
    under_way = has_coming & (real[first[coming]] <= row)
    joins = has_coming & (when[first[coming]] < day + allowed)
    return np.select([under_way, has_past & (goes > day), joins], [comes, goes, comes], day + allowed)
