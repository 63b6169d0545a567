"""docs/CAMPAIGNS.md, sentence by sentence: bounds and defaults of the fields, edges of arms, shares and days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from core.campaigns.schedule import Schedule
from core.contact.shares import bucket
from core.warehouse import Engine
from tests.property.campaigns.plan_worlds import planned
from tests.property.campaigns.reference_plan import Cap, Contact, Person, World
from tests.unit.campaigns.cases import ZONE, campaign, document, faults

AT = datetime(2017, 6, 1, 14, tzinfo=UTC)
LONG_AGO = datetime(2017, 1, 1, tzinfo=UTC)
SCHEDULE = {"schedule": {"cron": "0 10 * * MON"}}
STRATA = ["income", "is_online", "last_purchase_days_ago", "program.every-day.points_balance"]


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = Engine(threads=1)
    yield engine
    engine.close()


def variants(n: int) -> list[dict[str, Any]]:
    """So many variants of one share, of which the last takes what is left of 1."""
    share = (Decimal(1) / n).quantize(Decimal("0.0001"))
    shares = [*[share] * (n - 1), 1 - share * (n - 1)]
    return [{"name": f"V{i}", "share": str(each)} for i, each in enumerate(shares)]


# The fields


@pytest.mark.parametrize(
    ("key", "most", "more"),
    [
        ("variants", variants(10), variants(11)),
        ("control", "0.9", "0.9001"),
        ("control", "0", "-0.0001"),
        ("stratify_by", STRATA[:3], STRATA),
        ("triggers", [SCHEDULE] * 5, [SCHEDULE] * 6),
        ("again_after_days", 1, 0),
        ("priority", 0, -1),
        ("priority", 100, 101),
        ("conversion", {"within_days": 1}, {"within_days": 0}),
        ("conversion", {"within_days": 366}, {"within_days": 367}),
    ],
)
def test_a_bound_may_be_reached_and_not_passed(key: str, most: Any, more: Any) -> None:
    assert faults(document(**{key: most})) == []
    assert [place.split("/")[1] for place, _, _ in faults(document(**{key: more}))] == [key]


def test_what_is_left_out_is_what_the_table_says() -> None:
    found = campaign(offer={"name": "News"})
    assert (found.description, found.program, found.variants, found.stratify_by) == ("", None, (), ())
    assert (str(found.offer.kind), found.offer.value, found.offer.code) == ("information", 0, "")
    assert (found.control, found.cost_per_contact, found.budget, found.again_after_days) == (
        Decimal("0.1"), 0, None, None,
    )  # fmt: skip
    assert (found.starts_on, found.ends_on, found.priority, found.conversion.within_days) == (None, None, 50, 14)
    message = found.message("outbox")
    assert message is not None
    assert (message.subject, message.is_html) == ("", False)


# Schedules


def test_midnight_of_the_last_day_fires_late_and_not_the_midnight_after_it() -> None:
    def at(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=ZONE)

    nightly = Schedule(ZONE, crons=["0 0 * * *"], ends_on=date(2017, 10, 9))
    assert nightly.due(at("2017-10-10T00:30"), since=LONG_AGO) == at("2017-10-09T00:00")
    assert nightly.due(at("2017-10-10T00:30"), since=LONG_AGO, fired=at("2017-10-09T00:00")) is None
    once = Schedule(ZONE, once=[at("2017-10-10T00:00")], ends_on=date(2017, 10, 9))
    assert once.due(at("2017-10-10T00:30"), since=LONG_AGO) is None


def test_of_a_day_and_a_weekday_either_is_enough() -> None:
    either, found = Schedule(ZONE, crons=["0 10 9 10 FRI"]), [datetime(2017, 10, 2, tzinfo=UTC)]
    while len(found) < 4:
        found.append(either.following(found[-1]) or found[0])
    assert [at.day for at in found[1:]] == [6, 9, 13]  # Friday, the ninth, Friday


# Arms, shares, caps


def crowd(n: int, **about: Any) -> World:
    people = tuple(Person(str(i), "now", consents=frozenset({"outbox"})) for i in range(n))
    return replace(World(AT, people=people), **about)


@pytest.mark.parametrize("share", ["0", "0.01", "0.9"])
def test_control_is_who_is_dealt_below_the_share(engine: Engine, share: str) -> None:
    found = planned(engine, crowd(3_000, control=Decimal(share)))
    control = {c for c, row in found.items() if row.arm == "control"}
    assert control == {c for c in found if bucket(c, "control:spring") < int(Decimal(share) * 10_000)}
    assert (not control) == (share == "0")


@pytest.mark.parametrize("n", [3, 7, 10])
def test_shares_that_do_not_divide_leave_nobody_without_a_variant(engine: Engine, n: int) -> None:
    given = campaign(variants=variants(n)).variants
    found = planned(engine, crowd(2_000, control=Decimal(0), variants=tuple((v.name, v.share) for v in given)))
    dealt = Counter(row.variant for row in found.values())
    assert set(dealt) == {v.name for v in given}
    assert all(abs(dealt[v.name] - 2_000 * v.share) < 5 * (2_000 * float(v.share)) ** 0.5 for v in given)


def test_a_cap_is_reached_by_as_many_contacts_as_it_says(engine: Engine) -> None:
    def reason(cap: Cap, n: int) -> str:
        contacts = tuple(Contact("0", "outbox", AT - timedelta(hours=h + 1)) for h in range(n))
        return planned(engine, crowd(1, control=Decimal(0), caps=(cap,), contacts=contacts))["0"].reason

    assert [reason(Cap(2, 7), n) for n in (1, 2, 3)] == ["treated", "capped", "capped"]
    assert [reason(Cap(2, 7, "email"), n) for n in (1, 2, 3)] == ["treated"] * 3  # not of this channel
