"""What all campaigns brought against the global holdout, in the tiny shop, counted customer by customer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from core.campaigns.model import DeliveryState
from core.campaigns.report import CONTROL, CONVERSION, REVENUE, TREATED
from core.config import Settings
from core.contact.shares import bucket
from core.kernel.clock import FixedClock
from core.services.lab import Lab
from tests.unit.services.launched import DAY, LAUNCH, arms, fire, launched, opened, settle, spent
from tests.unit.services.shop import AS_OF, N, days_of


@pytest.fixture
def lab(shop_settings: Settings) -> Iterator[Lab]:
    with opened(shop_settings) as (made, _):
        yield made


@pytest.fixture
def clock(lab: Lab) -> FixedClock:
    assert isinstance(lab.clock, FixedClock)
    return lab.clock


def known() -> list[str]:
    """Everybody who had bought something before the launch."""
    return [str(n) for n in range(1, N + 1) if days_of(n) and days_of(n)[0] < LAUNCH]


def test_nothing_to_report_without_a_holdout(lab: Lab) -> None:
    assert lab.holdout_report.all() == ()


def test_those_held_out_against_the_others(lab: Lab, clock: FixedClock) -> None:
    salt = lab.holdouts.start(share=0.3, name="Spring").salt
    clock.advance(DAY)
    launched(lab)
    launched(lab, name="Other", control=0)
    contacted = [who for who, (arm, *_) in arms(lab).items() if arm == TREATED]
    settle(lab, {contacted[0]: DeliveryState.CANCELLED})
    (report,) = lab.holdout_report.all()
    days = (AS_OF - LAUNCH) // DAY
    assert (report.name, report.days, report.from_at, report.until_at) == ("Spring", days, LAUNCH, None)
    held = {who for who in known() if bucket(who, f"holdout:{salt}") < 3000}
    assert held
    assert not held & set(arms(lab))
    totals = {}
    for arm, who in ((CONTROL, held), (TREATED, set(known()) - held)):
        (found,) = [a for a in report.arms if a.arm == arm]
        each = [sum(spent(c, LAUNCH, LAUNCH + days * DAY)) for c in who]
        assert (found.n, found.buyers) == (len(who), sum(e > 0 for e in each))
        assert found.revenue == pytest.approx(sum(each))
        totals[arm] = sum(each) / len(each)
    lift = report.lift(REVENUE)
    assert lift is not None
    assert lift.absolute is not None
    assert lift.absolute.value == pytest.approx(totals[TREATED] - totals[CONTROL])
    assert lift.cuped is not None
    assert report.n_campaigns == 2
    assert report.n_contacts == len(contacted) + len(arms(lab, "other")) - 2  # who is cancelled is so in both
    assert report.spent == pytest.approx(0.1 * report.n_contacts)
    assert report.incremental.revenue is not None
    assert report.incremental.revenue.value == pytest.approx(lift.absolute.value * (len(known()) - len(held)))
    assert report.sample_ratio.intended == {CONTROL: 0.3, TREATED: 0.7}


def test_each_time_has_a_report_and_ends_when_it_ended(lab: Lab, clock: FixedClock) -> None:
    first = lab.holdouts.start(share=0.2)
    clock.advance(10 * DAY)
    second = lab.holdouts.start(share=0.4)
    clock.advance(5 * DAY)
    lab.holdouts.end()
    newest, oldest = lab.holdout_report.all()
    assert (newest.holdout_id, oldest.holdout_id) == (second.holdout_id, first.holdout_id)
    assert (newest.days, oldest.days) == (5, 10)
    assert all(r.until_at is not None for r in (newest, oldest))


def test_contacts_count_from_the_start_on_until_the_last_whole_day(lab: Lab, clock: FixedClock) -> None:
    slug = launched(lab, again_after_days=1, control=0).slug
    clock.advance(DAY)
    started = lab.holdouts.start(share=0.0001).from_at
    fire(lab, slug)
    n = len(lab.launching.executions(slug, run_id=2))
    for hours in (24, 24, 25):  # the last one lies within the holdout, and beyond its last whole day
        clock.advance(hours * DAY / 24)
        fire(lab, slug)
    clock.advance(DAY / 2)
    lab.holdouts.end()
    clock.advance(DAY)
    fire(lab, slug)
    (report,) = lab.holdout_report.all()
    assert (report.from_at, report.days, report.n_contacts) == (started, 3, 3 * n)
    assert report.spent == pytest.approx(0.1 * 3 * n)


def test_each_contact_costs_what_the_version_of_its_run_says(lab: Lab, clock: FixedClock) -> None:
    lab.holdouts.start(share=0.0001)
    slug = launched(lab, again_after_days=1, control=0).slug
    clock.advance(DAY)
    lab.campaigns.pause(slug)
    definition = lab.campaigns.get(slug).definition.document() | {"cost_per_contact": "0.25"}
    lab.campaigns.edit(slug, definition, seen=1)
    for act in (lab.campaigns.submit, lab.campaigns.approve, lab.campaigns.activate):
        act(slug)
    fire(lab, slug)
    first, second = (run.counts["treated"] for run in lab.launching.runs(slug)[::-1])
    (report,) = lab.holdout_report.all()
    assert (report.n_campaigns, report.n_contacts) == (1, first + second)
    assert report.spent == float(Decimal("0.10") * first + Decimal("0.25") * second)


def test_before_a_day_is_over_nothing_is_said(lab: Lab, clock: FixedClock) -> None:
    lab.holdouts.start(share=0.2)
    (report,) = lab.holdout_report.all(as_of=LAUNCH + 0.9 * DAY)
    assert report.days == 0
    assert report.reasons[CONVERSION] == "less than a day of it is known: facts are known until 2 Mar 2017, 07:36 EST"
    assert all(x.absolute is None for x in report.lifts)
    clock.advance(DAY)
    assert lab.holdout_report.all(as_of=datetime(2017, 3, 4, tzinfo=UTC))[0].days == 2
