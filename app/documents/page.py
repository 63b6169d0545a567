"""What a page of definitions is made of: the list, one of them with its tabs, and the ways between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypeVar

import polars as pl
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app.components import error_box, links, tables
from app.components.text import plain
from app.documents.desk import Way
from app.documents.draft import Noun
from core.services.lab import Lab

NEW, IMPORT = "new", "import"

T = TypeVar("T")


def show(
    lab: Lab, noun: Noun, *, listing: Callable[[Lab], None], new: Callable[[Lab], None],
    importing: Callable[[Lab], None], one: Callable[[Lab, str], None],
) -> None:  # fmt: skip
    """Draw the list, or what the address names."""
    chosen = st.query_params.get(noun.one)
    if chosen is None:
        listing(lab)
    elif chosen in (NEW, IMPORT):
        back(noun)
        (new if chosen == NEW else importing)(lab)
    else:
        one(lab, chosen)


def go_on(work: Way, noun: Noun) -> None:
    """Go where a save leads to; the next event may undo the address, so it is set until it holds."""
    if work.open_next is not None and st.query_params.get(noun.one) != work.open_next:
        st.query_params[noun.one] = work.open_next  # what else stands there, tabs may hold
        if work.open_tab is not None:
            st.query_params["tab"] = work.open_tab
        st.rerun()
    if work.open_tab is not None:
        st.session_state["tab"] = work.open_tab  # of the same one: a widget holds it
    work.open_next = work.open_tab = None


def back(noun: Noun, *names: str) -> None:
    """Draw the way back to the list, which takes `names` out of the address, too."""
    links.back(f"All {noun.many}", noun.one, *names, key=f"{noun.many}.back")


def way(
    noun: Noun, label: str, to: str, *, icon: str, kind: Literal["primary", "secondary", "tertiary"] = "secondary",
    name: str = "",
) -> None:  # fmt: skip
    """Draw a button that opens another part of the page: `name` in the address, or the noun, is `to` then."""
    if st.button(label, icon=icon, type=kind, key=f"{noun.many}.{to}"):
        st.query_params[name or noun.one] = to
        st.rerun()


def rows(noun: Noun, frame: pl.DataFrame, *, columns: Mapping[str, Any], order: Sequence[str], part: str = "") -> None:
    """Draw a list with its `slug`s, of which a click opens one; `part` names which of them are listed."""
    key = f"{noun.many}.list"
    row = tables.pick(frame, key=f"{key}.{part}" if part else key, columns=columns, order=order)
    tables.csv(frame, key=key, file=noun.many)
    if row is not None:
        st.query_params[noun.one] = frame["slug"][row]
        st.rerun()


def head(name: str, description: str) -> DeltaGenerator:
    """Draw the name and what it is; return the place beside it, for badges."""
    title, beside = st.columns([3, 2], vertical_alignment="bottom")
    title.title(plain(name))
    title.caption(plain(description) or "No description.")
    return beside.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center")


def said(desk: Way) -> None:
    """Say once how the last act went."""
    if desk.failed is not None:
        error_box.show(desk.failed)
    elif desk.said:
        st.success(plain(desk.said), icon=":material/check_circle:")
    desk.said, desk.failed = "", None


def tabs(lab: Lab, thing: T, views: Mapping[str, Callable[[Lab, T], None]]) -> None:
    """Draw the tab that is open; it stands in the address."""
    for tab, label in zip(st.tabs(list(views), key="tab", on_change="rerun", bind="query-params"), views, strict=True):
        if tab.open:
            with tab:
                views[label](lab, thing)
