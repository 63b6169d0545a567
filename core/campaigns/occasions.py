"""An occasion: one firing of a trigger. Its key is unique in its campaign, so that it happens once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import polars as pl

SCHEDULE, ENTERED, LEFT, ROWS, THRESHOLD, MANUAL = "schedule", "entered", "left", "rows", "threshold", "manual"
LATE_ROWS = timedelta(days=3)  # rows may come so much later than others of their day
DAY = "day:"  # what the occasions of rows begin with; the business day follows
WHO = pl.Schema({"customer_id": pl.String, "occasion": pl.String})


@dataclass(frozen=True, slots=True)
class Occasion:
    """One firing of a trigger.

    `trigger` is schedule, entered, left, rows, threshold or manual. `who` is None where the whole audience segment is
    meant, and then the key is everybody's occasion; otherwise a frame of WHO, one row a customer, of whom those in the
    audience segment are meant. `as_of` is the instant as of which the audience is asked, None: the plan's own. `number`
    is that of the trigger's memory (None: nothing is remembered of it), `state` what is to be remembered
    once it has fired, in place of `before`: whoever finds something else there comes too late.
    """

    key: str
    trigger: str
    who: pl.DataFrame | None = None
    as_of: datetime | None = None
    number: int | None = None
    before: Mapping[str, Any] | None = None
    state: Mapping[str, Any] | None = None
