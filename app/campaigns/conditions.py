"""A condition of a campaign in the visual builder."""

from __future__ import annotations

import streamlit as st

from app.campaigns import fields
from app.campaigns.draft import Item
from app.components.rule_builder import BuilderState, builder_state, field_dicts, rule_builder
from app.programs.document import as_json
from core.kernel.schema import Schema


def condition(item: Item, key: str, schema: Schema) -> None:
    """Draw the condition `when` of an item. The builder's `null` is no condition, which is `true` in the document."""
    when = item.content.get("when", True)
    held = None if when is True else when
    fields.bind(key, lambda _: _take(item, builder_state(key, rule=held, revision=item.revision)))
    now = builder_state(key, rule=held, revision=item.revision)
    state = rule_builder(
        key, fields=field_dicts(schema), rule=held, revision=item.revision, unit="", explanation=as_json(now.rule)
    )
    _take(item, state)
    with st.container(gap=None):
        if state.is_advanced:
            st.caption("This condition has no visual form. It can be edited as YAML.")


def _take(item: Item, state: BuilderState) -> None:
    item.content["when"] = True if state.rule is None else state.rule
    item.half_typed = () if state.is_complete else state.problems
