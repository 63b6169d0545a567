"""A real Streamlit that hosts only the rule builder, and a real browser in front of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from scripts.server import serving
from tests.conftest import ROOT
from tests.e2e.at_rest import Rest

HOST = Path(__file__).with_name("host.py")
QUIET_MS = 300  # what a click on the page's own widgets needs to begin; the component says itself when it is busy


@pytest.fixture(scope="session")
def host_url() -> Iterator[str]:
    """The address of the hosting page."""
    with serving(str(HOST), PYTHONPATH=str(ROOT)) as url:
        yield f"{url}/"


class Host:
    """The hosting page as a person sees it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        self.asked: list[str] = []
        self._rest = Rest(page)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    def rest(self) -> None:
        """Wait until nothing runs and nothing is on its way."""
        expect(self.page.locator(".rb [data-busy]")).to_have_count(0)
        self._rest.wait(QUIET_MS)

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

    def add(self, field: str, *, what: str = "Condition") -> None:
        """Add a condition (or a group with one) at the end and choose its field by searching."""
        self.page.get_by_role("button", name=what, exact=True).last.click()
        self.page.get_by_role("combobox", name="Search fields").fill(field)
        self.page.keyboard.press("Enter")

    def row(self, path: str) -> Locator:
        """Return the condition at a path of the tree such as "2.0"."""
        return self.page.locator(f'[data-testid=rule][data-path="{path}"]')

    def amount(self, path: str = "0") -> Locator:
        """Return the number input (or the two of them) of a condition."""
        return self.row(path).get_by_role("textbox")

    def group(self, path: str) -> Locator:
        """Return the group at a path of the tree; "" is the root."""
        return self.page.locator(f'[data-testid=group][data-path="{path}"]')


@pytest.fixture
def open_host(contexts: Callable[..., BrowserContext], host_url: str) -> Iterator[Callable[..., Host]]:
    """Open the hosting page with one of its rules; afterwards there must be no error in it and no request elsewhere."""
    hosts: list[Host] = []

    def opened(rule: str = "simple", *, query: str = "", **options: Any) -> Host:
        host = Host(contexts(**options).new_page())
        hosts.append(host)
        host.page.goto(f"{host_url}?rule={rule}{query}")
        host.page.locator(".rb > *").first.wait_for()
        host.rest()
        return host

    yield opened
    for host in hosts:
        host.page.close()
        assert not host.errors
        assert all(url.startswith((host_url, host_url.replace("http", "ws"), "data:", "blob:")) for url in host.asked)
