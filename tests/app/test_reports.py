"""The page Reports through the entry: one campaign, a period, what cannot be told, and the files."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.reports.choosing import Chosen
from core.config import Settings
from core.services.lab import Lab
from tests.app.conftest import Open, texts

NAME = "Winter *sale* <b>now</b>"
DEFINITION = f"""
name: "{NAME}"
audience: champions
offer: {{name: Five dollars off, kind: discount, value: 5.00}}
channels: [outbox]
messages: {{default: {{subject: Hello, body: Come back}}}}
triggers: [{{schedule: {{at: "2199-10-05T10:00"}}}}]
"""


def charts(app: AppTest) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def metrics(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def test_a_past_campaign_is_one_page_with_its_figures(open_app: Open, demo_home: Path) -> None:
    app = open_app(demo_home, "reports", campaign="18")
    assert not app.exception
    said = texts(app).replace("\\", "")
    assert "Each targeted customer spent an estimated 14.48 USD more" in said
    assert "between 0.05 and 28.91 USD (95 %)" in said
    assert "Observational: nobody drew lots" in said
    assert metrics(app) == {
        "Targeted": "1,133", "Redemptions": "653", "Redemption rate": "18.9%", "Sales of the targeted": "533,269 USD",
        "Sales of the others": "218,301 USD", "Estimated effect": "+16,409 USD",
    }  # fmt: skip
    daily, estimate = charts(app)
    assert [trace["name"] for trace in daily["data"]] == ["targeted customers", "all other customers"]
    assert estimate["data"][1]["x"] == pytest.approx([14.4824], abs=1e-4)
    assert [b.label for b in app.get("download_button")][:2] == ["Download as HTML", "Download as PDF"]


def test_the_address_follows_the_choice(open_app: Open, demo_home: Path) -> None:
    app = open_app(demo_home, "reports", campaign="18")
    app.selectbox(key="reports.campaign").set_value("9").run()
    assert app.query_params["campaign"] == "9"
    assert "26.09 USD less" in texts(app)


def test_it_begins_with_the_campaign_that_ran_last(open_app: Open, demo_home: Path) -> None:
    app = open_app(demo_home, "reports", campaign="nothing of that name")
    assert not app.exception
    assert app.selectbox(key="reports.campaign").value == "autumn-produce"
    said = texts(app)
    assert "Whether it brought anything cannot be told from chance" in said
    assert "Measured against a control group that was drawn by lot." in said
    assert len(charts(app)) == 7


def test_what_cannot_be_estimated_says_why(open_app: Open, demo_home: Path) -> None:
    app = open_app(demo_home, "reports", campaign="15")
    said = texts(app)
    assert "What it brought cannot be estimated. The estimate needs sales from 11 Apr 2017" in said
    assert "The data hold 103 days of 162 of the campaign's window" in said


def test_a_period_compares_its_campaigns_in_one_table(open_app: Open, demo_home: Path) -> None:
    app = open_app(demo_home, "reports", **{"from": "2017-10-01", "to": "2017-10-31"})
    assert not app.exception
    assert list(app.dataframe[0].value["Campaign"]) == ["Autumn produce", *(f"Campaign {n}" for n in range(14, 19))]
    assert "Of 6 campaigns, 1 (Campaign 18) raised revenue" in texts(app).replace("\\", "")
    assert app.query_params["from"] == "2017-10-01"
    app.multiselect(key="reports.only").set_value(["17", "18"]).run()
    assert list(app.dataframe[0].value["Campaign"]) == ["Campaign 17", "Campaign 18"]


def test_a_period_is_chosen_by_its_two_days(open_app: Open, demo_home: Path) -> None:
    app = open_app(demo_home, "reports", campaign="18")
    app.segmented_control(key="reports.about").set_value("A period").run()
    assert app.date_input(key="reports.period").value == (date(2016, 11, 14), date(2018, 2, 28))
    assert metrics(app)["Campaigns"] == "28"
    app.date_input(key="reports.period").set_value((date(2017, 1, 1),)).run()
    assert "Choose the last day of the period" in texts(app)
    app.date_input(key="reports.period").set_value((date(2017, 3, 3), date(2017, 3, 3))).run()
    assert metrics(app)["Campaigns"] == "2"
    app.date_input(key="reports.period").set_value((date(2015, 3, 3), date(2015, 3, 4))).run()
    assert "No campaign ran in this period." in texts(app)
    assert not app.exception


@pytest.mark.parametrize(
    "given", [{"from": "yesterday", "to": "x"}, {"from": "2017-05-01"}, {"from": "2017-05-02", "to": "2017-05-01"}]
)
def test_a_period_that_cannot_be_read_is_the_whole_time(open_app: Open, demo_home: Path, given: dict[str, str]) -> None:
    app = open_app(demo_home, "reports", **given)
    assert not app.exception
    assert metrics(app)["Campaigns"] == "28"


def test_a_campaign_of_the_lab_stands_before_the_past_and_its_name_is_only_text(
    open_app: Open, demo_copy: Path
) -> None:
    with Lab.open(Settings(lab_home=demo_copy)) as lab:
        slug = lab.campaigns.create(DEFINITION).slug
    app = open_app(demo_copy, "reports", campaign=slug)
    assert not app.exception
    options = app.selectbox(key="reports.campaign").options
    assert options.index(f"{NAME} (never ran)") < options.index("Campaign 1 (past)")
    assert app.header[0].value == r"Winter \*sale\* \<b\>now\</b\>"
    assert "What it brought cannot be told" in texts(app)
    assert "Nothing was sent yet." in texts(app)


def test_all_campaigns_together_are_shown_where_there_is_a_holdout(open_app: Open, demo_copy: Path) -> None:
    with Lab.open(Settings(lab_home=demo_copy)) as lab:
        has_one = bool(lab.holdouts.all())
        lab.holdouts.start(share=0.1, name="Spring & <b>co</b>")
    app = open_app(demo_copy, "reports", all="1")
    assert not app.exception
    assert app.segmented_control(key="reports.about").value == "All together"
    assert "All campaigns together" in [header.value for header in app.header]
    assert bool(app.selectbox) == has_one, "one holdout needs no choice"
    assert app.query_params["all"] == "1"


def test_files_are_called_after_what_they_hold() -> None:
    assert Chosen(("18",)).file == "campaign-18"
    assert Chosen((), date(2017, 1, 1), date(2017, 1, 31)).file == "campaigns-2017-01-01-2017-01-31"


def test_without_a_snapshot_it_says_what_to_do(open_app: Open, tmp_path: Path) -> None:
    with Lab.open(Settings(lab_home=tmp_path / "empty")) as lab:
        lab.database.upgrade()
    app = open_app(tmp_path / "empty", "reports")
    assert not app.exception
    assert "No snapshot of the warehouse was taken yet." in texts(app).replace("\\", "")
