"""Customers in a real browser: found, opened, explained, in both themes and widths."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.conftest import Tab

Open = Callable[..., Tab]
ONE = "/customers?customer=208"
ROW = 35  # pixels of a row of a table


def heading(tab: Tab, name: str) -> Locator:
    return tab.page.get_by_role("heading", name=name, exact=True)


def click_row(tab: Tab, number: int, *, table: int = 0) -> None:
    """Click into a row of one of the page's tables; the first below the header is 0."""
    grid = tab.page.get_by_test_id("stDataFrame").nth(table)
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box
    tab.page.mouse.click(box["x"] + 60, box["y"] + ROW * (number + 1.5))
    tab.idle()


def type_id(tab: Tab, id: str) -> None:
    box = tab.page.get_by_label("Customer id")
    box.fill(id)
    box.press("Enter")
    tab.idle()


def open_tab_of(tab: Tab, name: str) -> None:
    tab.page.get_by_role("tab", name=name).click()
    tab.idle()


def test_a_customer_is_found_by_the_beginning_of_the_id_opened_and_left_again(tab: Tab) -> None:
    tab.open("/customers")
    type_id(tab, "208")
    expect(tab.page.get_by_text("11 customers, in the order of their ids.")).to_be_visible()
    click_row(tab, 1)
    expect(tab.page).to_have_url(re.compile(r"/customers\?customer=2080$"))
    expect(heading(tab, "Customer 2080")).to_be_visible()
    tab.page.get_by_role("button", name="All customers").click()
    tab.idle()
    expect(heading(tab, "Customers")).to_be_visible()
    expect(tab.page.get_by_label("Customer id")).to_have_value("208")  # the search is still there
    expect(tab.page.get_by_text("11 customers, in the order of their ids.")).to_be_visible()
    expect(tab.page).to_have_url(re.compile(r"/customers$"))


def test_the_browsers_way_back_leads_to_the_search(tab: Tab) -> None:
    tab.open("/customers")
    click_row(tab, 2)
    expect(heading(tab, "Customer 3")).to_be_visible()
    tab.page.go_back()
    tab.idle()
    expect(heading(tab, "Customers")).to_be_visible()


def test_one_pages_through_what_was_found(tab: Tab) -> None:
    tab.open("/customers")
    tab.page.get_by_role("button", name="Page 3", exact=True).click()
    tab.idle()
    click_row(tab, 0)
    expect(heading(tab, "Customer 51")).to_be_visible()


def test_the_timeline_says_what_a_bar_was_and_follows_the_window(tab: Tab) -> None:
    tab.open(ONE)
    bars = tab.page.locator(".js-plotly-plot .bars .point")
    expect(bars).to_have_count(72)
    tab.page.get_by_text("28 days", exact=True).click()
    tab.idle()
    expect(bars).to_have_count(7)
    expect(tab.page.get_by_text("7 receipts, ")).to_be_visible()
    box = bars.last.bounding_box()
    assert box
    tab.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(tab.page.locator(".hoverlayer").first).to_contain_text("USD")
    expect(tab.page.locator(".hoverlayer").first).to_contain_text("receipt 4")


def test_a_receipt_that_is_clicked_shows_its_lines(tab: Tab) -> None:
    tab.open(ONE)
    click_row(tab, 1)
    expect(tab.page.get_by_text("Receipt 41338015594")).to_be_visible()
    expect(tab.page.get_by_test_id("stDataFrame")).to_have_count(3)  # receipts, lines, and what else happened


def test_a_segment_that_is_clicked_shows_why_not_and_leads_there(tab: Tab) -> None:
    tab.open(ONE)
    open_tab_of(tab, "Segments")
    expect(tab.page).to_have_url(re.compile(r"tab=Segments"))
    expect(tab.page.get_by_text("In 3 of 6 segments.")).to_be_visible()
    expect(tab.page.get_by_text("Customer 208 is in Champions")).to_be_visible()
    click_row(tab, 4)
    expect(tab.page.get_by_text("Customer 208 is not in Lapsing big spenders")).to_be_visible()
    tab.page.get_by_role("link", name="Open the segment").click()
    expect(tab.page).to_have_url(re.compile(r"/segments\?segment=lapsing-big-spenders"))
    tab.idle()
    expect(heading(tab, "Lapsing big spenders")).to_be_visible()


def test_a_past_day_stands_in_the_address_and_goes_with_it(tab: Tab) -> None:
    tab.open(f"{ONE}&as_of=2017-07-01")
    baskets = tab.page.get_by_test_id("stMetric").filter(has_text="Baskets").get_by_test_id("stMetricValue")
    expect(baskets).to_have_text("37")
    expect(tab.page.locator(".js-plotly-plot .bars .point")).to_have_count(37)
    open_tab_of(tab, "All features")
    expect(tab.page).to_have_url(re.compile(r"as_of=2017-07-01"))
    expect(baskets).to_have_text("37")


def test_who_is_not_there_leads_to_the_nearest(tab: Tab) -> None:
    tab.open("/customers?customer=99999")
    expect(tab.page.get_by_text("There is no customer '99999'")).to_be_visible()
    tab.page.get_by_role("button", name="2500").click()
    tab.idle()
    expect(heading(tab, "Customer 2500")).to_be_visible()


def test_a_member_of_a_segment_that_is_clicked_opens_as_of_the_same_day(tab: Tab) -> None:
    tab.open("/segments?segment=champions&tab=Members")
    grid = tab.page.get_by_test_id("stDataFrame").first
    expect(grid).to_be_visible()
    click_row(tab, 0)
    expect(tab.page).to_have_url(re.compile(r"/customers\?customer=\d+$"))
    expect(tab.page.get_by_role("heading", name="Customer")).to_be_visible()
    expect(tab.page.locator(".js-plotly-plot .bars")).to_be_visible()


@pytest.mark.parametrize("path", ["/customers", ONE, f"{ONE}&tab=Segments", f"{ONE}&tab=All+features"])
@pytest.mark.parametrize(("scheme", "width"), [("light", "narrow"), ("dark", "wide")])
def test_it_is_drawn_and_nothing_is_cut_off(shown: Open, path: str, scheme: str, width: str) -> None:
    tab = shown(path, scheme=scheme, width=width)
    expect(tab.page.get_by_role("heading", name="Customer").first).to_be_visible()
    wider = tab.page.evaluate("""() => [...document.querySelectorAll('[data-testid=stMainBlockContainer] *')]
        .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('[data-testid=stDataFrame]'))
        .map(e => e.outerHTML.slice(0, 120))""")
    assert wider == []
