"""What has to be known of a group of customers to compare it with another: a few sums, whatever its size.

Each kind has `n` (customers), `mean`, `variance` (of one customer's value, not of the mean) and `level` (the mean that
a relative difference is a share of). Parts add up with `+`, the empty group is `Mean()`:

    sum((Mean.of_values(day) for day in days), Mean())
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar, Protocol, Self

import numpy as np

from core.measurement.sums import NOISE, Numbers, Sums, covariance, product, total, variance


class Statistic(Protocol):
    """Whatever two groups can be compared by. `mean` and `variance` are None where there are too few customers."""

    empty: ClassVar[str]
    """Why nothing can be divided by a control group's level of 0."""

    @property
    def n(self) -> int:
        """The number of customers."""

    @property
    def mean(self) -> float | None:
        """The mean of one customer's value, adjusted where the kind is an adjusted one."""

    @property
    def variance(self) -> float | None:
        """The variance of one customer's value about that mean."""

    @property
    def level(self) -> float | None:
        """The mean as it was seen, not adjusted."""


@dataclass(frozen=True, slots=True)
class Proportion(Sums):
    """Customers of whom some did something: `successes` of `n`. The variance is p(1 - p), divided by n, not n - 1.

    Raises:
        ValueError: more successes than customers, or fewer than none.
    """

    empty: ClassVar[str] = "nobody in the control group converted, so there is nothing to divide by"

    successes: int = 0

    def __post_init__(self) -> None:
        Sums.__post_init__(self)
        if not 0 <= self.successes <= self.n or not isinstance(self.successes, int):
            raise ValueError(f"{self.successes!r} of {self.n} customers is no proportion")

    @classmethod
    def of_values(cls, flags: Numbers) -> Self:
        """Count the customers and those whose flag (True or 1) is set.

        Raises:
            ValueError: a value is neither 0 nor 1.
        """
        values = np.asarray(flags)
        if not np.isin(values, (0, 1)).all():
            raise ValueError("a proportion is counted from values that are 0 or 1")
        return cls(values.size, int(np.count_nonzero(values)))

    @property
    def mean(self) -> float | None:
        """The share of customers with success; None of nobody."""
        return self.successes / self.n if self.n else None

    level = mean

    @property
    def variance(self) -> float | None:
        """p(1 - p); None of nobody."""
        return self.successes * (self.n - self.successes) / self.n**2 if self.n else None


@dataclass(frozen=True, slots=True)
class Mean(Sums):
    """A number per customer, such as spend: the sums of the values and of their squares. The variance has n - 1."""

    empty: ClassVar[str] = "the control group's mean is 0, so there is nothing to divide by"

    total: float = 0
    squares: float = 0

    @classmethod
    def of_values(cls, values: Numbers) -> Self:
        """Add up one value per customer."""
        return cls(np.asarray(values).size, total(values), product(values, values))

    @property
    def mean(self) -> float | None:
        """The mean; None of nobody."""
        return self.total / self.n if self.n else None

    level = mean

    @property
    def variance(self) -> float | None:
        """The sample variance; None of fewer than two."""
        return variance(self.n, total=self.total, squares=self.squares) if self.n > 1 else None


@dataclass(frozen=True, slots=True)
class Paired(Sums):
    """A number per customer (y) beside the same customer's number of the period before (x).

    Compared as it is, it is a `Mean` of y; `core.measurement.cuped` adjusts it by x.
    """

    empty: ClassVar[str] = Mean.empty

    y_total: float = 0
    y_squares: float = 0
    x_total: float = 0
    x_squares: float = 0
    xy: float = 0

    @classmethod
    def of_values(cls, outcome: Numbers, before: Numbers) -> Self:
        """Add up one outcome and one value of the period before per customer, in the same order."""
        y, x = Mean.of_values(outcome), Mean.of_values(before)
        return cls(y.n, y.total, y.squares, x.total, x.squares, product(outcome, before))

    @property
    def outcome(self) -> Mean:
        """The outcome alone."""
        return Mean(self.n, self.y_total, self.y_squares)

    @property
    def before(self) -> Mean:
        """The period before alone."""
        return Mean(self.n, self.x_total, self.x_squares)

    @property
    def mean(self) -> float | None:
        """The mean of the outcome, not adjusted; None of nobody."""
        return self.outcome.mean

    level = mean

    @property
    def variance(self) -> float | None:
        """The sample variance of the outcome, not adjusted; None of fewer than two."""
        return self.outcome.variance

    @property
    def covariance(self) -> float | None:
        """The sample covariance of outcome and period before; None of fewer than two."""
        return covariance(self.n, a=self.y_total, b=self.x_total, ab=self.xy) if self.n > 1 else None

    @property
    def correlation(self) -> float | None:
        """Pearson's correlation of outcome and period before; None where either does not vary."""
        spread = (self.variance or 0.0) * (self.before.variance or 0.0)
        together = self.covariance
        if together is None or spread == 0:
            return None
        return max(-1.0, min(1.0, together / math.sqrt(spread)))


@dataclass(frozen=True, slots=True)
class Ratio(Sums):
    """One sum over another, such as spend per basket, in a group of customers who each have several baskets.

    The mean is Σm / Σd. Customers are what was dealt to the groups, so the variance is that of a ratio of two means of
    customers, by the delta method (m, d: means; all moments with n - 1):

        var(m)/d² - 2 · cov(m, d) · m/d³ + m² · var(d)/d⁴
    """

    empty: ClassVar[str] = "the control group's ratio is 0, so there is nothing to divide by"

    numerator: float = 0
    numerator_squares: float = 0
    denominator: float = 0
    denominator_squares: float = 0
    both: float = 0

    @classmethod
    def of_values(cls, numerator: Numbers, denominator: Numbers) -> Self:
        """Add up one numerator and one denominator per customer, in the same order."""
        m, d = Mean.of_values(numerator), Mean.of_values(denominator)
        return cls(m.n, m.total, m.squares, d.total, d.squares, product(numerator, denominator))

    @property
    def mean(self) -> float | None:
        """The ratio of the sums; None where the denominators add up to 0."""
        return self.numerator / self.denominator if self.denominator else None

    level = mean

    @property
    def variance(self) -> float | None:
        """The variance by the delta method; None of fewer than two, or where there is no ratio."""
        ratio = self.mean
        if ratio is None or self.n < 2:
            return None
        below = self.denominator / self.n
        m = variance(self.n, total=self.numerator, squares=self.numerator_squares)
        d = variance(self.n, total=self.denominator, squares=self.denominator_squares)
        both = covariance(self.n, a=self.numerator, b=self.denominator, ab=self.both)
        spread = m - 2 * ratio * both + ratio**2 * d
        return spread / below**2 if spread > NOISE * (m + ratio**2 * d) else 0.0
