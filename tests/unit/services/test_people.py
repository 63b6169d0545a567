"""What a plan knows of customers from the profile's section `contact`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from core.campaigns.occasions import MANUAL, Occasion
from core.campaigns.plan import Way
from core.campaigns.text import of_document
from core.contact.policy import QuietHours, ZoneOf
from core.services.people import People
from core.services.planning import _people as asked_people
from core.warehouse.contact import Contact
from tests.contract.campaigns.stall import CUSTOMERS, Stall
from tests.unit.services.reachable import opened, reachable

NIGHT = QuietHours(time(21), time(9))
OWN = QuietHours(time(21), time(9), ZoneOf.CUSTOMER)
AT = datetime(2017, 10, 2, 12, tzinfo=UTC)  # 08:00 in New York, 14:00 in Berlin, 17:45 in Kathmandu


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stall]:
    with reachable(tmp_path_factory.mktemp("people") / "lab") as found:
        yield found


@pytest.fixture(scope="module")
def people(stand: Stall) -> People:
    return people_of(stand)


def people_of(stand: Stall) -> People:
    return stand.lab.planning._people


def known(stand: Stall, people: People) -> dict[str, tuple[object, ...]]:
    columns, joins = people.columns("customers.customer_id")
    relation = people._snapshots.current().relation("customers")
    query = f"SELECT customers.customer_id, {', '.join(columns)} FROM {relation} AS customers{joins}"
    return {str(row[0]): row[1:] for row in stand.lab._engine.rows(query)}


def test_ways_are_asked_of_the_columns_that_the_profile_names(people: People) -> None:
    assert people.ways(["email", "outbox"]) == [
        Way("email", "reach_email", "consent_email"), Way("outbox", "TRUE", "TRUE"),
    ]  # fmt: skip


def test_everybody_is_known_once_with_what_the_warehouse_says(stand: Stall, people: People) -> None:
    found = known(stand, people)
    assert sorted(found) == CUSTOMERS
    columns, _ = people.columns("customers.customer_id")
    assert [c.rpartition(" AS ")[2] for c in columns] == ["reach_email", "consent_email", "zone"]
    assert found["c03"] == (True, True, "Asia/Kathmandu")
    assert found["c00"] == (None, True, "Europe/Berlin")
    assert found["c05"] == (False, True, None)  # blanks are no address
    assert found["c01"] == (True, False, None)
    assert found["c02"] == (True, None, None)
    assert found["c19"] == (None, None, None)


def test_no_address_leaves_the_warehouse_for_a_plan(stand: Stall, people: People) -> None:
    assert "example" not in str(known(stand, people))
    plan = stand.lab.planning.plan(
        {
            "name": "Mail",
            "audience": "everybody",
            "offer": {"name": "Hello", "kind": "information"},
            "channels": ["email"],
            "messages": {"default": {"subject": "Hello", "body": "Hello"}},
            "triggers": [{"schedule": {"cron": "0 10 * * MON"}}],
        }
    )
    assert "example" not in plan.frame.write_csv()


def test_zones_are_the_business_one_first_and_those_that_there_are(people: People) -> None:
    assert people.quiet(None, AT) == ()
    morning = datetime(2017, 10, 2, 13, tzinfo=UTC)
    assert people.quiet(NIGHT, AT) == [("America/New_York", True, morning)]
    assert people.zone_column(NIGHT) is None
    first, *others = people.quiet(OWN, AT)
    assert first == ("America/New_York", True, morning)
    assert sorted(others) == [("Asia/Kathmandu", False, AT), ("Europe/Berlin", False, AT)]
    assert people.zone_column(OWN) == "zone"


def test_without_the_section_everybody_is_reached_but_by_email(stall_without: Stall) -> None:
    people = people_of(stall_without)
    assert people.ways(["email", "webhook", "csv"]) == [
        Way("email", "FALSE", "TRUE"), Way("webhook", "TRUE", "TRUE"), Way("csv", "TRUE", "TRUE"),
    ]  # fmt: skip
    assert people.columns("customers.customer_id") == ([], "")
    assert people.zone_column(OWN) is None
    assert [name for name, *_ in people.quiet(OWN, AT)] == ["America/New_York"]


def test_without_a_column_of_consent_it_is_taken_as_given(stand: Stall) -> None:
    contact = Contact.model_validate({"channels": {"email": {"address": "people.email"}}})
    profile = stand.lab.warehouse.profile.model_copy(update={"contact": contact})
    people = People(stand.lab._engine, stand.lab._snapshots, profile)
    assert people.ways(["email"]) == [Way("email", "reach_email", "TRUE")]
    assert {c: row[0] for c, row in known(stand, people).items() if c in ("c01", "c02", "c05")} == {
        "c01": True, "c02": True, "c05": False,
    }  # fmt: skip


def test_values_and_gaps_make_strata_that_do_not_run_together(stand: Stall, people: People) -> None:
    rows = [("'a'", "NULL"), ("NULL", "'a'"), ("'a'", "'a'"), ("'a,a'", "NULL"), ("NULL", "NULL"), ("'null'", "''")]
    values = ", ".join(f"('c{n:02d}', {income}, {age})" for n, (income, age) in enumerate([*rows, *rows]))
    base = f"(SELECT * FROM (VALUES {values}) AS v(customer_id, income, age))"
    definition = of_document({"name": "Even", **stand.plain, "stratify_by": ["income", "age"]})
    query = asked_people(base, "TRUE", definition, Occasion("now", MANUAL), people)
    found = [stratum for (stratum,) in stand.lab._engine.rows(f"SELECT stratum FROM ({query}) ORDER BY customer_id")]
    assert found[:6] == found[6:]
    assert len(set(found)) == 6


@pytest.fixture
def stall_without(stand: Stall, tmp_path: Path) -> Iterator[Stall]:
    """The same stall with a profile that does not say how customers are reached."""
    home = Path(shutil.copytree(stand.lab.settings.home, tmp_path / "lab"))
    profile = home / "market.yaml"
    profile.write_text(profile.read_text(encoding="utf-8").partition("contact:")[0], encoding="utf-8")
    with opened(home) as found:
        yield found
