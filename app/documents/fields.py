"""Form fields over a draft: each begins with what the draft holds, and what is typed goes into the draft.

Mostly that is done when the field is drawn. But a field that is left by opening another tab may not be drawn in the
run that brings its last edit; so every field is bound to its place in the draft, and `collect` takes what was typed
before anything is drawn. Streamlit forgets a field that is not drawn for one run; it then begins again with what the
draft holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

import streamlit as st

from app.documents.rows import Row

KEY = "documents.fields"
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)

Take = Callable[[Any], None]


def begin(key: str, value: Any) -> str:
    """Let a field begin with a value unless it is drawn already; return its key."""
    if key not in st.session_state:
        st.session_state[key] = value
    return key


def bind(key: str, take: Take) -> str:
    """Have `collect` hand the value of a field over; return its key."""
    _bound()[key] = take
    return key


def collect() -> None:
    """Take what came from the fields that were drawn last; before anything else is drawn."""
    bound = _bound()
    for key, take in list(bound.items()):
        if key in st.session_state:
            take(st.session_state[key])
    bound.clear()


def text(row: Row, name: str, label: str, *, key: str, **look: Any) -> None:
    """Draw a line of text that is `row[name]`."""
    _bind(row, name, key, _typed)
    row[name] = _typed(st.text_input(label, key=begin(key, str(row.get(name) or "")), **look))


def area(row: Row, name: str, label: str, *, key: str, **look: Any) -> None:
    """Draw lines of text that are `row[name]`."""
    _bind(row, name, key, _typed)
    row[name] = _typed(st.text_area(label, key=begin(key, str(row.get(name) or "")), **look))


def whole(row: Row, name: str, label: str, *, key: str, least: int = 0, **look: Any) -> None:
    """Draw a whole number that is `row[name]`."""
    held = row.get(name)
    value = held if isinstance(held, int) and held >= least else least
    row[name] = st.number_input(label, least, step=1, key=begin(_bind(row, name, key), value), **look)


def days(row: Row, name: str, label: str, *, key: str, **look: Any) -> None:
    """Draw a number of days that is `row[name]`; None where it is empty."""
    held = row.get(name)
    value = held if isinstance(held, int) and held >= 1 else None
    row[name] = st.number_input(label, 1, step=1, key=begin(_bind(row, name, key), value), **look)


def day(row: Row, name: str, label: str, *, key: str, **look: Any) -> None:
    """Draw a day that is `row[name]`, text as in ISO 8601 or None."""
    _bind(row, name, key, _iso)
    try:
        value = date.fromisoformat(row.get(name) or "")
    except (TypeError, ValueError):
        value = None
    row[name] = _iso(st.date_input(label, None, FIRST, LAST, begin(key, value), format="DD/MM/YYYY", **look))


def clock(row: Row, name: str, label: str, *, key: str) -> None:
    """Draw a time of day that is `row[name]`, such as 21:00."""
    _bind(row, name, key, _wall)
    row[name] = _wall(st.time_input(label, key=begin(key, time.fromisoformat(row[name])), step=300))


def money(row: Row, name: str, label: str, *, key: str, **look: Any) -> None:
    """Draw an amount that is `row[name]`, as it was typed; None where it is empty."""
    _bind(row, name, key, _amount)
    row[name] = _amount(st.text_input(label, key=begin(key, str(row.get(name) or "")), **look))


def percent(row: Row, name: str, label: str, *, key: str, **look: Any) -> None:
    """Draw a share that is `row[name]`, text such as 0.25, as a percentage.

    The field has no bounds of its own: beyond them it would turn red and keep what was there before.
    """
    held = share(row.get(name))
    shown = float(held * 100) if held is not None else 0.0
    bind(key, lambda typed: _put_share(row, name, typed))
    typed = st.number_input(label, step=1.0, format="%0.4g", key=begin(key, shown), **look)
    _put_share(row, name, typed)


def flag(row: Row, name: str, label: str, *, key: str, is_toggle: bool = False, **look: Any) -> bool:
    """Draw a yes or no that is `row[name]`; return it."""
    kind = st.toggle if is_toggle else st.checkbox
    row[name] = kind(label, key=begin(_bind(row, name, key), bool(row.get(name))), **look)
    return bool(row[name])


def choice(row: Row, name: str, label: str, *, key: str, options: Mapping[str, str], **look: Any) -> str:
    """Draw a choice between the keys of `options`, which are `row[name]`; the first is the default. Return it."""
    held = row.get(name)
    begin(_bind(row, name, key), held if held in options else next(iter(options)))
    row[name] = st.selectbox(label, list(options), format_func=lambda v: options[v], key=key, **look)
    return str(row[name])


def chosen(row: Row, name: str, label: str, *, key: str, options: Mapping[str, str], **look: Any) -> str | None:
    """Draw a choice of one key of `options` that is `row[name]`; None while nothing is chosen."""
    held = row.get(name)
    known = dict(options) if not held or held in options else {**options, str(held): f"{held} (not there)"}
    begin(_bind(row, name, key), str(held) if held else None)
    found: str | None = st.selectbox(
        label, list(known), format_func=lambda v: known[v], key=key, index=None, **look
    )  # fmt: skip
    row[name] = found
    return found


def several(row: Row, name: str, label: str, *, key: str, options: Mapping[str, str], **look: Any) -> None:
    """Draw a choice of several keys of `options`, in the order in which they are chosen: the list `row[name]`."""
    held = [v for v in row.get(name) or [] if v in options]
    begin(_bind(row, name, key, list), held)
    row[name] = list(st.multiselect(label, list(options), format_func=lambda v: options[v], key=key, **look))


def share(value: object) -> Decimal | None:
    """Return a share that is written as text; None where it is none."""
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _bound() -> dict[str, Take]:
    """Return the fields of this browser tab that were drawn since the last `collect`."""
    held: dict[str, Take] = st.session_state.setdefault(KEY, {})
    return held


def _bind(row: Row, name: str, key: str, read: Callable[[Any], Any] = lambda v: v) -> str:
    def take(value: Any) -> None:
        row[name] = read(value)

    return bind(key, take)


def _put_share(row: Row, name: str, typed: float | None) -> None:
    """Write a share down, unless it says what is there already: 0.10 remains what it was."""
    made = Decimal(repr(round(typed or 0.0, 2))) / 100
    if made != share(row.get(name)):
        row[name] = f"{made.normalize():f}"


def _typed(text: str | None) -> str:
    return text or ""


def _amount(typed: str | None) -> str | None:
    return (typed or "").strip() or None


def _wall(chosen: time) -> str:
    return chosen.isoformat("minutes")


def _iso(chosen: Any) -> str | None:
    return chosen.isoformat() if isinstance(chosen, date) else None
