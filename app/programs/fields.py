"""Form fields over a draft: each begins with what the draft holds, and what is typed goes into the draft at once.

Streamlit forgets a field that is not drawn for one run; it then begins again with what the draft holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from app.programs import document

Row = dict[str, Any]
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)


def begin(key: str, value: Any) -> str:
    """Let a field begin with a value unless it is drawn already; return its key."""
    if key not in st.session_state:
        st.session_state[key] = value
    return key


def text(row: Row, name: str, label: str, *, key: str, **look: Any) -> None:
    """Draw a line of text that is `row[name]`."""
    row[name] = st.text_input(label, key=begin(key, str(row.get(name) or "")), **look) or ""


def area(row: Row, name: str, label: str, *, key: str, **look: Any) -> None:
    """Draw lines of text that are `row[name]`."""
    row[name] = st.text_area(label, key=begin(key, str(row.get(name) or "")), **look) or ""


def whole(row: Row, name: str, label: str, *, key: str, least: int = 0, **look: Any) -> None:
    """Draw a whole number that is `row[name]`."""
    held = row.get(name)
    value = held if isinstance(held, int) and held >= least else least
    row[name] = st.number_input(label, least, step=1, key=begin(key, value), **look)


def day(row: Row, name: str, label: str, *, key: str, **look: Any) -> None:
    """Draw a day that is `row[name]`, text as in ISO 8601 or None."""
    try:
        value = date.fromisoformat(row.get(name) or "")
    except (TypeError, ValueError):
        value = None
    chosen = st.date_input(label, None, FIRST, LAST, begin(key, value), format="DD/MM/YYYY", **look)
    row[name] = chosen.isoformat() if isinstance(chosen, date) else None


def choice(row: Row, name: str, label: str, *, key: str, options: Mapping[str, str], **look: Any) -> str:
    """Draw a choice between the keys of `options`, which are `row[name]`; the first is the default. Return it."""
    held = row.get(name)
    value = held if held in options else next(iter(options))
    row[name] = st.selectbox(label, list(options), format_func=lambda v: options[v], key=begin(key, value), **look)
    return str(row[name])


def number(label: str, value: Any, *, key: str, **look: Any) -> Any:
    """Draw a number that is typed as text; return an int, a float, or what was typed and is no number."""
    shown = value if isinstance(value, str) else repr(value)
    return document.number(st.text_input(label, key=begin(key, shown), **look) or "")
