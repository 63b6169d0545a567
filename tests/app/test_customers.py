"""The Customers page through the entry: what it finds, what it shows of one, what it says when there is nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.config import Settings
from core.services.lab import Lab
from tests.app.conftest import Open, texts

ONE = "208"


def chart(app: AppTest) -> dict[str, Any]:
    (drawn,) = app.get("plotly_chart")
    return json.loads(drawn.proto.spec)


def test_everybody_is_listed_with_what_tells_most(open_app: Open, demo_home: Path) -> None:
    app = open_app(demo_home, "customers")
    assert not app.exception
    (listed,) = app.dataframe
    assert list(listed.value["customer_id"]) == list(range(1, 26))
    assert list(listed.value["rfm_segment"])[:2] == ["Champions", "At risk"]
    assert "2,469 customers" in texts(app)
    assert "The first 1,000 can be paged through" in texts(app)


def test_an_id_or_its_beginning_is_found(open_app: Open, demo_home: Path) -> None:
    app = open_app(demo_home, "customers")
    app.text_input(key="customers.id").set_value("208").run()
    assert list(app.dataframe[0].value["customer_id"]) == [208, *range(2080, 2090)]


def test_values_and_segments_narrow_the_search(open_app: Open, demo_home: Path) -> None:
    app = open_app(demo_home, "customers")
    app.multiselect(key="customers.segments").set_value(["champions"])
    app.multiselect(key="customers.fields").set_value(["age", "has_demographics"]).run()
    app.multiselect(key="customers.values.age").set_value(["65+"]).run()
    assert not app.exception
    found = app.dataframe[0].value
    assert set(found["age"]) == {"65+"}
    with Lab.open(Settings(lab_home=demo_home)) as lab:
        assert set(found["customer_id"]) <= set(lab.audiences.members("champions").to_list())


def test_nobody_found_says_why(open_app: Open, demo_home: Path) -> None:
    app = open_app(demo_home, "customers")
    app.text_input(key="customers.id").set_value("99999").run()
    said = texts(app).replace("\\", "")
    assert "No customer's id begins with '99999'. The nearest are 2499 and 2500." in said
    assert not app.dataframe


def test_one_customer_has_a_headline_scores_and_a_timeline(open_app: Open, demo_home: Path) -> None:
    app = open_app(demo_home, "customers", customer=ONE)
    assert not app.exception
    assert [t.value for t in app.title] == ["Customer 208"]
    assert [(m.label, m.value) for m in app.metric] == [
        ("Days since last purchase", "2"), ("Baskets", "72"), ("Total revenue", "2,362.81 USD")
    ]  # fmt: skip
    said = texts(app).replace("\\", "")
    assert "Customer since 5 Jan 2017." in said
    assert "**Recency score 4 of 5** · in the second best fifth; better than 63% of the others" in said
    bars, dots = chart(app)["data"]
    assert len(bars["x"]) == 72
    assert set(dots["y"]) == {"Campaign contacts", "Redemptions"}
    assert "72 receipts, 2,363 USD." in said
    assert list(app.dataframe[0].value["basket"])[:1] == [41439808495]


def test_a_window_narrows_the_timeline_and_the_receipts(open_app: Open, demo_home: Path) -> None:
    app = open_app(demo_home, "customers", customer=ONE)
    app.segmented_control(key="customers.window").set_value("28 days").run()
    assert not app.exception
    assert "7 receipts" in texts(app)
    assert len(chart(app)["data"][0]["x"]) == 7


def test_segments_are_shown_with_the_reasons(open_app: Open, demo_home: Path) -> None:
    app = open_app(demo_home, "customers", customer=ONE, tab="Segments")
    assert not app.exception
    standing, why = (d.value for d in app.dataframe)
    assert dict(zip(standing["segment"], standing["in"], strict=True)) == {
        "Champions": "✓", "Coupon redeemers": "✓", "Fresh food regulars": "✓", "Families with children": "✗",
        "Lapsing big spenders": "✗", "Win-back pilot": "✗",
    }  # fmt: skip
    since = dict(zip(standing["segment"], standing["since"], strict=True))
    assert since["Coupon redeemers"] == "1 Dec 2017, 00:00 EST"
    because = dict(zip(standing["segment"], standing["because"], strict=True))
    assert because["Lapsing big spenders"].startswith("fails: Days since last purchase is at least 21 days")
    assert list(why["held"]) == ["✓ yes"] * 4
    assert "Customer 208 is in Champions" in texts(app)


def test_every_feature_is_shown_and_what_is_unknown_is_said_to_be(open_app: Open, demo_home: Path) -> None:
    app = open_app(demo_home, "customers", customer=ONE, tab="All features")
    assert not app.exception
    shown = "".join(h.proto.body for h in app.get("html"))
    with Lab.open(Settings(lab_home=demo_home)) as lab:
        titles = [f.title for f in lab.features.schema.values()]
    assert all(f">{t}</div>" in shown for t in titles)
    assert 'class="value unknown">unknown<' in shown


def test_as_of_a_past_day_only_what_was_known_then_is_shown(open_app: Open, demo_home: Path) -> None:
    app = open_app(demo_home, "customers", customer=ONE, as_of="2017-07-01")
    assert not app.exception
    assert [m.value for m in app.metric] == ["0", "37", "1,166.58 USD"]
    assert max(app.dataframe[0].value["at"]).date().isoformat() == "2017-07-01"


def test_who_is_not_there_is_said_with_the_nearest_to_try(open_app: Open, demo_home: Path) -> None:
    app = open_app(demo_home, "customers", customer="99999")
    assert not app.exception
    assert "There is no customer '99999'" in app.warning[0].value.replace("\\", "")
    near = next(b for b in app.button if b.label == "2500")
    near.click().run()
    assert [t.value for t in app.title] == ["Customer 2500"]
    assert app.query_params["customer"] == "2500"


def test_who_was_not_there_yet_is_said_to_be_unknown_then(open_app: Open, demo_home: Path) -> None:
    app = open_app(demo_home, "customers", customer=ONE, as_of="2017-01-02")
    assert "There is no customer '208' as of 2017-01-03 05:00 UTC" in app.warning[0].value.replace("\\", "")


@pytest.mark.parametrize("id", ["<b>1</b>", "[x](http://example.com)", "$x$", "' OR 1=1 --"])
def test_what_stands_in_the_address_is_text(open_app: Open, demo_home: Path, id: str) -> None:
    app = open_app(demo_home, "customers", customer=id)
    assert not app.exception
    assert app.title[0].value.replace("\\", "") == f"Customer {id}"
    assert "There is no customer" in app.warning[0].value


def test_the_way_back_leads_to_the_search(open_app: Open, demo_home: Path) -> None:
    app = open_app(demo_home, "customers", customer=ONE)
    app.button(key="customers.back").click().run()
    assert [t.value for t in app.title] == ["Customers"]
    assert "customer" not in app.query_params


def test_without_segments_the_tab_says_how_to_begin(open_app: Open, demo_copy: Path) -> None:
    with Lab.open(Settings(lab_home=demo_copy)) as lab:
        for name in ("win-back-pilot", *(s.slug for s in lab.segments.all() if s.slug != "win-back-pilot")):
            lab.segments.archive(name)
    app = open_app(demo_copy, "customers", customer=ONE, tab="Segments")
    assert not app.exception
    assert "There is no segment yet" in texts(app)
