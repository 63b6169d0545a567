"""Times of a schedule as a form shows them: a day with a time, and the cron lines that people need."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from core.reports import schedules

DAILY, WORKDAYS, WEEKLY, MONTHLY, OTHER = "daily", "workdays", "weekly", "monthly", "other"
LABELS = {
    DAILY: "every day", WORKDAYS: "Monday to Friday", WEEKLY: "every week", MONTHLY: "every month", OTHER: "cron line",
}  # fmt: skip
USUAL = "0 10 * * MON"
_CLOCK = "10:00"


def split(at: str) -> tuple[str | None, str | None]:
    """Return the day and the time of what is written as one; no time where a form cannot show it."""
    if not at:
        return None, _CLOCK
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        return None, None
    if found.tzinfo is not None or found.second:
        return None, None
    return found.date().isoformat(), f"{found:%H:%M}"


def once(flat: Mapping[str, Any]) -> str:
    """Return the time of a single occasion."""
    if "on" not in flat:
        return flat.get("at") or ""
    return f"{flat['on']}T{flat['clock']}" if flat["on"] else ""


def read(written: str) -> dict[str, Any]:
    """Return how a form shows a cron line: kind, at (a time of day), weekday, day (of the month)."""
    form = {"kind": OTHER, "at": _CLOCK, "weekday": "MON", "day": 1}
    found = schedules.read(written)
    if found is None or len(found.times) != 1 or found.months or found.nths:
        return form
    at = {"at": f"{found.times[0]:%H:%M}"}
    match found.weekdays, found.dates:
        case (), ():
            return {**form, "kind": DAILY, **at}
        case schedules.WORKDAYS, ():
            return {**form, "kind": WORKDAYS, **at}
        case (weekday,), ():
            return {**form, "kind": WEEKLY, **at, "weekday": list(schedules.WEEKDAYS)[weekday]}
        case (), (day,) if day > 0:
            return {**form, "kind": MONTHLY, **at, "day": day}
    return form


def line(flat: Mapping[str, Any]) -> str:
    """Return the cron line of a trigger: as it was written, unless a form says something else."""
    form, written = flat.get("form"), str(flat.get("cron") or "")
    if not form or form["kind"] == OTHER or form == read(written):
        return written
    hour, minute = (int(part) for part in form["at"].split(":"))
    days = {
        DAILY: "* * *", WORKDAYS: "* * MON-FRI", WEEKLY: f"* * {form['weekday']}", MONTHLY: f"{form['day']} * *",
    }  # fmt: skip
    return f"{minute} {hour} {days[form['kind']]}"
