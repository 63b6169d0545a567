"""The Home page through the entry: what it shows, what it says when something is missing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.config import Settings
from core.services.lab import Lab
from tests.app.conftest import Open, texts


def charts(app: AppTest) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def test_it_shows_the_figures_with_their_units_and_definitions(open_app: Open, demo_home: Path):
    app = open_app(demo_home)
    assert [(m.label, m.value, m.delta) for m in app.metric] == [
        ("Customers", "2,469 customers", "+5"), ("Active in 28 days", "81.6%", "-0.6 pp"),
        ("Active in 91 days", "94.2%", "+0.1 pp"), ("Revenue, 28 days", "373,885 USD", "+3.6%"),
    ]  # fmt: skip
    assert all("28 days before" in m.help for m in app.metric)


def test_it_draws_weeks_and_cohorts(open_app: Open, demo_home: Path):
    revenue, customers, cohorts = charts(open_app(demo_home))
    assert len(revenue["data"][0]["x"]) == 53
    assert revenue["data"][0]["marker"]["pattern"]["shape"][0] == "/"  # of the first week only the Sunday is known
    assert revenue["layout"]["yaxis"]["title"]["text"] == "USD"
    assert customers["layout"]["yaxis"]["title"]["text"] == "customers"
    assert cohorts["data"][0]["y"][0] == "Jan 2017  n=1,983"


def test_it_lists_the_segments_and_offers_the_list_as_a_file(open_app: Open, demo_home: Path):
    app = open_app(demo_home)
    segments = app.dataframe[0].value
    assert list(segments["name"])[:2] == ["Champions", "Coupon redeemers"]
    assert list(segments["members"])[:2] == [483, 238]
    assert [b.label for b in app.get("download_button")] == ["Download as CSV"] * 2


def test_it_says_what_needs_attention_and_what_to_do(open_app: Open, demo_home: Path):
    said = texts(open_app(demo_home)).replace("\\", "")
    assert "4,836 rows whose product_id is not in products." in said
    assert "4,872 exact duplicates dropped." in said
    assert "Have them removed where they are loaded." in said


def test_a_concern_about_a_segment_leads_to_it(open_app: Open, demo_copy: Path):
    with Lab.open(Settings(lab_home=demo_copy)) as lab:
        lab.segments.create("*Nobody*", {"<": [{"var": "total_revenue"}, -1]})
        lab.memberships.recalculate("nobody")
    app = open_app(demo_copy)
    assert ":orange[:material/warning:] **\\*Nobody\\*** · Its last recalculation found nobody." in texts(app)
    links = {link.proto.label: link.proto.query_string for link in app.get("page_link")}
    assert links["Open \\*Nobody\\*"] == "segment=nobody"
    assert not app.exception


def test_more_concerns_than_fit_are_behind_a_click(open_app: Open, demo_copy: Path):
    with Lab.open(Settings(lab_home=demo_copy)) as lab:
        for name in ("a", "b", "c"):
            lab.segments.create(name, {">": [{"var": "total_revenue"}, 1]})
    app = open_app(demo_copy)
    assert "3 more" in [e.label for e in app.expander]  # of seven: one about campaigns, three about the data


def test_a_concern_about_campaigns_leads_to_them(open_app: Open, demo_copy: Path):
    with Lab.open(Settings(lab_home=demo_copy)) as lab:
        lab.campaigns.approve("thank-the-champions")
        lab.campaigns.activate("thank-the-champions")
        lab.campaigns.submit("win-back-big-spenders")
    app = open_app(demo_copy)
    said = texts(app).replace("\\", "")
    assert ":orange[:material/warning:] **Worker** · Thank the champions is active. No worker is running" in said
    assert ":gray[:material/info:] **Win back big spenders** · It waits for approval: " in said
    links = {link.proto.label: link.proto.query_string for link in app.get("page_link")}
    assert links["Open Thank the champions"] == "campaign=thank-the-champions&tab=Overview"
    assert links["Open Win back big spenders"] == "campaign=win-back-big-spenders&tab=Overview"
    assert not app.exception


def test_a_store_that_is_not_migrated_says_what_to_do(open_app: Open, demo_copy: Path):
    for file in demo_copy.glob("store.sqlite*"):
        file.unlink()
    app = open_app(demo_copy)
    assert not app.exception
    assert "db upgrade" in texts(app)


def test_without_segments_it_says_how_to_begin(open_app: Open, demo_copy: Path):
    with Lab.open(Settings(lab_home=demo_copy)) as lab:
        for name in ("win-back-pilot", *(s.slug for s in lab.segments.all() if s.slug != "win-back-pilot")):
            lab.segments.archive(name)
    app = open_app(demo_copy)
    assert not app.exception
    assert "There is no segment yet" in texts(app)
    assert "segment=new" in [link.proto.query_string for link in app.get("page_link")]


@pytest.mark.parametrize("finding", ["[x](http://example.com)", "<img src=x>", "$x$"])
def test_what_the_warehouse_says_of_itself_is_text(open_app: Open, demo_copy: Path, finding: str):
    manifest = next((demo_copy / "snapshots").glob("*/snapshot.json"))
    held = json.loads(manifest.read_text(encoding="utf-8"))
    held["findings"] = [{"table": "coupons", "code": "odd", "level": "warning", "rows": 3, "text": finding}]
    manifest.write_text(json.dumps(held), encoding="utf-8")
    said = texts(open_app(demo_copy))
    assert finding not in said
    assert finding in said.replace("\\", "")


def test_the_kept_figures_are_those_that_were_asked_for(open_app: Open, demo_copy: Path):
    app = open_app(demo_copy)
    first = [m.value for m in app.metric]
    assert [m.value for m in app.run().metric] == first
