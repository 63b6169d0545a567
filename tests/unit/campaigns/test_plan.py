"""What the plan's query says of single customers, each answer worked out by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

import pytest

from core.campaigns.model import Reason
from core.campaigns.plan import counted
from core.contact.shares import bucket
from core.warehouse import Engine
from tests.property.campaigns.plan_worlds import planned
from tests.property.campaigns.reference_plan import Cap, Contact, Earlier, Person, Quiet, Row, World

AT = datetime(2017, 6, 1, 14, tzinfo=UTC)  # ten in the morning in New York
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
BOTH = ("email", "outbox")
ANN = Person("ann", "now", addressed=frozenset({"email"}), consents=frozenset({*BOTH, "csv"}))
BY_MAIL = Row("treated", "treated", None, "email", AT)
BY_OUTBOX = replace(BY_MAIL, channel="outbox")


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = Engine(threads=1)
    yield engine
    engine.close()


def world(*people: Person, **about: object) -> World:
    return replace(World(AT, channels=BOTH, people=people or (ANN,), control=Decimal(0)), **about)


def row(engine: Engine, person: Person = ANN, **about: object) -> Row:
    return planned(engine, world(person, **about))[person.customer_id]


def mailed(*ago: timedelta, by: str = "email") -> tuple[Contact, ...]:
    return tuple(Contact("ann", by, AT - each) for each in ago)


def before(outcome: str = "treated", *, ago: timedelta = 9 * DAY, occasion: str = "then") -> tuple[Earlier, ...]:
    return (Earlier("ann", occasion, outcome, None, AT - ago),)


def test_the_preferred_channel_is_taken_where_it_is_usable(engine: Engine) -> None:
    assert row(engine) == BY_MAIL
    assert row(engine, channels=BOTH[::-1]) == BY_OUTBOX


@pytest.mark.parametrize("lacking", [{"addressed": frozenset()}, {"consents": frozenset({"outbox"})}])
def test_the_next_channel_is_taken_where_the_preferred_one_is_not(engine: Engine, lacking: dict[str, object]) -> None:
    assert row(engine, replace(ANN, **lacking)) == BY_OUTBOX


def test_without_a_channel_the_reason_is_how_far_the_furthest_came(engine: Engine) -> None:
    nobody = replace(ANN, addressed=frozenset(), consents=frozenset())
    no_mail = replace(ANN, addressed=frozenset(), consents=frozenset({"email"}))
    full = {"caps": (Cap(1, 7, "outbox"),), "contacts": mailed(DAY, by="outbox")}
    quiet = {"quiet": Quiet(time(9), time(11), is_skip=True, channels=frozenset({"outbox"}))}
    outbox = replace(ANN, addressed=frozenset())
    assert row(engine, nobody, channels=("email",)).reason == "unreachable"
    assert row(engine, nobody).reason == "no_consent"  # by the outbox, which everybody can be reached by
    assert row(engine, no_mail, channels=("email",)).reason == "unreachable"
    assert row(engine, outbox, **full).reason == "capped"
    assert row(engine, outbox, **quiet).reason == "quiet"
    assert row(engine, outbox, **full, **quiet).reason == "capped"  # what is full is not even asked for the hour


def test_who_unsubscribed_is_not_written_to_by_that_channel_or_by_any(engine: Engine) -> None:
    assert row(engine, suppressed=(("ann", "email"),)) == BY_OUTBOX
    assert row(engine, suppressed=(("ann", None),)).reason == "no_consent"
    assert row(engine, suppressed=(("bob", None), ("ann", "csv"))) == BY_MAIL


@pytest.mark.parametrize(
    ("ago", "is_full"),
    [(7 * DAY - SECOND, True), (7 * DAY, False), (7 * DAY + SECOND, False), (timedelta(), True), (-5 * DAY, True)],
)
def test_a_cap_counts_what_is_younger_than_its_window_and_what_is_still_to_come(
    engine: Engine, ago: timedelta, *, is_full: bool
) -> None:
    found = row(engine, caps=(Cap(1, 7),), contacts=mailed(ago))
    assert found == (Row("capped", planned_at=AT) if is_full else BY_MAIL)


def test_a_cap_of_a_channel_counts_that_channel_alone(engine: Engine) -> None:
    cap = (Cap(1, 7, "email"),)
    assert row(engine, caps=cap, contacts=mailed(DAY)) == BY_OUTBOX
    assert row(engine, caps=cap, contacts=mailed(DAY, DAY, by="outbox")) == BY_MAIL
    assert row(engine, caps=(Cap(2, 7),), contacts=mailed(DAY) + mailed(DAY, by="csv")).reason == "capped"
    assert row(engine, caps=(Cap(3, 7),), contacts=mailed(DAY) + mailed(DAY, by="csv")) == BY_MAIL


def test_at_most_none_means_nobody(engine: Engine) -> None:
    assert row(engine, caps=(Cap(0, 1),)).reason == "capped"


def test_quiet_hours_hold_a_message_back_or_turn_to_another_channel(engine: Engine) -> None:
    quiet = Quiet(time(9), time(11), channels=frozenset({"email"}))
    assert row(engine, quiet=quiet) == replace(BY_MAIL, planned_at=AT + timedelta(hours=1))
    assert row(engine, quiet=replace(quiet, is_skip=True)) == BY_OUTBOX
    assert row(engine, quiet=replace(quiet, begins=time(10, 1))) == BY_MAIL
    assert row(engine, quiet=replace(quiet, ends=time(10))) == BY_MAIL


@pytest.mark.parametrize(
    ("zone", "hours"), [("Europe/Berlin", 0), ("Australia/Lord_Howe", 8.5), (None, 0), ("", 0), ("Nowhere/At_All", 0)]
)
def test_a_customers_own_clock_says_when_it_is_quiet(engine: Engine, zone: str | None, hours: float) -> None:
    # 14:00 UTC is 10:00 in New York, 16:00 in Berlin, 00:30 on Lord Howe
    person = replace(ANN, zone=zone)
    found = row(engine, person, quiet=Quiet(time(21), time(9), is_customers=True))
    assert found == replace(BY_MAIL, planned_at=AT + timedelta(hours=hours))
    business = row(engine, person, quiet=Quiet(time(21), time(9)))
    assert business == BY_MAIL


def test_a_campaign_treats_somebody_once_or_again_after_some_days(engine: Engine) -> None:
    done = Row("already_treated", planned_at=AT)
    assert row(engine, earlier=before()) == done
    assert row(engine, earlier=before("control")) == done
    assert row(engine, earlier=before("capped")) == BY_MAIL
    assert row(engine, earlier=before(), again_after_days=10) == done
    assert row(engine, earlier=before(), again_after_days=9) == BY_MAIL
    assert row(engine, earlier=before(ago=9 * DAY - SECOND), again_after_days=9) == done
    assert row(engine, earlier=before(occasion="now"), again_after_days=1) == done


def test_who_was_control_stays_so_whatever_the_share_is_now(engine: Engine) -> None:
    found = row(engine, earlier=before("control"), again_after_days=1)
    assert found == Row("control", "control", None, "email", AT)
    found = row(engine, earlier=before(), again_after_days=1, control=Decimal("0.9"))
    assert (found.reason, found.arm) == ("treated", "treated")


HALVES = (("A", Decimal("0.5")), ("B", Decimal("0.5")))


def test_a_variant_is_kept_as_long_as_it_is_there(engine: Engine) -> None:
    dealt = "A" if bucket("ann", "variant:spring") < 5_000 else "B"
    other = "B" if dealt == "A" else "A"
    for had, expected in (("A", "A"), ("B", "B"), ("gone", dealt), (None, dealt)):
        earlier = (replace(before()[0], variant=had),)
        assert row(engine, earlier=earlier, again_after_days=1, variants=HALVES).variant == expected
    assert row(engine, variants=HALVES).variant == dealt
    assert row(engine, earlier=(replace(before()[0], variant=other),), again_after_days=1).variant is None


def test_only_who_could_be_contacted_is_held_out(engine: Engine) -> None:
    everybody = {"holdout": ("s", Decimal(1))}
    assert row(engine, **everybody) == Row("holdout", None, None, "email", AT)
    assert row(engine, replace(ANN, consents=frozenset()), **everybody).reason == "no_consent"
    assert row(engine, earlier=before(), **everybody).reason == "already_treated"
    assert row(engine, holdout=("s", Decimal(0))) == BY_MAIL


def test_a_budget_pays_for_the_first_in_hash_order_and_control_ends_with_it(engine: Engine) -> None:
    people = [replace(ANN, customer_id=str(n)) for n in range(40)]
    about = {"budget": Decimal("6.05"), "cost": Decimal("0.50"), "control": Decimal("0.5")}
    found = planned(engine, world(*people, **about))
    order = sorted(found, key=lambda c: _md5(f"order:spring:{c}"))
    reasons = [found[c].reason for c in order]
    last = max(n for n, reason in enumerate(reasons) if reason == "treated")
    assert reasons.count("treated") == 12
    assert set(reasons[last + 1 :]) == {"over_budget"}
    assert "over_budget" not in reasons[: last + 1]
    assert reasons.count("control") > 0


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


@pytest.mark.parametrize("slug", ["spring", "x", "it-s", "autumn", "win-back"])
def test_a_budget_that_pays_for_all_or_for_none(engine: Engine, slug: str) -> None:
    people = [replace(ANN, customer_id=str(n)) for n in range(20)]
    about = {"control": Decimal("0.5"), "cost": Decimal("0.10"), "slug": slug}
    free = planned(engine, world(*people, **about))
    n = sum(r.reason == "treated" for r in free.values())
    assert planned(engine, world(*people, budget=Decimal("0.10") * n, **about)) == free
    none = planned(engine, world(*people, budget=Decimal("0.05"), **about))
    assert {r.reason for r in none.values()} == {"over_budget"}  # a control group of nobody says nothing


def test_nobody_is_an_answer(engine: Engine) -> None:
    assert planned(engine, replace(world(), people=(), caps=(Cap(1, 1),), is_stratified=True)) == {}


def test_counts_name_every_reason() -> None:
    found = counted({"treated": 3, "quiet": 1})
    assert list(found) == list(Reason)
    assert (found[Reason.TREATED], found[Reason.QUIET], sum(found.values())) == (3, 1, 4)
