"""The line beside a figure."""

from __future__ import annotations

import base64
import re

import pytest

from core.reports import spark


def drawn(html: str) -> list[tuple[float, float]]:
    source = re.search(r"base64,([^\"]+)", html)
    assert source
    path = re.search(r'd="M([^"]+)" fill="none"', base64.b64decode(source[1]).decode())
    assert path
    return [tuple(map(float, point.split())) for point in path[1].split("L")]


def test_it_runs_from_left_to_right_and_larger_is_higher():
    (x0, y0), (x1, y1), (x2, y2) = drawn(spark.line([1, 3, 2], colour="#123456"))
    assert (x0, x1, x2) == (0, 100, 200)
    assert y1 < y2 < y0
    assert (y0, y1) == (spark.HEIGHT - spark.EDGE, spark.EDGE)


@pytest.mark.parametrize("values", [[5.0, 5.0, 5.0], [0.0, 0.0]])
def test_what_does_not_move_is_a_level_line(values: list[float]):
    assert len({y for _, y in drawn(spark.line(values, colour="#123456"))}) == 1


def test_what_it_says_is_escaped():
    assert 'alt="&lt;b&gt; &quot;x&quot;"' in spark.line([1, 2], colour="#123456", says='<b> "x"')
