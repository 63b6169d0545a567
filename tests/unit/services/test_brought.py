"""What docs/CAMPAIGNS.md says under "What it brought", on a market stall: a sentence, and customers who hold it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from core.campaigns.model import DeliveryState
from core.campaigns.report import CONTROL, REVENUE, TREATED, ArmFigures, Report
from core.services.lifts import NO_CONTROL
from core.services.sending import Sent
from tests.contract.campaigns.stall import BEGIN, CUSTOMERS, Stall, later
from tests.contract.ledgers.market import at
from tests.unit.services.launched import figures, settle

DAY, TICK = timedelta(days=1), timedelta(microseconds=1)
FOUR = {"conversion": {"within_days": 4, "purchase": True}}
NIGHT = 'quiet_hours: {from: "21:00", to: "09:00", then: hold}'


def fired(stand: Stall, name: str = "Hello", *, when: datetime | None = None, **changes: Any) -> str:
    slug = stand.launch(name, **{**FOUR, **changes})
    again(stand, slug, when)
    return slug


def again(stand: Stall, slug: str, when: datetime | None = None) -> None:
    """Fire it by hand (at an instant)."""
    stand.clock.at = when or stand.clock.at
    (look,) = stand.lab.launching.trigger(slug, is_now=True)
    assert look.run is not None, look.text


def of(stand: Stall, slug: str, arm: str) -> list[str]:
    """Who was first dealt what."""
    return [customer for customer, reason in stand.outcomes(slug, run=0).items() if reason == arm]


def report(stand: Stall, slug: str, when: datetime | None = None, **asked: Any) -> Report:
    """The report of a snapshot (at an instant)."""
    if when is not None:
        stand.refresh(when)
    return stand.lab.performance.of(slug, **asked)


def treated(found: Report) -> ArmFigures:
    return figures(found, TREATED)


def test_contacts_within_the_window_are_its_costs_and_later_ones_are_not(stand: Stall) -> None:
    slug = fired(stand, again_after_days=1, cost_per_contact="0.10")
    again(stand, slug, later(days=4) - TICK)
    again(stand, slug, later(days=5))
    found, n = report(stand, slug, later(days=9)), len(of(stand, slug, TREATED))
    assert (treated(found).contacts, found.contacts) == (2 * n, 3 * n)
    assert (treated(found).contact_cost, found.spent) == (pytest.approx(0.2 * n), pytest.approx(0.3 * n))


def test_a_contact_at_the_very_end_of_the_window_is_outside_of_it(stand: Stall) -> None:
    slug = fired(stand, again_after_days=1)
    again(stand, slug, later(days=4))
    n = len(of(stand, slug, TREATED))
    assert treated(report(stand, slug, later(days=9))).contacts == n
    stand.lab.campaigns.end(slug)  # all of them are cancelled: what counts was one a customer
    assert stand.lab.sending.drain("w") == Sent()
    assert treated(report(stand, slug)).contacts == 0


def test_what_was_cancelled_outside_of_the_window_is_not_taken_off_its_costs(stand: Stall) -> None:
    slug = fired(stand, again_after_days=1)
    n = len(of(stand, slug, TREATED))
    assert stand.lab.sending.drain("w") == Sent(sent=n)
    again(stand, slug, later(days=5))
    stand.lab.campaigns.end(slug)
    found = report(stand, slug, later(days=9))
    assert (treated(found).contacts, found.contacts) == (n, n)


def test_a_window_begins_at_the_planned_instant_and_is_over_when_the_snapshot_is_as_of_its_end(stand: Stall) -> None:
    stand.lab.policies.save(NIGHT, seen=0)
    slug = fired(stand, when=at("10-02 22:00"), conversion={"within_days": 1, "purchase": True})
    (early, first, last, late), (held, *_) = of(stand, slug, TREATED)[:4], of(stand, slug, CONTROL)
    for customer, when in (
        (early, at("10-03 09:00") - TICK), (first, at("10-03 09:00")), (last, at("10-04 09:00") - TICK),
        (late, at("10-04 09:00")), (held, at("10-03 09:00") - TICK), (held, at("10-03 09:00")),
    ):  # fmt: skip
        stand.buys(customer, when)
    stand.clock.at = at("10-03 09:00") - TICK
    assert stand.lab.sending.drain("w") == Sent()
    stand.clock.at = at("10-03 09:00")
    assert stand.lab.sending.drain("w") == Sent(sent=len(of(stand, slug, TREATED)))
    assert report(stand, slug, at("10-04 09:00") - TICK).n_measured == 0
    found = report(stand, slug, at("10-04 09:00"))
    assert (found.n_measured, found.n_open, treated(found).contacts) == (20, 0, treated(found).n)
    assert (treated(found).converted, treated(found).revenue) == (2, 20.0)
    assert (figures(found, CONTROL).converted, figures(found, CONTROL).revenue) == (1, 10.0)


def test_what_happens_in_windows_that_are_not_over_is_in_the_funnel_and_in_no_other_figure(stand: Stall) -> None:
    slug = fired(stand, cost_per_contact="0.10", offer={"name": "Five off", "kind": "discount", "value": "5.00"})
    stand.buys(of(stand, slug, TREATED)[0], later(hours=1))
    found = report(stand, slug, later(days=4) - TICK)
    assert (treated(found).converted, treated(found).contact_cost, treated(found).offer_cost) == (0, 0.0, 0.0)
    assert {stage.name: stage.n for stage in found.funnel}["converted"] == 1
    found = report(stand, slug, later(days=4))
    assert (treated(found).converted, treated(found).offer_cost) == (1, 5.0)


def test_a_day_of_a_window_has_24_hours_also_when_the_clocks_change(stand: Stall) -> None:
    slug = fired(stand, when=at("11-03 12:00"))  # the clocks go back on the fifth
    inside, outside, *_ = of(stand, slug, TREATED)
    stand.buys(inside, at("11-07 11:00") - TICK)
    stand.buys(outside, at("11-07 11:00"))
    assert treated(report(stand, slug, at("11-08 12:00"))).converted == 1


def test_what_a_customer_does_counts_in_each_campaign_that_met_him(stand: Stall) -> None:
    one, two = fired(stand), fired(stand, "Other")
    (both, *_) = set(of(stand, one, TREATED)) & set(of(stand, two, TREATED))
    stand.buys(both, later(hours=1))
    stand.refresh(later(days=4))
    assert [treated(report(stand, slug)).revenue for slug in (one, two)] == [10.0, 10.0]


@pytest.mark.parametrize("forgotten", [False, True], ids=["purchases stay", "purchases go"])
def test_who_leaves_the_warehouse_stays_in_his_group(stand: Stall, *, forgotten: bool) -> None:
    slug = fired(stand)
    gone, stays, *_ = of(stand, slug, TREATED)
    for customer in (gone, stays):
        stand.buys(customer, later(hours=1))
    stand.sql("DELETE FROM customers WHERE customer_id = $1", gone)
    if forgotten:
        stand.sql("DELETE FROM purchases WHERE customer_id = $1", gone)
    found = report(stand, slug, later(days=4))
    assert (found.n_measured, treated(found).n) == (20, len(of(stand, slug, TREATED)))
    assert treated(found).converted == (1 if forgotten else 2)
    assert stand.lab.sending.drain("w").sent == treated(found).n


def test_what_is_given_back_is_no_revenue_and_no_conversion(stand: Stall) -> None:
    slug = fired(stand)
    whole, part, only, *_ = of(stand, slug, TREATED)
    for customer, hours, amount in ((whole, 1, 40), (part, 2, 30), (part, 3, -12), (only, 4, -5)):
        stand.buys(customer, later(hours=hours), amount)
    stand.sql("INSERT INTO refunds VALUES ($1, 1, $2)", whole, later(days=5))
    stand.refresh(later(days=6))
    assert (treated(report(stand, slug)).converted, treated(report(stand, slug)).revenue) == (1, 13.0)
    before = report(stand, slug, as_of=later(days=4, hours=1))  # the refund was not known then
    assert (treated(before).converted, treated(before).revenue) == (2, 53.0)


def test_a_response_counts_in_the_funnel_whenever_it_was_and_converts_only_in_the_window(stand: Stall) -> None:
    slug = fired(stand, conversion={"within_days": 4, "event": "signed_up"})
    one, two, *_ = of(stand, slug, TREATED)
    lines = [
        f"{one},{kind},{(BEGIN - timedelta(minutes=1)).isoformat()},{slug}" for kind in ("opened", "signed_up")
    ] + [f"{two},signed_up,{BEGIN.isoformat()},{slug}"]
    stand.lab.responses.read_csv("\n".join(["customer_id,kind,at,campaign", *lines]).encode())
    found = report(stand, slug, later(days=4))
    assert (treated(found).opened, treated(found).converted) == (1, 1)


def test_events_of_later_are_not_known_as_of_an_earlier_instant(stand: Stall) -> None:
    slug = fired(stand)
    one, two, *_ = of(stand, slug, TREATED)
    stand.refresh(later(days=5))
    lines = [f"{one},opened,{later(hours=1).isoformat()},{slug}", f"{two},opened,{later(days=2).isoformat()},{slug}"]
    stand.lab.responses.read_csv("\n".join(["customer_id,kind,at,campaign", *lines]).encode())
    assert [treated(report(stand, slug, as_of=at)).opened for at in (later(days=2), None)] == [1, 2]


def test_a_variant_that_nobody_got_is_missing_from_the_figures_and_seen_in_the_sample_ratio(stand: Stall) -> None:
    rare = [{"name": "A", "share": "0.9999"}, {"name": "B", "share": "0.0001"}]
    found = report(stand, fired(stand, variants=rare), later(days=4))
    assert [(a.arm, a.variant) for a in found.arms] == [(CONTROL, None), (TREATED, None), (TREATED, "A")]
    assert found.sample_ratio.observed["B"] == 0
    assert found.sample_ratio.intended["B"] == pytest.approx(0.75 * 0.0001)


def test_a_control_group_that_the_lot_left_empty_is_told_of(stand: Stall) -> None:
    slug = fired(stand, control="0.0001", cost_per_contact="0.10")
    stand.buys(CUSTOMERS[0], later(hours=1))
    found = report(stand, slug, later(days=4))
    assert (found.reasons[REVENUE], found.sample_ratio.observed) == (NO_CONTROL, {"control": 0, "treated": 20})
    assert (treated(found).converted, treated(found).revenue, found.funnel[0].n) == (1, 10.0, 20)
    gain = found.gain()
    assert gain is not None
    assert (gain.cost, gain.roi, gain.reasons["roi"]) == (pytest.approx(2.0), None, NO_CONTROL)


def test_of_several_versions_the_shares_go_by_whom_each_met_and_what_differs_is_said(stand: Stall) -> None:
    slug = fired(stand, control="0.5", again_after_days=1)
    stand.sql("INSERT INTO customers VALUES ('d00'), ('d01'), ('d02'), ('d03'), ('d04')")
    stand.lab.campaigns.pause(slug)
    stand.refresh(later(days=1, hours=1))
    offer = {"name": "Five off", "kind": "discount", "value": "5.00"}
    stand.edit(slug, control="0.2", offer=offer, conversion={"within_days": 2, "purchase": True})
    again(stand, slug)
    found = report(stand, slug, later(days=9))
    assert found.sample_ratio.intended[CONTROL] == pytest.approx((20 * 0.5 + 5 * 0.2) / 25)
    assert [note.partition(" ran ")[0] for note in found.notes] == [
        "Versions with different control shares", "Versions with different offers",
        "Versions with different conversions",
    ]  # fmt: skip
    assert report(stand, slug, version=1).notes == ()


def priced_differently(stand: Stall) -> str:
    """A campaign that three versions fired at three prices, one of them nothing; of each run some are cancelled."""
    variants = [{"name": "A", "share": "0.5"}, {"name": "B", "share": "0.5"}]
    slug = fired(stand, again_after_days=1, cost_per_contact="0.10", variants=variants)
    for n, cost in enumerate(("0.10", "0.00", "0.35")):
        if n:
            stand.sql("INSERT INTO customers SELECT format('e{}{}', $1::INT, i) FROM range(4) t(i)", n)
            stand.lab.campaigns.pause(slug)
            stand.refresh(later(days=3 * n))
            stand.edit(slug, cost_per_contact=cost)
            again(stand, slug)
        ways = stand.outcomes(slug)
        settle(stand.lab, {
            customer: DeliveryState.CANCELLED if k % 5 == n else DeliveryState.SENT for k, customer in enumerate(ways)
        })  # fmt: skip
    return slug


def counted(stand: Stall, slug: str, version: int | None) -> Mapping[str | None, list[Decimal]]:
    """What each contact cost, one by one: by variant those in the windows, and under None all so far."""
    campaign = stand.lab.campaigns.get(slug)
    with stand.lab.database.view() as work:
        states = dict(work.deliveries.states(campaign.campaign_id).select("execution_id", "state").iter_rows())
        rows = list(work.executions.frame(campaign.campaign_id).iter_rows(named=True))
        costs = {v.version: v.definition.cost_per_contact for v in work.campaigns.versions(campaign.campaign_id)}
    versions = {run.run_id: run.version for run in stand.runs(slug)}
    first: dict[str, dict[str, Any]] = {}
    found = defaultdict[str | None, list[Decimal]](list)
    for row in rows:
        met = first.setdefault(row["customer_id"], row) if row["arm"] else None
        if met is None or version not in (None, versions[met["run_id"]]):
            continue
        if row["outcome"] == TREATED and states[row["execution_id"]] != DeliveryState.CANCELLED:
            found[None].append(costs[versions[row["run_id"]]])
            if row["planned_at"] < met["planned_at"] + 4 * DAY:
                found[met["variant"]].append(costs[versions[row["run_id"]]])
    return found


@pytest.mark.parametrize("version", [None, 1, 2, 3])
def test_each_contact_costs_what_the_version_of_its_run_says(stand: Stall, version: int | None) -> None:
    slug = priced_differently(stand)
    found = report(stand, slug, later(days=12), version=version)
    expected = counted(stand, slug, version)
    assert (found.contacts, found.spent) == (len(expected[None]), float(sum(expected[None])))
    in_windows = {variant: costs for variant, costs in expected.items() if variant is not None}
    assert in_windows
    for variant, costs in in_windows.items():
        arm = figures(found, TREATED, variant)
        assert (arm.contacts, arm.contact_cost) == (len(costs), float(sum(costs)))
    every = [cost for costs in in_windows.values() for cost in costs]
    assert (treated(found).contacts, treated(found).contact_cost) == (len(every), float(sum(every)))
    assert not any("cost" in note for note in found.notes)
    if version is None:
        assert set(every) == {Decimal("0.10"), Decimal("0.00"), Decimal("0.35")}


def test_the_return_and_its_interval_are_of_what_contacts_really_cost(stand: Stall) -> None:
    slug = priced_differently(stand)
    for n, customer in enumerate([*of(stand, slug, TREATED)[:6], of(stand, slug, CONTROL)[0]]):
        stand.buys(customer, later(hours=1), 10 + n)
    gain = report(stand, slug, later(days=12)).gain()
    cost = float(sum(sum(costs) for variant, costs in counted(stand, slug, None).items() if variant is not None))
    assert gain is not None
    assert gain.revenue is not None
    assert gain.roi_interval is not None
    assert gain.cost == pytest.approx(cost)
    assert gain.roi == pytest.approx(gain.revenue.value / cost - 1)
    bounds = (gain.roi_interval.low, gain.roi_interval.high)
    assert bounds == pytest.approx((gain.revenue.low / cost - 1, gain.revenue.high / cost - 1))


def test_a_run_sends_what_the_version_said_that_was_in_force_when_it_fired(stand: Stall) -> None:
    slug = fired(stand, messages={"default": {"subject": "One", "body": "One"}})
    stand.lab.campaigns.pause(slug)
    stand.edit(slug, messages={"default": {"subject": "Two", "body": "Two"}})
    stand.lab.sending.drain("w")
    assert stand.lab.deliveries.messages(slug)["subject"].unique().to_list() == ["One"]
