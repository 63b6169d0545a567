"""Find customers: by id, by values of features, by segments."""

from __future__ import annotations

import math
from functools import partial
from typing import Any, Final

import streamlit as st

from app import cache
from app.components import empty_state, tables
from app.components.features import feature_columns
from app.components.text import plain
from core.kernel.canonical import digest
from core.kernel.schema import Field
from core.reports import words
from core.services.lab import Lab
from core.services.search import MOST, PAGE, Found

KEEP: Final = "session"  # the search is still there when one comes back from a customer


def show(lab: Lab) -> None:
    """Draw the search and the page of customers that it finds; a click on one opens it."""
    st.title("Customers")
    st.caption("Find customers by id, or the beginning of one, by what is known of them, and by their segments.")
    id, values, segments = _asked(lab)
    key = f"customers.pages.{digest([id, [*values.items()], segments])}"  # another question begins at its first page
    number = st.session_state.get(key, 1)
    found = lab.search.find(id, values=values, segments=segments, offset=PAGE * (number - 1))
    _answer(found, key, number=number)


def open_customer(id: str | int) -> None:
    """Go to one customer."""
    st.query_params.from_dict({"customer": str(id)})
    st.rerun()


def _asked(lab: Lab) -> tuple[str, dict[str, list[Any]], list[str]]:
    names = {s.slug: s.name for s in lab.segments.all()}
    fields = {f.name: f for f in lab.search.filters()}
    left, middle, right = st.columns(3)
    id = left.text_input(
        "Customer id", key="customers.id", placeholder="an id, or its beginning", icon=":material/search:",
        persist_state=KEEP,
    )  # fmt: skip
    segments = middle.multiselect(
        "In all of these segments", list(names), format_func=names.__getitem__, key="customers.segments",
        placeholder="any", persist_state=KEEP,
    )  # fmt: skip
    chosen = right.multiselect(
        "Look for values of", list(fields), format_func=lambda name: fields[name].title, key="customers.fields",
        placeholder="choose features", persist_state=KEEP,
    )  # fmt: skip
    return id or "", _values(lab, [fields[name] for name in chosen]), segments


def _values(lab: Lab, fields: list[Field]) -> dict[str, list[Any]]:
    chosen: dict[str, list[Any]] = {}
    for start in range(0, len(fields), 3):
        for column, field in zip(st.columns(3), fields[start : start + 3], strict=False):
            ask = partial(lab.search.values, field.name)
            known = cache.kept(lab, "customers.values", ask, more=field.name)
            chosen[field.name] = column.multiselect(
                field.title, known, format_func=words.value, key=f"customers.values.{field.name}",
                placeholder="any", help=field.description, persist_state=KEEP,
            )  # fmt: skip
    return chosen


def _answer(found: Found, key: str, *, number: int) -> None:
    if found.rows.is_empty():
        empty_state.show("Nobody was found", found.why_empty, icon=":material/person_search:")
        return
    st.caption(_counted(found.n))
    row = tables.pick(found.rows, key=f"{key}.{number}", columns=feature_columns(found.view.schema), most=PAGE)
    pages = math.ceil(min(found.n, MOST) / PAGE)
    if pages > 1:
        st.pagination(pages, key=key, persist_state=KEEP)
    if row is not None:
        open_customer(found.rows["customer_id"][row])


def _counted(n: int) -> str:
    more = (
        f" The first {MOST:,} can be paged through: narrow the search, or make a segment of them." if n > MOST else ""
    )
    return plain(f"{words.count(n, 'customer')}, in the order of their ids. Click on one to open it.{more}")
