"""Every fault of a campaign at once, in the order of the document, with place and remedy."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.campaigns.faults import campaign_problems
from tests.unit.campaigns.cases import KNOWN, document, fault, faults

SCHEDULE: dict[str, Any] = {"schedule": {"cron": "0 10 * * MON"}}


def says(**message: Any) -> dict[str, Any]:
    return {"messages": {"default": message}}


def when(**trigger: Any) -> dict[str, Any]:
    return {"triggers": [trigger]}


def test_all_faults_come_at_once_in_the_order_of_the_document() -> None:
    given = {
        "priority": 101, "ends_on": "2017-01-01", "starts_on": "2017-02-01", "conversion": {"redemption": True},
        "cost_per_contact": "0.001", "budget": 0, "again_after_days": 0,
        "triggers": [{"schedule": {"cron": "61 * * * *"}}, {"event": {"entered": "lapsin", "left": "lapsing"}}, {}],
        "stratify_by": ["incme", "total_revenue"], "control": 1,
        "variants": [{"name": "a", "share": 0.5}, {"name": "A", "share": 0.4}],
        "messages": {"emial": {"body": "x"}, "default": {"body": "{{ incme }} {{ x", "subject": ""}},
        "channels": ["email", "mail", "email"], "offer": {"name": "x", "kind": "points", "value": 1.5},
        "audience": "gone", "program": None, "description": 1, "name": "", "chanels": [],
    }  # fmt: skip
    assert [place for place, _, _ in faults(given)] == [
        "/name", "/description", "/audience", "/offer/value", "/offer/kind",
        "/channels/1", "/channels/2", "/messages/emial", "/messages/default/subject", "/messages/default/body",
        "/messages/default/body", "/variants", "/variants/1/name", "/control", "/stratify_by/0", "/stratify_by/1",
        "/triggers/0/schedule/cron", "/triggers/1/event", "/triggers/1/event/entered", "/triggers/2",
        "/again_after_days", "/budget", "/cost_per_contact", "/conversion/redemption", "/priority", "/ends_on",
        "/chanels",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "place", "what", "fix"),
    [
        ({"audiense": "x"}, "/audiense", "no key 'audiense'", "'audience'"),
        ({"audience": "laps"}, "/audience", "There is no segment 'laps'", "'lapsing'"),
        ({"audience": "gone"}, "/audience", "segment 'gone' is archived", "segments archive gone --restore"),
        ({"program": "evryday"}, "/program", "There is no program 'evryday'", "'every-day'"),
        ({"program": "over"}, "/program", "program 'over' is archived", "programs archive over --restore"),
        ({"offer": {"name": "x", "kind": "discont"}}, "/offer/kind", "'discont' is none", "'discount'"),
        ({"offer": {"name": "x", "value": 1.005}}, "/offer/value", "more than 2 digits", "5.00"),
        ({"offer": {"kind": "gift"}}, "/offer/name", "`name` is missing", "Five dollars off"),
        ({"offer": {"name": "x", "kind": "points"}}, "/offer/kind", "Points are those of a program", "`program`"),
        ({"channels": []}, "/channels", "nothing can be sent", "[outbox]"),
        ({"channels": ["sms"]}, "/channels/0", "'sms' is none of the words", "outbox, csv, email"),
        ({"channels": ["csv", "csv"]}, "/channels/1", "'csv' stands there twice", "Keep the first"),
        ({"channels": "outbox"}, "/channels", "A list belongs here", "[email, outbox]"),
        ({"messages": {}}, "/messages", "There is no message for the channel outbox", "`messages: outbox`"),
        ({"channels": ["email"]}, "/messages/default/subject", "An e-mail needs a subject", "Write one"),
        (says(), "/messages/default/body", "`body` is missing", "Come back."),
        (says(body="  "), "/messages/default/body", "says nothing", "shall read"),
        (says(body="{{ incom }}"), "/messages/default/body", "nothing called 'incom'", "'income'"),
        (says(body="{{ offer.cod }}"), "/messages/default/body", "nothing called 'offer.cod'", "'offer.code'"),
        (says(body="a\n{{ x y }}"), "/messages/default/body", "is no placeholder (line 2)", "{{ last_purchase_on"),
        (says(body="{{"), "/messages/default/body", "begins with {{ and does not end", "Write it like"),
        (says(body="x", subject="{{ zzz }}"), "/messages/default/subject", "nothing called 'zzz'", "Name a feature"),
        ({"variants": [{"name": "A", "share": 0.9}]}, "/variants", "add up to 0.9", "add up to 1"),
        ({"variants": [{"name": "A", "share": 0}]}, "/variants/0/share", "outside", "above 0 to 1"),
        ({"control": 0.95}, "/control", "outside", "from 0 to 0.9"),
        ({"control": 0.12345}, "/control", "more than 4 digits", "at most 4"),
        ({"stratify_by": ["incme"]}, "/stratify_by/0", "There is no feature 'incme'", "'income'"),
        ({"stratify_by": ["seen_at"]}, "/stratify_by/0", "too many values", "a few values"),
        ({"stratify_by": ["income", "income"]}, "/stratify_by/1", "twice", "Keep the first"),
        ({"triggers": []}, "/triggers", "nothing is ever sent", "schedule"),
        ({"triggers": [SCHEDULE] * 6}, "/triggers", "There are 6, and 5 are the most", "Keep 5"),
        (when(schedule={}), "/triggers/0/schedule", "Exactly one of `at` and `cron`", "Keep one"),
        (when(schedule={"cron": "@daily"}), "/triggers/0/schedule/cron", "five fields", "0 10 * * MON"),
        (when(schedule={"cron": "0 0 * * MONDAY"}), "/triggers/0/schedule/cron", "bad day-of-week", "0 10 * * MON"),
        (when(schedule={"cron": "0 0 31 2 *"}), "/triggers/0/schedule/cron", "bad day-of-month", "0 10 * * MON"),
        (when(schedule={"cron": 5}), "/triggers/0/schedule/cron", "A cron line belongs here", "0 10 * * MON"),
        (when(schedule={"at": "2017-10-02"}), "/triggers/0/schedule/at", "A day with a time", "2017-10-02T10:00"),
        (when(schedule={"at": "2017-02-30T10:00"}), "/triggers/0/schedule/at", "There is no", "that exist"),
        (when(schedule={"at": "1066-10-14T09:00"}), "/triggers/0/schedule/at", "year 1066", "1900 to 2199"),
        (when(schedule={"at": "2017-03-12T02:30"}), "/triggers/0/schedule/at", "clocks change", "02:30-05:00"),
        (when(schedule={"at": "2017-11-05T01:30"}), "/triggers/0/schedule/at", "clocks change", "01:30-04:00"),
        (when(event={"entered": "lapsin"}), "/triggers/0/event/entered", "no segment 'lapsin'", "'lapsing'"),
        (when(event={"left": "gone"}), "/triggers/0/event/left", "'gone' is archived", "--restore"),
        (when(event={"entered": "friends"}), "/triggers/0/event/entered", "'friends' is a list", "has a rule"),
        (when(event={"left": "friends"}), "/triggers/0/event/left", "'friends' is a list", "has a rule"),
        (when(event={"left": "lapsing", "when": {"var": "a"}}), "/triggers/0/event/when", "beside `rows`", "Leave"),
        (when(event={"rows": "visit"}), "/triggers/0/event/rows", "no table of dated rows 'visit'", "'visits'"),
        (
            when(event={"rows": "transactions", "when": {">": [{"var": "sale"}, 1]}}),
            "/triggers/0/event/when/>/0", "no field 'sale'", "'sales'",
        ),
        (
            when(event={"rows": "transactions", "when": {">": [{"var": "total_revenue"}, 1]}}),
            "/triggers/0/event/when/>/0", "no field 'total_revenue'", "",
        ),
        (when(event={"rows": "transactions", "when": "x"}), "/triggers/0/event/when", "this is text", "quotes"),
        (when(threshold={"size_of": "x", "above": 1, "back": 1}), "/triggers/0/threshold/size_of", "no segment", ""),
        (when(threshold={"size_of": "lapsing", "above": 1}), "/triggers/0/threshold/back", "is missing", "900"),
        (
            when(threshold={"size_of": "lapsing", "above": 10, "back": 11}),
            "/triggers/0/threshold/back", "above the level 10", "at or under 10",
        ),
        (
            when(threshold={"size_of": "lapsing", "below": 10, "back": 9}),
            "/triggers/0/threshold/back", "below the level 10", "at or over 10",
        ),
        (
            when(threshold={"size_of": "lapsing", "below": 10, "above": 10, "back": 10}),
            "/triggers/0/threshold", "Exactly one of `above` and `below`", "Keep one",
        ),
        (
            when(threshold={"aggregate": "mean", "below": 10, "back": 10}),
            "/triggers/0/threshold", "`aggregate` and `feature` belong together", "Write both",
        ),
        (
            when(threshold={"aggregate": "sum", "feature": "income", "below": 10, "back": 10}),
            "/triggers/0/threshold/feature", "'income' is string, and no number", "count",
        ),
        ({"name": "2018"}, "/name", "'2018' has no letter", "word"),
        ({"name": "\N{PARTY POPPER}"}, "/name", "'\N{PARTY POPPER}' has no letter", "campaigns of the past"),
        ({"again_after_days": 1.5}, "/again_after_days", "whole number", "30"),
        ({"budget": 10}, "/budget", "never runs out", "cost_per_contact"),
        ({"budget": 1, "cost_per_contact": 2}, "/budget", "less than the 2", "more than one"),
        ({"conversion": {"redemption": True}}, "/conversion/redemption", "no program is named", "`program`"),
        ({"conversion": {"redemption": True, "event": "x"}, "program": "every-day"}, "/conversion", "exactly one", ""),
        ({"conversion": {"purchase": False}}, "/conversion/purchase", "counts for nothing", "true"),
        ({"conversion": {"within_days": 0}}, "/conversion/within_days", "outside", "from 1 to 366"),
        (
            {"conversion": {"purchase": {"when": {">": [{"var": "total_revenue"}, 1]}}}},
            "/conversion/purchase/when/>/0", "no field 'total_revenue'", "",
        ),
        ({"priority": -1}, "/priority", "outside", "from 0 to 100"),
        ({"ends_on": "2017-01-01", "starts_on": "2017-01-02"}, "/ends_on", "before it starts", "later"),
        (
            {"starts_on": "2017-10-03", "ends_on": "2017-10-08"},
            "/triggers/0/schedule/cron", "never comes within the campaign's days, from 2017-10-03 to 2017-10-08", "",
        ),
        (
            {"starts_on": "2017-10-03", **when(schedule={"at": "2017-10-03T01:00Z"})},
            "/triggers/0/schedule/at", "outside of the campaign's days, from 2017-10-03", "`starts_on`",
        ),
    ],
)  # fmt: skip
def test_a_fault_says_where_what_and_the_remedy(changes: dict[str, Any], place: str, what: str, fix: str) -> None:
    found = fault(**changes)
    assert found[0] == place
    assert what in found[1]
    assert fix in found[2]
    assert found[2]


@pytest.mark.parametrize(
    "changes",
    [
        {"channels": ["warehouse"], "messages": {}},
        {"channels": ["outbox"], "messages": {"outbox": {"body": "x"}}},
        {"channels": ["email"], "messages": {}, "variants": [
            {"name": "A", "share": 1, "messages": {"email": {"body": "x", "subject": "y"}}}]},
        when(schedule={"at": "2017-03-12T02:30-05:00"}),
        when(threshold={"aggregate": "count", "feature": "income", "above": 10, "back": 10}),
        when(threshold={"size_of": "friends", "above": 10, "back": 10}),
        {"starts_on": "2017-10-02", "ends_on": "2017-10-02"},
        {"program": "every-day", "conversion": {"redemption": True}},
        {"program": "every-day", "offer": {"name": "x", "kind": "points", "value": 5}},
        says(body="{{ program.every-day.points_balance | \"0\" }} } {{customer_id}}{{ campaign.name }} {x}"),
        {"stratify_by": ["income", "is_online", "last_purchase_days_ago"]},
    ],
)  # fmt: skip
def test_what_is_sound_has_no_fault(changes: dict[str, Any]) -> None:
    assert faults(document(**changes)) == []


def test_rules_that_count_from_the_day_of_a_question_are_refused() -> None:
    rule = {"within_last_days": [{"var": "occurred_on"}, 7]}
    places = [p for p, w, _ in faults(document(conversion={"purchase": {"when": rule}})) if "counts from the day" in w]
    assert places == ["/conversion/purchase/when"]


def test_each_variant_needs_a_message_for_each_channel() -> None:
    given = document(
        channels=["email", "outbox"], messages={},
        variants=[
            {"name": "A", "share": "0.5", "messages": {"default": {"subject": "s", "body": "x"}}},
            {"name": "B", "share": "0.5", "messages": {"email": {"body": "x"}}},
        ],
    )  # fmt: skip
    assert [(p, w) for p, w, _ in faults(given)] == [
        ("/messages", "Variant 'B' has no message for the channel outbox."),
        ("/variants/1/messages/email/subject", "An e-mail needs a subject."),
    ]


def test_without_purchases_only_events_and_redemptions_count() -> None:
    known = replace(KNOWN, basket=None)
    assert [p.pointer for p in campaign_problems(document(), known)] == ["/conversion"]
    assert campaign_problems(document(conversion={"event": "signed_up"}), known) == ()
