"""Caps, tiers and burn options in editable tables.

Streamlit tells edits as differences from what an editor was given, and forgets them when it is given something else.
So an editor is given the same rows until the draft is begun anew, its choices change, or it was not drawn for a
while; then it is another editor, given what the draft holds by then. The differences are read here, without any data
frame that would make floats of whole numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
import streamlit as st

from app.documents.rows import Row
from app.programs import document
from app.programs.draft import Draft, Sheet

MOST = 2**53 - 1
ALL = "all rules"
PER = ("transaction", "day", "week", "month", "program")
SCHEMAS: Mapping[str, Mapping[str, Any]] = {
    "caps": {"per": pl.String, "limit": pl.Int64, "rule": pl.String, "global": pl.Boolean},
    "tiers": {"name": pl.String, "threshold": pl.Int64, "multiplier": pl.String, "benefits": pl.String},
    "burn": {"name": pl.String, "points": pl.Int64, "value": pl.String},
}
SHOWN: Mapping[str, Mapping[str, Any]] = {
    "caps": {"rule": ALL, "global": False}, "tiers": {"multiplier": "1", "benefits": ""}, "burn": {},
}  # fmt: skip


def caps(draft: Draft) -> None:
    """Draw the caps."""
    names = tuple(dict.fromkeys(str(rule.content["name"]) for rule in draft.rules if rule.content.get("name")))
    config = {
        "per": st.column_config.SelectboxColumn("Per", options=PER, default="day", required=True),
        "limit": _whole("Points at most", least=1),
        "rule": st.column_config.SelectboxColumn("Of", options=(ALL, *names), default=ALL, help="One rule, or all."),
        "global": st.column_config.CheckboxColumn("For all customers", default=False, help="A budget for everybody."),
    }
    _edit(draft, "caps", config, options=names)


def tiers(draft: Draft) -> None:
    """Draw the tiers."""
    config = {
        "name": st.column_config.TextColumn("Tier"),
        "threshold": _whole("From points", least=0),
        "multiplier": st.column_config.TextColumn("Times", default="1", help="What points are multiplied by."),
        "benefits": st.column_config.TextColumn("Benefits", width="large"),
    }
    _edit(draft, "tiers", config)


def burn(draft: Draft, unit: str) -> None:
    """Draw what points buy."""
    config = {
        "name": st.column_config.TextColumn("Option"),
        "points": _whole("Points", least=1),
        "value": st.column_config.TextColumn(f"Worth ({unit})", help="In money, such as 5.00."),
    }
    _edit(draft, "burn", config)


def _whole(label: str, *, least: int) -> Any:
    return st.column_config.NumberColumn(label, min_value=least, max_value=MOST, step=1, format="localized")


def collect(draft: Draft | None) -> None:
    """Take the edits that came since the last run into the draft; before anything else of it is drawn."""
    if draft is None:
        return
    for name, sheet in draft.sheets.items():
        told = st.session_state.get(_key(draft, name, sheet))
        if told is not None:
            draft.tables[name] = [_kept(name, row) for row in edited(sheet.rows, told)]


def _edit(draft: Draft, name: str, config: Mapping[str, Any], *, options: tuple[str, ...] = ()) -> None:
    sheet = _sheet(draft, name, options)
    key = _key(draft, name, sheet)
    frame = pl.DataFrame([_shown(name, row) for row in sheet.rows], schema=SCHEMAS[name], strict=False)
    st.data_editor(
        frame, key=key, num_rows="dynamic", hide_index=True, column_config=config, width="stretch", placeholder=""
    )  # fmt: skip


def _sheet(draft: Draft, name: str, options: tuple[str, ...]) -> Sheet:
    held = draft.sheets.get(name)
    if held is None or held.options != options or _key(draft, name, held) not in st.session_state:
        held = Sheet([dict(row) for row in draft.tables[name]], options, draft.next())
        draft.sheets[name] = held
    return held


def _key(draft: Draft, name: str, sheet: Sheet) -> str:
    return draft.key(f"{name}.{sheet.generation}")


def edited(rows: Sequence[Row], told: Mapping[str, Any]) -> list[Row]:
    """Return the rows after the edits that an editor tells (`edited_rows`, `added_rows`, `deleted_rows`)."""
    changes = {int(place): change for place, change in told.get("edited_rows", {}).items()}
    gone = {int(place) for place in told.get("deleted_rows", [])}
    kept = [{**row, **changes.get(place, {})} for place, row in enumerate(rows) if place not in gone]
    added = [{k: v for k, v in row.items() if k != "_index"} for row in told.get("added_rows", [])]
    return kept + added


def _shown(name: str, row: Row) -> Row:
    """Return a row of the document as the table shows it."""
    known = {c: row.get(c) for c in SCHEMAS[name]}
    return known | {c: v for c, v in SHOWN[name].items() if known[c] is None}


def _kept(name: str, row: Row) -> Row:
    """Return a row of the table as the document has it."""
    found = {c: document.whole(v) for c, v in row.items() if v is not None and v != ""}
    return {c: v for c, v in found.items() if not (name == "caps" and c == "rule" and v == ALL)}
