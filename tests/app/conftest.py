"""Pages through the entry, as Streamlit runs them, on the demo or on a home of the test's own. No browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT

Open = Callable[..., AppTest]
PATIENCE = 60  # seconds: the first page of a home builds its features


@pytest.fixture
def open_app(monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Open the app on a LAB_HOME, at a page (the stem of its file) with query parameters.

    The server's one Lab is forgotten before and after, so that no test sees the home of another.
    """
    st.cache_resource.clear()

    def opened(home: Path, page: str = "home", **query: str) -> AppTest:
        monkeypatch.setenv("LAB_HOME", str(home))
        app = AppTest.from_file(ROOT / "app" / "main.py", default_timeout=PATIENCE)
        if page == "home":
            app.query_params.update(query)
            return app.run()
        app.run()
        app.switch_page(f"../pages/{page}.py")
        app.query_params.update(query)
        return app.run()

    yield opened
    st.cache_resource.clear()


def texts(app: AppTest) -> str:
    """Return every text of the page, for finding a word in it."""
    kinds = (app.title, app.subheader, app.markdown, app.caption, app.error, app.warning, app.info, app.success)
    return "\n".join(str(element.value) for kind in kinds for element in kind)
