"""What a campaign brought: sufficient statistics, lift, CUPED, sequential reading, sample ratio, power.

Pure functions on values. SciPy loads with the first question, not with this package.

    control, treated = Mean(n=900, total=..., squares=...), Mean(...)    # sums of a query; days add up with +
    compare(control, treated).relative       # Estimate(value=0.04, ci_low=..., ...), or Unknown(why="...")
    compare_adjusted(before_and_after, ...)  # narrower: what customers did before is taken off
    compare_sequentially(control, treated)   # may be looked at every day
    minimum_detectable(Baseline.of_rate(0.05), Design(n_control=1000, n_treated=9000))
"""

from __future__ import annotations

from core.measurement.cuped import Adjusted, AdjustedComparison, Adjustment, adjust, compare_adjusted
from core.measurement.did import difference_in_differences
from core.measurement.estimate import Estimate, Risk, Unknown, chance_to_win, risk
from core.measurement.lift import Comparison, compare
from core.measurement.planning import Baseline, Design
from core.measurement.power import (
    Detectable,
    SampleSize,
    detectable_after,
    minimum_detectable,
    power_after,
    power_of,
    sample_size,
)
from core.measurement.sample_ratio import SampleRatio, can_mismatch, sample_ratio
from core.measurement.sequential import compare_sequentially
from core.measurement.several import Against, compare_all, holm
from core.measurement.statistics import Mean, Paired, Proportion, Ratio, Statistic

__all__ = [
    "Adjusted",
    "AdjustedComparison",
    "Adjustment",
    "Against",
    "Baseline",
    "Comparison",
    "Design",
    "Detectable",
    "Estimate",
    "Mean",
    "Paired",
    "Proportion",
    "Ratio",
    "Risk",
    "SampleRatio",
    "SampleSize",
    "Statistic",
    "Unknown",
    "adjust",
    "can_mismatch",
    "chance_to_win",
    "compare",
    "compare_adjusted",
    "compare_all",
    "compare_sequentially",
    "detectable_after",
    "difference_in_differences",
    "holm",
    "minimum_detectable",
    "power_after",
    "power_of",
    "risk",
    "sample_ratio",
    "sample_size",
]
