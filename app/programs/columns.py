"""How the figures of programs are shown in tables."""

from __future__ import annotations

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from app.components.columns import count, day, instant, share


def _points(label: str, says: str = "points") -> ColumnConfig:
    return count(label, says)


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
    "day": day("Day"), "reason": st.column_config.TextColumn("What happened", width="large"),
    "points": _points("Points"), "balance": _points("Balance", "after this entry"), "lot": "Lot", "kind": "Kind",
    "key": st.column_config.TextColumn("Key", help="An entry exists once under its key."),
    "corrects": st.column_config.TextColumn("Corrects", help="The key of the entry that this one corrects."),
    "recorded_at": instant("Recorded", "UTC"), "recorded_by": "By",
}  # fmt: skip
ENTRIES_ORDER = ("day", "reason", "points", "balance", "lot", "key", "recorded_at", "recorded_by")
ENTRIES_SHORT = ENTRIES_ORDER[:4]
EXPIRING = {"expires_on": day("On", "At the start of this day."), "points": _points("Points")}
VINTAGES = {
    "month": MONTH, "earned": _points("Earned"), "burned": _points("Burned"), "expired": _points("Expired"),
    "adjusted": _points("Adjusted"), "outstanding": _points("Outstanding"),
    "breakage": share("Breakage", "The share expected to expire."),
    "breakage_low": share("from", "The lower end of the 95% interval."),
    "breakage_high": share("to", "The upper end of the 95% interval."),
    "gross": st.column_config.NumberColumn("Gross", format="%.2f"),
    "deferred": st.column_config.NumberColumn("Deferred", format="%.2f", help="Gross less breakage."),
}  # fmt: skip
ROLL = {
    "month": MONTH, "opening": _points("Opening"), "earned": _points("Earned"), "burned": _points("Burned"),
    "expired": _points("Expired"), "adjusted": _points("Adjusted"), "closing": _points("Closing"),
}  # fmt: skip
MOVES = {"from_tier": "From", "to_tier": "To", "customers": _points("Customers", "customers")}
PHASES = {
    "version": st.column_config.NumberColumn("Version", width="small"), "from": day("From"),
    "until": day("Until", "The first day on which it was no longer in force."),
    "activated": instant("Activated", "UTC"), "by": "By",
}  # fmt: skip
CHECKS = {
    "sound": st.column_config.TextColumn("Sound", width=70), "check": st.column_config.TextColumn("Check"),
    "found": st.column_config.TextColumn("Found", width="large"),
}  # fmt: skip
