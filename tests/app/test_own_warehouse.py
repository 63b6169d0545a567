"""The pages on a warehouse that is not the demo: no purchases, customers known by text, a register without history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.kernel.clock import FixedClock
from core.services.lab import Lab
from core.services.setup import prepare
from tests.app.conftest import Open, texts
from tests.unit.services import club

Page = Callable[..., AppTest]


@pytest.fixture
def club_page(open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Page:
    """Open a page on the club after three daily refreshes, with one segment that was recalculated."""
    settings = club.build(tmp_path / "club")
    clock = FixedClock(club.BEGIN)
    with Lab.open(settings, clock=clock) as lab:
        prepare(lab)
        lab.segments.create("High", {">=": [{"var": "level"}, 1]})
        for _ in range(2):
            club.refresh(lab, clock)
            lab.memberships.recalculate("high")
    for name in ("dwh_profile", "lab_dictionary"):
        monkeypatch.setenv(name.upper(), str(getattr(settings, name)))
    monkeypatch.setenv("DWH_URL", settings.dwh_url.get_secret_value())
    return lambda *args, **query: open_app(settings.home, *args, **query)


def test_home_says_that_there_are_no_purchases_and_shows_what_there_is(club_page: Page) -> None:
    app = club_page()
    assert not app.exception
    assert [(m.label, m.value) for m in app.metric] == [("Customers", "3 customers")]
    said = texts(app).replace("\\", "")
    assert "there is no table transactions" in said
    assert "docs/WAREHOUSE.md" in said
    assert not app.get("plotly_chart")
    assert list(app.dataframe[0].value["members"]) == [3]
    assert "visits" in list(app.dataframe[1].value["table"])


def test_the_members_tab_offers_only_days_that_can_be_answered(club_page: Page) -> None:
    app = club_page("segments", segment="high", tab="Members")
    assert not app.exception
    (picker,) = app.date_input
    assert (picker.min, picker.value, picker.max) == (date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 4))
    picker.set_value(date(2026, 3, 3)).run()
    said = texts(app).replace("\\", "")
    assert "The warehouse keeps no history of customers" in said
    assert "as of 2026-03-03T09:00:00Z" in said
    assert "3 members" in said
    picker.set_value(picker.min).run()
    assert "Nobody was in" in texts(app)
    assert not app.exception


@pytest.mark.parametrize("tab", ["Rule", "Why", "Profile", "Overlap", "History", "Export"])
def test_every_tab_of_a_segment_draws(club_page: Page, tab: str) -> None:
    app = club_page("segments", segment="high", tab=tab, customer="a")
    assert not app.exception
    assert not app.error


def test_a_rehearsal_counts_the_kept_snapshots(club_page: Page) -> None:
    app = club_page("segments", segment="high")
    app.session_state["rehearse"] = True
    app.run()
    assert not app.exception
    assert "How large this segment would have been in each kept snapshot, by the same rule." in texts(app)


def test_the_day_after_the_last_refresh_is_still_the_present(tmp_path: Path) -> None:
    clock = FixedClock(club.BEGIN)
    with Lab.open(club.build(tmp_path / "club"), clock=clock) as lab:
        prepare(lab)
        clock.advance(timedelta(days=3))
        assert lab.features.view().as_of == club.BEGIN
        assert lab.home.overview().age == timedelta(days=3)


def test_members_are_written_into_the_warehouse(club_page: Page) -> None:
    app = club_page("segments", segment="high", tab="Export")
    for said in ("3 inserted, 0 updated, 0 removed", "0 inserted, 0 updated, 0 removed"):
        next(b for b in app.button if b.label == "Write the members there").click()
        app.run()
        assert not app.exception
        (success,) = app.success
        assert f"loyalty_segment_member holds 3 members of high: {said}." in success.value.replace("\\", "")
    app.text_input(key="segments.write_back.table").set_value("visits")
    next(b for b in app.button if b.label == "Write the members there").click()
    app.run()
    assert not app.exception
    assert not app.success
    assert "What to do" in texts(app)
