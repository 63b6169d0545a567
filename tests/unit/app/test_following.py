"""Panels that draw themselves anew."""

from __future__ import annotations

import pytest

from app.components import following


@pytest.mark.parametrize(("n", "seconds"), [(0, 1), (200_000, 1), (1_000_000, 5), (10_000_000, 50)])
def test_who_counts_many_rows_looks_more_seldom(n: int, seconds: float) -> None:
    assert following.pause(n, least=1) == seconds
