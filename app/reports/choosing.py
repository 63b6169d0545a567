"""What a page of the reports is about: one campaign, all of a period, or all together. The address says it, too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from core.services.report_files import Entry

ONE, MANY, ALL = "One campaign", "A period", "All together"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Campaigns by their keys, or a period, or those of a period that are named; or all together, by a holdout."""

    names: tuple[str, ...] = ()
    from_on: date | None = None
    to_on: date | None = None
    is_all: bool = False

    @property
    def file(self) -> str:
        """What to call the files of it."""
        if self.is_all:
            return "all-campaigns"
        if self.from_on is None and len(self.names) == 1:
            return f"campaign-{self.names[0]}"
        return f"campaigns-{self.from_on}-{self.to_on}"


def choose(entries: Sequence[Entry], *, has_holdout: bool) -> Chosen | None:
    """Draw the choice; return None while a period has only its first day."""
    row = st.container(horizontal=True, vertical_alignment="bottom")
    ways = [ONE, MANY, *([ALL] if has_holdout else [])]
    wanted = MANY if "from" in st.query_params else ALL if "all" in st.query_params and has_holdout else ONE
    what = row.segmented_control(
        "What the page is about", ways, default=wanted, required=True, key="reports.about",
        label_visibility="collapsed",
    )  # fmt: skip
    if what == ALL:
        _say(all="1")
        return Chosen(is_all=True)
    return _one(row, entries) if what == ONE else _many(row, entries)


def _one(row: st.delta_generator.DeltaGenerator, entries: Sequence[Entry]) -> Chosen:
    known = {entry.key: entry for entry in entries}
    asked = st.query_params.get("campaign")
    first = asked if asked in known else _newest(entries)
    key = row.selectbox(
        "Campaign", list(known), index=list(known).index(first), format_func=lambda k: _called(known[k]),
        key="reports.campaign", width=420,
    )  # fmt: skip
    _say(campaign=key)
    return Chosen((key,))


def _many(row: st.delta_generator.DeltaGenerator, entries: Sequence[Entry]) -> Chosen | None:
    days = [day for entry in entries for pair in entry.ran for day in pair]
    whole = (min(days), max(days)) if days else None
    asked = _asked() or whole
    if asked is None:
        return None
    chosen = row.date_input(
        "Period", asked, key="reports.period", format="YYYY-MM-DD", help="All campaigns that ran on any of these days.",
        width=260,
    )  # fmt: skip
    if len(chosen) != 2:
        st.caption("Choose the last day of the period, too.")
        return None
    first, last = chosen
    known = {entry.key: entry for entry in entries if entry.ran_within(first, last)}
    named = row.multiselect(
        "Only these", list(known), format_func=lambda k: _called(known[k]), key="reports.only", width=360,
        placeholder="All that ran",
    )  # fmt: skip
    _say(**{"from": first.isoformat(), "to": last.isoformat()})
    return Chosen(tuple(named), first, last)


def _newest(entries: Sequence[Entry]) -> str:
    """Return the campaign that ran last, those of the Lab before past ones."""
    return max(entries, key=lambda entry: (not entry.is_past and bool(entry.ran), entry.ran[-1:])).key


def _called(entry: Entry) -> str:
    if entry.is_past:
        return f"{entry.name} (past)"
    return entry.name if entry.ran else f"{entry.name} (never ran)"


def _asked() -> tuple[date, date] | None:
    """Return the period that the address names, if it can be read."""
    try:
        first, last = (date.fromisoformat(st.query_params.get(name, "")) for name in ("from", "to"))
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _say(**wanted: str) -> None:
    """Let the address name what is shown, so that it can be passed on."""
    if dict(st.query_params.items()) != wanted:
        st.query_params.from_dict(wanted)
