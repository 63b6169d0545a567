"""Who is held out for comparison, and whether the others get one message or one of several."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from app.campaigns import messages
from app.campaigns.draft import Draft
from app.campaigns.problems import Found, below
from app.campaigns.step_offer import offer
from app.documents import fields
from app.documents.draft import Item
from core.services.lab import Lab

FEW = ("string", "boolean", "integer")  # types of features of few values, that groups can be made of
MOST = 10


def show(lab: Lab, draft: Draft, problems: tuple[Found, ...]) -> None:
    """Draw the control group, then the variants."""
    left, right = st.columns([1, 2])
    with left:
        fields.percent(
            draft.terms, "control", "Control group (%)", key=draft.key("control"),
            help="The share of the audience that gets nothing, drawn by lot. Without it no effect can be measured.",
        )  # fmt: skip
    with right:
        features = {f.name: f.title for f in lab.campaigns.schema().values() if f.type.value in FEW}
        held = {name: name for name in draft.terms.get("stratify_by") or [] if name not in features}
        fields.several(
            draft.terms, "stratify_by", "Drawn evenly by", key=draft.key("strata"), options={**features, **held},
            placeholder="not needed", max_selections=3,
            help="The control group then has the same share in each combination of these values.",
        )  # fmt: skip
    with st.container(gap=None):
        if fields.share(draft.terms.get("control")) == 0:
            st.caption(":orange[:material/error:] Nobody is held out, so no lift can be measured.")
    st.subheader("Variants", help="Several forms of the campaign, each for a share of the treated. Optional.")
    with st.container():
        for place, item in enumerate(list(draft.variants)):
            with st.container(border=True):
                _variant(lab, draft, item, place=place)
                below(problems, f"/variants/{place}")
    _more(draft)


def _more(draft: Draft) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if len(draft.variants) < MOST and st.button(
            "Add a variant", icon=":material/add:", key=draft.key("variant.add")
        ):
            _add(draft)
            st.rerun()
        if draft.variants:
            even = draft.key("variant.even")
            st.button("Share evenly", icon=":material/balance:", key=even, on_click=_even, args=(draft,))
            total = sum((fields.share(v.content.get("share")) or Decimal(0)) for v in draft.variants)
            st.caption(f"Together {total * 100:f} % of the treated.".replace(".0 %", " %"))


def _add(draft: Draft) -> None:
    """Add a variant; the first time two, since one alone is none."""
    names = [str(v.content.get("name")) for v in draft.variants]
    letters = [chr(ord("A") + n) for n in range(MOST * 2) if chr(ord("A") + n) not in names]
    for name in letters[: 1 if draft.variants else 2]:
        draft.variants.append(draft.item({"name": name, "share": "", "messages": {}, "offer": {}}))
    _even(draft)


def _even(draft: Draft) -> None:
    """Give all variants the same share; what does not come out even goes to the first."""
    n = len(draft.variants)
    each = (Decimal(1) / n).quantize(Decimal("0.0001"))
    for place, item in enumerate(draft.variants):
        share = each if place else 1 - each * (n - 1)
        item.content["share"] = f"{share.normalize():f}"
        item.revision += 1  # another field, which begins with the new share


def _variant(lab: Lab, draft: Draft, item: Item, *, place: int) -> None:
    key, row = draft.key(f"variant.{item.number}"), item.content
    name, share, gone = st.columns([3, 1.2, 0.4], vertical_alignment="bottom")
    with name:
        fields.text(row, "name", f"Variant {place + 1}", key=f"{key}.name")
    with share:
        fields.percent(row, "share", "Share (%)", key=f"{key}.share.{item.revision}")
    gone.button(
        "", icon=":material/delete:", key=f"{key}.delete", help="Remove this variant", type="tertiary",
        on_click=draft.remove, args=(draft.variants, item),
    )  # fmt: skip
    with st.container(horizontal=True):
        for kind, label in (("messages", "Its own message"), ("offer", "Its own offer")):
            fields.flag(row, f"has_{kind}", label, key=f"{key}.has_{kind}", is_toggle=True)
    with st.container():
        if row["has_offer"]:
            offer(row["offer"], f"{key}.offer", lab.warehouse.snapshot().unit)
    if row["has_messages"]:
        messages.show(lab, row["messages"], key=f"{key}.message", channels=draft.terms["channels"])
