"""The Programs page on demo data, in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from scripts.server import serving
from tests.e2e.component.conftest import Host

Open = Callable[..., "Programs"]
HOLD_MS = 80
TYPING_MS = 60
ROW = 35  # pixels of a row of a table
TABLES = ("caps", "tiers", "burn")


class Programs(Host):
    """The page as an analyst sees it."""

    def press(self, name: str) -> None:
        """Click a button as a hand does, which holds it down for a moment."""
        self.page.get_by_role("button", name=name, exact=True).click(delay=HOLD_MS)

    def tab(self, name: str) -> None:
        """Open a tab."""
        self.page.get_by_role("tab", name=name, exact=True).click()
        self.rest()

    def type(self, label: str, text: str) -> None:
        """Type into a field and leave it."""
        field = self.page.get_by_label(label, exact=True)
        field.fill(text)
        field.press("Tab")

    def grid(self, name: str) -> Locator:
        """Return one of the editable tables."""
        return self.page.get_by_test_id("stDataFrame").nth(TABLES.index(name))

    def cell(self, table: str, row: int, *, x: int = 60) -> None:
        """Click a cell, `x` pixels from the left; the row after the last adds one."""
        grid = self.grid(table)
        grid.scroll_into_view_if_needed()
        box = grid.bounding_box()
        assert box
        self.page.mouse.click(box["x"] + x, box["y"] + ROW * (row + 1.5))

    def add_row(self, table: str, row: int, cells: Mapping[int, str]) -> None:
        """Type a new row, text by how many pixels a cell is from the left; the rows before it are there."""
        for place, (x, text) in enumerate(cells.items()):
            self.rest()  # a table that is drawn anew meanwhile would take a key of a machine's quick typing
            self.cell(table, row, x=x)
            if not place:
                expect(self.editor()).to_be_focused()  # the cell of a new row opens by itself
            self.rest()
            self.page.keyboard.type(text, delay=TYPING_MS)
            self.page.keyboard.press("Enter", delay=HOLD_MS)
            expect(self.editor()).to_have_count(0)

    def editor(self) -> Locator:
        """Return the field that is open in a cell."""
        return self.page.locator(".gdg-input")

    def yaml(self) -> str:
        """Return the YAML beside the forms, once the page is at rest."""
        self.rest()
        return self.page.get_by_label("YAML", exact=True).input_value()

    def said(self, text: str) -> Locator:
        """Return what is said in a box: an error, a warning, a success."""
        return self.page.get_by_test_id("stAlert").filter(has_text=text)


@pytest.fixture(scope="session")
def app_url(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on a copy of the demo that the tests of this folder may change."""
    home = tmp_path_factory.mktemp("programs") / "lab"
    shutil.copytree(demo_home, home)
    with serving(LAB_HOME=str(home)) as url:
        yield url


@pytest.fixture
def open_programs(contexts: Callable[..., BrowserContext], app_url: str) -> Iterator[Open]:
    """Open the page; afterwards there must be no error in it and no request to anybody else."""
    pages: list[Programs] = []

    def opened(query: str = "", *, wait_for: str = "[data-testid=stMainBlockContainer] h1", **options: Any) -> Programs:
        view = Programs(contexts(**options).new_page())
        pages.append(view)
        view.page.goto(f"{app_url}/programs{query}")
        expect(view.page.locator(wait_for).first).to_be_visible(timeout=30_000)
        view.rest()
        return view

    yield opened
    for view in pages:
        view.page.close()
        assert not view.errors
        assert all(url.startswith((app_url, app_url.replace("http", "ws"), "data:", "blob:")) for url in view.asked)
