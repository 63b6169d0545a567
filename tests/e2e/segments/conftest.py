"""The Segments page on demo data, in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from scripts.server import serving
from tests.e2e.component.conftest import Host

Open = Callable[..., "Segments"]
HOLD_MS = 80


class Segments(Host):
    """The page as an analyst sees it."""

    def figure(self) -> str:
        """Return the count beside the builder."""
        self.rest()
        return self.page.get_by_test_id("stMetricValue").first.inner_text()

    def press(self, name: str) -> None:
        """Click a button as a hand does, which holds it down for a moment.

        Streamlit 1.67 loses a click that another event follows within a millisecond or two (session state yields
        before it takes the click's values); between a hand's press and its release the edit is long on its way.
        """
        self.page.get_by_role("button", name=name, exact=True).click(delay=HOLD_MS)

    def tab(self, name: str) -> None:
        """Open a tab."""
        self.page.get_by_role("tab", name=name).click()
        self.rest()

    def said(self, text: str) -> Locator:
        """Return what is said in a box: an error, a warning, a success."""
        return self.page.get_by_test_id("stAlert").filter(has_text=text)


@pytest.fixture(scope="session")
def app_url(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on a copy of the demo that the tests of this folder may change."""
    home = tmp_path_factory.mktemp("segments") / "lab"
    shutil.copytree(demo_home, home)
    with serving(LAB_HOME=str(home)) as url:
        yield url


@pytest.fixture
def open_segments(contexts: Callable[..., BrowserContext], app_url: str) -> Iterator[Open]:
    """Open the page; afterwards there must be no error in it and no request to anybody else."""
    pages: list[Segments] = []

    def opened(query: str = "", *, wait_for: str = ".rb > *", **options: Any) -> Segments:
        view = Segments(contexts(**options).new_page())
        pages.append(view)
        view.page.goto(f"{app_url}/segments{query}")
        expect(view.page.locator(wait_for).first).to_be_visible(timeout=30_000)
        view.rest()
        return view

    yield opened
    for view in pages:
        view.page.close()
        assert not view.errors
        assert all(url.startswith((app_url, app_url.replace("http", "ws"), "data:", "blob:")) for url in view.asked)
