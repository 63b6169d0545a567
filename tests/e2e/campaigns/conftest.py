"""The Campaigns page on demo data, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator

from tests.e2e.views import HEADING, HOLD_MS, AppView, opening

Open = Callable[..., "Campaigns"]


class Campaigns(AppView):
    """The page as an analyst sees it."""

    def press(self, name: str) -> None:
        """Click a button as a hand does, which holds it down for a moment, and wait for what comes of it."""
        self.rest()
        self.page.get_by_role("button", name=name, exact=True).locator("visible=true").click(delay=HOLD_MS)
        self.rest()

    def field(self, label: str) -> Locator:
        """Return a field of the open step."""
        return self.page.get_by_label(label, exact=True).locator("visible=true")

    def type(self, label: str, text: str) -> None:
        """Type into a field and leave it."""
        self.field(label).fill(text)
        self.field(label).press("Tab")
        self.rest()

    def choose(self, label: str, option: str) -> None:
        """Choose from a list."""
        self.page.get_by_role("combobox", name=label).locator("visible=true").click()
        self.page.get_by_role("option", name=option, exact=True).click()
        self.rest()

    def figure(self, label: str) -> Locator:
        """Return the value of a key figure."""
        return (
            self.page.get_by_test_id("stMetric")
            .filter(has=self.page.get_by_text(label, exact=True))
            .get_by_test_id("stMetricValue")
        )


@pytest.fixture
def open_campaigns(contexts: Callable[..., BrowserContext], edited_url: str) -> Iterator[Open]:
    """Open the page; no worker runs beside it."""
    with opening(Campaigns, contexts, f"{edited_url}/campaigns", shows=HEADING) as opened:
        yield opened
