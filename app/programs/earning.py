"""The earn rules of a draft: each with its condition in the visual builder and its points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from app.documents import fields
from app.documents.conditions import condition
from app.documents.draft import Item
from app.documents.rows import copied
from app.programs import document, points
from app.programs.draft import Draft
from core.kernel.schema import Schema

PER = {"basket": "basket", "line": "line of a basket"}
ROUNDING = {"floor": "down", "nearest": "to the nearest", "ceil": "up"}


def show(draft: Draft, schemas: Mapping[Any, Schema], unit: str) -> None:
    """Draw every rule, and the button that adds one."""
    for place, rule in enumerate(list(draft.rules)):
        with st.container(border=True):
            _rule(draft, rule, schemas, unit=unit, place=place)
    if st.button("Add a rule", icon=":material/add:", key=draft.key("rule.add")):
        content = {"name": "" if draft.rules else "base", "points": copied(document.NEW_RULE["points"])}
        draft.rules.append(draft.item(content))
        st.rerun()


def _rule(draft: Draft, rule: Item, schemas: Mapping[Any, Schema], *, unit: str, place: int) -> None:
    key = draft.key(f"rule.{rule.number}")
    name, per, rounding, gone = st.columns([1.6, 1, 1, 0.35], vertical_alignment="bottom")
    with name:
        fields.text(rule.content, "name", f"Rule {place + 1}", key=f"{key}.name", placeholder="its name")
    _renamed(draft, rule.before("name"), rule.content["name"])
    with per:
        chosen = fields.choice(rule.content, "per", "Looks at each", key=f"{key}.per", options=PER)
        if rule.before("per") != chosen:
            rule.revision += 1  # the builder has other fields then
    with rounding:
        fields.choice(rule.content, "rounding", "Points rounded", key=f"{key}.rounding", options=ROUNDING)
    if gone.button("", icon=":material/delete:", key=f"{key}.delete", help="Remove this rule", type="tertiary"):
        draft.rules.remove(rule)
        st.rerun()
    points.show(draft, rule, unit)
    st.caption("When" if rule.content.get("when", True) is not True else "When (no condition: always)")
    condition(rule, draft.key(f"when.{rule.number}"), schemas[chosen], counts=f"every {PER[chosen]} counts")


def _renamed(draft: Draft, was: str | None, now: str) -> None:
    """Let the caps of a rule follow its name."""
    for cap in draft.tables["caps"]:
        if was and now and cap.get("rule") == was:
            cap["rule"] = now
