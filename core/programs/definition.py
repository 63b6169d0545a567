"""What a program is: how points are earned, capped, kept, lost and spent. Never changed after it was made.

Each part is read strictly and in its own bounds; what must agree between the parts is looked at in
`core.programs.consistency`, and what rules may name in `core.programs.faults`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from core.documents import values
from core.documents.part import Part
from core.documents.values import DAYS, decimal, named, whole, word
from core.kernel.canonical import Json, digest
from core.programs.values import LIMIT, day_of_year

__all__ = [
    "LIMIT",
    "BurnOption",
    "EarnCap",
    "EarnRule",
    "Expiry",
    "Limit",
    "Per",
    "ProgramDefinition",
    "Rounding",
    "Tier",
    "TierWindow",
    "Window",
    "WindowKind",
]

Limit = LIMIT
"""Points of any kind stay below 2^53: from there on a double no longer holds every whole number."""


class Rounding(StrEnum):
    """How a rule's points become whole."""

    FLOOR = "floor"
    NEAREST = "nearest"  # a half goes up
    CEIL = "ceil"


class Per(StrEnum):
    """What a rule looks at."""

    BASKET = "basket"
    LINE = "line"


class Window(StrEnum):
    """The stretch of time that a cap counts in, from the narrowest to the widest."""

    TRANSACTION = "transaction"
    DAY = "day"
    WEEK = "week"  # from Monday
    MONTH = "month"
    PROGRAM = "program"


class WindowKind(StrEnum):
    """The days whose qualifying points make a tier."""

    DAYS = "days"
    CALENDAR_YEAR = "calendar_year"
    LIFETIME = "lifetime"


Points = Annotated[int, BeforeValidator(whole(1, example=200))]
Days = Annotated[int, BeforeValidator(whole(1, below=DAYS + 1, example=365))]
DaysOrNone = Annotated[int, BeforeValidator(whole(0, below=DAYS + 1, example=30))]
Logic = Annotated[Json, BeforeValidator(values.logic)]
Text = Annotated[str, BeforeValidator(values.text)]
Day = Annotated[date, BeforeValidator(values.day)]
_MOST_MONEY = Decimal(LIMIT - 1) / 100


class EarnRule(Part):
    """One way to earn: the whole `points` of each basket or line for which `when` holds. Matching rules add up."""

    name: Annotated[str, BeforeValidator(named("rule", example="base"))]
    per: Annotated[Per, BeforeValidator(word(Per))] = Per.BASKET
    when: Logic = True
    points: Logic
    rounding: Annotated[Rounding, BeforeValidator(word(Rounding))] = Rounding.FLOOR


class EarnCap(Part):
    """The most points that a customer gets in a window, of one `rule` or of all; a global one is for all customers."""

    per: Annotated[Window, BeforeValidator(word(Window))]
    limit: Points
    rule: Annotated[str, BeforeValidator(named("rule", example="base"))] | None = None
    is_global: Annotated[bool, BeforeValidator(values.yes_or_no)] = Field(False, alias="global")


class Tier(Part):
    """A level: the qualifying points it needs, what points are multiplied by there, and what else it gives."""

    name: Annotated[str, BeforeValidator(named("tier", example="Silver"))]
    threshold: Annotated[int, BeforeValidator(whole(0, example=500))]
    multiplier: Annotated[
        Decimal, BeforeValidator(decimal(places=4, above=Decimal(0), most=Decimal(100), example="1.25"))
    ] = Decimal(1)
    benefits: Text = ""


class TierWindow(Part):
    """The days whose qualifying points count towards a tier: the last `days`, those of the calendar year, or all.

    Written {days: 365}, calendar_year or lifetime.
    """

    unwritten: ClassVar[frozenset[str]] = frozenset({"kind"})
    kind: Annotated[WindowKind, BeforeValidator(word(WindowKind))] = WindowKind.LIFETIME
    days: Days | None = None

    @model_validator(mode="before")
    @classmethod
    def _word(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"kind": values.word(WindowKind)(value)}
        return {"kind": "days", **value} if isinstance(value, dict) and "days" in value else value

    @model_validator(mode="after")
    def _agree(self) -> TierWindow:
        if (self.kind is WindowKind.DAYS) != (self.days is not None):
            fix = "Write {days: 365}, calendar_year or lifetime."
            values.refuse("The window needs either a number of days or one of the words.", fix=fix)
        return self

    def document(self) -> Any:
        """Return {"days": n} or the word."""
        return str(self.kind) if self.days is None else {"days": self.days}


class Expiry(Part):
    """When a lot expires: `after_days` of its own, `inactivity_days` after the last that arrived, or `yearly_on`.

    Exactly one of the three is given; the day is written MM-DD.
    """

    after_days: Days | None = None
    inactivity_days: Days | None = None
    yearly_on: Annotated[str, BeforeValidator(day_of_year)] | None = None

    @model_validator(mode="after")
    def _one(self) -> Expiry:
        if len(self.model_fields_set & {n for n in type(self).model_fields if getattr(self, n) is not None}) != 1:
            fix = 'Write one, such as {after_days: 180}, {inactivity_days: 365} or {yearly_on: "12-31"}.'
            values.refuse("Expiry needs exactly one of `after_days`, `inactivity_days` and `yearly_on`.", fix=fix)
        return self


class BurnOption(Part):
    """Something that points buy: how many, and what it is worth in money."""

    name: Annotated[str, BeforeValidator(named("burn option", example="5 off"))]
    points: Points
    value: Annotated[Decimal, BeforeValidator(decimal(places=2, most=_MOST_MONEY, example="5.00"))]


class ProgramDefinition(Part):
    """A whole program. `core.programs.text` reads and writes it; equal definitions have equal documents."""

    name: Annotated[str, BeforeValidator(named("program", example="Everyday"))]
    description: Text = ""
    point_value: Annotated[
        Decimal, BeforeValidator(decimal(places=8, most=Decimal(1_000_000), example="0.01"))
    ]  # money per point, for liability
    starts_on: Day
    ends_on: Day | None = None  # its last day
    earn: tuple[EarnRule, ...]
    caps: tuple[EarnCap, ...] = ()
    tiers: tuple[Tier, ...] = ()  # the lowest first
    tier_window: TierWindow = TierWindow()
    tier_grace_days: DaysOrNone = 0  # how long a tier is kept after falling short
    pending_days: DaysOrNone = 0  # how long a lot waits before it can be spent
    expiry: Expiry | None = None
    burn: tuple[BurnOption, ...] = ()

    @property
    def digest(self) -> str:
        """What identifies the content of the definition."""
        return digest(self.document())
