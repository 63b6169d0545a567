"""Several variants against one control group: with every further one, chance alone finds an effect more easily."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.measurement.difference import Kind
from core.measurement.estimate import Estimate
from core.measurement.lift import Comparison, compare


@dataclass(frozen=True, slots=True)
class Against:
    """One variant against the control group.

    p_adjusted: the p-value of the absolute difference by Holm's method, for all variants that could be compared: below
    alpha with probability alpha at most if no variant does anything. None where there is no p-value.
    """

    comparison: Comparison
    p_adjusted: float | None


def compare_all(control: Kind, variants: Mapping[str, Kind], *, alpha: float = 0.05) -> dict[str, Against]:
    """Compare each variant with the control group, in the order given; see `compare`."""
    found = {name: compare(control, variant, alpha=alpha) for name, variant in variants.items()}
    p_values = {name: c.absolute.p_value for name, c in found.items() if isinstance(c.absolute, Estimate)}
    adjusted = holm(p_values)
    return {name: Against(c, adjusted.get(name)) for name, c in found.items()}


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """Return the p-values adjusted by Holm (1979): the i-th smallest of k times (k - i + 1), ascending, at most 1.

    As statsmodels' multipletests does, which would take seconds to load and collect garbage at each call.
    """
    adjusted, highest = {}, 0.0
    for i, name in enumerate(sorted(p_values, key=p_values.__getitem__)):
        highest = max(highest, min(1.0, p_values[name] * (len(p_values) - i)))
        adjusted[name] = highest
    return {name: adjusted[name] for name in p_values}
