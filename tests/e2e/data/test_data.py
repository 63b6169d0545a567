"""The page Data in a real browser: tables, findings, the connection, and refreshes that end, wait and are cancelled."""

from __future__ import annotations

import re
import time
from contextlib import closing

import psycopg2
import pytest
from playwright.sync_api import Locator, expect

from app import nav
from tests.e2e.conftest import Tab
from tests.e2e.data.conftest import SECRET, Open

HOLD_MS = 80  # as a hand does: an event at the heels of a click can swallow it
ROW, HEAD = 35, 35  # pixels of a table
LONG = 60_000


def press(tab: Tab, name: str) -> None:
    tab.page.get_by_role("button", name=name, exact=True).click(delay=HOLD_MS)


def button(tab: Tab, name: str) -> Locator:
    return tab.page.get_by_role("button", name=name, exact=True)


def click_row(tab: Tab, table: Locator, number: int) -> None:
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box
    tab.page.mouse.click(box["x"] + 60, box["y"] + HEAD + ROW * (number - 0.5))
    tab.idle()


def frames(tab: Tab) -> Locator:
    return tab.page.get_by_test_id("stDataFrame")


def wider_than_the_window(tab: Tab) -> list[str]:
    found: list[str] = tab.page.evaluate("""() => [...document.querySelectorAll('[data-testid=stMainBlockContainer] *')]
        .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('[data-testid=stDataFrame]'))
        .map(e => e.outerHTML.slice(0, 120))""")
    return found


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_view_is_drawn_and_nothing_is_cut_off(open_tab: Open, scheme: str, width: str) -> None:
    tab = open_tab("/data", scheme=scheme, width=width)
    for view in ("Tables", "Quality", "Refreshes", "Connection"):
        tab.page.get_by_role("tab", name=view).click()
        tab.idle()
        expect(tab.page.get_by_role("tab", name=view)).to_have_attribute("aria-selected", "true")
        assert wider_than_the_window(tab) == []
        assert tab.shot(f"data-{view}-{scheme}-{width}").stat().st_size > 15_000


def test_a_click_on_a_table_shows_its_columns_and_a_click_on_a_column_its_bars(tab: Tab) -> None:
    tab.open("/data")
    expect(tab.page.get_by_role("heading", name="transactions")).to_be_visible()
    click_row(tab, frames(tab).first, 4)
    expect(tab.page.get_by_role("heading", name="products")).to_be_visible()
    assert "table=products" in tab.page.url
    click_row(tab, frames(tab).nth(1), 3)
    ticks = tab.page.locator(".js-plotly-plot .ytick text")
    expect(ticks.filter(has_text=re.compile("^GROCERY$"))).to_have_count(1)
    tab.page.get_by_text("Click a column to see it large.").scroll_into_view_if_needed()
    bar = tab.page.locator(".js-plotly-plot .bars .point").first.bounding_box()
    assert bar
    tab.page.mouse.move(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    expect(tab.page.locator(".hoverlayer").first).to_contain_text("39,023 rows, 42.3%")


def test_a_click_on_a_finding_shows_what_to_do_and_some_of_its_rows(tab: Tab) -> None:
    tab.open("/data?view=Quality")
    click_row(tab, frames(tab).first, 2)
    expect(tab.page.get_by_text("What to do: Have the missing rows loaded.")).to_be_visible()
    expect(tab.page.get_by_text("20 rows of 4,836, by what names them:")).to_be_visible()
    expect(frames(tab)).to_have_count(2)


def test_the_connection_is_tested(open_tab: Open, fresh_url: str) -> None:
    tab = open_tab("/data?view=Connection", at=fresh_url)
    press(tab, "Test connection")
    expect(tab.page.get_by_text("a refresh can be expected to succeed")).to_be_visible(timeout=LONG)
    tab.idle()
    expect(frames(tab)).to_have_count(1)
    assert tab.shot("data-tested").stat().st_size > 20_000


def test_a_refresh_is_followed_to_its_end_while_one_reads_on(open_tab: Open, fresh_url: str) -> None:
    tab = open_tab("/data?view=Refreshes", at=fresh_url)
    press(tab, "Refresh now")
    progress = tab.page.get_by_test_id("stProgress")
    expect(progress).to_be_visible()
    expect(button(tab, "Refresh now")).to_be_disabled()
    expect(button(tab, "Full refresh")).to_be_disabled()
    expect(progress).to_contain_text(re.compile(r"Extracting|Computing|Counting"), timeout=LONG)
    tab.page.get_by_role("tab", name="Quality").click()
    expect(tab.page.get_by_text("19 checks")).to_be_visible()
    expect(progress).to_have_count(0, timeout=LONG)
    expect(button(tab, "Refresh now")).to_be_enabled()
    expect(tab.page.get_by_text("snapshot taken less than a minute ago")).to_be_visible()
    tab.page.get_by_role("tab", name="Refreshes").click()
    tab.idle()
    assert tab.shot("data-refreshed").stat().st_size > 20_000


@pytest.mark.alone
def test_a_test_of_a_silent_warehouse_keeps_nobody_waiting(open_tab: Open, silent_url: str) -> None:
    tab = open_tab("/data?view=Connection", at=silent_url)
    press(tab, "Test connection")
    expect(tab.page.get_by_text("Asking the warehouse")).to_be_visible()
    began = time.perf_counter()
    tab.page.get_by_role("tab", name="Quality").click()
    expect(tab.page.get_by_text("19 checks")).to_be_visible()
    assert time.perf_counter() - began < 15
    tab.page.get_by_role("tab", name="Connection").click()
    expect(tab.page.get_by_text("1 fault would keep a refresh from succeeding")).to_be_visible(timeout=LONG)
    assert SECRET not in tab.page.content()
    tab.idle()


def test_a_silent_warehouse_is_said_on_every_page_until_the_refresh_is_cancelled(
    open_tab: Open, silent_url: str
) -> None:
    tab = open_tab("/data?view=Refreshes", at=silent_url)
    press(tab, "Refresh now")
    expect(tab.page.get_by_text(re.compile(r"Try 2 in \d+ s"))).to_be_visible(timeout=LONG)
    assert tab.shot("data-waiting").stat().st_size > 20_000
    assert SECRET not in tab.page.content()
    for page in nav.PAGES:
        if page != nav.DATA:
            other = open_tab(f"/{page.stem}" if page.stem != "home" else "/", at=silent_url)
            note = other.page.get_by_text("The warehouse does not answer since")
            expect(note).to_contain_text("these figures are")
            assert other.shot(f"down-{page.stem}").stat().st_size > 20_000
    other.page.get_by_text("Look at the refresh").click()
    expect(other.page).to_have_url(re.compile(r"/data\?view=Refreshes"))
    press(tab, "Cancel")
    expect(tab.page.get_by_text("The last refresh was cancelled")).to_be_visible(timeout=LONG)
    tab.idle()


def test_two_panels_that_are_drawn_anew_at_once_leave_each_other_in_place(open_tab: Open, silent_url: str) -> None:
    """A page became white in five of six tries: each run of it was followed at once by that of a panel."""
    tab = open_tab("/data?view=Refreshes", at=silent_url)
    press(tab, "Refresh now")
    expect(tab.page.get_by_text(re.compile(r"Try 2 in \d+ s"))).to_be_visible(timeout=LONG)
    for _ in range(4):
        tab.open("/data?view=Connection")
        press(tab, "Test connection")
        expect(tab.page.get_by_text("Asking the warehouse")).to_be_visible()
        expect(tab.page.get_by_text("1 fault would keep a refresh from succeeding")).to_be_visible(timeout=LONG)
        expect(tab.page.get_by_test_id("stProgress")).to_be_visible()


def test_a_refresh_that_waits_for_a_locked_table_is_cancelled(
    open_tab: Open, postgres_app: str, warehouse: str
) -> None:
    tab = open_tab("/data", at=postgres_app)
    with closing(psycopg2.connect(warehouse)) as other, other.cursor() as cursor:
        cursor.execute("LOCK TABLE transactions IN ACCESS EXCLUSIVE MODE")
        press(tab, "Full refresh")
        expect(tab.page.get_by_test_id("stProgress")).to_contain_text(re.compile("Extracting|Comparing"), timeout=LONG)
        press(tab, "Cancel")
        expect(button(tab, "Cancelling ...").or_(tab.page.get_by_text("was cancelled"))).to_be_visible()
        ended, harder = tab.page.get_by_text("The last refresh was cancelled"), button(tab, "End its process")
        expect(ended.or_(harder)).to_be_visible(timeout=LONG)
        if harder.is_visible():
            harder.click(delay=HOLD_MS)
        expect(ended).to_be_visible(timeout=LONG)
    expect(button(tab, "Full refresh")).to_be_enabled()
    press(tab, "Full refresh")
    expect(tab.page.get_by_text("snapshot taken less than a minute ago")).to_be_visible(timeout=LONG)
    tab.idle()


@pytest.mark.alone
def test_how_long_the_warm_page_takes(open_tab: Open, capsys: pytest.CaptureFixture[str]) -> None:
    open_tab("/data")
    taken = []
    for _ in range(5):
        tab = open_tab(None)
        began = time.perf_counter()
        tab.page.goto(f"{tab.url}/data", wait_until="commit")
        tab.page.locator(".js-plotly-plot .bars").first.wait_for()
        taken.append(time.perf_counter() - began)
        tab.idle()
    with capsys.disabled():
        print(f"\n  Data, warm, median of 5: {sorted(taken)[2]:.2f} s")
