"""Messages with placeholders: what is one, what is escaped where, and what a value looks like."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from core.campaigns.facts import facts_sql, fields_of
from core.campaigns.rendering import Rendered, rendered
from core.campaigns.templates import OWN, Escape, Placeholder, guarded, parse, problems, render
from core.errors import BadInput
from core.warehouse import Engine
from tests.unit.campaigns.cases import FEATURES, campaign

NASTY = '<b onclick="x">\'&\x07\u202e'


def filled(text: str, escape: Escape = Escape.TEXT, **values: Any) -> str:
    return render(parse(text), values, escape)


def test_a_text_is_taken_apart() -> None:
    found = parse('a{{x}}{{ program.a-b.c_d | "n/a" }} {b} }} {{x|""}}')
    assert found.parts == (
        "a", Placeholder("x", None), Placeholder("program.a-b.c_d", "n/a"), " {b} }} ", Placeholder("x", ""),
    )  # fmt: skip
    assert found.fields == ("x", "program.a-b.c_d")
    assert parse("").parts == ()


@pytest.mark.parametrize(
    "text",
    ["{{", "{{ }}", "{{ a b }}", "{{ a | b }}", '{{ a | "b }}', "{{ 1a }}", "{{ {{ a }}", "{{ é }}", "{{a|“b”}}"],
)
def test_what_is_no_placeholder_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="placeholder"):
        parse(text)
    (found,) = problems(text, {"a": 1}, at="/x")
    assert found.pointer == "/x"
    assert found.fix


def test_every_fault_of_a_text_comes_at_once() -> None:
    text = "{{ incom }} {{ offer.nam }}\n{{ ? }} {{ income }} {{ incom }} {{"
    found = [p.what for p in problems(text, FEATURES, at="/body")]
    assert found == [
        "There is nothing called 'incom' to put into a message.",
        "There is nothing called 'offer.nam' to put into a message.",
        "'{{ ? }}' is no placeholder (line 2).",
        "A placeholder begins with {{ and does not end (line 2).",
    ]


def test_values_are_put_in_and_fallbacks_stand_for_what_is_missing() -> None:
    assert filled('{{ a }}, {{ b | "none" }}, {{ b }}, {{ c | "x" }}', a=1, b=None, c="") == "1, none, , "
    with pytest.raises(BadInput, match="'d', of which no value was kept"):
        filled("{{ d }}")


@pytest.mark.parametrize(
    ("escape", "shown"),
    [
        (Escape.TEXT, '<i>&amp; <b onclick="x">\'&'),
        (Escape.HTML, "<i>&amp; &lt;b onclick=&quot;x&quot;&gt;&#x27;&amp;"),
        (Escape.HEADER, '<i>&amp; <b onclick="x">\'&'),
        (Escape.CSV, '<i>&amp; <b onclick="x">\'&'),
    ],
)
def test_values_are_text_and_never_markup_or_controls(escape: Escape, shown: str) -> None:
    assert filled("<i>&amp; {{ a }}", escape, a=NASTY) == shown


def test_a_header_is_one_line() -> None:
    assert filled("Hello {{ a }}", Escape.HEADER, a="x\r\nBcc: everybody@example.com") == (
        "Hello x Bcc: everybody@example.com"
    )


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "\n=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert filled("{{ a }}", Escape.CSV, a=cell) == f"'{cell}"
    assert guarded(guarded(cell)) == guarded(cell) == f"'{cell}"
    assert guarded("x=1") == "x=1"
    assert guarded("") == ""


def test_a_message_as_a_customer_gets_it() -> None:
    found = campaign(
        offer={"name": "5 < 6", "kind": "discount", "value": 5, "code": "A"}, channels=["email", "csv", "warehouse"],
        messages={
            "default": {"subject": "{{ customer_id }}", "body": "={{ offer.code }}"},
            "email": {"subject": "{{ offer.name }}", "body": "<p>{{ offer.name }} {{ offer.value }}</p>", "html": True},
        },
        variants=[
            {"name": "A", "share": 0.5},
            {"name": "B", "share": 0.5, "offer": {"name": "News"},
             "messages": {"default": {"subject": "s", "body": '{{ offer.code | "none" }}{{ offer.value | "-" }}'}}},
        ],
    )  # fmt: skip
    asked = {"customer_id": "=7", "facts": {}}
    assert rendered(found, channel="email", variant="A", **asked) == Rendered(
        "5 < 6", "<p>5 &lt; 6 5.00</p>", is_html=True
    )
    assert rendered(found, channel="csv", variant="A", **asked) == Rendered("'=7", "'=A", is_html=False)
    assert rendered(found, channel="outbox", variant="B", **asked) == Rendered("s", "none-", is_html=False)
    assert rendered(found.model_copy(update={"messages": type(found.messages)()}), channel="warehouse", variant=None,
                    **asked) == Rendered("", "", is_html=False)  # fmt: skip


def test_all_that_can_be_named_besides_features_has_a_value() -> None:
    text = " ".join(f"{{{{ {name} }}}}" for name in OWN)
    found = campaign(offer={"name": "O", "kind": "gift", "value": 1, "code": "C"}, messages={"default": {"body": text}})
    assert rendered(found, channel="outbox", variant=None, customer_id="7", facts={}).body == "7 Win back O C 1.00"
    assert fields_of(found) == ()


def test_features_that_any_message_names_are_known() -> None:
    found = campaign(
        messages={"default": {"subject": "{{ income }}", "body": "{{ seen_at }} {{ offer.name }} {{ income }}"}},
        variants=[{"name": "A", "share": 1, "messages": {"email": {"body": "{{ total_revenue }}"}}}],
    )
    assert fields_of(found) == ("income", "seen_at", "total_revenue")


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    held = Engine(threads=1)
    yield held
    held.close()


VIEW = """(SELECT * FROM (VALUES
    (1::DECIMAL(18,2), DATE '2017-10-02', 3, 'a "b" é', true, -0.001, ['x', 'y'],
        TIMESTAMPTZ '2017-10-02 14:05:06Z', 7),
    (1234.5, NULL, NULL, NULL, NULL, 12.3456, [], NULL, NULL),
    (0, NULL, NULL, NULL, false, 'nan'::DOUBLE, NULL, NULL, NULL),
    (-0.5, NULL, -3, '', false, 1e21, ['x'], NULL, 0)
) AS v(total_revenue, last_purchase_on, last_purchase_days_ago, income, is_online, revenue_trend, departments, seen_at,
       "program.every-day.points_balance"))"""
SHOWN = {
    "total_revenue": ["1.00", "1234.50", "0.00", "-0.50"],
    "last_purchase_on": ["2017-10-02", None, None, None],
    "last_purchase_days_ago": ["3", None, None, "-3"],
    "income": ['a "b" é', None, None, ""],
    "is_online": ["yes", None, "no", "no"],
    "revenue_trend": ["0", "12.35", None, "1000000000000000000000"],
    "departments": ["x, y", "", None, "x"],
    "seen_at": ["2017-10-02 10:05", None, None, None],
    "program.every-day.points_balance": ["7", None, None, "0"],
}


def test_values_are_kept_as_customers_read_them(engine: Engine) -> None:
    sql = facts_sql([*FEATURES, "income"], FEATURES, zone="America/New_York")
    found = [json.loads(text) for (text,) in engine.rows(f"SELECT {sql} FROM {VIEW}")]
    assert found == [{name: values[n] for name, values in SHOWN.items()} for n in range(4)]
    assert facts_sql([], FEATURES, zone="UTC") is None
