"""What a campaign is planned from: what customers do without it, and how many will be in which group."""

from __future__ import annotations

import math
from dataclasses import dataclass

from core.measurement.estimate import CONTROL, TREATED, Unknown, check_level, too_few
from core.measurement.statistics import Proportion, Statistic


@dataclass(frozen=True, slots=True)
class Baseline:
    """What one customer's value is like without the campaign: from the past, or assumed.

    Raises:
        ValueError: the variance is below 0, or a rate does not lie between 0 and 1.
    """

    mean: float
    variance: float
    is_rate: bool = False

    def __post_init__(self) -> None:
        if not (math.isfinite(self.mean) and math.isfinite(self.variance) and self.variance >= 0):
            raise ValueError(f"no customers have mean {self.mean!r} and variance {self.variance!r}")
        if self.is_rate and not 0 <= self.mean <= 1:
            raise ValueError(f"the rate is {self.mean!r}, and must lie between 0 and 1")

    @classmethod
    def of_rate(cls, rate: float) -> Baseline:
        """Return the baseline of customers of whom the share `rate` converts."""
        return cls(rate, rate * (1 - rate), is_rate=True)

    @classmethod
    def of(cls, statistic: Statistic) -> Baseline | Unknown:
        """Return the baseline that customers of the past give."""
        if statistic.n < 2:
            return Unknown("fewer than 2 customers are known from the past")
        if statistic.level is None or statistic.variance is None:
            return Unknown("the denominators of the past add up to 0")
        return cls(statistic.level, statistic.variance, is_rate=isinstance(statistic, Proportion))


@dataclass(frozen=True, slots=True)
class Design:
    """What is planned: the sizes of the groups, and what is asked of the test.

    alpha: how often an effect may be seen where there is none. reduction: the share of the variance that the period
    before is expected to explain (its squared correlation with the outcome), 0 without adjustment.

    Raises:
        ValueError: a size is below 0, alpha is no level, or the reduction is not in [0, 1).
    """

    n_control: float
    n_treated: float
    alpha: float = 0.05
    reduction: float = 0.0

    def __post_init__(self) -> None:
        check_level(self.alpha)
        if min(self.n_control, self.n_treated) < 0 or not 0 <= self.reduction < 1:
            raise ValueError(f"no campaign can be planned so: {self}")


def usable(baseline: Baseline | Statistic, design: Design) -> Baseline | Unknown:
    """Return the baseline, its variance reduced as the design says, or why no test could be made of it."""
    known = baseline if isinstance(baseline, Baseline) else Baseline.of(baseline)
    for size, name in ((design.n_control, CONTROL), (design.n_treated, TREATED)):
        if size < 2:
            return too_few(name)
    if isinstance(known, Baseline) and known.variance <= 0:
        return Unknown("no variance: without the campaign all customers have the same value")
    return known
