"""Breakage: which share of the outstanding points will expire, from the program's own history."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from core.programs.model import EntryKind

Z = 1.959963984540054  # 95% of a normal distribution lie within so many standard deviations
FEW = 30  # customers from which on the normal interval is fair (Cochran 1977, section 6.4)
NEAR = 31  # days that a lot may have left beyond the oldest known rate and still be given it
DEBT = "debt"
LOT = ["customer_id", "lot"]
RATES = {"month": pl.Date, "breakage": pl.Float64, "breakage_low": pl.Float64, "breakage_high": pl.Float64}

NOTHING = "No points are outstanding."
NEVER = "Points of this program never expire."
NO_HISTORY = "No lot has reached its day of expiry yet, so there is no history to estimate from."
TOO_LONG = "Some points have longer to live than any lot whose day of expiry has come."

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share (0 to 1) and its 95% interval.

    value is None when it could not be estimated, low and high when there is no interval; reason says why, or what to
    be careful about. It is empty when there is nothing to say.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Breakage:
    """The expected breakage of all outstanding points and of each vintage.

    points: how many points the total is a share of: what is left in lots, debts not taken off.
    vintages: one row a month of earning of which points are left: month, breakage, breakage_low, breakage_high (null
    where the estimate is None).
    """

    total: Estimate
    points: int
    vintages: pl.DataFrame


def breakage(entries: pl.DataFrame, *, as_of: date, inactivity_days: int | None = None) -> Breakage:
    """Estimate which share of the points outstanding at the end of the day `as_of` will expire.

    entries: a program's ledger, columns customer_id, kind, lot, points, day, expires_on, in the order of the ledger;
    expiries up to and on `as_of` have to be in it. Later entries are not looked at. inactivity_days: to be given where
    activity postpones expiry; then a lot's day of expiry here is the first one possible, so many days after its first
    entry. What the ledger states is known with hindsight, and only lots whose customers fell silent would be chosen.

    A point's chance depends on how long its lot has still to live: the rate of u days before expiry is X/R, where R are
    the points that were left u days before the day of expiry, and X those of them that expired; that is the lot's
    age, counted from its end, and also right where lots of one program live for different times (yearly expiry).
    Only lots enter whose day of expiry is not after `as_of`, *whether they were burned or not*: choosing lots
    because they are gone would choose quick burners among the young ones (right-censoring), and make breakage too low.

    Assumed: customers will burn as they did in the lots that had their chance; customers are independent of each
    other, their own lots are not; what is outstanding is given, and by chance more or less of it may expire than
    expected. Where activity postpones expiry, a lot counts as kept while it lives on past its first possible day, so
    the share is rather too low, and the deferred revenue too high, which is the prudent side. Points without a day of
    expiry among others with one count as never expiring.

    Rates are ratio estimators over clusters, the customers; the variance of their weighted sum comes from linearised
    residuals: Cochran (1977), Sampling Techniques, 3rd ed., ch. 6; Woodruff (1971), JASA 66, 411-414.
    """
    known = entries.filter(pl.col("day") <= as_of)
    lots = lots_of(known, inactivity_days=inactivity_days)
    alive = lots.filter((pl.col("points") > 0) & (pl.col("lot") != DEBT))
    points = int(alive["points"].sum())
    reason = _obstacle(alive)
    history = None if reason else _history(known, lots.filter(pl.col("lot") != DEBT), as_of)
    if history is None:
        months = alive.select(pl.col("month").unique().sort())
        nothing = [pl.lit(None, pl.Float64).alias(c) for c in list(RATES)[1:]]
        return Breakage(Estimate(None, reason=reason or NO_HISTORY), points, months.with_columns(nothing))
    places = history.places(alive.select((pl.lit(as_of) - pl.col("expires_on")).dt.total_days()).to_series())
    placed = alive.select("month", "points", place=places).sort("month")
    rows = [(month, history.estimate(part)) for (month,), part in placed.group_by("month", maintain_order=True)]
    frame = pl.DataFrame([(m, e.value, e.low, e.high) for m, e in rows], schema=RATES, orient="row")
    return Breakage(history.estimate(placed), points, frame)


def lots_of(entries: pl.DataFrame, *, inactivity_days: int | None = None) -> pl.DataFrame:
    """Return a row a lot: customer_id, lot, month (of its first entry), expires_on, points (left).

    expires_on: as first stated in the ledger, or so many days after the first entry.
    """
    born = pl.col("day").min()
    stated = pl.col("expires_on").drop_nulls().first()
    return entries.group_by(LOT).agg(
        month=born.dt.truncate("1mo"),
        expires_on=stated if inactivity_days is None else born + pl.duration(days=inactivity_days),
        points=pl.col("points").sum(),
    )


def _obstacle(alive: pl.DataFrame) -> str:
    if alive.is_empty():
        return NOTHING
    return NEVER if alive["expires_on"].null_count() == alive.height else ""


@dataclass(frozen=True, slots=True)
class _History:
    """What became of the lots that had the chance to expire, by days until their expiry.

    A place is a day relative to the day of expiry, `first` (negative) is place 0, the day of expiry the last one; what
    happened after it stands one place further. customer, place, points, expired: the sums of a customer's entries at a
    place. left, rates: at each place the points left, and the share of them that expired later.
    """

    first: int
    n_customers: int
    customer: Integers
    place: Integers
    points: Floats
    expired: Floats
    left: Floats
    rates: Floats

    def places(self, days: pl.Series) -> pl.Series:
        """Return where to read the rate for lots whose day of expiry was so many days ago (negative: is to come).

        Where no points were left the place before it is taken, for at most `NEAR` days too early the first one.
        Null: never expires. -1: there is no rate.
        """
        known = np.flatnonzero(self.left > 0)
        asked = days.cast(pl.Float64).fill_null(math.nan).to_numpy() - self.first
        found = np.searchsorted(known, np.nan_to_num(asked), side="right") - 1
        near = (found < 0) & (asked >= known[0] - NEAR)
        place = np.where(found >= 0, known[np.maximum(found, 0)], np.where(near, known[0], -1))
        return pl.select(pl.when(days.is_not_null()).then(pl.Series(place, dtype=pl.Int64))).to_series()

    def estimate(self, lots: pl.DataFrame) -> Estimate:
        """Return the share of the points of lots (columns points, place) that is expected to expire."""
        if (lots["place"] == -1).any():
            return Estimate(None, reason=TOO_LONG)
        total, mortal = int(lots["points"].sum()), lots.drop_nulls("place")
        weights = _sums(mortal["place"].to_numpy(), mortal["points"].to_numpy(), len(self.left))
        value = _clipped(float(weights @ self.rates) / total)
        if self.n_customers < 2:
            return Estimate(value, reason="The history is that of one customer, so there is no interval.")
        wide = Z * self._error(weights) / total
        few = f"The history is that of {self.n_customers} customers only: the interval is rough."
        return Estimate(value, _clipped(value - wide), _clipped(value + wide), few if self.n_customers < FEW else "")

    def _error(self, weights: Floats) -> float:
        """Return the standard error of the sum of weights times rates.

        A customer's residual is the sum over places of weight / left * (expired later - rate * left of the customer);
        both sums run over an entry's earlier or later places, so they are read off running totals at its own place.
        """
        gain = np.divide(weights, self.left, out=np.zeros_like(weights), where=self.left > 0)
        before = np.concatenate([[0.0], np.cumsum(gain)])
        onward = np.concatenate([np.cumsum((gain * self.rates)[::-1])[::-1], [0.0]])
        terms = self.expired * before[self.place] - self.points * onward[self.place]
        residuals = _sums(self.customer, terms, self.n_customers)
        return math.sqrt(self.n_customers / (self.n_customers - 1) * float(residuals @ residuals))


def _history(known: pl.DataFrame, lots: pl.DataFrame, as_of: date) -> _History | None:
    matured = lots.filter(pl.col("expires_on") <= as_of).select(*LOT, due="expires_on")
    sums = (
        known.join(matured, on=LOT)
        .group_by("customer_id", day=(pl.col("day") - pl.col("due")).dt.total_days().clip(upper_bound=1))
        .agg(
            points=pl.col("points").sum(),
            expired=-pl.col("points").filter(pl.col("kind") == EntryKind.EXPIRE.value).sum(),
        )
        .with_columns(customer=pl.col("customer_id").rank("dense").cast(pl.Int64) - 1)
        .sort("customer", "day")  # doubles add up to the same only in the same order
    )
    if sums.is_empty():
        return None
    first = min(int(sums.select(pl.col("day").min()).item()), 0)
    n_places = 1 - first
    place = (sums["day"] - first).to_numpy()
    points, expired = (sums[c].to_numpy().astype(np.float64) for c in ("points", "expired"))
    left, gone = (np.cumsum(_sums(place, values, n_places + 1))[:n_places] for values in (points, expired))
    if not (left > 0).any():
        return None
    later = expired.sum() - gone
    rates = np.divide(later, left, out=np.zeros_like(left), where=left > 0)
    customers = sums["customer"]
    return _History(first, customers.n_unique(), customers.to_numpy(), place, points, expired, left, rates)


def _sums(place: Integers, values: Floats | Integers, n_places: int) -> Floats:
    """Return the sum of the values at each place; whole numbers below 2^53, so doubles are exact."""
    return np.bincount(place, weights=values, minlength=n_places).astype(np.float64)


def _clipped(value: float) -> float:
    return min(max(value, 0.0), 1.0)
