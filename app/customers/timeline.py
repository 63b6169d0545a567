"""What a customer bought, and what else happened."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import timedelta

import polars as pl
import streamlit as st

from app.components import charts, tables
from app.components.text import plain
from core.reports import customers as figures
from core.reports import words
from core.services.customers import RECEIPTS, Customer
from core.services.lab import Lab

WINDOWS = {"28 days": 28, "91 days": 91, "1 year": 365, "All": None}
PAGE = 10
EVENTS = {
    "on": st.column_config.DateColumn("Day", format="D MMM YYYY", help="Business day."),
    "table": "Event", "what": st.column_config.TextColumn("What", width="large"),
}  # fmt: skip


def show(lab: Lab, customer: Customer) -> None:
    """Draw the timeline of the window that is chosen, and the receipts in it."""
    receipts, events = lab.customers.receipts(customer), lab.customers.events(customer)
    window = st.segmented_control(
        "Window", list(WINDOWS), default="1 year", required=True, key="customers.window", label_visibility="collapsed"
    )
    if receipts is None:
        st.caption("The warehouse profile declares no `transactions` with receipts, so purchases are not known.")
    until = customer.view.reference_day
    days = pl.concat([f["on"] for f in (receipts, events) if f is not None])
    first = until if days.is_empty() else days.sort()[0]
    length = WINDOWS[window or "All"]
    since = first if length is None else until - timedelta(days=length - 1)
    charts.draw(
        figures.timeline, receipts, events, key="customers.timeline", since=since, until=until, unit=customer.unit,
        zone=customer.view.zone, alt="Bars: what was bought each day. Dots: what else happened.",
    )  # fmt: skip
    if receipts is not None:
        _receipts(lab, customer, receipts.filter(pl.col("on") >= since))
    _events(customer, events.filter(pl.col("on") >= since))


def _receipts(lab: Lab, customer: Customer, receipts: pl.DataFrame) -> None:
    if receipts.is_empty():
        return
    n, amount = receipts.height, receipts["amount"].sum()
    more = f" Of {receipts['n'][0]:,} in all, the newest {RECEIPTS:,} are read." if receipts["n"][0] > RECEIPTS else ""
    st.markdown(f"**{words.count(n, 'receipt')}, {plain(words.money(amount, customer.unit))}.**{more}")
    pages = math.ceil(n / PAGE)
    key = f"customers.receipts.{customer.id}.{n}"
    number = min(st.session_state.get(key, 1), pages)
    shown = receipts.slice(PAGE * (number - 1), PAGE)
    local = shown.drop("on", "n", "first_on").with_columns(
        pl.col("at").dt.convert_time_zone(customer.view.zone.key).dt.replace_time_zone(None)
    )
    clicked = tables.pick(local, key=f"{key}.{number}", columns=_columns(local, customer.unit))
    if pages > 1:
        st.pagination(pages, key=key)
    if clicked is not None:
        basket = shown["basket"][clicked]
        st.markdown(f"**Receipt {plain(str(basket))}**")
        lines = lab.customers.lines(customer, basket)
        titles = {c: figures.titled(c) for c in lines.columns}
        tables.show(lines, key="customers.lines", file=f"receipt-{basket}", columns=titles)


def _columns(receipts: pl.DataFrame, unit: str) -> Mapping[str, object]:
    money = {
        c: st.column_config.NumberColumn(f"{figures.titled(c)} ({unit})", format="%.2f")
        for c, t in receipts.schema.items()
        if t.is_decimal()
    }
    titles = {c: figures.titled(c) for c in receipts.columns}
    return titles | money | {
        "at": st.column_config.DatetimeColumn("When", format="D MMM YYYY, HH:mm", help="Business time."),
        "basket": st.column_config.TextColumn("Receipt"), "n_lines": st.column_config.NumberColumn("Lines"),
    }  # fmt: skip


def _events(customer: Customer, events: pl.DataFrame) -> None:
    if not events.is_empty():
        with st.expander(f"What else happened: {words.count(events.height, 'event')}", icon=":material/event:"):
            named = events.select("on", pl.col("table").map_elements(figures.titled, return_dtype=pl.String), "what")
            tables.show(named, key="customers.events", file=f"events-{customer.id}", columns=EVENTS)
