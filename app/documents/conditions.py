"""A condition of a definition in the visual builder."""

from __future__ import annotations

import streamlit as st

from app.components.rule_builder import BuilderState, builder_state, field_dicts, rule_builder
from app.documents import fields
from app.documents.draft import Item
from app.documents.rows import as_json
from core.kernel.schema import Schema


def condition(item: Item, key: str, schema: Schema, *, counts: str) -> None:
    """Draw the condition `when` of an item. The builder's `null` is no condition, which is `true` in the document.

    counts: what counts where there is none, as it goes on after "so".
    """
    when = item.content.get("when", True)
    held = None if when is True else when
    fields.bind(key, lambda _: _take(item, builder_state(key, rule=held, revision=item.revision)))
    now = builder_state(key, rule=held, revision=item.revision)
    state = rule_builder(
        key, fields=field_dicts(schema), rule=held, revision=item.revision, unit="", explanation=as_json(now.rule),
        empty=f"No condition, so {counts}. Add a condition to choose.",
    )  # fmt: skip
    _take(item, state)
    with st.container(gap=None):
        if state.is_advanced:
            st.caption("This condition has no visual form. It can be edited as YAML.")


def _take(item: Item, state: BuilderState) -> None:
    item.content["when"] = True if state.rule is None else state.rule
    item.half_typed = () if state.is_complete else state.problems
