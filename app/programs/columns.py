"""How the figures of programs are shown in tables."""

from __future__ import annotations

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig


def _points(label: str, says: str = "points") -> ColumnConfig:
    return st.column_config.NumberColumn(label, format="localized", help=says)


def _day(label: str, says: str = "Business day.") -> ColumnConfig:
    return st.column_config.DateColumn(label, format="D MMM YYYY", help=says)


def _instant(label: str) -> ColumnConfig:
    return st.column_config.DatetimeColumn(label, format="D MMM YYYY, HH:mm", timezone="UTC", help="UTC")


def _share(label: str, says: str) -> ColumnConfig:
    return st.column_config.NumberColumn(label, format="percent", help=says)


MONTH = st.column_config.DateColumn("Month", format="MMM YYYY", pinned=True)
CUSTOMER = st.column_config.TextColumn("Customer", pinned=True)
MONTHS = {
    "month": MONTH, "events": _points("Baskets", "baskets"), "issued": _points("Issued"), "burned": _points("Burned"),
    "expired": _points("Expired"), "adjusted": _points("Adjusted"), "outstanding": _points("Outstanding"),
    "liability": st.column_config.NumberColumn("Liability", format="%.2f"),
}  # fmt: skip
BY_CUSTOMER = {
    "customer_id": CUSTOMER, "events": _points("Baskets", "baskets"), "issued": _points("Issued"),
    "burned": _points("Burned"), "expired": _points("Expired"), "adjusted": _points("Adjusted"),
    "balance": _points("Balance"), "qualifying": _points("Qualifying", "points that count towards tiers"),
    "tier": "Tier",
}  # fmt: skip
GAINS = {
    "customer_id": CUSTOMER, "issued_a": _points("Issued, A"), "issued_b": _points("Issued, B"),
    "gain": _points("Difference"), "tier_a": "Tier, A", "tier_b": "Tier, B",
}  # fmt: skip
ENTRIES = {
    "day": _day("Day"), "reason": st.column_config.TextColumn("What happened", width="large"),
    "points": _points("Points"), "balance": _points("Balance", "after this entry"), "lot": "Lot", "kind": "Kind",
    "key": st.column_config.TextColumn("Key", help="An entry exists once under its key."),
    "corrects": st.column_config.TextColumn("Corrects", help="The key of the entry that this one corrects."),
    "recorded_at": _instant("Recorded"), "recorded_by": "By",
}  # fmt: skip
ENTRIES_ORDER = ("day", "reason", "points", "balance", "lot", "key", "recorded_at", "recorded_by")
ENTRIES_SHORT = ENTRIES_ORDER[:4]
EXPIRING = {"expires_on": _day("On", "At the start of this day."), "points": _points("Points")}
VINTAGES = {
    "month": MONTH, "earned": _points("Earned"), "burned": _points("Burned"), "expired": _points("Expired"),
    "adjusted": _points("Adjusted"), "outstanding": _points("Outstanding"),
    "breakage": _share("Breakage", "The share expected to expire."),
    "breakage_low": _share("from", "The lower end of the 95% interval."),
    "breakage_high": _share("to", "The upper end of the 95% interval."),
    "gross": st.column_config.NumberColumn("Gross", format="%.2f"),
    "deferred": st.column_config.NumberColumn("Deferred", format="%.2f", help="Gross less breakage."),
}  # fmt: skip
ROLL = {
    "month": MONTH, "opening": _points("Opening"), "earned": _points("Earned"), "burned": _points("Burned"),
    "expired": _points("Expired"), "adjusted": _points("Adjusted"), "closing": _points("Closing"),
}  # fmt: skip
MOVES = {"from_tier": "From", "to_tier": "To", "customers": _points("Customers", "customers")}
VERSIONS = {
    "version": st.column_config.NumberColumn("Version", width="small"), "saved": _instant("Saved"), "by": "By",
    "name": "Name", "what changed": "What changed",
}  # fmt: skip
PHASES = {
    "version": st.column_config.NumberColumn("Version", width="small"), "from": _day("From"),
    "until": _day("Until", "The first day on which it was no longer in force."), "activated": _instant("Activated"),
    "by": "By",
}  # fmt: skip
AUDIT = {"at": _instant("When"), "who": "Who", "what": "What", "before": "Before", "after": "After"}
CHECKS = {
    "sound": st.column_config.TextColumn("Sound", width=70), "check": st.column_config.TextColumn("Check"),
    "found": st.column_config.TextColumn("Found", width="large"),
}  # fmt: skip
