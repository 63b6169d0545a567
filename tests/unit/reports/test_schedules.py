"""Schedules in words; that the words are exact is held by tests/property/campaigns/test_schedule_words.py."""

from __future__ import annotations

import pytest

from core.reports import schedules


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("0 10 * * *", "every day at 10:00"),
        ("0 10 * * MON-FRI", "Monday to Friday at 10:00"),
        ("5 9,17 * * 1-5", "Monday to Friday at 09:05 and 17:05"),
        ("0 10 * * MON", "every Monday at 10:00"),
        ("0 10 * * 0,6", "every Saturday and Sunday at 10:00"),
        ("0 10 1 * *", "on the 1st of every month at 10:00"),
        ("0 10 2,3,11,L * *", "on the 2nd, 3rd, 11th and last day of every month at 10:00"),
        ("0 10 31 * *", "on the 31st of every month that has one at 10:00"),
        ("0 10 31 1,3 *", "on the 31st of January and March at 10:00"),
        ("0 10 24 12 *", "on the 24th of December at 10:00"),
        ("0 10 1 */3 *", "on the 1st of January, April, July and October at 10:00"),
        ("0 10 * 6 MON", "every Monday in June at 10:00"),
        ("0 9 * * MON#1", "on the first Monday of every month at 09:00"),
        ("0 9 * * 5L", "on the last Friday of every month at 09:00"),
        ("0 9 * * MON#5", "on the fifth Monday of every month that has one at 09:00"),
        ("0 10 1-31 * MON", "every day at 10:00"),  # of a date and a weekday without a star, either is enough
        ("0 10 */1 * MON", "every Monday at 10:00"),
    ],
)
def test_a_line_is_said_in_words(line: str, expected: str) -> None:
    assert schedules.said(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "0 10 1-7 * MON",  # the first seven days, and every Monday
        "*/30 10 * * *",  # by elapsed time: not at an hour that is skipped, and twice at one that comes twice
        "15 * * * *",
        "0 8-18 * * *",  # too much for a sentence
        "0 10 */2 * *",
        "0 10 31 1,4 *",  # April has none
        "0 10 15,30 * *",
        "0 9 LW * *",
        "0 9 * * MON,FRI#1",
    ],
)
def test_a_line_without_short_and_exact_words_is_shown_as_it_is(line: str) -> None:
    assert schedules.in_words(line) is None
    assert schedules.said(line) == f"by the cron line {line}"


@pytest.mark.parametrize("line", ["", "0 10 * *", "61 10 * * *", "0 10 30 2 *", "soon"])
def test_what_is_no_cron_line_has_no_words(line: str) -> None:
    assert schedules.read(line) is None
