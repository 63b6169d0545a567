"""Hysteresis: a threshold fires on crossing, and only after the figure came back again."""

from __future__ import annotations

import pytest

from core.campaigns.thresholds import Arming
from core.campaigns.triggers import Threshold

UP = Threshold.model_validate({"size_of": "regulars", "above": 1000, "back": 900})
DOWN = Threshold.model_validate({"size_of": "regulars", "below": 900, "back": 1000})


def fired(threshold: Threshold, values: list[float | None]) -> list[bool]:
    """What each figure does; between two of them the state goes through what the store keeps."""
    found, arming = [], Arming.of(None)
    for value in values:
        found.append(arming.fires(threshold, value))
        arming = Arming.of(arming.after(threshold, value).document())
    return found


@pytest.mark.parametrize(
    ("values", "firing"),
    [
        ([1001], [True]),  # already beyond when it is looked at first
        ([1000], [False]),  # at the level is not above it
        ([999, 1001, 1002, 950, 1003], [False, True, False, False, False]),  # trembling
        ([1001, 900, 1001], [True, False, True]),  # back
        ([1001, 900.01, 1001], [True, False, False]),  # not quite
        ([1001, None, 1001], [True, False, False]),  # unknown is not back
        ([None, 1001], [False, True]),
    ],
)
def test_above(values: list[float | None], firing: list[bool]) -> None:
    assert fired(UP, values) == firing
    mirrored = [None if v is None else 1900 - v for v in values]
    assert fired(DOWN, mirrored) == firing


def test_without_a_gap_each_return_to_the_level_makes_it_ready() -> None:
    same = Threshold.model_validate({"size_of": "regulars", "above": 5, "back": 5})
    assert fired(same, [6, 5, 6, 6, 5, 6]) == [True, False, True, False, False, True]
