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

PATIENCE = 120.0
VISITS = 5
METRIC = "[data-testid=stMetric]"
TABLE = "[data-testid=stDataFrame] canvas"


@dataclass(frozen=True)
class Visit:
    """A page: its path, and what stands on it only when its content is there."""

    path: str
    content: str


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
    page = chromium.new_context(viewport={"width": 1400, "height": 1000}).new_page()
    began = time.perf_counter()
    with serving(**environment) as url:
        answered = time.perf_counter() - began
        _seen(page, f"{url}/{visits[0].path}", visits[0].content)
        shown = time.perf_counter() - began
        figures = [] if start is None else [Figure("app: the server answers", f"{answered:.2f} s")]
        if start is not None:
            figures.append(at_most("app: from its start to the first page's content", shown, start, unit="s"))
        warm = [
            at_most(f"page /{v.path}, warm", _warm(page, f"{url}/{v.path}", v.content), bar, unit="s") for v in visits
        ]
    return [*figures, *warm]


def _seen(page: Page, url: str, content: str) -> float:
    """Return the seconds until the content is visible."""
    page.goto("about:blank")
    start = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.locator(content).first.wait_for(state="visible", timeout=PATIENCE * 1000)
    return time.perf_counter() - start


def _warm(page: Page, url: str, content: str) -> float:
    """Return the median of the seconds until the content is visible, after one visit that is not counted."""
    return statistics.median([_seen(page, url, content) for _ in range(VISITS + 1)][1:])
