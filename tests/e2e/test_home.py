"""Home in a real browser: drawn, in both themes and widths, without leaving the machine, and fast."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.conftest import Tab

Open = Callable[..., Tab]


def metric(tab: Tab, label: str) -> Locator:
    return tab.page.get_by_test_id("stMetric").filter(has_text=label).get_by_test_id("stMetricValue")


def drawn(tab: Tab) -> None:
    expect(tab.page.get_by_role("heading", name="Home")).to_be_visible()
    expect(metric(tab, "Customers")).to_have_text("2,469 customers")
    expect(metric(tab, "Revenue, 28 days")).to_have_text("373,885 USD")
    expect(tab.page.locator(".js-plotly-plot")).to_have_count(3)
    expect(tab.page.locator(".js-plotly-plot .heatmaplayer image")).to_have_count(1)
    expect(tab.page.get_by_test_id("stDataFrame").first).to_be_visible()


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_drawn_and_nothing_is_cut_off(open_tab: Open, scheme: str, width: str) -> None:
    tab = open_tab("/", scheme=scheme, width=width)
    drawn(tab)
    ground = tab.page.get_by_test_id("stApp").evaluate("e => getComputedStyle(e).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(16, 23, 29)"}[scheme]
    ink = tab.page.locator(".js-plotly-plot .xtick text").first.evaluate("e => getComputedStyle(e).fill")
    assert ink == {"light": "rgb(91, 104, 117)", "dark": "rgb(157, 171, 183)"}[scheme]
    wider = tab.page.evaluate("""() => [...document.querySelectorAll('[data-testid=stMainBlockContainer] *')]
        .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('[data-testid=stDataFrame]'))
        .map(e => e.outerHTML.slice(0, 120))""")
    assert wider == []
    assert tab.shot(f"home-{scheme}" if width == "wide" else f"home-{scheme}-{width}").stat().st_size > 20_000


def test_charts_follow_when_somebody_chooses_another_theme(tab: Tab) -> None:
    ticks = tab.open().page.locator(".js-plotly-plot .xtick text").first
    expect(ticks).to_have_css("fill", "rgb(91, 104, 117)")
    tab.page.get_by_test_id("stMainMenu").click()
    tab.page.get_by_test_id("stMainMenuPopover").get_by_text("Dark").last.click()
    expect(ticks).to_have_css("fill", "rgb(157, 171, 183)")
    tab.page.get_by_test_id("stMainMenuPopover").get_by_text("System").last.click()
    expect(ticks).to_have_css("fill", "rgb(91, 104, 117)")
    tab.page.emulate_media(color_scheme="dark")
    expect(ticks).to_have_css("fill", "rgb(157, 171, 183)")


def test_a_click_on_a_segment_opens_it_in_the_same_tab(tab: Tab) -> None:
    tab.open()
    grid = tab.page.get_by_test_id("stDataFrame").first
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box
    tab.page.mouse.click(box["x"] + 60, box["y"] + 35 * 2.5)  # the second row below the header
    expect(tab.page).to_have_url(re.compile(r"/segments\?segment=coupon-redeemers"))
    tab.idle()
    expect(tab.page.get_by_role("heading", name="Coupon redeemers")).to_be_visible()


def test_the_bar_leads_from_page_to_page_and_back(tab: Tab) -> None:
    tab.open()
    tab.page.get_by_test_id("stTopNavLink").filter(has_text="Segments").click()
    expect(tab.page).to_have_url(re.compile(r"/segments$"))
    tab.idle()
    expect(tab.page.get_by_role("heading", name="Segments").first).to_be_visible()
    tab.page.go_back()
    tab.idle()
    expect(tab.page.get_by_role("heading", name="Home")).to_be_visible()


def test_the_list_of_segments_is_downloaded_as_csv(tab: Tab) -> None:
    tab.open()
    with tab.page.expect_download() as waiting:
        tab.page.get_by_test_id("stDownloadButton").first.click()
    download = waiting.value
    assert download.suggested_filename == "segments.csv"
    lines = download.path().read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("slug,name,kind,version,members")
    assert any(line.startswith("champions,Champions,dynamic") for line in lines)


def test_the_snapshot_says_how_large_it_is(tab: Tab) -> None:
    tab.open()
    expect(tab.page.get_by_text(re.compile(r"data as of 1 Jan 2018, 00:00 EST"))).to_be_visible()
    tab.page.get_by_text(re.compile(r"Snapshot: 8 tables, 1,684,958 rows, [\d.]+ MB")).click()
    expect(tab.page.get_by_test_id("stDataFrame").nth(1)).to_be_visible()


def test_the_mouse_shows_what_a_week_was(tab: Tab) -> None:
    tab.open()
    week = tab.page.locator(".js-plotly-plot .bars .point").nth(1).bounding_box()  # under plotly's own layer
    assert week
    tab.page.mouse.move(week["x"] + week["width"] / 2, week["y"] + week["height"] / 2)
    expect(tab.page.locator(".hoverlayer").first).to_contain_text("2 Jan 2017 to 8 Jan 2017")
    expect(tab.page.locator(".hoverlayer").first).to_contain_text("USD")


def test_a_deep_link_that_leads_nowhere_says_so(tab: Tab) -> None:
    tab.open("/segments?segment=no-such-one")
    expect(tab.page.get_by_text("There is no segment 'no-such-one'")).to_be_visible()


@pytest.mark.alone
def test_how_long_a_warm_page_takes(open_tab: Open, capsys: pytest.CaptureFixture[str]) -> None:
    open_tab("/")
    taken = []
    for _ in range(5):
        tab = open_tab(None)
        began = time.perf_counter()
        tab.page.goto(tab.url, wait_until="commit")
        expect(metric(tab, "Revenue, 28 days")).to_be_visible()
        figures = time.perf_counter() - began
        tab.page.locator(".js-plotly-plot .bars").first.wait_for()
        taken.append((figures, time.perf_counter() - began))
        tab.idle()
    with capsys.disabled():
        middle = [sorted(column)[2] for column in zip(*taken, strict=True)]
        print(f"\n  Home, warm, median of 5: figures after {middle[0]:.2f} s, charts after {middle[1]:.2f} s")
