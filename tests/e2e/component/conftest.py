"""A real Streamlit that hosts only the rule builder, and a real browser in front of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from scripts.server import serving
from tests.conftest import ROOT
from tests.e2e.views import View, opening

HOST = Path(__file__).with_name("host.py")


@pytest.fixture(scope="session")
def host_url() -> Iterator[str]:
    """The address of the hosting page."""
    with serving(str(HOST), PYTHONPATH=str(ROOT)) as url:
        yield f"{url}/"


class Host(View):
    """The hosting page as a person sees it."""

    def rule(self) -> Any:
        """Return the rule as Python holds it, once the page is at rest."""
        self.rest()
        return json.loads(self.page.get_by_test_id("stCode").locator("code").inner_text())

    def said(self, name: str) -> str:
        """Return what the page says after `NAME=`."""
        return self.page.get_by_text(f"{name}=").inner_text().partition(f"{name}=")[2].split(" ")[0]

    def press(self, name: str) -> None:
        """Click one of the page's own buttons."""
        self.page.get_by_role("button", name=name, exact=True).click()


@pytest.fixture
def open_host(contexts: Callable[..., BrowserContext], host_url: str) -> Iterator[Callable[..., Host]]:
    """Open the hosting page with one of its rules."""
    with opening(Host, contexts, host_url, shows=".rb > *") as opened:
        yield lambda rule="simple", *, query="", **options: opened(f"?rule={rule}{query}", **options)
