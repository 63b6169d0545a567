"""The sample-ratio check: are the groups as large as they were meant to be? If not, something dealt them wrongly.

A mismatch means that customers went missing from one group rather than the other, so that no comparison of the groups
can be trusted (Fabijan et al. 2019, "Diagnosing sample ratio mismatch in online controlled experiments").
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from core.measurement.estimate import Unknown

MISMATCH = 0.001  # below this p-value: one false alarm in a thousand campaigns
PLAIN = 10.8  # chi-square below which no number of groups makes a mismatch: the law's quantile for two of them is 10.83
FEW = 5  # customers expected in a group from which on the chi-square law is fair (Cochran 1954)


@dataclass(frozen=True, slots=True)
class SampleRatio:
    """How the sizes of the groups compare with the shares they were meant to have.

    observed, expected: customers by group. chi2: Σ (observed - expected)² / expected, with df degrees of freedom; None
    where the exact test was made. p_value: how probable so large a deviation is by chance. is_mismatch: it is below
    0.001. method: "chi-square", or "exact" where a group should have fewer than 5 customers.
    """

    observed: dict[str, int]
    expected: dict[str, float]
    chi2: float | None
    df: int
    p_value: float
    is_mismatch: bool
    method: Literal["chi-square", "exact"]


def sample_ratio(observed: Mapping[str, int], shares: Mapping[str, float]) -> SampleRatio | Unknown:
    """Check the observed sizes of the groups against their shares, which need not add up to 1.

    Where a group should have fewer than 5 customers, each group is tested against all others by the exact binomial
    test, and the smallest p-value counts, times the number of groups (Bonferroni): never too many false alarms.

    Unknown: there is only one group, or nobody in any.

    Raises:
        ValueError: the groups are not the same, a share or a size is below 0, or the shares add up to 0.
    """
    _check(observed, shares)
    n, whole = sum(observed.values()), sum(shares.values())
    if len(shares) < 2:
        return Unknown("there is only one group, so there is no ratio to check")
    if n == 0:
        return Unknown("no group has any customer yet")
    expected = {name: n * share / whole for name, share in shares.items()}
    counts = {name: int(observed[name]) for name in shares}
    if min(expected.values()) < FEW:
        chi2, p_value = None, _exact(counts, {name: share / whole for name, share in shares.items()})
    else:
        chi2, p_value = _chi_square(counts, expected)
    method: Literal["chi-square", "exact"] = "exact" if chi2 is None else "chi-square"
    return SampleRatio(counts, expected, chi2, len(shares) - 1, p_value, p_value < MISMATCH, method)


def can_mismatch(observed: Mapping[str, int], shares: Mapping[str, float]) -> bool:
    """Whether `sample_ratio` could find a mismatch at all; told without SciPy, so that few need to be asked about.

    Raises ValueError as `sample_ratio`.
    """
    _check(observed, shares)
    n, whole = sum(observed.values()), sum(shares.values())
    if len(shares) < 2 or n == 0:
        return False
    parts = {name: min(share / whole, 1.0) for name, share in shares.items()}
    if min(parts.values()) * n >= FEW:
        return sum((observed[name] - n * part) ** 2 / (n * part) for name, part in parts.items()) > PLAIN
    # an exact p-value holds the probability of what was seen, so it is no smaller
    return min(_probability(observed[name], n, part) for name, part in parts.items()) * _tests(len(parts)) < MISMATCH


def _probability(k: int, n: int, part: float) -> float:
    """Return how probable exactly `k` of `n` are by the binomial law."""
    if part in (0.0, 1.0):
        return float(k == n * part)
    ways = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
    return math.exp(ways + k * math.log(part) + (n - k) * math.log1p(-part))


def _tests(n_groups: int) -> int:
    """Return how many exact tests count; of two groups one decides the other."""
    return n_groups if n_groups > 2 else 1


def _check(observed: Mapping[str, int], shares: Mapping[str, float]) -> None:
    """Refuse what cannot be checked."""
    if set(observed) != set(shares):
        raise ValueError(f"the groups {sorted(observed)} are not those that have shares, {sorted(shares)}")
    if any(count < 0 for count in observed.values()) or any(not share >= 0 for share in shares.values()):
        raise ValueError("a group has a size or a share below 0")
    if shares and not 0 < sum(shares.values()) < float("inf"):
        raise ValueError("the shares add up to nothing")


def _chi_square(observed: Mapping[str, int], expected: Mapping[str, float]) -> tuple[float, float]:
    """Return Pearson's chi-square and its p-value."""
    from scipy.special import chdtrc

    chi2 = sum((observed[name] - expected[name]) ** 2 / expected[name] for name in expected)
    return chi2, float(chdtrc(len(expected) - 1, chi2))


def _exact(observed: Mapping[str, int], shares: Mapping[str, float]) -> float:
    """Return the p-value of the exact binomial tests of each group, for all of them together."""
    from scipy.stats import binomtest

    n = sum(observed.values())
    smallest = min(float(binomtest(observed[name], n, min(share, 1.0)).pvalue) for name, share in shares.items())
    return min(1.0, smallest * _tests(len(shares)))
