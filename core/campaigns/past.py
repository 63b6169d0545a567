"""Campaigns that ran before the Lab: whom they reached, what was redeemed, and how sales moved.

Targeted are the customers who were contacted, others all other customers with any purchase; whoever bought nothing has
sales of 0. A customer's change is what was received from him in the campaign's window, its first and last day included,
less what was received in the window of equal length just before. The estimate of what the campaign brought is the mean
change of the targeted less that of the others (difference in differences), with a normal 95 % interval; it is made by
`core.measurement`. Nobody drew lots, so it is observational: the targeted may have been about to buy more, or less,
anyway.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import polars as pl

from core.campaigns.past_sql import Source, campaigns_query, days_query
from core.kernel.clock import reference_day
from core.warehouse.engine import Engine

_DAYS = {"day": pl.Date(), "side": pl.String(), "sales": pl.Decimal(18, 2), "per_customer": pl.Float64(),
         "is_during": pl.Boolean()}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """The business days of which the data hold every purchase, both included; `first` is None when they hold none."""

    first: date | None
    last: date

    def holds(self, first: date, last: date) -> bool:
        """Whether all of these days are known."""
        return self.first is not None and self.first <= first and last <= self.last

    def days(self, first: date, last: date) -> int:
        """Return how many of these days are known."""
        if self.first is None:
            return 0
        return max((min(last, self.last) - max(first, self.first)).days + 1, 0)


@dataclass(frozen=True, slots=True)
class Side:
    """The targeted customers of a campaign, or the others.

    n: how many. sales, sales_before: what was received from all of them in the window and in the one before, as far as
    the data go; None when the data hold no day of it. moved, squared: the sum of the customers' changes, and of the
    squares of these, in cents; None when the data do not hold both windows.
    """

    n: int
    sales: Decimal | None
    sales_before: Decimal | None
    moved: int | None
    squared: int | None

    @property
    def per_customer(self) -> float | None:
        """The mean sales of a customer in the window."""
        return float(self.sales) / self.n if self.sales is not None and self.n else None

    @property
    def per_customer_before(self) -> float | None:
        """The mean sales of a customer in the window before."""
        return float(self.sales_before) / self.n if self.sales_before is not None and self.n else None

    @property
    def change(self) -> float | None:
        """The mean change of a customer."""
        return self.moved / self.n / 100 if self.moved is not None and self.n else None


@dataclass(frozen=True, slots=True)
class PastCampaign:
    """A campaign that ran before the Lab, and what the data say of it.

    number: its id. starts_on, ends_on: the first and the last business day of its window. targeted: the customers who
    were contacted. redemptions, redeemers: what was redeemed, and by how many customers; None where the profile
    declares none. unit: of money. did: the estimate per customer in `unit`, and its 95 % interval; None when it cannot
    be told, and then `reason` (a sentence) says why.
    """

    number: str
    kind: str | None
    starts_on: date | None
    ends_on: date | None
    known: Known
    unit: str
    redemptions: int | None
    redeemers: int | None
    of_targeted: Side
    of_others: Side
    reason: str
    did: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None

    @property
    def name(self) -> str:
        """What to call it."""
        return f"Campaign {self.number}"

    @property
    def targeted(self) -> int:
        """How many customers were contacted."""
        return self.of_targeted.n

    @property
    def n_days(self) -> int | None:
        """How many days the window has."""
        if self.starts_on is None or self.ends_on is None:
            return None
        return (self.ends_on - self.starts_on).days + 1

    @property
    def before_on(self) -> date | None:
        """The first day of the window of equal length before."""
        return None if self.starts_on is None or self.n_days is None else self.starts_on - timedelta(days=self.n_days)

    @property
    def n_days_known(self) -> int:
        """How many days of the window the data hold."""
        if self.starts_on is None or self.ends_on is None:
            return 0
        return self.known.days(self.starts_on, self.ends_on)

    @property
    def redemption_rate(self) -> float | None:
        """The share of the targeted who redeemed something; None when nobody was contacted, or nothing is declared."""
        return self.redeemers / self.targeted if self.redeemers is not None and self.targeted else None

    @property
    def total(self) -> tuple[float, float, float] | None:
        """The estimate and its interval for all targeted together, in `unit`."""
        if self.did is None or self.ci_low is None or self.ci_high is None:
            return None
        return self.did * self.targeted, self.ci_low * self.targeted, self.ci_high * self.targeted


def past_campaigns(engine: Engine, source: Source, *, as_of: datetime, known: Known) -> list[PastCampaign]:
    """Return the declared campaigns in the order of their ids, from facts before `as_of`, without the estimates."""
    rows = engine.rows(campaigns_query(source), _params(source, as_of, None))
    return [_made(row, known, unit=source.profile.unit) for row in rows]


def daily_sales(engine: Engine, source: Source, campaign: PastCampaign, *, as_of: datetime) -> pl.DataFrame:
    """Return what was received on each known day of a campaign's window and of the one before.

    Columns: `day`, `side` (targeted, others), `sales` (money), `per_customer` (mean over all customers of the side),
    `is_during` (in the window, not before it). In the order of days, the targeted first.
    """
    rows = engine.rows(days_query(source), _params(source, as_of, campaign.number))
    cents = {(day, is_targeted): n for day, is_targeted, n in rows}
    return pl.DataFrame(list(_days(campaign, cents)), schema=_DAYS, orient="row")


def _params(source: Source, as_of: datetime, number: str | None) -> dict[str, Any]:
    return {"as_of": as_of, "last": reference_day(as_of, source.profile.zone), "number": number}


def _days(campaign: PastCampaign, cents: dict[tuple[date, bool], int]) -> Iterator[tuple[Any, ...]]:
    first, start, last = campaign.before_on, campaign.starts_on, campaign.ends_on
    if first is None or start is None or last is None or campaign.known.first is None:
        return
    begin, end = max(first, campaign.known.first), min(last, campaign.known.last)
    for n in range((end - begin).days + 1):
        day = begin + timedelta(days=n)
        for side, name, is_targeted in (
            (campaign.of_targeted, "targeted", True), (campaign.of_others, "others", False),
        ):  # fmt: skip
            found = cents.get((day, is_targeted), 0)
            yield day, name, _money(found), found / 100 / side.n if side.n else None, day >= start


def _made(row: tuple[Any, ...], known: Known, *, unit: str) -> PastCampaign:
    number, kind, starts_on, ends_on, targeted, redemptions, redeemers, n_others, *sums = row
    has_days = starts_on is not None and ends_on is not None and starts_on <= ends_on
    first = starts_on - (ends_on - starts_on) - timedelta(days=1) if has_days else None
    days = (known.days(starts_on, ends_on), known.days(first, starts_on - timedelta(days=1))) if first else (0, 0)
    is_known = first is not None and known.holds(first, ends_on)
    a = _side(targeted, sums[:4], days, is_known=is_known)
    b = _side(n_others, sums[4:], days, is_known=is_known)
    reason = _reason(known, first, ends_on, is_known=is_known)
    return PastCampaign(number, kind, starts_on, ends_on, known, unit, redemptions, redeemers, a, b, reason)


def _side(n: int, sums: list[int | None], days: tuple[int, int], *, is_known: bool) -> Side:
    """Return a side from sums over those of its customers who bought something; the others' are 0."""
    during, before, moved, squared = (value or 0 for value in sums)
    has_during, has_before = (bool(count) for count in days)
    return Side(
        n, _money(during) if has_during else None, _money(before) if has_before else None,
        moved if is_known else None, squared if is_known else None,
    )  # fmt: skip


def _reason(known: Known, first: date | None, last: date | None, *, is_known: bool) -> str:
    """Return what keeps an estimate from being made, or ""."""
    if first is None or last is None:
        return "The campaign's first and last day are not known, or not in order."
    if is_known:
        return ""
    held = "none" if known.first is None else f"{_said(known.first)} to {_said(known.last)}"
    return f"The estimate needs sales from {_said(first)} to {_said(last)}; the data hold {held}."


def _money(cents: int) -> Decimal:
    return Decimal(int(cents)).scaleb(-2)


def _said(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
