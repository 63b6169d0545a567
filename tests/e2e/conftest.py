"""The app on a copy of the demo, served as people have it, and a real browser in front of it.

After every test: no exception on a page, no error in the console, no request to any other machine. The screenshots of
the documents are taken in test_gallery.py.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from scripts.browser import FLAGS
from scripts.server import serving
from tests.conftest import ROOT
from tests.e2e.at_rest import Rest

SHOTS = ROOT / "docs" / "screenshots"
WIDTHS = {"wide": 1400, "narrow": 420}
QUIET_MS = 400  # longer than a component waits before it sends an edit
DEEP_LINK_404 = ("/_stcore/health", "/_stcore/host-config")  # Streamlit tries them below a page's address first

expect.set_options(timeout=20_000)

Scheme = Literal["light", "dark"]


class Tab:
    """One open page of the app."""

    def __init__(self, page: Page, url: str, shots: Path) -> None:
        self.page = page
        self.url = url
        self.errors: list[str] = []
        self.elsewhere: list[str] = []
        self._shots = shots
        self._rest = Rest(page)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._console)
        page.on("request", lambda request: self._asked(request.url))
        page.on("websocket", lambda socket: self._asked(socket.url))

    def open(self, path: str = "/") -> Tab:
        """Go to an address of the app and wait until it is at rest."""
        self.page.goto(self.url + path)
        return self.idle()

    def idle(self) -> Tab:
        """Wait until nothing runs any more."""
        self._rest.wait(QUIET_MS)
        return self

    def shot(self, name: str) -> Path:
        """Take a picture of the whole page; charts and tables are given the time to be drawn to their end."""
        size = self.page.viewport_size or {"width": 1400, "height": 1000}
        height = self.page.evaluate("document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight + 60")
        self.page.set_viewport_size({"width": size["width"], "height": int(min(height, 6000))})
        self.idle()
        self.page.evaluate("() => new Promise(done => requestIdleCallback(done, { timeout: 2000 }))")
        path = self._shots / f"{name}.png"
        self.page.screenshot(path=path, animations="disabled")
        self.page.set_viewport_size(size)
        return path

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
            self.elsewhere.append(url)

    def _console(self, message: ConsoleMessage) -> None:
        at = message.location.get("url", "")
        if message.type == "error" and not at.endswith(DEEP_LINK_404):
            self.errors.append(f"{message.text} ({at})")


@pytest.fixture(scope="session")
def copied(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Make a copy of the demo by a name, the LAB_HOME of a server: what one test changes there, the next one sees."""
    return lambda name: Path(shutil.copytree(demo_home, tmp_path_factory.mktemp(name) / "home"))


@pytest.fixture(scope="session")
def app_url(copied: Callable[[str], Path]) -> Iterator[str]:
    """The address of the app, served as `make run` does; its tests only look at what the demo holds."""
    with serving(LAB_HOME=str(copied("shown"))) as url:
        yield url


@pytest.fixture(scope="session")
def edited_url(copied: Callable[[str], Path]) -> Iterator[str]:
    """The same of another demo, in which tests save segments, put programs in force and launch campaigns."""
    with serving(LAB_HOME=str(copied("edited"))) as url:
        yield url


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for all tests: two drivers in one process cannot be."""
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Browser contexts by their options; kept, so that only the first page of each loads the app's scripts."""
    made: dict[str, BrowserContext] = {}

    def context(**options: Any) -> BrowserContext:
        key = repr(sorted(options.items()))
        if key not in made:
            made[key] = browser.new_context(**{"viewport": {"width": WIDTHS["wide"], "height": 1000}, **options})
            made[key].set_default_timeout(20_000)
        return made[key]

    yield context
    for context_ in made.values():
        context_.close()


@pytest.fixture(scope="session")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the pictures; pytest keeps the last three of them."""
    return tmp_path_factory.mktemp("screenshots")


@pytest.fixture
def open_tab(contexts: Callable[..., BrowserContext], app_url: str, shots: Path) -> Iterator[Callable[..., Tab]]:
    """Open a tab, light or dark, wide or narrow; afterwards it must have had no error and asked no other machine.

    `at` is the address of another server than the one that all tests share.
    """
    tabs: list[Tab] = []

    def opened(
        path: str | None = "/", *, at: str | None = None, scheme: Scheme = "light", width: str = "wide", **options: Any
    ) -> Tab:
        size = {"width": WIDTHS[width], "height": 1000}
        context = contexts(color_scheme=scheme, viewport=size, **options)
        tabs.append(Tab(context.new_page(), at or app_url, shots))
        return tabs[-1] if path is None else tabs[-1].open(path)

    yield opened
    for tab in tabs:
        tab.page.close()
        assert tab.errors == []
        assert tab.elsewhere == []


@pytest.fixture
def tab(open_tab: Callable[..., Tab]) -> Tab:
    """A wide, light tab that is still empty: `tab.open("/segments")`."""
    return open_tab(None)


@pytest.fixture(scope="module")
def kept() -> Iterator[dict[tuple[Scheme, str], Tab]]:
    """The tabs that the tests of a module share, by scheme and width."""
    tabs: dict[tuple[Scheme, str], Tab] = {}
    yield tabs
    for tab in tabs.values():
        tab.page.close()


@pytest.fixture
def shown(
    kept: dict[tuple[Scheme, str], Tab], contexts: Callable[..., BrowserContext], app_url: str, shots: Path
) -> Iterator[Callable[..., Tab]]:
    """Show a page in a tab that other tests of the module have used, for who only looks; as strict as `open_tab`.

    It costs half the processor time of a new tab, which has to translate the app's scripts anew.
    """
    used: list[Tab] = []

    def opened(path: str, *, scheme: Scheme = "light", width: str = "wide") -> Tab:
        if (scheme, width) not in kept:
            context = contexts(color_scheme=scheme, viewport={"width": WIDTHS[width], "height": 1000})
            kept[scheme, width] = Tab(context.new_page(), app_url, shots)
        used.append(kept[scheme, width])
        used[-1].errors.clear()
        used[-1].elsewhere.clear()
        return used[-1].open(path)

    yield opened
    for tab in used:
        assert tab.errors == []
        assert tab.elsewhere == []
