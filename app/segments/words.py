"""How instants are said to people."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from core.kernel.clock import reference_day


def said(as_of: datetime, zone: ZoneInfo) -> str:
    """Return an instant in business time: the day that has just ended for a midnight, else the day and the time."""
    local = as_of.astimezone(zone)
    if local.time() == time():
        return f"the end of {reference_day(as_of, zone):%-d %B %Y}"
    return f"{local:%-d %B %Y, %H:%M} ({zone.key})"
