"""How features are shown in tables: their names, units, formats and definitions."""

from __future__ import annotations

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from core.kernel.schema import Field, FieldType, Schema


def feature_columns(schema: Schema) -> dict[str, ColumnConfig]:
    """Return the column of the customer and one for every feature."""
    customer = {"customer_id": st.column_config.Column("Customer", pinned=True, help="The id in the warehouse.")}
    return customer | {name: _column(field) for name, field in schema.items()}


def _column(field: Field) -> ColumnConfig:
    says_it = not field.unit or field.unit.casefold() in field.title.casefold()
    label = field.title if says_it else f"{field.title} ({field.unit})"
    match field.type:
        case FieldType.MONEY | FieldType.NUMBER:
            return st.column_config.NumberColumn(label, help=field.description, format="%.2f")
        case FieldType.INTEGER:
            return st.column_config.NumberColumn(label, help=field.description, format="localized")
        case FieldType.DATE:
            return st.column_config.DateColumn(label, help=field.description, format="D MMM YYYY")
        case FieldType.TIMESTAMP:
            return st.column_config.DatetimeColumn(label, help=field.description, format="D MMM YYYY, HH:mm")
        case FieldType.BOOLEAN:
            return st.column_config.CheckboxColumn(label, help=field.description)
        case FieldType.STRINGS:
            return st.column_config.ListColumn(label, help=field.description)
        case FieldType.STRING:
            return st.column_config.TextColumn(label, help=field.description)


def _instant(label: str) -> ColumnConfig:
    return st.column_config.DatetimeColumn(label, format="D MMM YYYY, HH:mm", timezone="UTC", help="UTC")


def _customers(label: str, says: str = "customers") -> ColumnConfig:
    return st.column_config.NumberColumn(label, format="localized", help=says)


VERSIONS = {
    "version": st.column_config.NumberColumn("Version", width="small"),
    "saved": _instant("Saved"),
    "by": "By",
    "name": "Name",
    "what changed": "What changed",
}
RUNS = {
    "as_of": _instant("As of"),
    "version": "Version",
    "n_customers": _customers("All customers"),
    "n_members": _customers("Members"),
    "n_joined": _customers("Joined"),
    "n_left": _customers("Left"),
    "snapshot": "Snapshot",
    "by": "By",
}
PAIRS = {
    "a": "Segment",
    "b": "With",
    "n_a": _customers("Members of the first"),
    "n_b": _customers("Members of the second"),
    "n_both": _customers("In both"),
    "share_of_a": st.column_config.NumberColumn("Share of the first", format="percent"),
    "jaccard": st.column_config.NumberColumn(
        "Share of either", format="percent", help="In both over in either (Jaccard)"
    ),
}
NUMBERS = {
    "feature": None,
    "label": "Feature",
    "group": "Group",
    "unit": "Unit",
    "mean_in": st.column_config.NumberColumn("Mean, members", format="%.2f"),
    "mean_all": st.column_config.NumberColumn("Mean, all", format="%.2f"),
    "median_in": st.column_config.NumberColumn("Median, members", format="%.2f"),
    "median_all": st.column_config.NumberColumn("Median, all", format="%.2f"),
    "known_in": st.column_config.NumberColumn("Known, members", format="percent", help="share with a value"),
    "known_all": st.column_config.NumberColumn("Known, all", format="percent", help="share with a value"),
    "effect": st.column_config.NumberColumn(
        "Difference (sd)", format="%.2f", help="of the means, in standard deviations"
    ),
}
VALUES = {
    "feature": None,
    "label": "Feature",
    "group": "Group",
    "value": "Value",
    "n_in": _customers("Members"),
    "n_all": _customers("All customers"),
    "share_in": st.column_config.NumberColumn("Share of members", format="percent"),
    "share_all": st.column_config.NumberColumn("Share of all", format="percent"),
    "index": st.column_config.NumberColumn("Index", format="%.0f", help="100 is the share among all customers"),
}
