"""The Campaigns page on demo data, in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from scripts.server import serving
from tests.e2e.component.conftest import Host

Open = Callable[..., "Campaigns"]
HOLD_MS = 80


class Campaigns(Host):
    """The page as an analyst sees it."""

    def press(self, name: str) -> None:
        """Click a button as a hand does, which holds it down for a moment, and wait for what comes of it."""
        self.rest()
        self.page.get_by_role("button", name=name, exact=True).locator("visible=true").click(delay=HOLD_MS)
        self.rest()

    def tab(self, name: str) -> None:
        """Open a tab, or a step of the builder."""
        self.page.get_by_role("tab", name=name, exact=True).click()
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

    def yaml(self) -> str:
        """Return the YAML beside the forms."""
        self.rest()
        return self.page.get_by_label("YAML", exact=True).input_value()

    def said(self, text: str) -> Locator:
        """Return what is said in a box: an error, a warning, a success."""
        return self.page.get_by_test_id("stAlert").filter(has_text=text)

    def figure(self, label: str) -> Locator:
        """Return the value of a key figure."""
        return (
            self.page.get_by_test_id("stMetric")
            .filter(has=self.page.get_by_text(label, exact=True))
            .get_by_test_id("stMetricValue")
        )


@pytest.fixture(scope="session")
def app_url(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on a copy of the demo that the tests of this folder may change; no worker runs beside it."""
    home = tmp_path_factory.mktemp("campaigns") / "lab"
    shutil.copytree(demo_home, home)
    with serving(LAB_HOME=str(home)) as url:
        yield url


@pytest.fixture
def open_campaigns(contexts: Callable[..., BrowserContext], app_url: str) -> Iterator[Open]:
    """Open the page; afterwards there must be no error in it and no request to anybody else."""
    pages: list[Campaigns] = []

    def opened(query: str = "", **options: Any) -> Campaigns:
        view = Campaigns(contexts(**options).new_page())
        pages.append(view)
        view.page.goto(f"{app_url}/campaigns{query}")
        expect(view.page.locator("[data-testid=stMainBlockContainer] h1").first).to_be_visible(timeout=30_000)
        view.rest()
        return view

    yield opened
    for view in pages:
        view.page.close()
        assert not view.errors
        assert all(url.startswith((app_url, app_url.replace("http", "ws"), "data:", "blob:")) for url in view.asked)
