"""Whether the times of a campaign can come: once and only once, and within its days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from core.campaigns import values
from core.campaigns.consistency import part
from core.campaigns.definition import CampaignDefinition
from core.campaigns.schedule import LATE, Schedule
from core.campaigns.triggers import Schedule as Written
from core.documents.plain import day_or_none, rows
from core.errors import DocumentInvalid, Problem
from core.kernel.clock import business_day, start_of_day


def problems(document: Mapping[str, Any], zone: ZoneInfo) -> Iterator[Problem]:
    """Yield the faults of all schedules in the business time zone."""
    starts, ends = day_or_none(document.get("starts_on")), day_or_none(document.get("ends_on"))
    if starts and ends and ends < starts:  # a fault of its own
        starts = ends = None
    for at, trigger in rows(document, "triggers"):
        schedule = part(trigger, "schedule")
        if (once := _read(values.local_time, schedule.get("at"))) is not None:
            yield from _once(once, f"{at}/schedule/at", zone, days=(starts, ends))
        if (line := _read(values.cron, schedule.get("cron"))) is not None:
            yield from _again(line, f"{at}/schedule/cron", zone, days=(starts, ends))


def can_come(definition: CampaignDefinition, now: datetime, zone: ZoneInfo) -> bool:
    """Whether any trigger can still go off after `now` (a time that passed LATE ago at most counts)."""
    if definition.ends_on is not None and business_day(now, zone) > definition.ends_on:
        return False
    if any(t.schedule is None for t in definition.triggers):
        return True
    return any(is_ahead(t.schedule, definition, now=now, zone=zone) for t in definition.triggers if t.schedule)


def is_ahead(written: Written, definition: CampaignDefinition, *, now: datetime, zone: ZoneInfo) -> bool:
    """Whether a schedule has an occasion after `now`, or one that passed LATE ago at most."""
    once = written.instant(zone)
    schedule = Schedule(
        zone, [] if once is None else [once], [] if written.cron is None else [written.cron], definition.starts_on,
        definition.ends_on,
    )  # fmt: skip
    return schedule.following(now - LATE - timedelta(microseconds=1)) is not None


def is_unclear(local: datetime, zone: ZoneInfo) -> bool:
    """Whether a local time does not come on that day, or comes twice, because the clocks change."""
    first, second = (local.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    return first != second


def _read(reader: Any, value: Any) -> str | None:
    try:
        return str(reader(value)) if value is not None else None
    except DocumentInvalid:
        return None


def _once(once: str, at: str, zone: ZoneInfo, *, days: tuple[date | None, date | None]) -> Iterator[Problem]:
    found = datetime.fromisoformat(once)
    if found.tzinfo is None and is_unclear(found, zone):
        offset = (found - timedelta(hours=3)).replace(tzinfo=zone).isoformat()[-6:]
        unclear = f"The clocks change at {once} in {zone}, so it is no instant or two."
        yield Problem(at, unclear, f'Write it with its offset, such as "{once}{offset}".')
    day = business_day(found, zone) if found.tzinfo else found.date()
    starts, ends = days
    if (starts and day < starts) or (ends and day > ends):
        what = f"It lies outside of the campaign's days, {_span(starts, ends)}."
        yield Problem(at, what, "Choose a day within them, or change `starts_on` and `ends_on`.")


def _again(line: str, at: str, zone: ZoneInfo, *, days: tuple[date | None, date | None]) -> Iterator[Problem]:
    starts, ends = days
    if starts is None or ends is None:
        return
    schedule = Schedule(zone, (), [line], starts, ends)
    if schedule.following(start_of_day(starts, zone) - timedelta(seconds=1)) is None:
        what = f"It never comes within the campaign's days, {_span(starts, ends)}."
        yield Problem(at, what, "Choose a time within them, or change `starts_on` and `ends_on`.")


def _span(starts: date | None, ends: date | None) -> str:
    return " ".join(filter(None, (f"from {starts}" if starts else "", f"to {ends}" if ends else "")))
