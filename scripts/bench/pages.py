"""How soon the pages show their content, warm, in a real browser."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from scripts import browser
from scripts.bench.timing import Figure, at_most
from scripts.server import serving

BAR = 1.5  # seconds
PATIENCE = 60.0
VISITS = 5
# path: what stands on the page only when its content is there
PAGES = {
    "home": "[data-testid=stMetric]",
    "segments": "[data-testid=stDataFrame] canvas",
    "segments?segment=champions": ".rb",
}


def run(home: Path) -> list[Figure]:
    """Measure every page of an app that serves a prepared LAB_HOME."""
    found = browser.find()
    if found is None:
        return [Figure("pages in a real browser", "not measured", "no Chromium here")]
    with serving(LAB_HOME=str(home)) as url, sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=found, args=browser.FLAGS)
        try:
            page = chromium.new_context(viewport={"width": 1400, "height": 1000}).new_page()
            return [
                at_most(f"page /{path}, warm", _warm(page, f"{url}/{path}", PAGES[path]), BAR, unit="s")
                for path in PAGES
            ]
        finally:
            chromium.close()


def _warm(page: Page, url: str, content: str) -> float:
    """Return the median of the seconds until the content is visible, after one visit that is not counted."""
    taken = []
    for _ in range(VISITS + 1):
        page.goto("about:blank")
        start = time.perf_counter()
        page.goto(url, wait_until="commit")
        page.locator(content).first.wait_for(state="visible", timeout=PATIENCE * 1000)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken[1:])
