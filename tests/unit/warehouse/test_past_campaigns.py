"""Campaigns that ran before, as profiles declare them: what ships is right, and every fault is named at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import ConfigError
from core.warehouse import Profile
from core.warehouse.past_campaigns import Campaigns, Happenings, PastCampaigns

PAST = """
past_campaigns:
  campaigns: {table: mailings, id: mailing_id, kind: sort, starts_on: first_day, ends_on: last_day}
  contacts: {table: letters, campaign: mailing_id}
  redemptions: {table: vouchers, campaign: mailing_id}
"""
GOOD = f"""
name: little
time_zone: Europe/Paris
is_live: true
unit: EUR
purchases: {{table: lines, basket: basket_id, amount: paid_cents}}
{PAST}
tables:
  customers: {{description: Everybody., source: people, key: [customer_id], columns: {{customer_id: string}}}}
  mailings:
    description: Mailings.
    source: mailings
    key: [mailing_id]
    columns: {{mailing_id: integer, sort: string, first_day: date, last_day: date, sent_at: timestamp}}
  letters: {{description: Letters., source: letters, columns: {{customer_id: string, mailing_id: integer}}}}
  vouchers: {{description: Vouchers., source: vouchers, columns: {{customer_id: string, mailing_id: integer}}}}
  lines:
    description: Lines.
    source: lines
    instant: sold_at
    day: sold_on
    columns:
      customer_id: string
      basket_id: integer
      paid_cents: cents
      sold_at: timestamp
      sold_on: {{day_of: sold_at, type: date}}
"""


def loaded(tmp_path: Path, text: str) -> Profile:
    path = tmp_path / "little.yaml"
    path.write_text(text, encoding="utf-8")
    return Profile.load(path)


def faults_of(tmp_path: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        loaded(tmp_path, text)
    return caught.value.what


def test_what_is_declared_can_be_read(tmp_path: Path) -> None:
    assert loaded(tmp_path, GOOD).past_campaigns == PastCampaigns(
        campaigns=Campaigns(table="mailings", id="mailing_id", kind="sort", starts_on="first_day", ends_on="last_day"),
        contacts=Happenings(table="letters", campaign="mailing_id"),
        redemptions=Happenings(table="vouchers", campaign="mailing_id"),
    )


def test_the_kind_and_the_redemptions_may_be_left_out(tmp_path: Path) -> None:
    text = GOOD.replace("kind: sort, ", "").replace("  redemptions: {table: vouchers, campaign: mailing_id}\n", "")
    past = loaded(tmp_path, text).past_campaigns
    assert past is not None
    assert (past.campaigns.kind, past.redemptions) == (None, None)


def test_what_was_extracted_fits_whether_past_campaigns_are_declared_or_not(tmp_path: Path) -> None:
    without = loaded(tmp_path, GOOD.replace(PAST, ""))
    assert without.past_campaigns is None
    assert without.digest == loaded(tmp_path, GOOD).digest


def test_what_ships_declares_the_demos_campaigns() -> None:
    past = Profile.load("complete_journey").past_campaigns
    assert past is not None
    assert (past.campaigns.table, past.contacts.table) == ("campaigns", "campaign_contacts")
    assert Profile.load("telecom").past_campaigns is None


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("table: mailings", "table: mailing", "past_campaigns.campaigns.table: there is no table 'mailing'. Did you"),
        ("id: mailing_id", "id: mailing", "past_campaigns.campaigns.id: there is no column 'mailing' in 'mailings'"),
        ("id: mailing_id", "id: sort", "past_campaigns.campaigns.id: 'sort' is not the `key` of the table 'mailings'"),
        ("id: mailing_id", "id: sent_at", "past_campaigns.campaigns.id: 'sent_at' is timestamp, not integer or string"),
        ("starts_on: first_day", "starts_on: sent_at", "campaigns.starts_on: 'sent_at' is timestamp, not date"),
        ("ends_on: last_day", "ends_on: last", "campaigns.ends_on: there is no column 'last' in 'mailings'. Did you"),
        ("kind: sort", "kind: sorts", "past_campaigns.campaigns.kind: there is no column 'sorts'"),
        ("contacts: {table: letters", "contacts: {table: leters", "contacts.table: there is no table 'leters'"),
        ("table: letters, campaign: mailing_id", "table: letters, campaign: customer_id",
         "past_campaigns.contacts.campaign: is string, but the id of a campaign is integer"),
        ("contacts: {table: letters", "contacts: {table: mailings", "the table 'mailings' has no column customer_id"),
        ("source: vouchers, columns: {customer_id: string", "source: vouchers, columns: {customer_id: integer",
         "past_campaigns.redemptions.table: its customer_id is integer, but that of a purchase is string"),
        ("purchases: {table: lines, basket: basket_id, amount: paid_cents}", "",
         "past_campaigns: sales are measured by what customers pay for; declare `purchases` as well"),
        ("kind: sort", "sort: sort", "past_campaigns.campaigns.sort: Extra inputs are not permitted"),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_its_place(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert right in GOOD
    assert said in faults_of(tmp_path, GOOD.replace(right, wrong))


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("id: mailing_id, kind: sort", "id: mailing_id, kind: x").replace("table: letters,", "table: l,")
    said = faults_of(tmp_path, text)
    assert "2 faults" in said
    assert "campaigns.kind" in said
    assert "contacts.table" in said
