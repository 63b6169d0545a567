"""The pages, as data. A page that is not here does not exist; the last part of its address is its file's stem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

FOLDER = Path(__file__).resolve().parent.parent / "pages"


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page. `section` is its heading in the navigation; pages with an empty one stand in the bar itself."""

    stem: str
    title: str
    icon: str
    section: str = ""

    @property
    def path(self) -> Path:
        """The script that draws the page."""
        return FOLDER / f"{self.stem}.py"


HOME = PageSpec("home", "Home", ":material/home:")
SEGMENTS = PageSpec("segments", "Segments", ":material/groups:")
PROGRAMS = PageSpec("programs", "Programs", ":material/loyalty:")
CAMPAIGNS = PageSpec("campaigns", "Campaigns", ":material/campaign:")
REPORTS = PageSpec("reports", "Reports", ":material/monitoring:")
DELIVERY = PageSpec("delivery", "Delivery", ":material/outbox:")
CUSTOMERS = PageSpec("customers", "Customers", ":material/person_search:")
DATA = PageSpec("data", "Data", ":material/database:")
PAGES = (HOME, SEGMENTS, PROGRAMS, CAMPAIGNS, DELIVERY, REPORTS, CUSTOMERS, DATA)


def sections(pages: Iterable[PageSpec] = PAGES) -> dict[str, list[st.Page]]:
    """Return what `st.navigation` takes: the pages of each section, in order; the first page is the default one."""
    found: dict[str, list[st.Page]] = {}
    for number, page in enumerate(pages):
        made = st.Page(page.path, title=page.title, icon=page.icon, url_path=page.stem, default=number == 0)
        found.setdefault(page.section, []).append(made)
    return found
