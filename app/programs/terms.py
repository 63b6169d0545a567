"""What is no list in a program: its name, its days, how tiers and points last."""

from __future__ import annotations

import calendar
from typing import Any

import streamlit as st

from app.documents import fields
from app.programs.draft import Draft

WINDOWS = {"lifetime": "all points ever", "days": "the last days", "calendar_year": "the calendar year"}
EXPIRIES = {
    "": "never", "after_days": "days after they came", "inactivity_days": "days without new points",
    "yearly_on": "on a day of each year",
}  # fmt: skip
USUAL = {"after_days": 180, "inactivity_days": 365, "yearly_on": "12-31"}


def basics(draft: Draft, unit: str) -> None:
    """Draw name, description, the value of a point and the days on which the program runs."""
    terms = draft.terms
    left, right = st.columns([1.4, 1], gap="medium")
    with left:
        fields.text(terms, "name", "Name", key=draft.key("name"), placeholder="for example Everyday")
        fields.area(terms, "description", "Description", key=draft.key("description"), height=116)
    with right:
        fields.text(
            terms, "point_value", f"Value of a point ({unit})", key=draft.key("point_value"),
            help="What a point is worth in money, for the liability.",
        )  # fmt: skip
        first, last = st.columns(2)
        with first:
            fields.day(terms, "starts_on", "First day", key=draft.key("starts_on"), help="A business day.")
        with last:
            fields.day(terms, "ends_on", "Last day", key=draft.key("ends_on"), help="Empty: it goes on.")


def tiers(draft: Draft) -> None:
    """Draw which points make a tier, and how long it is kept."""
    terms = draft.terms
    window = terms.get("tier_window") or "lifetime"
    held: dict[str, Any] = {"kind": "days", **window} if isinstance(window, dict) else {"kind": window, "days": 365}
    left, middle, right = st.columns(3)
    with left:
        kind = fields.choice(
            held, "kind", "Points that count", key=draft.key("tier_window"), options=WINDOWS,
            help="Base points, before multipliers. Spending them changes nothing.",
        )  # fmt: skip
    if kind == "days":
        with middle:
            fields.whole(held, "days", "Days", key=draft.key("tier_days"), least=1)
    with right if kind == "days" else middle:
        fields.whole(
            terms, "tier_grace_days", "Days of grace", key=draft.key("tier_grace_days"),
            help="How long a tier is kept after falling short.",
        )  # fmt: skip
    terms["tier_window"] = {"days": held["days"]} if kind == "days" else kind


def life(draft: Draft) -> None:
    """Draw when points can be spent and when they expire."""
    terms = draft.terms
    held = terms.get("expiry") or {}
    kind = next((name for name in held if name in USUAL), "")
    left, middle, right = st.columns(3)
    with left:
        fields.whole(
            terms, "pending_days", "Days until they can be spent", key=draft.key("pending_days"),
            help="0: from the day on which they come.",
        )  # fmt: skip
    with middle:
        kind = fields.choice({"kind": kind}, "kind", "Points expire", key=draft.key("expiry"), options=EXPIRIES)
    with right:
        terms["expiry"] = _expiry(draft, kind, held)


def _expiry(draft: Draft, kind: str, held: dict[str, Any]) -> dict[str, Any] | None:
    if not kind:
        return None
    row = {kind: held.get(kind, USUAL[kind])}
    if kind == "yearly_on":
        row[kind] = _day_of_year(draft, str(row[kind]))
    else:
        fields.whole(row, kind, "Days", key=draft.key(kind), least=1)
    return row


def _day_of_year(draft: Draft, held: str) -> str:
    month, _, day = held.partition("-")
    row = {"month": month, "day": int(day) if day.isdigit() else 31}
    left, right = st.columns([1.6, 1])
    names = {f"{n:02}": calendar.month_name[n] for n in range(1, 13)}
    with left:
        fields.choice(row, "month", "Month", key=draft.key("yearly_month"), options=names)
    with right:
        fields.whole(row, "day", "Day", key=draft.key("yearly_day"), least=1, max_value=31)
    return f"{row['month']}-{row['day']:02}"
