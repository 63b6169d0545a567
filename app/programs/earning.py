"""The earn rules of a draft: each with its condition in the visual builder and its points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from app.components.rule_builder import builder_state, field_dicts, rule_builder
from app.components.text import plain
from app.programs import document, fields, points
from app.programs.draft import Draft, Rule
from core.kernel.canonical import Json
from core.kernel.schema import Schema

PER = {"basket": "basket", "line": "line of a basket"}
ROUNDING = {"floor": "down", "nearest": "to the nearest", "ceil": "up"}


def show(draft: Draft, schemas: Mapping[Any, Schema], unit: str) -> None:
    """Draw every rule, and the button that adds one."""
    for place, rule in enumerate(list(draft.rules)):
        with st.container(border=True):
            _rule(draft, rule, schemas, unit=unit, place=place)
    if st.button("Add a rule", icon=":material/add:", key=draft.key("rule.add")):
        content = {"name": "" if draft.rules else "base", "points": document.copied(document.NEW_RULE["points"])}
        draft.rules.append(Rule(draft.next(), content, 1))
        st.rerun()


def _rule(draft: Draft, rule: Rule, schemas: Mapping[Any, Schema], *, unit: str, place: int) -> None:
    key = draft.key(f"rule.{rule.number}")
    name, per, rounding, gone = st.columns([1.6, 1, 1, 0.35], vertical_alignment="bottom")
    was = rule.content.get("name")
    with name:
        fields.text(rule.content, "name", f"Rule {place + 1}", key=f"{key}.name", placeholder="its name")
    _renamed(draft, was, rule.content["name"])
    with per:
        before = rule.content.get("per", "basket")
        chosen = fields.choice(rule.content, "per", "Looks at each", key=f"{key}.per", options=PER)
        if chosen != before:
            rule.revision += 1  # the builder has other fields then
    with rounding:
        fields.choice(rule.content, "rounding", "Points rounded", key=f"{key}.rounding", options=ROUNDING)
    if gone.button("", icon=":material/delete:", key=f"{key}.delete", help="Remove this rule", type="tertiary"):
        draft.rules.remove(rule)
        st.rerun()
    points.show(draft, rule, unit)
    st.caption("When" if rule.content.get("when", True) is not True else "When (no condition: always)")
    _when(draft, rule, schemas[chosen])


def _renamed(draft: Draft, was: str | None, now: str) -> None:
    """Let the caps of a rule follow its name."""
    for cap in draft.tables["caps"]:
        if was and now and cap.get("rule") == was:
            cap["rule"] = now


def _when(draft: Draft, rule: Rule, schema: Schema) -> None:
    """Draw the condition. The builder's `null` is no condition, which is `true` in the document."""
    key, condition = draft.key(f"when.{rule.number}"), _condition(rule)
    now = builder_state(key, rule=condition, revision=rule.revision)
    state = rule_builder(
        key, fields=field_dicts(schema), rule=condition, revision=rule.revision, unit="",
        explanation=document.as_json(now.rule),
    )  # fmt: skip
    rule.content["when"] = True if state.rule is None else state.rule
    rule.half_typed = () if state.is_complete else state.problems
    if state.is_advanced:
        st.caption(plain("This condition has no visual form. It can be edited as YAML, below."))


def _condition(rule: Rule) -> Json | None:
    when = rule.content.get("when", True)
    return None if when is True else when
