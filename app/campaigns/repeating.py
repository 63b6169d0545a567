"""Times of a schedule as a form shows them: a day with a time, and the cron lines that people need."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

DAILY, WORKDAYS, WEEKLY, MONTHLY, OTHER = "daily", "workdays", "weekly", "monthly", "other"
LABELS = {
    DAILY: "every day", WORKDAYS: "Monday to Friday", WEEKLY: "every week", MONTHLY: "every month", OTHER: "cron line",
}  # fmt: skip
WEEKDAYS = {
    "MON": "Monday", "TUE": "Tuesday", "WED": "Wednesday", "THU": "Thursday", "FRI": "Friday", "SAT": "Saturday",
    "SUN": "Sunday",
}  # fmt: skip
USUAL = "0 10 * * MON"
_CLOCK = "10:00"
_LINE = re.compile(r"(\d{1,2}) (\d{1,2}) (\*|\d{1,2}) \* (\*|MON-FRI|[A-Z]{3})")


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
    usual = {"at": _CLOCK, "weekday": "MON", "day": 1}
    found = _LINE.fullmatch(" ".join(written.upper().split()))
    if found is None or int(found[1]) > 59 or int(found[2]) > 23:
        return {**usual, "kind": OTHER}
    at = {"at": f"{int(found[2]):02}:{int(found[1]):02}"}
    match found[3], found[4]:
        case "*", "*":
            return {**usual, "kind": DAILY, **at}
        case "*", "MON-FRI":
            return {**usual, "kind": WORKDAYS, **at}
        case "*", day if day in WEEKDAYS:
            return {**usual, "kind": WEEKLY, **at, "weekday": day}
        case day, "*" if 1 <= int(day) <= 31:
            return {**usual, "kind": MONTHLY, **at, "day": int(day)}
    return {**usual, "kind": OTHER}


def line(flat: Mapping[str, Any]) -> str:
    """Return the cron line of a trigger; of the kind `other` it is what was typed."""
    form = flat.get("form")
    if not form or form["kind"] == OTHER:
        return flat.get("cron") or ""
    hour, minute = (int(part) for part in form["at"].split(":"))
    days = {
        DAILY: "* * *", WORKDAYS: "* * MON-FRI", WEEKLY: f"* * {form['weekday']}", MONTHLY: f"{form['day']} * *",
    }  # fmt: skip
    return f"{minute} {hour} {days[form['kind']]}"
