"""A campaign in words."""

from __future__ import annotations

from core.campaigns.text import read_campaign
from core.kernel.schema import Field, FieldType, Schema
from core.services.campaign_words import told, yaml_of
from tests.unit.campaigns.cases import BASKET, TABLES, ZONE, campaign, document
from tests.unit.campaigns.test_text import WRITTEN


def said(given: object, **known: object) -> dict[str, list[str]]:
    asked = {"tables": TABLES, "basket": BASKET} | known
    return told(given, **asked, zone=ZONE, unit="USD")  # type: ignore[arg-type]


def test_everything_is_told() -> None:
    assert said(read_campaign(WRITTEN)) == {
        "Audience": ["The segment lapsing-regulars", "Each customer again after 30 days at the earliest"],
        "Offer": [
            "Five dollars off: a discount that costs 5.00 USD for each conversion, with the code BACK5",
            "Variant A, 50 % of the treated: as above",
            "Variant B, 50 % of the treated: its own offer (A pen: a gift) and its own messages",
            "Of the program everyday",
        ],
        "Channels": ["email, or else outbox: the first that can be used for a customer"],
        "When": [
            "Once, on 2 Oct 2017, 10:00 EDT",
            "Every Monday at 10:00",
            "For those who enter the segment some-segment",
            "For those with new rows in transactions where Sales is more than 1.5",
            "When the mean of revenue_trend in the audience falls below -0.5, and again after it was back at 0",
            "Only from 1 Sep 2017 to 1 Jan 2018",
        ],
        "Control": ["15 % are held out, evenly by income"],
        "Limits": [
            "A contact costs 0.10 USD, and all together at most 1,000 USD",
            "Priority 70 of 100 among campaigns",
        ],
        "Success": ["A purchase within 30 days where Amount is more than 10"],
    }


def test_what_little_there_is_is_told() -> None:
    given = campaign(
        program="every-day", offer={"name": "Thanks", "kind": "points", "value": 1}, control=0,
        conversion={"redemption": True, "within_days": 1},
        triggers=[{"event": {"left": "lapsing"}}, {"threshold": {"size_of": "lapsing", "above": 1000, "back": 900}}],
    )  # fmt: skip
    found = said(given)
    assert found["Audience"][1] == "Each customer once in the whole campaign"
    assert found["Offer"] == ["Thanks: 1 point for each conversion", "Of the program every-day"]
    assert found["Channels"] == ["outbox"]
    assert found["When"] == [
        "For those who leave the segment lapsing",
        "When the size of lapsing rises above 1,000, and again after it was back at 900",
    ]
    assert found["Control"] == ["Nobody is held out"]
    assert found["Limits"][0] == "A contact costs nothing"
    assert found["Success"] == ["A redemption of points within 1 day"]
    assert said(campaign(offer={"name": "News"}))["Offer"] == ["News: nothing but the message"]
    assert said(campaign(conversion={"event": "signed_up"}))["Success"] == ["The event signed_up within 14 days"]


def test_a_time_with_an_offset_and_a_line_without_words() -> None:
    lines = [{"at": "2017-12-04T10:00+01:00"}, {"cron": "0 10 1-7 * MON"}]
    found = said(campaign(triggers=[{"schedule": line} for line in lines]))
    assert found["When"] == ["Once, on 4 Dec 2017, 04:00 EST", "By the cron line 0 10 1-7 * MON"]


def test_what_a_rule_compares_with_stays_on_the_line() -> None:
    kinds = Schema([Field("kind", FieldType.STRING)])
    given = campaign(triggers=[{"event": {"rows": "visits", "when": {"==": [{"var": "kind"}, "a\n- b"]}}}])
    assert said(given, tables={"visits": kinds})["When"] == ['For those with new rows in visits where Kind is "a - b"']


def test_rules_over_fields_that_are_gone_are_shown_as_they_are() -> None:
    rule = {">": [{"var": "amount"}, 10]}
    given = campaign(
        conversion={"purchase": {"when": rule}}, triggers=[{"event": {"rows": "transactions", "when": rule}}]
    )
    found = said(given, basket=None, tables={})
    assert found["Success"] == [f"A purchase within 14 days where {rule}"]
    assert found["When"] == [f"For those with new rows in transactions where {rule}"]


def test_yaml_of_a_document_with_faults() -> None:
    assert "audience: nobody\n" in yaml_of(document(audience="nobody", triggers=[]))
