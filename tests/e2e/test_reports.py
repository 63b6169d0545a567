"""Reports in a real browser: a campaign is chosen, read, and taken home as HTML and PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from tests.e2e.conftest import Tab

Open = Callable[..., Tab]
ANSWER = "Each targeted customer spent an estimated 14.48 USD more than the other customers lead one to expect"


def figure(tab: Tab, label: str):
    return tab.page.get_by_test_id("stMetric").filter(has_text=label).get_by_test_id("stMetricValue").first


def chosen(tab: Tab, name: str) -> None:
    field = tab.page.get_by_test_id("stSelectbox").get_by_role("combobox")
    field.click()
    field.fill(name)  # only the options in sight are there
    tab.page.get_by_role("option", name=name).click()
    tab.idle()


def taken(tab: Tab, label: str, to: Path) -> Path:
    with tab.page.expect_download() as waiting:
        tab.page.get_by_role("button", name=label).click()
    path = to / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_a_campaign_is_chosen_read_and_taken_home(tab: Tab, browser: Browser, tmp_path: Path) -> None:
    tab.open("/reports")
    chosen(tab, "Campaign 18 (past)")
    expect(tab.page.get_by_text(ANSWER)).to_be_visible()
    expect(figure(tab, "Targeted")).to_have_text("1,133")
    expect(figure(tab, "Redemption rate")).to_have_text("18.9%")
    expect(tab.page.locator(".js-plotly-plot")).to_have_count(2)
    assert tab.page.url.endswith("/reports?campaign=18")
    pdf = taken(tab, "Download as PDF", tmp_path)
    assert pdf.name == "campaign-18.pdf"
    assert ANSWER in " ".join(PdfReader(pdf).pages[0].extract_text().split())
    page = taken(tab, "Download as HTML", tmp_path)
    assert page.name == "campaign-18.html"
    _opens_alone(browser, page)


def _opens_alone(browser: Browser, file: Path) -> None:
    """The file shows its charts, says nothing in the console, and asks nobody for anything."""
    said: list[str] = []
    asked: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    expect(page.get_by_text(ANSWER)).to_be_visible()
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert (said, asked) == ([], [file.as_uri()])
    page.close()


def test_a_period_is_compared_in_one_table(tab: Tab) -> None:
    tab.open("/reports?from=2017-10-01&to=2017-10-31")
    expect(tab.page.get_by_role("heading", name="Campaigns side by side")).to_be_visible()
    expect(tab.page.locator(".js-plotly-plot")).to_have_count(1)
    expect(tab.page.get_by_test_id("stDataFrame")).to_be_visible()
    tab.page.get_by_role("radio", name="One campaign").click()
    expect(tab.page.get_by_test_id("stSelectbox")).to_be_visible()
    tab.idle()
    assert "campaign=" in tab.page.url


@pytest.mark.parametrize(("scheme", "width"), [("light", "wide"), ("dark", "narrow")])
def test_nothing_is_cut_off(open_tab: Open, scheme: str, width: str) -> None:
    tab = open_tab("/reports?campaign=18", scheme=scheme, width=width)
    expect(tab.page.locator(".js-plotly-plot")).to_have_count(2)
    wider = tab.page.evaluate("""() => [...document.querySelectorAll('[data-testid=stMainBlockContainer] *')]
        .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('[data-testid=stDataFrame]'))
        .map(e => e.outerHTML.slice(0, 120))""")
    assert wider == []
    assert tab.shot(f"reports-{scheme}-{width}").stat().st_size > 20_000
