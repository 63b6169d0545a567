"""When a Streamlit page is at rest: every question is answered, no script runs, and that for a while."""

from __future__ import annotations

from playwright.sync_api import Page, WebSocket

PATIENCE_MS = 60_000
# Several looks in a row, for a browser that is busy may let the whole while pass between two of them. A component may
# answer a run with another run, so one look is never enough.
LOOKS = 5
QUIET = """([quiet, looks]) => { const app = document.querySelector('[data-testid=stApp]'), w = window;
    const { testScriptState: script, testConnectionState: connection } = app ? app.dataset : {};
    if (script !== 'notRunning' || connection !== 'CONNECTED') { w.__rest = null; return false }
    w.__rest ||= { since: performance.now(), looks: 0 }; w.__rest.looks += 1;
    return w.__rest.looks >= looks && performance.now() - w.__rest.since >= quiet }"""


class Rest:
    """Watches one page from before it is opened."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._is_asking = False  # the browser said something that the server has not answered: no run shows yet
        page.on("websocket", self._watch)

    def wait(self, quiet_ms: int) -> None:
        """Wait until nothing runs, for `quiet_ms` in a row; whatever is shown as an exception fails the test."""
        while True:
            self._page.wait_for_function(QUIET, arg=[quiet_ms, LOOKS], polling=50, timeout=PATIENCE_MS)
            self._page.evaluate("window.__rest = null")
            if not self._is_asking:
                break
        failed = self._page.get_by_test_id("stException")
        assert failed.count() == 0, failed.first.inner_text()

    def _watch(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda _: self._note(is_asking=True))
        socket.on("framereceived", lambda _: self._note(is_asking=False))

    def _note(self, *, is_asking: bool) -> None:
        self._is_asking = is_asking
