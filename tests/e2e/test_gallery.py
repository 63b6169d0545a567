"""Every state that README.md and docs/SCREENSHOTS.md show: it is drawn without an error, and a picture of it is taken.

With SCREENSHOTS=1 the pictures are written into docs/screenshots (no LAB_ before it: such a name would be a setting).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.conftest import ROOT
from tests.e2e.conftest import SHOTS, Tab

Open = Callable[..., Tab]
ONE = "/segments?segment=lapsing-big-spenders"
CUSTOMER = "/customers?customer=208"
PROGRAM = "/programs?program=everyday"
CAMPAIGN = "/campaigns?campaign=autumn-produce"
DRAFT = "/campaigns?campaign=win-back-big-spenders&tab=Edit"
STATES = {  # name of the picture: address, and what must be there to see
    "home": ("/", ".js-plotly-plot .heatmaplayer image"),
    "segments": ("/segments", "[data-testid=stDataFrame]"),
    "builder": ("/segments?segment=fresh-food-regulars", ".rb [data-testid=count]"),
    "builder-new": ("/segments?segment=new", ".rb > *"),
    "members": (f"{ONE}&tab=Members", "[data-testid=stDataFrame]"),
    "why": (f"{ONE}&tab=Why&customer=93", "[data-testid=stDataFrame]"),
    "profile": (f"{ONE}&tab=Profile", ".js-plotly-plot"),
    "overlap": (f"{ONE}&tab=Overlap", ".js-plotly-plot"),
    "history": (f"{ONE}&tab=History", ".js-plotly-plot"),
    "programs": ("/programs", "[data-testid=stDataFrame]"),
    "program": (PROGRAM, "[data-testid=stDataFrame]"),
    "program-builder": ("/programs?program=inner-circle&tab=Edit", ".rb > *"),
    "program-replay": (f"{PROGRAM}&tab=Replay", ".js-plotly-plot .bars .point"),
    "program-compare": (f"{PROGRAM}&tab=Compare", ".js-plotly-plot .bars .point"),
    "program-ledger": (f"{PROGRAM}&tab=Ledger&customer=208", ".js-plotly-plot .points path"),
    "program-liability": (f"{PROGRAM}&tab=Liability", ".js-plotly-plot .bars .point"),
    "campaigns": ("/campaigns", "[data-testid=stDataFrame]"),
    "campaign": ("/campaigns?campaign=thank-the-champions&tab=Plan", ".js-plotly-plot .bars .point"),
    "campaign-builder": (DRAFT, "textarea"),
    "campaign-review": (
        "/campaigns?campaign=win-back-big-spenders&tab=Edit&step=Review",
        ".js-plotly-plot .bars .point",
    ),
    "campaign-executions": (f"{CAMPAIGN}&tab=Executions", "[data-testid=stDataFrame]"),
    "campaign-performance": (f"{CAMPAIGN}&tab=Performance", ".js-plotly-plot .points path"),
    "reports": ("/reports?campaign=autumn-produce", ".js-plotly-plot"),
    "delivery": ("/delivery", "[data-testid=stDataFrame]"),
    "customers": ("/customers", "[data-testid=stDataFrame]"),
    "customer": (CUSTOMER, ".js-plotly-plot .bars .point"),
    "customer-segments": (f"{CUSTOMER}&tab=Segments", "[data-testid=stDataFrame]"),
    "customer-points": (f"{CUSTOMER}&tab=Points", ".js-plotly-plot .points path"),
    "customer-features": (f"{CUSTOMER}&tab=All+features", ".lab-facts"),
    "data": ("/data?table=products", ".js-plotly-plot .bars .point"),
    "data-quality": ("/data?view=Quality", "[data-testid=stDataFrame]"),
    "data-refreshes": ("/data?view=Refreshes", "[data-testid=stDataFrame]"),
}
IN_DARK = (
    "home", "segments", "builder", "profile", "customer", "data", "program-builder", "program-replay",
    "campaign-performance", "reports",
)  # fmt: skip
PICTURES = [(name, "light") for name in STATES] + [(name, "dark") for name in IN_DARK]


@pytest.fixture(scope="module")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the pictures: that of the documents when they are wanted, else one that nobody keeps."""
    if os.environ.get("SCREENSHOTS") != "1":
        return tmp_path_factory.mktemp("gallery")
    SHOTS.mkdir(parents=True, exist_ok=True)
    return SHOTS


@pytest.mark.parametrize(("name", "scheme"), PICTURES)
def test_a_state_is_drawn(shown: Open, name: str, scheme: str) -> None:
    address, there = STATES[name]
    tab = shown(address, scheme=scheme)
    expect(tab.page.locator(there).first).to_be_visible()
    assert tab.shot(f"{name}-{scheme}").stat().st_size > 20_000


@pytest.mark.parametrize("document", ["README.md", "docs/SCREENSHOTS.md"])
def test_a_document_shows_pictures_that_are_taken_here(document: str) -> None:
    shown = re.findall(r"!\[[^\]]+\]\((?:docs/)?screenshots/([\w-]+)\.png\)", (ROOT / document).read_text("utf-8"))
    assert shown != []
    assert set(shown) - {f"{name}-{scheme}" for name, scheme in PICTURES} == set()
