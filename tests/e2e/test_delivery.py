"""Delivery in a real browser: the demo's campaign was sent to the outbox, where each message can be read."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Tab
from tests.e2e.test_customers import click_row, open_tab_of

Open = Callable[..., Tab]
SLUG = "autumn-produce"


def test_from_the_counts_to_a_message_and_its_customer(tab: Tab) -> None:
    tab.open(f"/delivery?campaign={SLUG}")
    expect(tab.page.get_by_test_id("stMetric")).to_have_count(5)
    open_tab_of(tab, "Outbox")
    click_row(tab, 0)
    expect(tab.page.get_by_text(re.compile(rf"To customer \d+, from {SLUG}"))).to_be_visible()
    expect(tab.page.get_by_text("Your last visit was")).to_be_visible()
    open_tab_of(tab, "Deliveries")
    expect(tab.page).to_have_url(re.compile(rf"campaign={SLUG}"))  # the choice stays from tab to tab
    click_row(tab, 0)
    expect(tab.page).to_have_url(re.compile(r"/customers\?customer=\d+$"))


@pytest.mark.parametrize("view", ["Overview", "Deliveries", "Outbox"])
def test_narrow_and_dark(view: str, open_tab: Open) -> None:
    tab = open_tab(f"/delivery?view={view}", width="narrow", scheme="dark")
    expect(tab.page.get_by_role("heading", name="Delivery", exact=True)).to_be_visible()
    wide = tab.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0
    tab.shot(f"delivery_{view.lower()}_narrow_dark")
