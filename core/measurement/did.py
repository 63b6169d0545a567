"""Difference in differences: how much more the targeted changed than the others did, where nobody drew lots."""

from __future__ import annotations

from core.measurement.estimate import Estimate, Unknown, by_normal, too_few
from core.measurement.statistics import Mean


def difference_in_differences(others: Mean, targeted: Mean, *, alpha: float = 0.05) -> Estimate | Unknown:
    """Return the mean change of the targeted minus that of the others, per customer.

    Both groups hold one number per customer: its value in the window minus its value in the window of equal length
    before, with 0 for a window without any. With c = after - before:

        mean(c of targeted) - mean(c of others),  se² = var(c_targeted)/n_targeted + var(c_others)/n_others

    with sample variances (n - 1) and the normal interval (± 1.959964 se at 5%). Observational: it is the campaign's
    effect only if both groups would have changed alike without it. One group may be without variance, not both.

    Unknown: a group has fewer than two customers, or nobody's change differs from that of the own group.

    Raises:
        ValueError: alpha does not lie between 0 and 1.
    """
    means, variances = (others.mean, targeted.mean), (others.variance, targeted.variance)
    if means[0] is None or variances[0] is None:
        return too_few("other")
    if means[1] is None or variances[1] is None:
        return too_few("targeted")
    spread = variances[0] / others.n + variances[1] / targeted.n
    if spread <= 0:
        return Unknown("no variance: in each group all customers changed alike, so chance cannot be judged")
    return by_normal(means[1] - means[0], se=spread**0.5, alpha=alpha)
