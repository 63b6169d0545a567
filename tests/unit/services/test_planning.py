"""Plans of stored campaigns and drafts: what is planned is what is launched, and what others do counts.

The customers are those of `reachable`, and the stall's clock begins at nine on a Monday in New York.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from core.campaigns.model import Reason
from core.errors import CampaignInvalid, NotFound, Refused
from core.services.planning import document_of
from tests.contract.campaigns.stall import CUSTOMERS, Stall
from tests.contract.ledgers.market import at
from tests.unit.services.reachable import address_of, consent_of, fire, opened, queued_as_planned, reachable, zone_of

MONDAY = at("10-02 10:00")
DAY = timedelta(days=1)
MAIL = {"channels": ["email"]}
BOTH = {"channels": ["email", "outbox"]}
ALL = {"control": 0}
ONE_A_WEEK = "caps: [{at_most: 1, per_days: 7}]"
NIGHT = {"from": "21:00", "to": "09:00"}


@pytest.fixture(scope="session")
def reachable_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("reachable") / "lab"
    with reachable(home):
        pass
    return home


@pytest.fixture
def stand(reachable_home: Path, tmp_path: Path) -> Iterator[Stall]:
    with opened(Path(shutil.copytree(reachable_home, tmp_path / "lab"))) as found:
        yield found


def schedule(clock: str) -> dict[str, Any]:
    """Triggers: each day at an hour of New York."""
    hour, _, minute = clock.partition(":")
    return {"triggers": [{"schedule": {"cron": f"{int(minute or 0)} {int(hour)} * * *"}}]}


def planned(stand: Stall, given: Any, when: datetime | None = None) -> dict[str, str]:
    """Each customer's reason."""
    frame = stand.lab.planning.plan(given, at=when).frame
    return dict(frame.select("customer_id", "reason").iter_rows())


def of(reasons: dict[str, str], reason: str) -> set[str]:
    return {customer for customer, found in reasons.items() if found == reason}


RICH = {
    **BOTH,
    "control": 0.25,
    "variants": [{"name": "A", "share": 0.5}, {"name": "B", "share": 0.5}],
    "stratify_by": ["visits"],
    "budget": 0.95,
    "cost_per_contact": 0.10,
    "again_after_days": 2,
}


def test_who_can_be_reached_by_email_is_what_the_warehouse_says(stand: Stall) -> None:
    found = planned(stand, stand.launch(**MAIL, **ALL))
    without = {c for n, c in enumerate(CUSTOMERS) if not (address_of(n) or "").strip() or n == 19}
    refused = {c for n, c in enumerate(CUSTOMERS) if c not in without and consent_of(n) is not True}
    assert of(found, "unreachable") == without
    assert of(found, "no_consent") == refused
    assert of(found, "treated") == set(CUSTOMERS) - without - refused


def test_a_second_channel_takes_whom_the_first_cannot_reach(stand: Stall) -> None:
    plan = stand.lab.planning.plan(stand.launch(**BOTH, **ALL))
    assert plan.counts[Reason.TREATED] == plan.n_contacts == 20
    channels = dict(plan.split("channel").iter_rows())
    assert sum(channels.values()) == 20
    assert 0 < channels["email"] < 20


# Caps


def test_contacts_of_other_campaigns_count_for_caps_until_they_are_old(stand: Stall) -> None:
    stand.lab.policies.save(ONE_A_WEEK, seen=0)
    first, second = stand.launch("First", control=0.5), stand.launch("Second", **ALL)
    reached = of(planned(stand, first), "treated")
    fire(stand, first, MONDAY)
    assert of(planned(stand, second), "capped") == reached
    assert of(planned(stand, second, MONDAY + 7 * DAY - timedelta(seconds=1)), "capped") == reached
    assert of(planned(stand, second, MONDAY + 7 * DAY), "capped") == set()
    fire(stand, second, MONDAY + DAY)


def test_what_was_cancelled_counts_neither_for_caps_nor_for_the_budget(stand: Stall) -> None:
    stand.lab.policies.save(ONE_A_WEEK, seen=0)
    first, second = stand.launch("First", **ALL), stand.launch("Second", **ALL)
    fire(stand, first)
    assert of(planned(stand, second), "capped") == set(CUSTOMERS)
    stand.lab.campaigns.end(first)  # before anything was sent
    assert of(planned(stand, second), "treated") == set(CUSTOMERS)
    fire(stand, second)


def test_a_held_message_counts_as_long_as_it_is_to_come(stand: Stall) -> None:
    stand.lab.policies.save({"caps": [{"at_most": 1, "per_days": 1}], "quiet_hours": NIGHT}, seen=0)
    first, second = stand.launch("First", **ALL), stand.launch("Second", **ALL)
    night, morning = at("10-02 23:00"), at("10-03 09:00")
    plan = fire(stand, first, night)
    assert plan.frame["planned_at"].unique().to_list() == [morning]
    assert of(planned(stand, second, morning + DAY - timedelta(seconds=1)), "capped") == set(CUSTOMERS)
    assert of(planned(stand, second, morning + DAY), "capped") == set()


# Campaigns that come later on the same day


def test_a_campaign_of_a_higher_priority_later_today_comes_first(stand: Stall) -> None:
    stand.lab.policies.save(ONE_A_WEEK, seen=0)
    high = stand.launch("High", priority=60, **ALL, audience="buyers", **schedule("18"))
    low = stand.launch("Low", priority=50, **ALL, **schedule("10"))
    for customer in ("c03", "c04"):
        stand.buys(customer, at("10-02 08:00"))
    stand.refresh()
    assert of(planned(stand, low, MONDAY), "capped") == {"c03", "c04"}
    assert of(planned(stand, high, MONDAY), "treated") == {"c03", "c04"}  # what ranks behind does not count
    assert of(planned(stand, low, at("10-02 19:00")), "capped") == set()  # tomorrow's counts tomorrow
    fire(stand, low, MONDAY)
    assert stand.results(high, at("10-02 18:00")) == ["fired"]
    assert stand.outcomes(high) == {"c03": "treated", "c04": "treated"}


@pytest.mark.parametrize(("name", "is_first"), [("Aaa", True), ("Zzz", False)])
def test_of_the_same_priority_the_short_name_says_who_is_first(stand: Stall, name: str, *, is_first: bool) -> None:
    stand.lab.policies.save(ONE_A_WEEK, seen=0)
    stand.launch(name, **ALL, **schedule("18"))
    low = stand.launch("Low", **ALL, **schedule("10"))
    assert len(of(planned(stand, low, MONDAY), "capped")) == (20 if is_first else 0)


def test_who_is_held_out_of_the_first_may_be_reached_by_the_second(stand: Stall) -> None:
    stand.lab.policies.save(ONE_A_WEEK, seen=0)
    high = stand.launch("High", priority=60, control=0.5, **schedule("18"))
    low = stand.launch("Low", **ALL, **schedule("10"))
    control = of(planned(stand, high, at("10-02 18:00")), "control")
    assert control
    assert of(planned(stand, low, MONDAY), "treated") == control


def test_only_active_campaigns_that_are_due_today_are_waited_for(stand: Stall) -> None:
    stand.lab.policies.save(ONE_A_WEEK, seen=0)
    high = stand.launch("High", priority=60, **ALL, **schedule("18"))
    tomorrow = stand.launch("Tomorrow", priority=60, **ALL, starts_on="2017-10-03", **schedule("18"))
    low = stand.launch("Low", **ALL, **schedule("10"))
    stand.lab.campaigns.pause(high)
    assert of(planned(stand, low, MONDAY), "treated") == set(CUSTOMERS)
    assert of(planned(stand, low, MONDAY + DAY), "capped") == set(CUSTOMERS)
    stand.lab.campaigns.pause(tomorrow)
    assert of(planned(stand, low, MONDAY + DAY), "treated") == set(CUSTOMERS)


def test_those_that_come_first_are_planned_by_the_same_rule(stand: Stall) -> None:
    """The second in rank reaches whom the first leaves; the third whom both leave."""
    stand.lab.policies.save(ONE_A_WEEK, seen=0)
    first = stand.launch("First", priority=90, control=0.5, **schedule("18"))
    second = stand.launch("Second", priority=80, control=0.5, **schedule("17"))
    third = stand.launch("Third", priority=70, **ALL, **schedule("16"))
    later = [of(planned(stand, slug, MONDAY), "treated") for slug in (first, second, third)]
    assert sum(map(len, later)) == len(set.union(*later)) == 20
    for slug, hour in ((third, "16:00"), (second, "17:00"), (first, "18:00")):
        assert stand.results(slug, at(f"10-02 {hour}")) == ["fired"]
    done = [of(stand.outcomes(slug), "treated") for slug in (first, second, third)]
    assert done == later


def test_many_campaigns_on_a_day_are_each_planned_once(stand: Stall) -> None:
    """The one that ranks highest comes last, so that each has to know of all that come after it."""
    stand.lab.policies.save(ONE_A_WEEK, seen=0)
    n = 12
    slugs = [
        stand.launch(f"Campaign {i:02d}", priority=90 - i, control=0.5, **schedule(f"{10 + n - i}:00"))
        for i in range(n)
    ]
    found = [of(planned(stand, slug, at("10-02 09:30")), "treated") for slug in slugs]
    assert sum(map(len, found)) == len(set.union(*found))


def test_a_campaign_that_cannot_be_planned_keeps_no_other_from_its_customers(stand: Stall) -> None:
    stand.lab.policies.save(ONE_A_WEEK, seen=0)
    stand.lab.segments.create("Odd", {">=": [{"var": "visits"}, 0]})
    high = stand.launch("High", priority=60, **ALL, audience="odd", **schedule("18"))
    low = stand.launch("Low", **ALL, **schedule("10"))
    assert of(planned(stand, low, MONDAY), "capped") == set(CUSTOMERS)
    stand.lab.segments.archive("odd")
    assert of(planned(stand, low, MONDAY), "treated") == set(CUSTOMERS)
    assert stand.results(high, at("10-02 18:00")) == ["fault"]
    with pytest.raises(Refused, match="Segment 'odd' is archived."):  # and a plan does not promise what no launch does
        stand.lab.planning.plan(high)


# Holdout and consent


def test_the_holdout_is_nobodys_and_ends(stand: Stall) -> None:
    slug = stand.launch(**ALL)
    stand.lab.holdouts.start(share=0.5)
    held = of(planned(stand, slug), "holdout")
    assert 0 < len(held) < 20
    assert of(planned(stand, stand.launch("Other", **ALL)), "holdout") == held
    assert of(planned(stand, slug, stand.clock.at - DAY), "holdout") == set()  # it had not begun
    stand.clock.advance(DAY)
    stand.lab.holdouts.start(share=0.5)
    assert of(planned(stand, slug), "holdout") != held
    stand.lab.holdouts.end()
    assert of(planned(stand, slug), "holdout") == set()


def test_the_same_campaign_and_holdout_in_another_store_deal_alike(stand: Stall, tmp_path: Path) -> None:
    about = {"control": 0.5, "variants": RICH["variants"]}
    dealt = stand.lab.planning.plan(stand.launch(**about)).frame
    with reachable(tmp_path / "another") as other:
        assert other.lab.planning.plan(other.launch(**about)).frame.equals(dealt)


def test_who_unsubscribed_is_not_written_to_until_he_comes_back(stand: Stall) -> None:
    slug = stand.launch(**BOTH, **ALL)
    before = stand.lab.planning.plan(slug).frame
    (one, two) = before.filter(pl.col("channel") == "email")["customer_id"].head(2)
    lines = [
        "customer_id,kind,at,channel", f"{one},unsubscribed,2017-10-02T12:00:00Z,email",
        f"{two},unsubscribed,2017-10-02T12:00:00Z,",
    ]  # fmt: skip
    stand.lab.responses.read_csv("\n".join(lines).encode())
    rows = {
        c: (r, ch) for c, r, ch in stand.lab.planning.plan(slug).frame.select("customer_id", "reason", "channel").rows()
    }
    assert rows[one] == ("treated", "outbox")
    assert rows[two] == ("no_consent", None)
    back = f"customer_id,kind,at\n{two},resubscribed,2017-10-02T12:30:00Z"
    stand.lab.responses.read_csv(back.encode())
    found = stand.lab.planning.plan(slug).frame
    assert found.filter(pl.col("customer_id") == two).equals(before.filter(pl.col("customer_id") == two))


# Again, and the budget over the runs


def test_a_customer_is_treated_once_or_again_after_days(stand: Stall) -> None:
    once, again = stand.launch("Once", control=0.5), stand.launch("Again", control=0.5, again_after_days=3)
    arms = fire(stand, again, MONDAY).frame.select("customer_id", "arm")
    fire(stand, once)
    assert set(planned(stand, once, MONDAY + 400 * DAY).values()) == {"already_treated"}
    assert set(planned(stand, again, MONDAY + 3 * DAY - timedelta(seconds=1)).values()) == {"already_treated"}
    assert fire(stand, again, MONDAY + 3 * DAY).frame.select("customer_id", "arm").equals(arms)


def test_arms_are_kept_when_the_shares_change(stand: Stall) -> None:
    slug = stand.launch(control=0.5, again_after_days=1, variants=RICH["variants"])
    columns = ["customer_id", "arm", "variant"]
    arms = fire(stand, slug, MONDAY).frame.select(columns)
    stand.lab.campaigns.pause(slug)
    stand.edit(slug, control="0", variants=[{"name": "B", "share": "0.1"}, {"name": "A", "share": "0.9"}])
    assert fire(stand, slug, MONDAY + DAY).frame.select(columns).equals(arms)
    stand.lab.campaigns.pause(slug)
    stand.edit(slug, variants=[{"name": "C", "share": "0.5"}, {"name": "D", "share": "0.5"}])
    third = fire(stand, slug, MONDAY + 2 * DAY).frame.select(columns)
    assert third.select("customer_id", "arm").equals(arms.select("customer_id", "arm"))
    assert set(third.drop_nulls("variant")["variant"]) == {"C", "D"}
    stand.lab.campaigns.pause(slug)
    stand.edit(slug, variants=[{"name": "D", "share": "0.1"}, {"name": "C", "share": "0.9"}])
    assert fire(stand, slug, MONDAY + 3 * DAY).frame.select(columns).equals(third)  # what he has now


def test_a_budget_is_for_the_whole_life_of_a_campaign(stand: Stall) -> None:
    slug = stand.launch(**ALL, budget=1.25, cost_per_contact=0.10, again_after_days=1)
    first = stand.lab.planning.plan(slug)
    assert (first.n_contacts, first.cost) == (12, 1.2)
    fire(stand, slug, MONDAY)
    second = fire(stand, slug, MONDAY + DAY)
    assert second.counts[Reason.OVER_BUDGET] == 20
    stand.lab.campaigns.pause(slug)
    stand.edit(slug, budget="2.00")
    third = fire(stand, slug, MONDAY + 2 * DAY)
    assert (third.counts[Reason.TREATED], third.counts[Reason.OVER_BUDGET]) == (8, 12)
    # the order in which it is spent is the same each time
    assert of(dict(third.frame.select("customer_id", "reason").rows()), "treated") <= of(
        dict(first.frame.select("customer_id", "reason").rows()), "treated"
    )


# Quiet hours


@pytest.mark.parametrize(
    ("when", "morning"),
    [
        ("2017-03-11 23:00", "2017-03-12T13:00:00Z"),  # nine hours later: the clocks went forward
        ("2017-11-04 23:00", "2017-11-05T14:00:00Z"),  # eleven hours later: they went back
        ("2017-06-01 23:00", "2017-06-02T13:00:00Z"),
    ],
)
def test_a_night_in_which_the_clocks_change_ends_when_they_show_its_end(stand: Stall, when: str, morning: str) -> None:
    stand.lab.policies.save({"quiet_hours": NIGHT}, seen=0)
    on, clock = when.split()
    begin = at(f"{on[5:]} {clock}")
    plan = stand.lab.planning.plan(stand.launch(**ALL), at=begin)
    assert plan.frame["planned_at"].unique().to_list() == [datetime.fromisoformat(morning)]


def test_each_customer_sleeps_by_his_own_clock_or_by_that_of_the_business(stand: Stall) -> None:
    stand.lab.policies.save({"quiet_hours": NIGHT | {"zone": "customer"}}, seen=0)
    slug = stand.launch(**ALL)
    plan = fire(stand, slug, at("10-02 17:00"))  # 23:00 in Berlin, 02:45 in Kathmandu
    held = {"Europe/Berlin": "2017-10-03T07:00:00Z", "Asia/Kathmandu": "2017-10-03T03:15:00Z"}
    for customer, when in plan.frame.select("customer_id", "planned_at").iter_rows():
        zone = zone_of(int(customer[1:])) if customer != "c19" else None
        assert when == (datetime.fromisoformat(held[zone]) if zone in held else plan.at), customer


def test_skipping_leaves_the_occasion_out(stand: Stall) -> None:
    stand.lab.policies.save({"quiet_hours": NIGHT | {"then": "skip", "channels": ["email"]}}, seen=0)
    night = at("10-02 23:00")
    assert set(planned(stand, stand.launch(**MAIL, **ALL), night).values()) == {"unreachable", "no_consent", "quiet"}
    plan = stand.lab.planning.plan(stand.launch("Both", **BOTH, **ALL), at=night)
    assert dict(plan.split("channel").iter_rows()) == {"outbox": 20}


# As of when


def test_the_audience_is_that_of_the_instant_and_never_of_the_future(stand: Stall) -> None:
    stand.buys("c03", at("10-01 12:00"))
    stand.buys("c04", at("10-02 08:00"))
    stand.refresh(at("10-02 09:00"))
    slug = stand.launch(audience="buyers", **ALL)
    assert sorted(planned(stand, slug)) == ["c03", "c04"]
    early = stand.lab.planning.plan(slug, at=at("10-02 07:00"))
    assert (early.frame["customer_id"].to_list(), early.as_of) == (["c03"], at("10-02 07:00"))
    late = stand.lab.planning.plan(slug, at=at("10-05 07:00"))
    assert (late.at, late.as_of) == (at("10-05 07:00"), at("10-02 09:00"))  # nothing later is known
    said = stand.lab.planning.plan(slug, as_of="2017-10-02T00:00:00Z")
    assert (said.at, said.as_of, said.n_audience) == (stand.clock.at, datetime.fromisoformat("2017-10-02T00:00:00Z"), 1)


def test_what_a_message_says_is_frozen_when_it_is_planned(stand: Stall) -> None:
    stand.buys("c03", at("10-01 12:00"))
    stand.refresh()
    slug = stand.launch(control=0.5)
    plan = fire(stand, slug)
    facts = dict(plan.frame.select("customer_id", "facts").iter_rows())
    treated = of(dict(plan.frame.select("customer_id", "reason").iter_rows()), "treated")
    assert {c for c, text in facts.items() if text is not None} == treated
    assert {c: text for c, text in facts.items() if text} == {c: f'{{"visits":"{int(c == "c03")}"}}' for c in treated}
    stand.buys("c03", at("10-02 08:00"))
    stand.refresh(at("10-02 12:00"))
    queued_as_planned(stand, slug, plan, run_id=stand.runs(slug)[-1].run_id)


# The warehouse as a channel; drafts; what is refused


def test_the_warehouse_is_told_of_both_arms(stand: Stall) -> None:
    slug = stand.lab.campaigns.create({
        "name": "Told", **stand.plain, "control": 0.5, "channels": ["outbox", "warehouse"],
    }).slug  # fmt: skip
    plan = stand.lab.planning.plan(slug)
    assert dict(plan.split("channel").iter_rows()) == {"outbox": plan.n_contacts}
    only = {"name": "Only", **stand.plain, "control": 0.5, "channels": ["warehouse"], "messages": {}}
    found = stand.lab.planning.plan(only)
    assert set(found.frame["channel"]) == {"warehouse"}
    assert set(found.frame["arm"]) == {"treated", "control"}


def test_a_draft_is_planned_without_being_kept(stand: Stall) -> None:
    draft = {"name": "Draft", **stand.plain, "control": 0.5}
    plan = stand.lab.planning.plan(draft)
    assert (plan.slug, plan.n_audience, plan.is_new, plan.policy_version) == ("draft", 20, True, 0)
    slug = stand.launch("Draft", control=0.5)
    assert stand.lab.planning.plan(slug).frame.drop("occasion").equals(plan.frame.drop("occasion"))
    assert stand.runs(slug) == []


def test_the_figures_of_a_plan_in_plain_words(stand: Stall) -> None:
    stand.lab.policies.save(ONE_A_WEEK, seen=0)
    stand.lab.holdouts.start(share=0.2, name="This year")
    slug = stand.launch(**BOTH, control=0.25, variants=RICH["variants"], cost_per_contact=0.25)
    plan = stand.lab.planning.plan(slug)
    said = document_of(plan)
    treated = plan.counts[Reason.TREATED]
    assert (said["campaign"], said["audience"], said["cost"]) == ("hello", 20, treated / 4)
    assert (said["policy_version"], said["holdout"]) == (1, "This year")
    assert sum(said["reasons"].values()) == 20
    assert sum(said["channels"].values()) == sum(said["variants"].values()) == treated


def test_what_cannot_be_planned_is_refused(stand: Stall) -> None:
    with pytest.raises(NotFound):
        stand.lab.planning.plan("nothing")
    with pytest.raises(CampaignInvalid):
        stand.lab.planning.plan(b"name: Only a name")


def test_an_edit_is_planned_with_whom_its_campaign_reached(stand: Stall) -> None:
    slug = stand.launch(**ALL)
    fire(stand, slug)
    document = stand.lab.campaigns.get(slug).definition.document() | {"control": "0.5"}
    reached = stand.lab.planning.plan(document, edits=slug)
    anew = stand.lab.planning.plan(document)
    assert reached.counts[Reason.ALREADY_TREATED] == reached.n_audience > 0
    assert anew.counts[Reason.ALREADY_TREATED] == 0
