"""A page of the app as a person sees it, with what one does on each of them; the rule builder is on many."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e.at_rest import Rest

HOLD_MS = 80
QUIET_MS = 300  # what a click on the page's own widgets needs to begin; the component says itself when it is busy
HEADING = "[data-testid=stMainBlockContainer] h1"
V = TypeVar("V", bound="View")


class View:
    """A page that may hold a rule builder."""

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


class AppView(View):
    """A page of the app."""

    def press(self, name: str) -> None:
        """Click a button as a hand does, which holds it down for a moment.

        Streamlit 1.67 loses a click that another event follows within a millisecond or two (session state yields
        before it takes the click's values); between a hand's press and its release the edit is long on its way.
        """
        self.page.get_by_role("button", name=name, exact=True).click(delay=HOLD_MS)

    def tab(self, name: str) -> None:
        """Open a tab."""
        self.page.get_by_role("tab", name=name, exact=True).click()
        self.rest()

    def said(self, text: str) -> Locator:
        """Return what is said in a box: an error, a warning, a success."""
        return self.page.get_by_test_id("stAlert").filter(has_text=text)

    def yaml(self) -> str:
        """Return the YAML beside the forms, once the page is at rest."""
        self.rest()
        return self.page.get_by_label("YAML", exact=True).input_value()


@contextmanager
def opening(
    kind: type[V], contexts: Callable[..., BrowserContext], url: str, *, shows: str
) -> Iterator[Callable[..., V]]:
    """Yield what opens pages at an address, and waits for what they show (`wait_for`, else `shows`).

    Afterwards there must be no error in them and no request to anybody else than their server.
    """
    views: list[V] = []

    def opened(query: str = "", *, wait_for: str = shows, **options: Any) -> V:
        view = kind(contexts(**options).new_page())
        views.append(view)
        view.page.goto(f"{url}{query}")
        expect(view.page.locator(wait_for).first).to_be_visible(timeout=30_000)
        view.rest()
        return view

    yield opened
    own = url[: url.index("/", len("http://"))]
    for view in views:
        view.page.close()
        assert not view.errors
        assert all(asked.startswith((own, own.replace("http", "ws"), "data:", "blob:")) for asked in view.asked)
