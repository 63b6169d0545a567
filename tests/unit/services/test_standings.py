"""How one customer stands to every segment: against what `why` and the recordings say of each."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.services.lab import Lab
from core.services.standings import Standing, sentence
from tests.unit.services.damage import spoil

BIG = {">": [{"var": "total_revenue"}, 1000]}
GONE = {">": [{"var": "loyalty_points"}, 5]}
NEITHER = {"and": [BIG, {"or": [{"==": [{"var": "age"}, "65+"]}, {"<": [{"var": "r_score"}, 2]}]}, {"!": [BIG]}]}


@pytest.fixture
def lab(shop: Lab) -> Lab:
    """A shop with five segments: three by rules, a list, and one of another."""
    shop.segments.create("Big", BIG)
    shop.segments.create("Neither", NEITHER)
    shop.segments.create("early", {"<": [{"var": "first_purchase_on"}, "2017-01-11"]})
    shop.segments.create_static("Friends", ["1", "2"])
    shop.segments.create("Big friends", {"and": [{"==": [{"var": "segment.friends"}, True]}, BIG]})
    return shop


def of(lab: Lab, n: int, as_of: str | None = None) -> dict[str, Standing]:
    return {s.segment.slug: s for s in lab.customers.standings(lab.customers.get(n, as_of=as_of))}


@pytest.mark.parametrize("as_of", [None, "2017-02-10"])
def test_it_says_of_every_segment_what_the_segment_says_of_the_customer(lab: Lab, as_of: str | None) -> None:
    for n in (1, 2, 10, 30):
        for slug, standing in of(lab, n, as_of).items():
            assert standing.why == lab.audiences.why(slug, n, as_of=as_of)
            assert standing.is_member == (n in lab.audiences.members(slug, as_of=as_of).to_list())


def test_those_with_the_customer_come_first_then_by_name(lab: Lab) -> None:
    known = lab.customers.standings(lab.customers.get(1))
    assert [(s.segment.name, s.is_member) for s in known] == sorted(
        ((s.segment.name, s.is_member) for s in known), key=lambda k: (not k[1], k[0].casefold())
    )
    assert {s.segment.slug for s in known} == {"big", "neither", "early", "friends", "big-friends"}


def test_what_keeps_a_customer_out_is_named_and_no_more(lab: Lab) -> None:
    assert [r.path for r in of(lab, 1)["big"].deciding] == [""]
    assert [r.path for r in of(lab, 50)["neither"].deciding] == ["/and/1", "/and/2"]  # big, so only the rest fails
    assert [r.path for r in of(lab, 1)["neither"].deciding] == ["/and/0", "/and/1"]
    assert [r.path for r in of(lab, 50)["big-friends"].deciding] == ["/and/0"]
    assert of(lab, 1)["big"].because == "fails: Total revenue is more than 1000 USD (Total revenue (USD): 440.00)"
    assert of(lab, 50)["friends"].because == "fails: Is one of the 2 listed customers"
    assert of(lab, 1)["friends"].because == "Is one of the 2 listed customers"


def test_since_when_is_read_off_the_recordings(lab: Lab) -> None:
    first, second = datetime(2017, 2, 1, 5, tzinfo=UTC), datetime(2017, 4, 1, 4, tzinfo=UTC)
    for at in (first, second):
        lab.memberships.recalculate("early", as_of=at)
        lab.memberships.recalculate("big", as_of=at)
    now = of(lab, 5)
    assert (now["early"].entered_at, now["early"].recorded_as_of) == (first, second)
    assert now["neither"].recorded_as_of is None
    later = next(n for n in lab.audiences.members("big") if n not in lab.audiences.members("big", as_of=second))
    assert of(lab, later)["big"].entered_at is None  # in since the last recording: nobody wrote down since when
    assert sentence(of(lab, later)["big"], lab.features.zone) == "after 1 Apr 2017, 00:00 EDT"
    assert sentence(now["early"], lab.features.zone) == "1 Feb 2017, 00:00 EST"
    assert sentence(now["neither"], lab.features.zone) == "never recorded"
    then = of(lab, 5, "2017-03-01")
    assert then["early"].recorded_as_of == first  # what was recorded later is not known then
    assert of(lab, 5, "2017-01-20")["early"].recorded_as_of is None


def test_who_left_is_said_to_have_left(lab: Lab) -> None:
    for at in ("2017-01-20", "2017-03-01"):
        lab.segments.create(f"Lately {at}", {"<": [{"var": "last_purchase_days_ago"}, 3]})
        lab.memberships.recalculate(f"lately-{at}", as_of=at)
    lab.memberships.recalculate("lately-2017-01-20", as_of="2017-04-30")
    gone = lab.memberships.recorded("lately-2017-01-20").drop_nulls("left_at")
    standing = of(lab, gone["customer_id"][0], "2017-04-30")["lately-2017-01-20"]
    assert not standing.is_member
    assert standing.left_at == datetime(2017, 4, 30, 4, tzinfo=UTC)
    assert sentence(standing, lab.features.zone) == "30 Apr 2017, 00:00 EDT"


def test_a_lost_recording_says_nothing_and_hides_nobody_else(lab: Lab) -> None:
    lab.memberships.recalculate("early")
    run = lab.memberships.recalculate("big")
    (lab.settings.home / "memberships" / run.file).unlink()
    known = of(lab, 5)
    assert known["early"].entered_at is not None
    assert known["big"].entered_at is None


def test_a_segment_that_cannot_be_evaluated_is_said_to_be_so_after_the_others(lab: Lab) -> None:
    lab.segments.create("Uses it", {"==": [{"var": "segment.early"}, True]})
    spoil(lab, "early", GONE)
    known = lab.customers.standings(lab.customers.get(50))
    broken = {s.segment.slug: s.because for s in known if s.why is None}
    assert [s.segment.slug for s in known][-2:] == list(broken) == ["early", "uses-it"]
    assert all("There is no field 'loyalty_points'" in text for text in broken.values())
    assert {s.segment.slug for s in known if s.is_member} == {"big"}
    assert "loyalty_points" in known[-1]._repr_html_()
    assert "Customer 50 is a member of big" in known[0]._repr_html_()


def test_without_segments_there_is_nothing_to_say(still: Lab) -> None:
    assert still.customers.standings(still.customers.get(1)) == ()
