"""Campaigns in YAML as people write them, and back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.campaigns.definition import (
    Aggregate,
    Channel,
    Conversion,
    OfferKind,
    Purchase,
    TriggerKind,
)
from core.campaigns.text import of_document, read_campaign, write_campaign
from core.errors import CampaignInvalid
from core.warehouse.contact import CHANNELS
from tests.unit.campaigns.cases import campaign, document

WRITTEN = """\
name: Win back lapsing regulars
description: Regulars who stopped coming get five dollars off.
program: everyday
audience: lapsing-regulars
offer: {name: Five dollars off, kind: discount, value: 5.00, code: BACK5}
channels: [email, outbox]
messages:
  default: {subject: We miss you, body: 'Your last visit was {{ last_purchase_days_ago }} days ago.'}
  email:
    subject: Come back
    body: |-
      <p>Hello,</p>
      <p>{{ offer.code }}</p>
    html: true
variants:
  - {name: A, share: 0.5}
  - name: B
    share: 0.5
    messages:
      default: {subject: Hello, body: Another text.}
    offer: {name: A pen, kind: gift}
control: 0.15
stratify_by: [income]
triggers:
  - {schedule: {at: "2017-10-02T10:00"}}
  - {schedule: {cron: "0 10 * * MON"}}
  - {event: {entered: some-segment}}
  - {event: {rows: transactions, when: {">": [{"var": "sales"}, 1.5]}}}
  - {threshold: {aggregate: mean, feature: revenue_trend, below: -0.5, back: 0}}
again_after_days: 30
budget: 1000.00
cost_per_contact: 0.10
conversion: {within_days: 30, purchase: {when: {">": [{"var": "amount"}, 10]}}}
priority: 70
starts_on: 2017-09-01
ends_on: 2018-01-01
"""


def test_the_example_is_read_and_written() -> None:
    found = read_campaign(WRITTEN)
    assert write_campaign(found) == WRITTEN
    assert read_campaign(WRITTEN.replace("\n", "\r\n").encode("utf-8-sig")) == found
    assert of_document(found.document()) == found
    assert (found.control, found.budget, found.cost_per_contact) == (Decimal("0.15"), 1000, Decimal("0.1"))
    assert (found.starts_on, found.ends_on) == (date(2017, 9, 1), date(2018, 1, 1))
    assert [t.kind for t in found.triggers] == [
        TriggerKind.SCHEDULE, TriggerKind.SCHEDULE, TriggerKind.ENTERED, TriggerKind.ROWS, TriggerKind.THRESHOLD,
    ]  # fmt: skip
    threshold = found.triggers[4].threshold
    assert threshold is not None
    assert (threshold.aggregate, threshold.is_up, threshold.level) == (Aggregate.MEAN, False, Decimal("-0.5"))


def test_what_is_left_out_has_its_default() -> None:
    found = campaign()
    assert (found.control, found.priority, found.budget, found.again_after_days) == (Decimal("0.1"), 50, None, None)
    assert found.conversion == Conversion(purchase=Purchase())
    assert found.conversion.within_days == 14
    assert found.document() == document()
    assert tuple(map(str, Channel)) == CHANNELS


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ({"purchase": True}, {"purchase": True}),
        ({"within_days": 30}, {"within_days": 30, "purchase": True}),
        ({"purchase": {}}, {"purchase": True}),
        ({"redemption": True}, {"redemption": True}),
        ({"event": " signed_up ", "within_days": 14}, {"event": "signed_up"}),
    ],
)
def test_conversions_have_one_spelling(given: Any, written: Any) -> None:
    found = Conversion.model_validate(given)
    assert found.document() == written
    assert Conversion.model_validate(written) == found


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("2017-10-02T10:00", "2017-10-02T10:00"),
        ("2017-10-02 10:00:00", "2017-10-02T10:00"),
        ("2017-10-02T10:00:30", "2017-10-02T10:00:30"),
        ("2017-10-02T10:00Z", "2017-10-02T10:00Z"),
        ("2017-10-02T10:00+00:00", "2017-10-02T10:00Z"),
        ("2017-10-02T10:00-04:00", "2017-10-02T10:00-04:00"),
    ],
)
def test_times_have_one_spelling(given: str, written: str) -> None:
    found = campaign(triggers=[{"schedule": {"at": given}}])
    assert found.document()["triggers"] == [{"schedule": {"at": written}}]
    assert campaign(triggers=[{"schedule": {"at": written}}]) == found


def test_points_are_whole_and_money_has_cents() -> None:
    offer = {"name": "Points", "kind": "points", "value": "200"}
    found = campaign(program="every-day", offer=offer)
    assert str(found.offer.value) == "200"
    assert found.document()["offer"] == offer
    assert campaign(offer={"name": "x", "kind": "gift", "value": 2}).document()["offer"]["value"] == "2.00"
    assert campaign(offer={"name": "x"}).offer.kind is OfferKind.INFORMATION


def test_the_message_of_a_channel_and_variant() -> None:
    found = read_campaign(WRITTEN)
    said = {(c, v): m and m.body for c in CHANNELS for v in ("A", "B", None) if (m := found.message(c, v)) or True}
    assert said["outbox", None] == said["outbox", "A"] == "Your last visit was {{ last_purchase_days_ago }} days ago."
    assert said["email", "A"] == "<p>Hello,</p>\n<p>{{ offer.code }}</p>"
    assert said["email", "B"] == said["outbox", "B"] == "Another text."  # what a variant says comes first
    assert campaign(messages={"email": {"subject": "x", "body": "y"}}, channels=["email"]).message("csv") is None
    assert found.offer_of("B").name == "A pen"
    assert found.offer_of("A") == found.offer_of(None) == found.offer


def test_joiners_and_wide_blanks_are_text_and_controls_are_not() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467 5\u00a0% off"
    found = campaign(messages={"default": {"subject": family, "body": f"{family}\n\tx"}})
    assert read_campaign(write_campaign(found)) == found
    for body in ("a\x07b", "a\u202eb", "a\u2028b", "a\ud800b"):
        with pytest.raises(CampaignInvalid, match="cannot be printed"):
            campaign(messages={"default": {"body": body}})
    with pytest.raises(CampaignInvalid, match="line break"):
        campaign(messages={"default": {"subject": "a\nb", "body": "x"}})


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "nothing to read"), ("- a", "A campaign is a set of keys"), ("name: [", "not YAML"),
        (b"\xff", "not UTF-8"),
        ("name: x", "`audience` is missing"), ("control: .nan", "no number to count with"),
    ],
)  # fmt: skip
def test_what_is_no_campaign_is_told(text: str | bytes, what: str) -> None:
    with pytest.raises(CampaignInvalid, match=what) as refusal:
        read_campaign(text)
    assert all(p.fix for p in refusal.value.problems)
