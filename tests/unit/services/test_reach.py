"""Addresses and consent, from the snapshot in force."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml

from core.kernel.clock import FixedClock
from core.services.lab import Lab
from core.services.reach import Reach, Reachable
from core.warehouse.contact import Contact
from tests.unit.services.shop import CLOCK, build

CONTACTS = {
    "description": "Who can be reached.",
    "sql": "SELECT DISTINCT household_id, 'c' || household_id || '@example.com' AS email, "
    "household_id % 2 = 0 AS wants FROM transactions WHERE household_id < 50",
    "key": ["customer_id"],
    "columns": {
        "customer_id": {"from": "household_id", "type": "integer", "nullable": False},
        "email": "string", "wants": "boolean",
    },
}  # fmt: skip
EMAIL = {"channels": {"email": {"address": "contacts.email", "consent": "contacts.wants"}}}


Made = Callable[[dict[str, Any] | None], Reach]


@pytest.fixture(scope="module")
def reach(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """Make a reach of the shop, which has a table of contacts, by a section of the profile."""
    home = tmp_path_factory.mktemp("shop") / "lab"
    settings = build(home)
    file = home / "profile.yaml"
    document = yaml.safe_load(file.read_text(encoding="utf-8"))
    document["tables"]["contacts"] = CONTACTS
    file.write_text(yaml.safe_dump(document), encoding="utf-8")
    with Lab.open(settings, clock=FixedClock(CLOCK)) as lab:
        lab.warehouse.refresh()

        def made(section: dict[str, Any] | None) -> Reach:
            contact = None if section is None else Contact.model_validate(section)
            return Reach(lab._engine, lab._snapshots, lab.warehouse.profile.model_copy(update={"contact": contact}))

        yield made


def test_what_is_known_of_customers(reach: Made) -> None:
    assert reach(EMAIL).of("email", ["2", "3", "55", "nobody"]) == {
        "2": Reachable("c2@example.com", has_consent=True),
        "3": Reachable("c3@example.com", has_consent=False),
        "55": Reachable(None, has_consent=False),
        "nobody": Reachable(None, has_consent=False),
    }


def test_a_channel_that_the_profile_says_nothing_of(reach: Made) -> None:
    everybody = {"2": Reachable(), "nobody": Reachable()}
    assert reach(EMAIL).of("csv", ["2", "nobody"]) == everybody
    assert reach(None).of("email", ["2", "nobody"]) == everybody


def test_an_address_is_not_shown() -> None:
    assert "ann" not in repr(Reachable("ann@example.com"))
