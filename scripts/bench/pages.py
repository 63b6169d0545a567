"""How soon the app starts, and how soon its pages show their content, in a real browser."""

from __future__ import annotations

import statistics
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from scripts import browser
from scripts.bench.timing import Figure, at_most
from scripts.server import serving

PATIENCE = 120_000.0  # ms
VISITS = 5
STARTS = 5
METRIC = "[data-testid=stMetric]"
TABLE = "[data-testid=stDataFrame] canvas"


@dataclass(frozen=True)
class Visit:
    """A page: its path, and what stands on it only when its content is there."""

    path: str
    content: str


# Asked at every frame by the browser itself, and told by its own clock: a question from outside is answered late while
# it is busy with the rest. Components of our own keep what they draw in shadow roots.
SHOWN = """content => {
    const roots = [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')].map(e => e.shadowRoot)
    const found = [document, ...roots].map(root => root?.querySelector(content)).find(Boolean)
    return found?.checkVisibility() ? performance.now() / 1000 : 0 }"""
DEMO = (Visit("", METRIC), Visit("segments", TABLE), Visit("segments?segment=champions", ".rb"))


def run(
    home: Path, visits: tuple[Visit, ...] = DEMO, *, bar: float = 1.5, start: float | None = None, **environment: str
) -> list[Figure]:
    """Measure every page of an app that serves a prepared LAB_HOME; `bar` and `start` are in seconds.

    With `start`, also the time from starting the server to the first page's content, with nothing kept in memory.
    """
    found = browser.find()
    if found is None:
        return [Figure("pages in a real browser", "not measured", "no Chromium here")]
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=found, args=browser.FLAGS)
        try:
            return _measured(chromium, {"LAB_HOME": str(home)} | environment, visits, bar=bar, start=start)
        finally:
            chromium.close()


def _measured(
    chromium: Browser, environment: Mapping[str, str], visits: tuple[Visit, ...], *, bar: float, start: float | None
) -> list[Figure]:
    starts = [] if start is None else _starts(chromium, environment, visits[0], bar=start)
    page = _page(chromium)
    with serving(**environment) as url:
        warm = [
            at_most(f"page /{v.path}, warm", _warm(page, f"{url}/{v.path}", v.content), bar, unit="s") for v in visits
        ]
    return [*starts, *warm]


def _starts(chromium: Browser, environment: Mapping[str, str], visit: Visit, *, bar: float) -> list[Figure]:
    """Start the app a few times, and open it in a browser that never was there."""
    answered: list[float] = []
    shown: list[float] = []
    for _ in range(STARTS):
        page = _page(chromium)
        began = time.perf_counter()
        with serving(**environment) as url:
            answered.append(time.perf_counter() - began)
            shown.append(answered[-1] + _seen(page, f"{url}/{visit.path}", visit.content))
        page.context.close()
    said = f"app: from its start to the first page's content, of {STARTS} the median"
    return [
        Figure("app: the server answers", f"{statistics.median(answered):.2f} s"),
        at_most(said, statistics.median(shown), bar, unit="s"),
        Figure("  … the slowest", f"{max(shown):.2f} s"),
    ]


def _page(chromium: Browser) -> Page:
    page = chromium.new_context(viewport={"width": 1400, "height": 1000}).new_page()
    page.set_default_timeout(PATIENCE)
    return page


def _seen(page: Page, url: str, content: str) -> float:
    """Return the seconds from the call of a page to the first frame with its content."""
    page.goto("about:blank")
    page.goto(url, wait_until="commit")
    return float(page.wait_for_function(SHOWN, arg=content).json_value())


def _warm(page: Page, url: str, content: str) -> float:
    """Return the median of the seconds until the content is visible, after one visit that is not counted."""
    return statistics.median([_seen(page, url, content) for _ in range(VISITS + 1)][1:])
