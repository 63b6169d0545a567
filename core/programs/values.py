"""The values that only programs have."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from core.documents.values import refuse, shown

LIMIT = 2**53  # points stay below


def day_of_year(value: Any) -> str:
    """Read a day that every year has, as "MM-DD"."""
    if not isinstance(value, str) or not re.fullmatch(r"\d\d-\d\d", value, flags=re.ASCII):
        what = f"A day of every year belongs here, and this is {shown(value)}."
        refuse(what, fix='Write two digits each, such as "12-31".')
    if value == "02-29":
        refuse("Not every year has a 29 February.", fix='Write "02-28" or "03-01".')
    try:
        date.fromisoformat(f"2017-{value}")
    except ValueError:
        refuse(f"No year has a day {value}.", fix='Write month and day, such as "12-31".')
    return value
