"""Lift: how far the treated customers are above the control group, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

from core.measurement.difference import Kind, differences
from core.measurement.estimate import Estimate, Unknown, by_student, chance_to_win, check_level


@dataclass(frozen=True, slots=True)
class Comparison:
    """Treated customers against the control group.

    n_control, n_treated: customers. control, treated: their means as they were seen; None of nobody.
    absolute: treated - control, in the unit of the mean. relative: that as a share of the control group's mean.
    chance_to_beat: the probability that treating is better, given the data and a flat prior; None where `absolute` is
    unknown, which says why. alpha: the intervals hold the truth in a share 1 - alpha of all campaigns.
    """

    n_control: int
    n_treated: int
    control: float | None
    treated: float | None
    absolute: Estimate | Unknown
    relative: Estimate | Unknown
    chance_to_beat: float | None
    alpha: float


def compare(control: Kind, treated: Kind, *, alpha: float = 0.05) -> Comparison:
    """Compare two groups by Welch's t-test (no equal variances assumed); the relative lift is by the delta method.

    Valid for one look, at the end that was planned; for daily looks see `compare_sequentially`. The formulae stand in
    `core.measurement.difference`. A group of which all customers are alike gives no estimate, as in gbstats: its
    variance of 0 would pass chance off as an effect, the more so the smaller the group is.

    Raises:
        TypeError: the groups are not statistics of the same kind.
        ValueError: alpha does not lie between 0 and 1.
    """
    check_level(alpha)
    absolute, relative = (
        found if isinstance(found, Unknown) else by_student(found.value, se=found.se, df=found.df, alpha=alpha)
        for found in differences(control, treated)
    )
    return comparison(control, treated, absolute=absolute, relative=relative, alpha=alpha)


def comparison(
    control: Kind, treated: Kind, *, absolute: Estimate | Unknown, relative: Estimate | Unknown, alpha: float
) -> Comparison:
    """Put a comparison together from its two estimates."""
    chance = None if isinstance(absolute, Unknown) else chance_to_win(absolute)
    return Comparison(
        n_control=control.n,
        n_treated=treated.n,
        control=control.level,
        treated=treated.level,
        absolute=absolute,
        relative=relative,
        chance_to_beat=chance,
        alpha=alpha,
    )
