"""The page Data through the entry: tables, columns, findings, refreshes, the connection; freshness on every page."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app import nav
from core.config import Settings
from core.kernel.clock import FixedClock, SystemClock
from core.services.lab import Lab
from core.services.refreshes import JobState
from tests.app.conftest import Open, texts

ELSEWHERE = "another-machine"  # whose processes nobody here can look at: a job there lives while it tells of itself


def job(home: Path, **values: Any) -> int:
    """Write a job of another machine into the store, and how it stands."""
    with Lab.open(Settings(lab_home=home)) as lab, lab.database.unit(actor="bob", clock=SystemClock()) as work:
        added = work.refreshes.add(kind="auto", at=work.now, by="bob", host=ELSEWHERE)
        if values:
            work.refreshes.change(added.job_id, **values)
        return added.job_id


def ago(**span: float) -> datetime:
    return SystemClock().now() - timedelta(**span)


def said(app: AppTest) -> str:
    return texts(app).replace("\\", "")


@contextmanager
def without_warehouse(home: Path) -> Iterator[None]:
    """Take the warehouse away for a while."""
    away = home / "away"
    (home / "warehouse").rename(away)
    yield
    away.rename(home / "warehouse")


def settled(app: AppTest) -> AppTest:
    """Run the page until the test of the connection is over."""
    app.session_state["data.desk"].trial.wait()
    return app.run()


def test_it_lists_the_tables_and_what_stands_in_the_columns_of_one(open_app: Open, demo_home: Path):
    app = open_app(demo_home, "data", table="products")
    assert not app.exception
    tables, columns = (frame.value for frame in app.dataframe)
    assert dict(zip(tables["table"], tables["rows"], strict=True))["transactions"] == 1_469_307
    rows = columns.set_index("column")
    assert rows.loc["brand", "mostly"] == "National (85%), Private (15%)"
    assert rows.loc["brand", "bars"].tolist() == [78_516, 13_815]
    assert (rows.loc["product_category", "n_distinct"], round(rows.loc["product_category", "missing"], 4)) == (
        303,
        0.0058,
    )
    assert rows.loc["product_id", "mostly"] == "values differ from row to row"
    assert "What was sold." in said(app)


def test_a_column_is_drawn_large(open_app: Open, demo_home: Path):
    app = open_app(demo_home, "data", table="transactions")
    (chart,) = [json.loads(c.proto.spec) for c in app.get("plotly_chart")]
    assert "**sales_cents** · What the retailer received; ranges" in said(app)
    assert len(chart["data"][0]["y"]) >= 10


def test_a_table_that_is_not_there_is_named(open_app: Open, demo_home: Path):
    app = open_app(demo_home, "data", table="product")
    assert not app.exception
    assert "The snapshot holds no table 'product'. Did you mean 'products'" in said(app)


def test_findings_stand_in_the_order_of_their_gravity(open_app: Open, demo_home: Path):
    app = open_app(demo_home, "data", view="Quality")
    assert not app.exception
    found = app.dataframe[0].value
    assert found["level"].tolist()[:3] == ["⚠ look at it"] * 3
    assert found["rows"].tolist()[:3] == [4872, 4836, 16]
    assert set(found["level"][3:]) == {"i worth knowing"}
    app.toggle(key="data.findings.all").set_value(True).run()
    assert "✓ passed" in set(app.dataframe[0].value["level"])


def test_kept_snapshots_and_past_refreshes_are_listed(open_app: Open, demo_copy: Path):
    job(demo_copy, state=JobState.FAILED, attempt=1, started_at=ago(minutes=2), finished_at=ago(minutes=1),
        what="No *luck*.", fix="Try again.")  # fmt: skip
    app = open_app(demo_copy, "data", view="Refreshes")
    assert not app.exception
    snapshots, ages, jobs = (frame.value for frame in app.dataframe)
    assert snapshots["is_current"].tolist() == ["✓ in force"]
    assert ages.set_index("table").loc["redemptions", "last_on"].isoformat() == "2017-12-31"
    assert (jobs["state"][0], jobs["said"][0], jobs["fix"][0]) == ("✗ failed", "No *luck*.", "Try again.")
    assert "The last refresh failed. No *luck*." in said(app)


def test_a_running_refresh_shows_how_far_it_is_and_can_be_cancelled_but_not_doubled(open_app: Open, demo_copy: Path):
    number = job(
        demo_copy, state=JobState.RUNNING, attempt=1, started_at=ago(seconds=9), step="Extracting x", share=0.4
    )
    app = open_app(demo_copy, "data")
    assert not app.exception
    assert "**Extracting x** · 40%" in app.get("progress")[0].proto.text
    assert app.button(key="data.refresh").disabled
    assert "One refresh at a time" in app.button(key="data.refresh").help
    assert app.button(key="data.refresh.full").disabled
    app.button(key="data.cancel").click().run()
    assert app.button(key="data.cancel").label == "Cancelling ..."
    with Lab.open(Settings(lab_home=demo_copy)) as lab:
        assert lab.refreshes.get(number).is_cancelling


def test_two_presses_start_one_refresh_and_the_second_is_told_why(open_app: Open, demo_copy: Path):
    app = open_app(demo_copy, "data")
    with without_warehouse(demo_copy):
        press = app.button(key="data.refresh").click()
        job(demo_copy)  # somebody else was a moment faster
        press.run()
        assert not app.exception
        assert "A refresh is running already" in said(app)
    with Lab.open(Settings(lab_home=demo_copy)) as lab:
        assert [j.host for j in lab.refreshes.list() if j.is_active] == [ELSEWHERE]


def test_a_waiting_refresh_says_what_it_waits_for_and_until_when(open_app: Open, demo_copy: Path):
    job(demo_copy, state=JobState.WAITING, attempt=2, started_at=ago(seconds=9), step="Waiting for the warehouse",
        next_try_at=ago(seconds=-40), what="Nothing answers.", fix="Start it.")  # fmt: skip
    shown = said(open_app(demo_copy, "data"))
    assert re.search(r"Nothing answers. Try 3 in \d+ s\.", shown)
    assert "try 2" in shown


@pytest.mark.parametrize("page", [p for p in nav.PAGES if p != nav.DATA], ids=lambda page: page.stem)
def test_every_page_says_that_the_warehouse_is_down_and_how_old_its_figures_are(open_app: Open, demo_copy: Path, page):
    job(demo_copy, state=JobState.WAITING, attempt=3, started_at=ago(seconds=9), next_try_at=ago(seconds=-40),
        what="Nothing answers.", fix="Start it.")  # fmt: skip
    app = open_app(demo_copy, page.stem)
    assert not app.exception
    shown = said(app)
    assert "The warehouse does not answer since" in shown
    assert "these figures are" in shown
    assert "Next try in " in shown
    assert page.title in [t.value for t in app.title]
    assert "view=Refreshes" in [link.proto.query_string for link in app.get("page_link")]


def test_the_connection_is_tested_beside_the_page(open_app: Open, demo_copy: Path):
    app = open_app(demo_copy, "data", view="Connection")
    assert "Not tested yet" in said(app)
    app.button(key="data.test").click().run()
    app = settled(app)
    assert not app.exception
    assert "a refresh can be expected to succeed" in said(app)
    found = app.dataframe[0].value.set_index("table")
    assert (found.loc["transactions", "rows"], found["can_read"].all()) == (1_469_307, True)


def test_a_warehouse_that_is_not_there_is_said_in_words_and_the_page_stands(open_app: Open, demo_copy: Path):
    with without_warehouse(demo_copy):
        app = open_app(demo_copy, "data", view="Connection")
        app.button(key="data.test").click().run()
        app = settled(app)
    assert not app.exception
    assert "1 fault would keep a refresh from succeeding" in said(app)
    assert "The demo warehouse has not been built" in said(app)
    assert "Build it with `python -m core warehouse demo`" in said(app)


def test_without_a_snapshot_the_page_still_tests_and_refreshes(open_app: Open, demo_copy: Path):
    shutil.rmtree(demo_copy / "snapshots")
    app = open_app(demo_copy, "data", view="Refreshes")
    assert not app.exception
    assert "No snapshot of the warehouse was taken yet." in app.info[0].value
    assert "There is no snapshot yet" in said(app)
    assert not app.button(key="data.refresh").disabled


def test_a_clock_that_was_put_back_makes_no_age_negative(demo_copy: Path):
    before = FixedClock(datetime(2010, 1, 1, tzinfo=UTC))
    with Lab.open(Settings(lab_home=demo_copy), clock=before) as lab:
        assert lab.warehouse.status().age == timedelta(0)
