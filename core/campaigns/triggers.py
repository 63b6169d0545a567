"""What sets a campaign off: a time, an event, or a figure that crosses a line."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, model_validator

from core.campaigns import values
from core.campaigns.parts import Logic
from core.documents.part import Part
from core.documents.values import named, refuse, word
from core.kernel.clock import parse_instant

_SLUG = named("segment", example="lapsing-regulars")
Segment = Annotated[str, BeforeValidator(_SLUG)]
Level = Annotated[
    Decimal, BeforeValidator(values.signed(places=4, most=Decimal(10**15), example="1000"))
]  # a size, or a value of a feature


class TriggerKind(StrEnum):
    """The kinds of triggers, as runs are marked with them."""

    SCHEDULE = "schedule"
    ENTERED = "entered"
    LEFT = "left"
    ROWS = "rows"
    THRESHOLD = "threshold"


class Aggregate(StrEnum):
    """How one figure is made of a feature's values."""

    MEAN = "mean"
    SUM = "sum"
    MIN = "min"
    MAX = "max"
    COUNT = "count"  # of the customers who have a value


def _one_of(part: Part, *names: str) -> None:
    """Refuse a part that has not exactly one of the keys."""
    if sum(getattr(part, n) is not None for n in names) != 1:
        listed = f"{', '.join(f'`{n}`' for n in names[:-1])} and `{names[-1]}`"
        refuse(f"Exactly one of {listed} belongs here.", fix="Keep one of them.")


class Schedule(Part):
    """Once `at` a time, or each time a `cron` line says. Times are those of the business zone unless told otherwise."""

    at: Annotated[str, BeforeValidator(values.local_time)] | None = None
    cron: Annotated[str, BeforeValidator(values.cron)] | None = None

    @model_validator(mode="after")
    def _one(self) -> Schedule:
        _one_of(self, "at", "cron")
        return self

    def instant(self, zone: ZoneInfo) -> datetime | None:
        """Return the instant (UTC) of a single occasion, or None for a cron line."""
        return None if self.at is None else parse_instant(self.at, zone)


class Event(Part):
    """Customers who entered or left a segment, or who have new rows in a table for which `when` holds."""

    entered: Segment | None = None
    left: Segment | None = None
    rows: Annotated[str, BeforeValidator(named("table", example="transactions"))] | None = None
    when: Logic = True

    @model_validator(mode="after")
    def _one(self) -> Event:
        _one_of(self, "entered", "left", "rows")
        if self.rows is None and self.when is not True:
            refuse("A rule stands beside `rows` alone.", fix="Leave `when` out; the segment has a rule.", at="/when")
        return self

    @property
    def segment(self) -> str | None:
        """The segment whose changes are looked at, None for rows of a table."""
        return self.entered or self.left


class Threshold(Part):
    """The size of a segment, or an aggregate of a feature over the audience, goes above or below a level.

    It fires once, and again only after the figure came back to `back` or beyond.
    """

    size_of: Segment | None = None
    aggregate: Annotated[Aggregate, BeforeValidator(word(Aggregate))] | None = None
    feature: Annotated[str, BeforeValidator(named("feature", example="total_revenue"))] | None = None
    above: Level | None = None
    below: Level | None = None
    back: Level

    @model_validator(mode="after")
    def _one(self) -> Threshold:
        _one_of(self, "size_of", "aggregate")
        _one_of(self, "above", "below")
        if (self.feature is None) != (self.aggregate is None):
            fix = "Write both, such as {aggregate: mean, feature: total_revenue, above: 100, back: 90}."
            refuse("`aggregate` and `feature` belong together.", fix=fix)
        self._refuse_wrong_side()
        return self

    @property
    def is_up(self) -> bool:
        """Whether it fires when the figure rises above the level, and not when it falls below."""
        return self.above is not None

    @property
    def level(self) -> Decimal:
        """The level that is crossed."""
        found = self.above if self.above is not None else self.below
        assert found is not None  # noqa: S101 - one of the two is there
        return found

    def _refuse_wrong_side(self) -> None:
        if self.back > self.level if self.is_up else self.back < self.level:
            side = ("above", "at or under") if self.is_up else ("below", "at or over")
            what = f"`back` is {self.back:f}, {side[0]} the level {self.level:f}: it would be ready again at once."
            refuse(what, fix=f"Let `back` be {side[1]} {self.level:f}.", at="/back")


class Trigger(Part):
    """Exactly one of the three; each has parts of its own."""

    schedule: Schedule | None = None
    event: Event | None = None
    threshold: Threshold | None = None

    @model_validator(mode="after")
    def _one(self) -> Trigger:
        _one_of(self, "schedule", "event", "threshold")
        return self

    @property
    def kind(self) -> TriggerKind:
        """What kind of trigger it is."""
        if self.schedule is not None:
            return TriggerKind.SCHEDULE
        if self.event is None:
            return TriggerKind.THRESHOLD
        if self.event.rows is not None:
            return TriggerKind.ROWS
        return TriggerKind.ENTERED if self.event.entered is not None else TriggerKind.LEFT
