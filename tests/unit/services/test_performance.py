"""What campaigns brought in the tiny shop, against a count that goes through the customers one by one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from scipy.stats import ttest_ind

from core.campaigns.definition import Offer
from core.campaigns.model import DeliveryState
from core.campaigns.report import CONTROL, CONVERSION, REVENUE, TREATED
from core.config import Settings
from core.errors import BadInput, NotFound
from core.kernel.clock import FixedClock
from core.services.campaign_arms import offer_cost
from core.services.lab import Lab
from core.services.lifts import NO_CONTROL, NOBODY, incremental
from core.services.performance import NO_RESPONSES
from tests.unit.services.launched import DAY, LAUNCH, MINIMAL, arms, figures, fire, launched, opened, settle, spent
from tests.unit.services.shop import AS_OF, at

WINDOW = 4 * DAY


@pytest.fixture(scope="module")
def tried(shop_home: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A shop with a campaign that was fired; only for what changes nothing."""
    home = Path(shutil.copytree(shop_home.home, tmp_path_factory.mktemp("tried") / "shop"))
    with opened(at(shop_home, home)) as (made, _):
        launched(made)
        yield made


@pytest.fixture
def lab(shop_settings: Settings) -> Iterator[Lab]:
    with opened(shop_settings) as (made, _):
        yield made


@pytest.fixture
def clock(lab: Lab) -> FixedClock:
    assert isinstance(lab.clock, FixedClock)
    return lab.clock


def spends(lab: Lab, arm: str, variant: str | None = None, *, slug: str = "try") -> list[float]:
    """What each customer of an arm spent in the window."""
    return [
        sum(spent(who, first, first + WINDOW))
        for who, (a, v, first) in arms(lab, slug).items()
        if a == arm and variant in (None, v)
    ]


def test_arms_are_counted_as_one_would_by_hand(tried: Lab) -> None:
    report = tried.performance.of("Try")
    for arm in (CONTROL, TREATED):
        mine, found = spends(tried, arm), figures(report, arm)
        assert (found.n_assigned, found.n, found.converted) == (len(mine), len(mine), sum(s > 0 for s in mine))
        assert found.revenue == pytest.approx(sum(mine))
        assert found.conversion_rate == pytest.approx(found.converted / len(mine))
        assert found.revenue_per_customer == pytest.approx(sum(mine) / len(mine))
        assert found.conversion_interval is not None
        assert found.conversion_interval.low < found.conversion_rate < found.conversion_interval.high
    treated = figures(report, TREATED)
    assert (treated.contacts, treated.contact_cost) == (treated.n, pytest.approx(0.1 * treated.n))
    assert treated.offer_cost == pytest.approx(5.0 * treated.converted)
    assert (report.n_customers, report.n_measured, report.n_open) == (59, 59, 0)
    assert report.conversion == "a purchase within 4 days"
    assert report.launched_at == LAUNCH


def test_the_lift_of_revenue_is_welchs_test(tried: Lab) -> None:
    found = tried.performance.of("try").lift(REVENUE)
    assert found is not None
    control, treated = spends(tried, CONTROL), spends(tried, TREATED)
    theirs = ttest_ind(treated, control, equal_var=False)
    assert found.absolute is not None
    assert found.absolute.value == pytest.approx(sum(treated) / len(treated) - sum(control) / len(control))
    assert found.p_value == pytest.approx(theirs.pvalue)
    low, high = theirs.confidence_interval(0.95)
    assert (found.absolute.low, found.absolute.high) == (pytest.approx(low), pytest.approx(high))
    assert found.sequential is not None
    assert found.sequential.low < found.absolute.low < found.absolute.high < found.sequential.high
    assert found.reasons == {}


def test_gains_are_lifts_times_customers_less_what_was_spent(tried: Lab) -> None:
    report = tried.performance.of("try")
    gain, lift, treated = report.gain(), report.lift(REVENUE), figures(report, TREATED)
    assert gain is not None
    assert gain.revenue is not None
    assert gain.net is not None
    assert lift is not None
    assert lift.absolute is not None
    assert gain.revenue.value == pytest.approx(lift.absolute.value * treated.n)
    assert gain.cost == pytest.approx(treated.contact_cost + 5.0 * treated.converted)
    assert gain.net.low == pytest.approx(gain.revenue.low - gain.cost)
    assert gain.roi == pytest.approx(gain.net.value / gain.cost)
    assert gain.roi_interval is not None
    bounds = (gain.roi_interval.low, gain.roi_interval.high)
    assert bounds == pytest.approx((gain.net.low / gain.cost, gain.net.high / gain.cost))


def test_variants_are_parts_of_the_treated_with_offers_of_their_own(lab: Lab) -> None:
    offer = {"name": "Ten off", "kind": "gift", "value": "10.00"}
    launched(lab, variants=[{"name": "A", "share": 0.5}, {"name": "B", "share": 0.5, "offer": offer}])
    report = lab.performance.of("try")
    whole, a, b = (figures(report, TREATED, v) for v in (None, "A", "B"))
    assert whole.n == a.n + b.n
    assert whole.revenue == pytest.approx(sum(spends(lab, TREATED)))
    assert b.revenue == pytest.approx(sum(spends(lab, TREATED, "B")))
    assert (a.offer_cost, b.offer_cost) == (5.0 * a.converted, 10.0 * b.converted)
    assert whole.offer_cost == 5.0 * a.converted + 10.0 * b.converted
    assert set(report.sample_ratio.observed) == {"control", "A", "B"}
    assert report.sample_ratio.intended == pytest.approx({"control": 0.4, "A": 0.3, "B": 0.3})
    lift = report.lift(CONVERSION, "B")
    assert lift is not None
    assert lift.p_adjusted is not None
    assert lift.p_value is not None
    assert lift.p_adjusted >= lift.p_value


def test_a_rule_says_which_purchases_convert(lab: Lab) -> None:
    launched(lab, conversion={"within_days": 4, "purchase": {"when": {">=": [{"var": "amount"}, 40]}}})
    found = figures(lab.performance.of("try"), TREATED)
    who = [(c, first) for c, (arm, _, first) in arms(lab).items() if arm == TREATED]
    assert found.converted == sum(any(s >= 40 for s in spent(c, first, first + WINDOW)) for c, first in who)
    assert 0 < found.converted < sum(s > 0 for s in spends(lab, TREATED))
    assert found.revenue == pytest.approx(sum(spends(lab, TREATED)))  # of all purchases


@pytest.mark.parametrize(("ahead", "is_known"), [(0 * DAY, False), (DAY, False), (-0.1 * DAY, True)])
def test_where_nothing_is_known_of_the_time_after_the_contact_no_conversion_is_no_zero(
    shop_settings: Settings, ahead: timedelta, *, is_known: bool
) -> None:
    with opened(shop_settings, AS_OF + ahead) as (lab, _):
        launched(lab)
        stages = {stage.name: stage for stage in lab.performance.of("try").funnel}
    assert stages["treated"].n
    assert (stages["converted"].n is not None, stages["converted"].share is not None) == (is_known, is_known)


def test_windows_that_are_not_over_are_counted_apart(shop_settings: Settings) -> None:
    with opened(shop_settings, AS_OF - 2.5 * DAY) as (lab, _):
        launched(lab)
        report = lab.performance.of("try")
        assert (report.n_measured, report.n_open) == (0, report.n_customers)
        assert report.n_open > 50
        assert report.reasons[CONVERSION].startswith("no window is over yet: the first ends 2 May 2017, 12:00 EDT")
        lift = report.lift(REVENUE)
        assert lift is not None
        assert lift.absolute is None
        assert lift.reasons["absolute"] == report.reasons[REVENUE]
        assert [d.day for d in report.daily] == [1, 2]  # as far as it is known
        first = AS_OF - 2.5 * DAY
        treated = [sum(spent(c, first, first + 2 * DAY)) for c, (arm, *_) in arms(lab).items() if arm == TREATED]
        control = [sum(spent(c, first, first + 2 * DAY)) for c, (arm, *_) in arms(lab).items() if arm == CONTROL]
        assert report.daily[1].revenue == pytest.approx(
            sum(treated) / len(treated) - sum(control) / len(control)
        )  # fmt: skip
        assert all(p.planned_mde is not None for p in report.power if p.metric == REVENUE)
        assert figures(report, TREATED).conversion_rate is None


def test_a_campaign_that_never_fired_says_so(lab: Lab) -> None:
    lab.campaigns.create(MINIMAL)
    report = lab.performance.of("try")
    assert (report.n_customers, report.arms, report.launched_at) == (0, (), None)
    assert report.reasons == {CONVERSION: NOBODY, REVENUE: NOBODY, "sample_ratio": NOBODY}
    assert all(x.reasons["absolute"] == NOBODY for x in report.lifts)
    assert [s.n for s in report.funnel] == [0, 0, None, None, None, 0, None]
    assert all(s.share is None for s in report.funnel)


def test_what_nobody_reports_is_not_known_instead_of_zero(lab: Lab, clock: FixedClock) -> None:
    launched(lab)
    report = lab.performance.of("try")
    found = figures(report, TREATED)
    assert (found.delivered, found.opened, found.clicked, found.unsubscribed) == (None, None, None, None)
    assert {s.name for s in report.funnel if s.n is None} == {"delivered", "opened", "clicked", "unsubscribed"}
    assert report.reasons["responses"] == NO_RESPONSES
    who = next(who for who, (arm, *_) in arms(lab).items() if arm == TREATED)
    clock.advance(10 * DAY)
    lab.responses.read_csv(f"customer_id,kind,at,campaign\n{who},opened,2017-03-01T17:00:00Z,try\n".encode())
    report = lab.performance.of("try")
    found = figures(report, TREATED)
    assert (found.opened, found.clicked, found.unsubscribed) == (1, 0, 0), "somebody tells: nobody clicked"
    assert found.delivered is None, "opened by one, and delivered to none, would be nonsense"
    assert "responses" not in report.reasons


def test_without_a_control_group_nothing_is_compared(lab: Lab) -> None:
    launched(lab, control=0)
    report = lab.performance.of("try")
    assert figures(report, TREATED).converted > 0
    assert report.arm(CONTROL) is None
    assert report.reasons[CONVERSION] == NO_CONTROL
    assert report.sample_ratio.p_value is None
    assert report.sample_ratio.reason == "there is only one group, so there is no ratio to check"
    gain = report.gain()
    assert gain is not None
    assert gain.conversions is None
    assert gain.reasons["conversions"] == NO_CONTROL
    assert report.daily == ()


def test_what_was_sent_and_what_was_cancelled(lab: Lab) -> None:
    launched(lab)
    treated = [who for who, (arm, *_) in arms(lab).items() if arm == TREATED]
    states = dict(zip(treated, [DeliveryState.SENT] * 9 + [DeliveryState.DEAD, DeliveryState.CANCELLED], strict=False))
    settle(lab, states)
    report = lab.performance.of("try")
    found = figures(report, TREATED)
    assert (found.sent, found.contacts) == (9, len(treated) - 1)
    assert (report.contacts, report.spent) == (len(treated) - 1, pytest.approx(0.1 * (len(treated) - 1)))
    assert {s.name: s.n for s in report.funnel}["sent"] == 9
    settle(lab, dict.fromkeys(treated, DeliveryState.SENT))  # most are sent now, so the others are looked for
    assert figures(lab.performance.of("try"), TREATED).sent == len(treated) - 2
    assert figures(report, CONTROL).sent == 0


def test_all_sent(lab: Lab) -> None:
    launched(lab)
    treated = [who for who, (arm, *_) in arms(lab).items() if arm == TREATED]
    settle(lab, dict.fromkeys(treated, DeliveryState.SENT))
    assert figures(lab.performance.of("try"), TREATED).sent == len(treated)


def test_response_events_make_the_funnel_and_repeating_them_changes_nothing(lab: Lab, clock: FixedClock) -> None:
    launched(lab)
    one, two, *_ = [who for who, (arm, *_) in arms(lab).items() if arm == TREATED]
    clock.advance(10 * DAY)
    file = (
        "customer_id,kind,at,campaign\n"
        f"{one},delivered,2017-03-01T16:00:00Z,try\n{two},delivered,2017-03-01T16:00:00Z,try\n"
        f"{one},opened,2017-03-01T17:00:00Z,try\n{one},opened,2017-03-02T17:00:00Z,try\n"
        f"{one},clicked,2017-03-02T17:00:00Z,other\n"
    ).encode()
    for _ in range(2):
        lab.responses.read_csv(file)
        report = lab.performance.of("try")
        found = figures(report, TREATED)
        assert (found.delivered, found.opened, found.clicked, found.unsubscribed) == (2, 1, 0, 0)
    assert {s.name: s.n for s in report.funnel}["delivered"] == 2
    late = f"customer_id,kind,at,campaign\n{two},opened,2017-03-01T16:30:00Z,try\n".encode()
    lab.responses.read_csv(late)
    assert figures(lab.performance.of("try"), TREATED).opened == 2


def test_an_event_converts_in_both_arms_whatever_campaign_it_names(lab: Lab, clock: FixedClock) -> None:
    launched(lab, conversion={"within_days": 4, "event": "signed_up"})
    who = arms(lab)
    treated = next(c for c, (arm, *_) in who.items() if arm == TREATED)
    control = [c for c, (arm, *_) in who.items() if arm == CONTROL]
    clock.advance(10 * DAY)
    lab.responses.read_csv(
        "customer_id,kind,at,campaign\n"
        f"{treated},Signed-up,2017-03-02T17:00:00Z,try\n{control[0]},signed_up,2017-03-03T17:00:00Z,\n"
        f"{control[1]},signed_up,2017-03-05T15:00:00Z,\n".encode()  # the window is over at that very instant
    )
    report = lab.performance.of("try")
    assert (figures(report, TREATED).converted, figures(report, CONTROL).converted) == (1, 1)
    assert figures(report, TREATED).revenue == pytest.approx(sum(spends(lab, TREATED)))
    assert report.conversion == "the event 'signed_up' within 4 days"
    assert any("whatever campaign" in note for note in report.notes)


def test_redemptions_convert_unless_they_were_cancelled(lab: Lab, clock: FixedClock) -> None:
    lab.programs.create(
        "name: Plain\npoint_value: 0.01\nstarts_on: 2017-01-01\nearn: [{name: base, points: 100}]\n"
        "burn: [{name: Mug, points: 50, value: 0.50}]\n"
    )
    lab.programs.activate("plain")
    lab.ledgers.accrue("plain", until="2017-03-01")
    launched(lab, program="plain", conversion={"within_days": 4, "redemption": True},
             offer={"name": "Points", "kind": "points", "value": 200})  # fmt: skip
    one, two, *_ = [c for c, (arm, *_) in arms(lab).items() if arm == TREATED]
    clock.advance(DAY)
    lab.actions.redeem("plain", one, option="Mug", key="first", at=clock.now())
    lab.actions.redeem("plain", two, option="Mug", key="second", at=clock.now())
    lab.actions.cancel("plain", "second", at=clock.now())
    report = lab.performance.of("try")
    assert figures(report, TREATED).converted == 1
    assert figures(report, TREATED).offer_cost == pytest.approx(200 * 0.01)
    assert report.conversion == "a redemption of points of 'plain' within 4 days"


def test_points_of_a_program_that_is_gone_cost_nobody_knows_what(tried: Lab) -> None:
    report = tried.performance.of("try")
    treated = replace(figures(report, TREATED), offer_cost=None)
    lifts = [report.lift(metric) for metric in (CONVERSION, REVENUE)]
    gain = incremental(treated, *(x for x in lifts if x is not None))
    assert (gain.cost, gain.net, gain.roi) == (None, None, None)
    assert gain.reasons == dict.fromkeys(("cost", "net", "roi"), "what the offer costs is not known")
    points = Offer.model_validate({"name": "Points", "kind": "points", "value": 200})
    definition = tried.campaigns.get("try").definition.model_copy(update={"offer": points})
    assert offer_cost(definition, point_value=None)(None) is None
    assert offer_cost(definition, point_value=Decimal("0.005"))(None) == 1


def test_who_is_met_again_counts_once_by_the_first_time(lab: Lab, clock: FixedClock) -> None:
    launched(lab, again_after_days=2)
    before = lab.performance.of("try")
    clock.advance(3 * DAY)
    fire(lab, "try")
    clock.advance(3 * DAY)
    fire(lab, "try")
    report = lab.performance.of("try")
    assert report.n_customers == before.n_customers + 1  # the last customer of the shop came in March
    n = figures(before, TREATED).n
    new = figures(report, TREATED).n - n
    # Two of the three contacts lie in the window of four days; whoever came later has had two or one.
    assert figures(report, TREATED).contacts - 2 * n in {0, new, 2 * new}
    assert report.contacts >= 3 * n
    first = [sum(spent(c, LAUNCH, LAUNCH + WINDOW)) for c, (arm, _, at) in arms(lab).items()
             if (arm, at) == (TREATED, LAUNCH)]  # fmt: skip
    assert figures(before, TREATED).revenue == pytest.approx(sum(first))


def test_as_of_an_earlier_instant_later_facts_and_runs_are_unknown(lab: Lab, clock: FixedClock) -> None:
    launched(lab)
    clock.advance(30 * DAY)
    early = lab.performance.of("try", as_of=LAUNCH + 3 * DAY)
    assert (early.n_measured, early.known_until, early.as_of) == (0, LAUNCH + 3 * DAY, LAUNCH + 3 * DAY)
    assert lab.performance.of("try", as_of=LAUNCH).n_customers == 0
    assert lab.performance.of("try", as_of=LAUNCH + 4 * DAY).n_measured == 59


def test_a_version_by_itself(lab: Lab, clock: FixedClock) -> None:
    launched(lab)
    lab.campaigns.pause("try")
    lab.campaigns.edit(
        "try", {**MINIMAL, "control": 0.1, "again_after_days": 1, "conversion": {"within_days": 2}}, seen=1
    )
    for act in (lab.campaigns.submit, lab.campaigns.approve, lab.campaigns.activate):
        act("try")
    clock.advance(10 * DAY)
    fire(lab, "try")
    both = lab.performance.of("try")
    assert (both.version, both.window_days, both.n_customers) == (2, 2, 60)
    assert any("different control shares" in note for note in both.notes)
    first, second = (lab.performance.of("try", version=v) for v in (1, 2))
    assert (first.window_days, first.n_customers, second.n_customers) == (4, 59, 1)
    assert first.sample_ratio.intended == pytest.approx({"control": 0.4, "treated": 0.6})
    with pytest.raises(NotFound, match="has no version 3"):
        lab.performance.of("try", version=3)


def test_what_can_be_shown_is_planned_from_the_window_before(tried: Lab) -> None:
    campaign = tried.campaigns.get("try")
    found = {p.metric: p for p in tried.performance.of("try").power}
    who = arms(tried)
    before = [sum(spent(c, first - WINDOW, first)) for c, (_, _, first) in who.items()]
    frame = pl.DataFrame({"customer_id": list(who), "arm": [arm for arm, *_ in who.values()]})
    planned = {p.metric: p for p in tried.performance.design(campaign.definition, frame, as_of=LAUNCH)}
    assert planned[REVENUE].baseline == pytest.approx(sum(before) / len(before))
    assert planned[CONVERSION].baseline == pytest.approx(sum(b > 0 for b in before) / len(before))
    for metric in (CONVERSION, REVENUE):
        assert planned[metric].planned_mde == pytest.approx(found[metric].planned_mde)
        assert (planned[metric].mde, planned[metric].achieved) == (None, None)
        achieved = found[metric].achieved
        assert achieved is not None
        assert 0.5 < achieved < 1


def test_days_end_where_the_window_does(tried: Lab) -> None:
    report = tried.performance.of("try")
    lift = report.lift(REVENUE)
    assert lift is not None
    assert lift.absolute is not None
    assert lift.sequential is not None
    assert [d.day for d in report.daily] == [1, 2, 3, 4]
    last = report.daily[-1]
    assert (last.revenue, last.revenue_low) == (pytest.approx(lift.absolute.value), pytest.approx(lift.sequential.low))


def test_campaigns_side_by_side(lab: Lab) -> None:
    launched(lab)
    launched(lab, name="Other", control=0.2)
    assert [r.slug for r in lab.performance.compare(["other", "try", "other"])] == ["other", "try"]
    assert lab.performance.compare(["try", "other"])[0] == lab.performance.of("try")
    with pytest.raises(BadInput, match="Fewer than two"):
        lab.performance.compare(["try", "try"])


def test_another_store_is_not_answered_from_the_files_of_the_first(lab: Lab, shop_settings: Settings) -> None:
    launched(lab)
    first = lab.performance.of("try")
    lab.close()
    for file in shop_settings.home.glob("store.sqlite*"):
        file.unlink()
    with opened(shop_settings, LAUNCH + timedelta(hours=1)) as (again, _):
        launched(again, control=0.2)
        found = again.performance.of("try")
    assert found.n_customers == first.n_customers
    assert asdict(found)["arms"] != asdict(first)["arms"]
