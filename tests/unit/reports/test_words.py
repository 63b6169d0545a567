"""Figures as people read them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from core.reports import words


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (words.count(1, "customer"), "1 customer"),
        (words.count(1234567, "customer"), "1,234,567 customers"),
        (words.count(0, "customer"), "0 customers"),
        (words.count(2, "entry", "entries"), "2 entries"),
        (words.count(1234), "1,234"),
        (words.count(None, "customer"), "–"),
        (words.share(0.8157), "81.6%"),
        (words.share(1, digits=0), "100%"),
        (words.share(None), "–"),
        (words.points(-0.0061), "-0.6 pp"),
        (words.points(0.05), "+5.0 pp"),
        (words.points(None), "–"),
        (words.number(4179.79), "4,180"),
        (words.number(-33.31), "-33.3"),
        (words.number(0.154), "0.15"),
        (words.number(None), "–"),
        (words.money(Decimal("373884.63"), "USD"), "373,885 USD"),
        (words.money(Decimal("999.99"), "USD"), "999.99 USD"),
        (words.money(-12.5, "EUR"), "-12.50 EUR"),
        (words.money(Decimal(1000), ""), "1,000"),
        (words.money(None, "USD"), "–"),
        (words.day(date(2017, 3, 1)), "1 Mar 2017"),
        (words.size(999), "999 bytes"),
        (words.size(1), "1 byte"),
        (words.size(12_540_000), "12.5 MB"),
        (words.size(3_200), "3.2 kB"),
        (words.size(2_000_000_000), "2.0 GB"),
    ],
)
def test_figures(said: str, expected: str):
    assert said == expected


def test_an_instant_is_said_on_the_clock_of_the_zone():
    at = datetime(2018, 1, 1, 5, tzinfo=UTC)
    assert words.instant(at, ZoneInfo("America/New_York")) == "1 Jan 2018, 00:00 EST"
    assert words.instant(at, ZoneInfo("Asia/Tokyo")) == "1 Jan 2018, 14:00 JST"


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(seconds=59), "less than a minute"), (timedelta(seconds=60), "1 minute"),
        (timedelta(minutes=59, seconds=59), "59 minutes"), (timedelta(hours=23), "23 hours"),
        (timedelta(hours=24), "1 day"), (timedelta(days=400), "400 days"),
        (timedelta(seconds=-5), "less than a minute"),
    ],
)  # fmt: skip
def test_an_age_is_said_in_its_largest_whole_unit(span: timedelta, said: str):
    assert words.age(span) == said


@pytest.mark.parametrize(
    ("names", "said"),
    [("", ""), ("a", "a"), ("ab", "a and b"), ("abcd", "a, b, c and d"), ("abcdef", "a, b, c, d and 2 more")],
)
def test_names_are_listed_as_far_as_they_can_be_read(names: str, said: str):
    assert words.listed(names) == said
