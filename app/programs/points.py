"""The points of an earn rule: three simple forms, and JSON for everything else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from app.documents import fields
from app.documents.draft import Item
from app.documents.rows import as_json
from app.programs import document
from app.programs.draft import Draft
from core.kernel.canonical import Json

PER_UNIT, FIXED, PER_ITEM, EXPERT = "unit", "fixed", "item", "expert"
VARS = {PER_UNIT: "amount", PER_ITEM: "quantity"}
LABELS = {PER_UNIT: "per {unit} spent", FIXED: "fixed", PER_ITEM: "per item", EXPERT: "JSONLogic"}


def read(points: Json) -> tuple[str, Any]:
    """Return which form shows these points, and its number (for the expert's, the points themselves)."""
    if isinstance(points, int | float) and not isinstance(points, bool):
        return FIXED, points
    product = points.get("*") if isinstance(points, Mapping) and len(points) == 1 else None
    if isinstance(product, list) and len(product) == 2:
        for kind, name in VARS.items():
            factor = product[1]
            if product[0] == {"var": name} and isinstance(factor, int | float) and not isinstance(factor, bool):
                return kind, factor
    return EXPERT, points


def written(kind: str, number: Any) -> Json:
    """Return the points of a simple form; what is no number stays as it was typed, for the checks to refuse."""
    if kind == FIXED or isinstance(number, str):
        return number
    return {"*": [{"var": VARS[kind]}, number]}


def show(draft: Draft, rule: Item, unit: str) -> None:
    """Draw the form of a rule's points, and put what was typed into the rule."""
    key = draft.key(f"points.{rule.number}.{rule.revision}")
    kind, value = read(rule.content.get("points", 0))
    chosen_key = fields.begin(f"{key}.kind", kind)
    left, right = st.columns([1, 1.5])
    chosen = left.selectbox(
        "Points", list(LABELS), format_func=lambda k: LABELS[k].format(unit=unit), key=chosen_key,
        help="What a basket or a line gives when the condition holds. Matching rules add up.",
    )  # fmt: skip
    field = fields.bind(f"{key}.{'json' if chosen == EXPERT else 'number'}", lambda typed: _put(rule, chosen, typed))
    if chosen == EXPERT:
        typed = right.text_area(
            "JSONLogic number", key=fields.begin(field, as_json(rule.content.get("points", 0))), height=90,
            help='For example {"min": [{"*": [{"var": "amount"}, 0.1]}, 15]}.',
        )  # fmt: skip
    else:
        number = _number(kind, value)
        shown = number if isinstance(number, str) else repr(number)
        typed = right.text_input("How many", key=fields.begin(field, shown))
    _put(rule, chosen, typed)


def _put(rule: Item, kind: str, typed: str | None) -> None:
    text = typed or ""
    rule.content["points"] = document.parsed(text) if kind == EXPERT else written(kind, document.number(text))


def _number(kind: str, value: Any) -> Any:
    """Return what the simple forms begin with: after JSON, or after something that was no number, one."""
    return value if kind != EXPERT or isinstance(value, str) else 1
