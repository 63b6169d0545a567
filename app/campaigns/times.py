"""The times of a schedule: once, or again and again."""

from __future__ import annotations

import streamlit as st

from app.campaigns import repeating
from app.components.text import plain
from app.documents import fields
from app.documents.draft import Item
from core.reports import schedules, words
from core.reports.campaign_plan import next_times
from core.services.lab import Lab


def once(lab: Lab, item: Item, key: str) -> None:
    """Draw a day and a time; what is written in another way is edited as text."""
    row = item.content
    if "on" not in row:
        row["on"], row["clock"] = repeating.split(str(row.get("at") or ""))
    if row["clock"] is None:
        row.pop("on")
        fields.text(row, "at", "Time", key=f"{key}.at", help="Such as 2027-01-31T10:00.")
        return
    left, right = st.columns(2)
    with left:
        fields.day(row, "on", "Day", key=f"{key}.day")
    with right:
        fields.clock(row, "clock", f"Time ({lab.features.zone.key})", key=f"{key}.time")


def again(lab: Lab, item: Item, key: str) -> None:
    """Draw how often and at what time; anything else as a cron line."""
    form = item.content.setdefault("form", repeating.read(str(item.content.get("cron") or repeating.USUAL)))
    first, second, third = st.columns(3)
    with first:
        kind = fields.choice(form, "kind", "How often", key=f"{key}.often", options=repeating.LABELS)
    with second:
        if kind == repeating.OTHER:
            fields.text(item.content, "cron", "Cron line", key=f"{key}.cron", help="Minute hour day month weekday.")
        elif kind == repeating.WEEKLY:
            fields.choice(form, "weekday", "On", key=f"{key}.weekday", options=schedules.WEEKDAYS)
        elif kind == repeating.MONTHLY:
            fields.whole(form, "day", "On day", key=f"{key}.monthday", least=1, max_value=31)
    if kind == repeating.OTHER:
        st.caption("`0 9 * * MON#1` is nine o'clock on the first Monday of each month.")
    else:
        with third:
            fields.clock(form, "at", f"At ({lab.features.zone.key})", key=f"{key}.clock")
    _coming(lab, repeating.line(item.content), is_typed=kind == repeating.OTHER)


def _coming(lab: Lab, line: str, *, is_typed: bool) -> None:
    """Say when a cron line comes next, and of one that is typed what it does, where there are words for it."""
    zone = lab.features.zone
    if coming := next_times(line, zone, after=lab.clock.now()):
        told = words.sentence(schedules.in_words(line) or "") if is_typed else ""
        st.caption(plain(f"{told} Next: {'; '.join(words.instant(at, zone) for at in coming)}."))
