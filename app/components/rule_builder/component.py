"""Mounting the component in a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from app.components.rule_builder.state import BuilderState, NodeCount, read_state
from core.kernel.canonical import Json, canonical_json

HERE = Path(__file__).resolve().parent
PROJECT, NAME = "loyalty-lab", "rule_builder"


def _register() -> None:
    """Tell the running Streamlit where the assets are.

    Streamlit finds `[tool.streamlit.component]` only where `pyproject.toml` lies inside the import package of the
    distribution's own name; ours holds `core`, `app` and `pages`, so neither an editable install nor a wheel is found.
    Files keep the 0.5 MB out of the websocket, which an inline script would cross at every change.
    """
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(f"{PROJECT}.{NAME}") is None:
        manifest = ComponentManifest(PROJECT, "0", [ComponentConfig(NAME, "assets")])
        manager.register_from_manifest(manifest, HERE)


def rule_builder(
    key: str,
    *,
    fields: Sequence[Mapping[str, Any]],
    rule: Json | None,
    revision: int,
    counts: Mapping[str, NodeCount] | None = None,
    counted: Json | None = None,
    explanation: str = "",
    unit: str = "customers",
    height: int | Literal["content"] = "content",
    disabled: bool = False,
) -> BuilderState:
    """Show the builder and return what the person made of the rule.

    `fields` come from `field_dicts`. `rule` is read when the component appears and when `revision` rises; otherwise
    edits only flow out, so pass the draft of `state.rule` and keep `revision` until another rule is to be loaded.
    `counts` maps JSON pointers of the rule `counted` ("" the root, "/and/0", ...) to {"members", "removes"}; they are
    greyed while the screen is newer than `counted`. `explanation` is shown with a rule that has no visual form.

    Raises BadInput when the browser sends what the component never does.
    """
    _register()
    mount = st.components.v2.component(f"{PROJECT}.{NAME}", js="rule_builder.js", css="rule_builder.css")
    data = {
        "key": key,
        "fields": list(fields),
        "rule": None if rule is None else canonical_json(rule),
        "revision": revision,
        "counts": None if counts is None else dict(counts),
        "counted": None if counted is None else canonical_json(counted),
        "explanation": explanation,
        "unit": unit,
        "disabled": disabled,
    }
    result = mount(key=key, data=data, height=height, on_value_change=lambda: None)
    return read_state(result.value, rule=rule, revision=revision)
