"""What sets a campaign off, on which days, and how often it may reach the same customer."""

from __future__ import annotations

import streamlit as st

from app.campaigns import document, repeating, times
from app.campaigns.draft import Draft
from app.campaigns.problems import Found, below
from app.documents import fields
from app.documents.conditions import condition
from app.documents.draft import Item
from core.services.lab import Lab

MOST = 5
KINDS = {
    document.ONCE: "once, at a time", document.CRON: "again and again",
    document.ENTERED: "someone enters a segment", document.LEFT: "someone leaves a segment",
    document.ROWS: "new rows come in", document.SIZE: "a segment grows or shrinks past a size",
    document.FIGURE: "a figure of the audience crosses a value",
}  # fmt: skip
WAYS = {"above": "rises above", "below": "falls below"}
AGGREGATES = {
    "mean": "the mean of", "sum": "the sum of", "min": "the least", "max": "the greatest", "count": "customers with",
}  # fmt: skip


def show(lab: Lab, draft: Draft, problems: tuple[Found, ...]) -> None:
    """Draw every trigger, and what holds for all of them."""
    with st.container():
        if not draft.triggers:
            st.info("Without a trigger nothing is ever sent. Add one.", icon=":material/bolt:")
        for place, item in enumerate(list(draft.triggers)):
            with st.container(border=True):
                with st.container():
                    _trigger(lab, draft, item, place=place)
                below(problems, f"/triggers/{place}")
    is_full, key = len(draft.triggers) >= MOST, draft.key("trigger.add")
    st.button("Add a trigger", icon=":material/add:", key=key, disabled=is_full, on_click=_add, args=(draft,))
    terms = draft.terms
    first, second, third = st.columns(3)
    with first:
        fields.day(terms, "starts_on", "First day", key=draft.key("starts_on"), help="Nothing goes off before it.")
    with second:
        fields.day(terms, "ends_on", "Last day", key=draft.key("ends_on"), help="Empty: until it is ended.")
    with third:
        fields.days(
            terms, "again_after_days", "Days until again", key=draft.key("again"), placeholder="never again",
            help="Empty: each customer is reached once in the whole campaign.",
        )  # fmt: skip


def _add(draft: Draft) -> None:
    draft.triggers.append(draft.item({"kind": document.CRON, "cron": repeating.USUAL}))


def _trigger(lab: Lab, draft: Draft, item: Item, *, place: int) -> None:
    key = draft.key(f"trigger.{item.number}")
    left, right = st.columns([4, 0.4], vertical_alignment="bottom")
    with left:
        kind = fields.choice(item.content, "kind", f"Trigger {place + 1}: when", key=f"{key}.kind", options=KINDS)
    right.button(
        "", icon=":material/delete:", key=f"{key}.delete", help="Remove this trigger", type="tertiary",
        on_click=draft.remove, args=(draft.triggers, item),
    )  # fmt: skip
    match kind:
        case document.ONCE:
            times.once(lab, item, key)
        case document.CRON:
            times.again(lab, item, key)
        case document.ENTERED | document.LEFT:
            segments = {s.slug: s.name for s in lab.segments.all() if not s.is_static}
            fields.chosen(item.content, "segment", "Segment", key=f"{key}.segment", options=segments)
            st.caption("Whoever did so at a recalculation after the activation, and is in the audience.")
        case document.ROWS:
            _rows(lab, item, key)
        case _:
            _threshold(lab, item, key)


def _rows(lab: Lab, item: Item, key: str) -> None:
    tables = lab.campaigns.tables()
    table = fields.chosen(item.content, "rows", "Table", key=f"{key}.rows", options={t: t for t in tables})
    if table and table in tables:
        if item.before("rows") not in (None, table):
            item.revision += 1  # the builder has other fields then
        st.caption("Every customer of the audience with a new row for which this holds, at most once a day.")
        condition(item, f"{key}.when", tables[table], counts="every new row counts")


def _threshold(lab: Lab, item: Item, key: str) -> None:
    row = item.content
    first, second, third, fourth = st.columns([2, 1.2, 1, 1])
    with first:
        if row["kind"] == document.SIZE:
            segments = {s.slug: s.name for s in lab.segments.all()}
            fields.chosen(row, "size_of", "The size of", key=f"{key}.size_of", options=segments)
        else:
            fields.choice(row, "aggregate", "Figure", key=f"{key}.aggregate", options=AGGREGATES)
            features = {f.name: f.title for f in lab.campaigns.schema().values() if f.type.is_numeric}
            fields.chosen(row, "feature", "Feature", key=f"{key}.feature", options=features)
    with second:
        fields.choice(row, "way", "Which way", key=f"{key}.way", options=WAYS)
    with third:
        fields.money(row, "level", "Level", key=f"{key}.level")
    with fourth:
        fields.money(
            row, "back", "Ready again at", key=f"{key}.back",
            help="It fires once, and again only after the figure came back to this value.",
        )  # fmt: skip
