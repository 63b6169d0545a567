"""How soon the pages show their content, warm, in a real browser."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from playwright.sync_api import Page, sync_playwright

from scripts import browser, ports
from scripts.bench.timing import Figure, at_most

ROOT = Path(__file__).resolve().parent.parent.parent
BAR = 1.5  # seconds
PATIENCE = 60.0
VISITS = 5
# path: what stands on the page only when its content is there
PAGES = {
    "home": "[data-testid=stMetric]",
    "segments": "[data-testid=stDataFrame] canvas",
    "segments?segment=champions": ".rb",
}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


def run(home: Path) -> list[Figure]:
    """Measure every page of an app that serves a prepared LAB_HOME."""
    found = browser.find()
    if found is None:
        return [Figure("pages in a real browser", "not measured", "no Chromium here")]
    with _server(home) as url, sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=found, args=FLAGS)
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


@contextmanager
def _server(home: Path) -> Iterator[str]:
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app/main.py", "--server.port", str(port)]
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"LAB_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://{ports.HOST}:{port}"
    try:
        _await(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((ports.HOST, 0))
        return int(probe.getsockname()[1])


def _await(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            httpx.get(f"{url}/_stcore/health", timeout=1).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.1)  # between two questions, not instead of one
        else:
            return
    raise RuntimeError("the app did not answer")
