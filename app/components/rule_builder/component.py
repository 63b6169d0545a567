"""Mounting the component in a page."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from app.components.rule_builder.state import BuilderState, NodeCount, read_state, serial_of
from core.kernel.canonical import Json, canonical_json

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

HERE = Path(__file__).resolve().parent
PROJECT, NAME = "loyalty-lab", "rule_builder"
FULL_NAME = f"{PROJECT}.{NAME}"
EMPTY = "No condition yet, so all customers are in. Add a condition to choose."
_registering = threading.Lock()


def _register() -> None:
    """Tell the running Streamlit where the assets are.

    Streamlit 1.67 finds `[tool.streamlit.component]` of an editable install only when `pyproject.toml` lies in, or
    beside, an import package of the distribution's own name; ours is called loyalty-lab and holds `core`, `app` and
    `pages`. Files keep 0.4 MB out of the websocket, which an inline script would cross at every change.
    """
    manager = get_bidi_component_manager()
    with _registering:  # a second registration would put a placeholder in the place of what is being shown
        if manager.get_component_asset_root(FULL_NAME) is None:
            manager.register_from_manifest(ComponentManifest(PROJECT, "0", [ComponentConfig(NAME, "assets")]), HERE)


@cache
def _renderer() -> ComponentRenderer:
    return st.components.v2.component(FULL_NAME, js="rule_builder.js", css="rule_builder.css")


def builder_state(key: str, *, rule: Json | None, revision: int) -> BuilderState:
    """Return what `rule_builder` is going to return in this run, before it is shown.

    So a page can count the present rule first and hand the counts over in the same run.
    """
    return read_state(_held(key), rule=rule, revision=revision)


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
    empty: str = EMPTY,
    height: int | Literal["content"] = "content",
    disabled: bool = False,
) -> BuilderState:
    """Show the builder and return what the person made of the rule.

    `fields` come from `field_dicts`. `rule` is read when the component appears and when `revision` rises; otherwise
    edits only flow out, so pass the draft (`state.rule`) and keep `revision` until another rule is to be loaded.
    `counts` maps JSON pointers of the rule `counted` ("" the root, "/and/0", ...) to {"members", "removes"}; they are
    greyed while the screen is newer than `counted` (null: no condition, "" then counts everybody). `explanation` is
    shown with a rule that has no visual form, `empty` while there is no condition: it says what that means here.

    Raises BadInput when the browser sends what the component never does.
    """
    _register()
    data = {
        "key": key,
        "fields": list(fields),
        "rule": None if rule is None else canonical_json(rule),
        "revision": revision,
        "counts": None if counts is None else dict(counts),
        "counted": None if counted is None else canonical_json(counted),
        "explanation": explanation,
        "unit": unit,
        "empty": empty,
        "disabled": disabled,
        "seen": serial_of(_held(key)),
    }
    result = _renderer()(key=key, data=data, height=height, on_value_change=_nothing)
    return read_state(result.value, rule=rule, revision=revision)


def _held(key: str) -> object:
    held = st.session_state.get(key)
    return held.get("value") if isinstance(held, Mapping) else None


def _nothing() -> None:
    """Streamlit keeps a component's state only when a callback is named for it."""
