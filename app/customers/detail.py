"""One customer: who it is, how it compares, and the panels."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from app.components import error_box, links
from app.components.text import plain
from app.customers.panels import PANELS
from core.errors import NotFound
from core.kernel.schema import FieldType
from core.reports import customers as shown
from core.reports import words
from core.services.customers import Customer, Score
from core.services.lab import Lab


def show(lab: Lab, id: str) -> None:
    """Draw the customer as of the day that is chosen; the tab that is open stands in the address."""
    back()
    title, when = st.columns([4, 1], vertical_alignment="bottom")
    title.title(f"Customer {plain(id)}")
    last = lab.features.view().reference_day
    day = when.date_input(
        "As of the end of", last, min_value=lab.features.first_day(), max_value=last, key="as_of",
        bind="query-params", help="Everything here is what was known by then.",
    )  # fmt: skip
    as_of = None if day in (None, last) else lab.features.end_of(day)
    try:
        customer = lab.customers.get(id, as_of=as_of)
    except NotFound as error:  # shown here, so that another day can be chosen
        error_box.show(error)
        _nearest(lab, id, as_of)
        return
    if remark := lab.features.remark(as_of, customer.view):
        st.caption(plain(remark))
    _headline(customer)
    _scores(customer)
    panels = [p for p in PANELS if p.has(lab, customer)]
    for tab, panel in zip(
        st.tabs([p.label for p in panels], key="tab", on_change="rerun", bind="query-params"), panels, strict=True
    ):
        if tab.open:
            with tab:
                panel.draw(lab, customer)


def back() -> None:
    """Draw the way back to the search."""
    links.back("All customers", "customer", key="customers.back")


def _nearest(lab: Lab, id: str, as_of: datetime | None) -> None:
    """Offer the ids beside the one that is not there."""
    with st.container(horizontal=True):
        for near in lab.search.nearest(id, as_of=as_of):
            if st.button(str(near), icon=":material/person:", key=f"customers.near.{near}"):
                st.query_params["customer"] = str(near)
                st.rerun()


def _headline(customer: Customer) -> None:
    """Draw since when the customer is known, and the telling texts unless they are unknown."""
    if customer.first_on is not None:
        st.caption(f"Customer since {words.day(customer.first_on)}.")
    told = [f for f in customer.telling if f.type is FieldType.STRING and customer.features[f.name] is not None]
    if told:
        with st.container(horizontal=True, gap="small"):
            for number, field in enumerate(told):
                said = shown.said(field, customer.features[field.name], zone=customer.view.zone)
                label = plain(said) if number == 0 else f"{plain(field.title)} **{plain(said)}**"
                st.badge(label, color="primary" if number == 0 else "gray", help=plain(field.description))


def _scores(customer: Customer) -> None:
    if not customer.scores:
        return
    for column, score in zip(st.columns(len(customer.scores)), customer.scores, strict=True):
        with column.container(border=True, height="stretch", gap="xsmall"):
            _score(customer, score)


def _score(customer: Customer, score: Score) -> None:
    st.metric(
        score.measure.title, shown.said(score.measure, score.value, zone=customer.view.zone),
        help=plain(f"{score.measure.description} {score.field.title}: {score.field.description}"),
    )  # fmt: skip
    rated = "no score" if score.score is None else f"**{plain(score.field.title)} {score.score} of 5**"
    st.caption(f"{rated} · {plain(shown.compared(score))}")
