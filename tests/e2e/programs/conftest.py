"""The Programs page on demo data, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.e2e.views import HEADING, HOLD_MS, AppView, opening

Open = Callable[..., "Programs"]
TYPING_MS = 60
ROW = 35  # pixels of a row of a table
TABLES = ("caps", "tiers", "burn")


class Programs(AppView):
    """The page as an analyst sees it."""

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


@pytest.fixture
def open_programs(contexts: Callable[..., BrowserContext], edited_url: str) -> Iterator[Open]:
    """Open the page."""
    with opening(Programs, contexts, f"{edited_url}/programs", shows=HEADING) as opened:
        yield opened
