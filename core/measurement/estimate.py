"""What a measurement says: an estimate with its interval, or why there is none."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Unknown:
    """A number that cannot be computed: its value is None, and `why` is a part of a sentence for a person."""

    value: None = field(default=None, init=False)
    why: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number that was estimated, and how sure one can be of it.

    value: the estimate, in the unit of what was measured (a relative difference: 0.05 is five percent).
    se: its standard error. ci_low, ci_high: the interval of confidence 1 - alpha.
    p_value: two-sided, of the hypothesis that the true value is 0.
    df: the degrees of freedom of Student's t, None where the interval rests on another law.
    """

    value: float
    se: float
    ci_low: float
    ci_high: float
    p_value: float
    df: float | None


@dataclass(frozen=True, slots=True)
class Risk:
    """What one would lose on average by a wrong choice: by keeping to the control, or by treating everybody."""

    control: float
    treated: float


CONTROL: Final = "control"
TREATED: Final = "treated"


def too_few(group: str) -> Unknown:
    """Return what to say where a group is too small to have a variance."""
    return Unknown(f"the {group} group has fewer than 2 customers")


def no_variance(group: str) -> Unknown:
    """Return what to say where all customers of a group are alike, so that nothing says how far chance may go."""
    return Unknown(f"no variance: all customers of the {group} group have the same value, so chance cannot be judged")


def check_level(alpha: float) -> None:
    """Refuse an `alpha` that is no probability between 0 and 1, both excluded.

    Raises:
        ValueError: it is not.
    """
    if not 0 < alpha < 1:
        raise ValueError(f"alpha is {alpha!r}, and must lie between 0 and 1")


def by_student(value: float, *, se: float, df: float, alpha: float) -> Estimate:
    """Return the estimate by Student's t: value ± t(1 - alpha/2; df) · se, and p = 2 · P(T > |value / se|)."""
    from scipy.special import stdtr, stdtrit

    check_level(alpha)
    reach = float(stdtrit(df, 1 - alpha / 2)) * se
    p_value = 2 * float(stdtr(df, -abs(value / se)))
    return Estimate(value, se, value - reach, value + reach, p_value, df)


def by_normal(value: float, *, se: float, alpha: float) -> Estimate:
    """Return the estimate by the normal law: value ± z(1 - alpha/2) · se, and p = 2 · P(Z > |value / se|)."""
    from scipy.special import ndtr, ndtri

    check_level(alpha)
    reach = float(ndtri(1 - alpha / 2)) * se
    return Estimate(value, se, value - reach, value + reach, 2 * float(ndtr(-abs(value / se))), None)


def chance_to_win(estimate: Estimate) -> float:
    """Return the probability that the true value is above 0, given the data and a flat prior: Φ(value / se).

    The posterior is normal about the estimate; it is what gbstats' Bayesian test gives with an improper prior.
    """
    from scipy.special import ndtr

    return float(ndtr(estimate.value / estimate.se))


def risk(estimate: Estimate) -> Risk:
    """Return what a wrong choice costs on average, in the unit of the estimate, under the same posterior N(m, s²).

    By treating: E[max(-X, 0)] = s · φ(m/s) - m · Φ(-m/s). By keeping to the control: E[max(X, 0)], which is m more.
    """
    from scipy.special import ndtr

    mean, spread = estimate.value, estimate.se
    density = math.exp(-((mean / spread) ** 2) / 2) / math.sqrt(2 * math.pi)
    by_treating = max(spread * density - mean * float(ndtr(-mean / spread)), 0.0)
    return Risk(control=max(by_treating + mean, 0.0), treated=by_treating)
