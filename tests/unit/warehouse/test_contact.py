"""The section `contact` of a profile: what it may name, its faults with their places, and the query made of it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from core.errors import ConfigError
from core.warehouse.contact import Contact, ContactChannel, contact_sql
from core.warehouse.profile import Profile

GOOD = """
name: shop
time_zone: America/New_York
is_live: true
unit: USD
contact:
  channels:
    email: {address: contacts.email, consent: wishes.email}
    webhook: {consent: wishes.push}
  time_zone: contacts.zone
tables:
  customers: {description: All., source: customers, key: [customer_id], columns: {customer_id: integer}}
  contacts:
    description: Addresses.
    source: contacts
    key: [customer_id]
    columns: {customer_id: integer, email: string, zone: string, points: integer}
  wishes:
    description: Consent.
    source: wishes
    key: [customer_id]
    is_state: true
    columns: {customer_id: integer, email: boolean, push: boolean}
  calls:
    description: Not a row a customer.
    source: calls
    key: [call_id]
    columns: {customer_id: integer, call_id: integer, email: string}
"""


def loaded(folder: Path, text: str) -> Profile:
    file = folder / "profile.yaml"
    file.write_text(text, encoding="utf-8")
    return Profile.load(file)


def test_a_good_section(tmp_path: Path) -> None:
    contact = loaded(tmp_path, GOOD).contact
    assert contact is not None
    assert contact.of("email") == ContactChannel(address="contacts.email", consent="wishes.email")
    assert contact.of("csv") == ContactChannel()
    assert contact.time_zone == "contacts.zone"


def test_it_is_no_part_of_what_is_extracted(tmp_path: Path) -> None:
    without = GOOD[: GOOD.index("contact:")] + GOOD[GOOD.index("tables:") :]
    assert loaded(tmp_path, without).contact is None
    assert loaded(tmp_path, without).digest == loaded(tmp_path, GOOD).digest


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("email: {address", "mail: {address", "contact.channels.mail: there is no such channel. Did you mean 'email'?"),
        ("address: contacts.email, ", "", "contact.channels.email: nobody can be reached without an `address`"),
        ("{consent: wishes.push}", "{address: contacts.email}", "channels.webhook.address: this channel needs none"),
        ("contacts.email", "contact.email", "email.address: there is no table 'contact'. Did you mean 'contacts'?"),
        ("contacts.email", "contacts.mail", "there is no column 'mail' in 'contacts'. Did you mean 'email'?"),
        ("contacts.email", "contacts.points", "contact.channels.email.address: 'points' is integer, not string"),
        ("wishes.push", "contacts.zone", "contact.channels.webhook.consent: 'zone' is string, not boolean"),
        ("contacts.email", "calls.email", "the table 'calls' must have one row a customer"),
        ("contacts.zone", "zone", "contact.time_zone: write `table.column`, not 'zone'"),
        ("time_zone: contacts.zone", "zone: contacts.zone", "contact.zone: Extra inputs"),
    ],
)  # fmt: skip
def test_every_fault_says_where_it_is(old: str, new: str, fault: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        loaded(tmp_path, GOOD.replace(old, new, 1) if "time_zone" not in old else GOOD.replace(old, new))
    assert fault in str(raised.value)


def asked(contact: Contact | None, channel: str) -> dict[str, tuple[str | None, bool]]:
    with duckdb.connect() as connection:
        connection.execute("""
            CREATE TABLE customers AS SELECT i AS customer_id FROM range(1, 6) AS t(i);
            CREATE TABLE contacts AS SELECT * FROM
                (VALUES (1, 'a@x.y'), (2, ' b@x.y '), (3, ''), (4, NULL)) AS t(customer_id, email);
            CREATE TABLE wishes AS SELECT * FROM
                (VALUES (1, true), (2, false), (3, true), (4, NULL)) AS t(customer_id, email);
        """)
        found = connection.execute(contact_sql(contact, lambda table: table, channel=channel)).fetchall()
    return {customer: (address, consent) for customer, address, consent in found}


def test_what_is_known_of_each_customer() -> None:
    both = Contact(channels={"email": ContactChannel(address="contacts.email", consent="wishes.email")})
    assert asked(both, "email") == {
        "1": ("a@x.y", True), "2": ("b@x.y", False), "3": (None, True), "4": (None, False), "5": (None, False),
    }  # fmt: skip
    nothing = dict.fromkeys("12345", (None, True))
    assert asked(both, "csv") == nothing
    assert asked(None, "email") == nothing
