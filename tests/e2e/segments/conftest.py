"""The Segments page on demo data, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext

from tests.e2e.views import AppView, opening

Open = Callable[..., "Segments"]


class Segments(AppView):
    """The page as an analyst sees it."""

    def figure(self) -> str:
        """Return the count beside the builder."""
        self.rest()
        return self.page.get_by_test_id("stMetricValue").first.inner_text()


@pytest.fixture
def open_segments(contexts: Callable[..., BrowserContext], edited_url: str) -> Iterator[Open]:
    """Open the page."""
    with opening(Segments, contexts, f"{edited_url}/segments", shows=".rb > *") as opened:
        yield opened
