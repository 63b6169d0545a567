"""A reading that stays valid however often one looks: a confidence sequence in place of one interval.

Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (2021), "Time-uniform central limit theory and asymptotic confidence
sequences", arXiv:2103.06476: the two-sided sequence of Gaussian mixtures. With the difference d, its standard error s,
the number n of customers so far, and s² n in the place of the variance of one customer:

    d ± s √( 2 (nρ² + 1) / (nρ²) · ln( √(nρ² + 1) / α ) )
    p = min(1, √(nρ² + 1) · exp( -nρ² / (nρ² + 1) · (d/s)² / 2 ))
    ρ² = ( -2 ln α + ln(1 - 2 ln α) ) / n*

The interval excludes 0 exactly where p < α. n*, the tuning parameter, is the number of customers at which the interval
is narrowest for its confidence; at any other it is as valid. gbstats takes the same formulae and 5,000.

The promise is for customers who come one after the other, each with an outcome of its own; and it is asymptotic, nearly
true of some dozens. Where all are treated on one day and their outcomes grow from day to day, n stays as it is and no
theorem promises anything; but at 5% the interval is nowhere narrower than ± 3.035 s, and a random walk that is looked
at daily for a year leaves that with probability 4.4% (by simulation, held by a test).
"""

from __future__ import annotations

import math

from core.measurement.difference import Difference, Kind, differences
from core.measurement.estimate import Estimate, Unknown, check_level
from core.measurement.lift import Comparison, comparison

TUNING = 5000


def compare_sequentially(control: Kind, treated: Kind, *, alpha: float = 0.05, tuning: float = TUNING) -> Comparison:
    """Compare two groups so that all looks together are wrong with probability alpha at most.

    Takes any statistic, adjusted groups of `core.measurement.cuped` too. Estimates have no degrees of freedom. The
    chance to beat the control group is that of `compare`: it makes no promise about many looks.

    Raises:
        TypeError: the groups are not statistics of the same kind.
        ValueError: alpha does not lie between 0 and 1, or the tuning parameter is not above 0.
    """
    check_level(alpha)
    if tuning <= 0:
        raise ValueError(f"the tuning parameter is {tuning!r}, and must be above 0")
    absolute, relative = (
        found if isinstance(found, Unknown) else _always_valid(found, alpha=alpha, tuning=tuning)
        for found in differences(control, treated)
    )
    return comparison(control, treated, absolute=absolute, relative=relative, alpha=alpha)


def _always_valid(found: Difference, *, alpha: float, tuning: float) -> Estimate:
    """Return the estimate with the interval and the p-value of the module's docstring."""
    rho_squared = (-2 * math.log(alpha) + math.log(1 - 2 * math.log(alpha))) / tuning
    seen = found.n * rho_squared
    reach = found.se * math.sqrt(2 * (seen + 1) / seen * (math.log(seen + 1) / 2 - math.log(alpha)))
    exponent = math.log(seen + 1) / 2 - seen / (seen + 1) * (found.value / found.se) ** 2 / 2
    p_value = math.exp(min(exponent, 0.0))
    return Estimate(found.value, found.se, found.value - reach, found.value + reach, p_value, None)
