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
