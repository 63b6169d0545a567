"""Power: how small an effect a campaign could detect, before it is launched and after it was measured.

Everything is said of the test that will be made, Welch's (`core.measurement.lift`): with the effect e, its standard
error s and degrees of freedom df, and T of the noncentral t distribution with noncentrality e/s,

    power = P(T > t) + P(T < -t),   t = t(1 - alpha/2; df)

Before the launch s² = v_c/n_c + v_t/n_t with the baseline's variance in both groups; of a rate p the treated have
(p + e)(1 - p - e). An adjustment by the period before takes the share `reduction` off all variances. With groups of one
size and variance this is what statsmodels' TTestIndPower says (a test holds them together); that one assumes equal
variances, and so promises too much for a small control group beside a large treated one.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from core.measurement.estimate import Estimate, Unknown, check_level
from core.measurement.planning import Baseline, Design, usable
from core.measurement.statistics import Statistic

MOST = 1e12  # customers: whoever needs more will not find them


@dataclass(frozen=True, slots=True)
class Detectable:
    """The smallest increase that is detected with the given power; relative is a share of the baseline's mean.

    relative is None where the baseline's mean is not above 0: there is nothing to divide by.
    """

    absolute: float
    relative: float | None
    power: float
    alpha: float


@dataclass(frozen=True, slots=True)
class SampleSize:
    """How many customers a campaign needs."""

    n_control: int
    n_treated: int


def minimum_detectable(baseline: Baseline | Statistic, design: Design, *, power: float = 0.8) -> Detectable | Unknown:
    """Return the smallest increase over the baseline that the design detects with the given power.

    Unknown: a group has fewer than two customers, the baseline has no variance, or it is a rate and even if every
    treated customer converted, the test would not see it so surely.

    Raises:
        ValueError: the power does not lie between alpha and 1.
    """
    _check_power(power, design.alpha)
    known = usable(baseline, design)
    if isinstance(known, Unknown):
        return known

    def above(effect: float) -> float:
        return _power(effect, known, design) - power

    highest = 1 - known.mean if known.is_rate else _first_above(above, known.variance**0.5)
    if above(highest) < 0:
        return Unknown("the groups are too small: even if every treated customer converted, it would not be detected")
    effect = _root(above, 0.0, highest)
    return Detectable(effect, effect / known.mean if known.mean > 0 else None, power, design.alpha)


def power_of(effect: float, baseline: Baseline | Statistic, design: Design) -> float | Unknown:
    """Return the probability that the design detects a true absolute effect of this size, up or down.

    Unknown: as of `minimum_detectable`, or the effect would take a rate below 0 or above 1.
    """
    known = usable(baseline, design)
    if isinstance(known, Unknown):
        return known
    if known.is_rate and not 0 <= known.mean + effect <= 1:
        return Unknown("the effect would take the rate below 0 or above 1")
    return _power(effect, known, design)


def sample_size(
    effect: float,
    baseline: Baseline | Statistic,
    *,
    control_share: float = 0.5,
    power: float = 0.8,
    alpha: float = 0.05,
    reduction: float = 0.0,
) -> SampleSize | Unknown:
    """Return how many customers are needed to detect a true absolute effect of this size with the given power.

    Unknown: the baseline has no variance, the effect is 0 or takes a rate below 0 or above 1, or a million million
    customers would not do.

    Raises:
        ValueError: the share does not lie between 0 and 1, or the power not between alpha and 1.
    """
    _check_power(power, alpha)
    if not 0 < control_share < 1:
        raise ValueError(f"the control group's share is {control_share!r}, and must lie between 0 and 1")

    def design(n: float) -> Design:
        return Design(max(2.0, n * control_share), max(2.0, n * (1 - control_share)), alpha, reduction)

    def above(n: float) -> float:
        found = power_of(effect, baseline, design(n))
        return -power if isinstance(found, Unknown) else found - power

    least = power_of(effect, baseline, design(4.0))
    if isinstance(least, Unknown):
        return least
    if effect == 0 or above(MOST) < 0:
        return Unknown("the effect is so small that no number of customers would show it")
    n = 4.0 if above(4.0) >= 0 else _root(above, 4.0, _first_above(above, 8.0))
    needed = design(n)
    return SampleSize(math.ceil(needed.n_control), math.ceil(needed.n_treated))


def power_after(estimate: Estimate, *, effect: float, alpha: float = 0.05) -> float:
    """Return the power that a campaign had, by the standard error that was seen, to detect a true absolute `effect`.

    The effect is one that would have mattered, such as the one planned for, never the one that was found: power for
    that is the p-value in other words (Hoenig and Heisey 2001, "The abuse of power").
    """
    check_level(alpha)
    return _detected(effect / estimate.se, df=estimate.df, alpha=alpha)


def detectable_after(estimate: Estimate, *, power: float = 0.8, alpha: float = 0.05) -> float:
    """Return the smallest absolute effect for which a campaign had this power, by the standard error that was seen."""
    _check_power(power, alpha)

    def above(ratio: float) -> float:
        return _detected(ratio, df=estimate.df, alpha=alpha) - power

    return _root(above, 0.0, _first_above(above, 4.0)) * estimate.se


def _power(effect: float, baseline: Baseline, design: Design) -> float:
    """Return the power of Welch's test for an effect on a baseline that has a variance."""
    left = 1 - design.reduction
    raised = baseline.mean + effect
    variances = baseline.variance * left, (raised * (1 - raised) if baseline.is_rate else baseline.variance) * left
    shares = variances[0] / design.n_control, max(variances[1], 0.0) / design.n_treated
    spread = sum(shares)
    weights = shares[0] / spread, shares[1] / spread
    df = 1 / (weights[0] ** 2 / (design.n_control - 1) + weights[1] ** 2 / (design.n_treated - 1))
    return _detected(effect / spread**0.5, df=df, alpha=design.alpha)


def _detected(ratio: float, *, df: float | None, alpha: float) -> float:
    """Return the probability that a true effect of `ratio` standard errors is seen; df None: by the normal law."""
    from scipy.special import nctdtr, ndtr, ndtri, stdtrit

    size = abs(ratio)
    if df is None:
        limit = float(ndtri(1 - alpha / 2))
        return float(ndtr(size - limit) + ndtr(-size - limit))
    limit = float(stdtrit(df, 1 - alpha / 2))
    missed, wrong_side = float(nctdtr(df, size, limit)), float(nctdtr(df, size, -limit))
    # SciPy answers nan where a tail is 0 in doubles
    return 1 - (0.0 if math.isnan(missed) else missed) + (0.0 if math.isnan(wrong_side) else wrong_side)


def _check_power(power: float, alpha: float) -> None:
    """Refuse a power that every test has, or none."""
    check_level(alpha)
    if not alpha < power < 1:
        raise ValueError(f"the power is {power!r}, and must lie between alpha ({alpha}) and 1")


def _first_above(above: Callable[[float], float], start: float) -> float:
    """Return a point from `start` on where `above` is no longer below 0, by doubling."""
    point = start
    while above(point) < 0:
        point *= 2
    return point


def _root(above: Callable[[float], float], low: float, high: float) -> float:
    """Return where `above`, below 0 at `low` and not at `high`, becomes 0."""
    from scipy.optimize import brentq

    return float(brentq(above, low, high, xtol=1e-14 * max(high, 1e-3), rtol=1e-13, maxiter=500))
