"""One customer's account in figures: on the program's page, and on the customer's."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
import streamlit as st

from app.components import tables
from app.components.text import plain
from app.programs.columns import EXPIRING
from core.reports import words
from core.services.accounts import Account
from core.services.programs import Program


def numbers(program: Program, account: Account) -> None:
    """Draw balance, what of it can be spent, and the tier with the way to the next."""
    row = st.container(horizontal=True)
    for label, value, says in (
        ("Balance", account.balance, "All points, less what is owed."),
        ("Spendable", account.spendable, "What can be redeemed today."),
        ("Pending", account.pending, "Points that wait before they can be spent."),
        ("Owed", account.debt, "Points of returned baskets that were spent already; later points fill it first."),
    ):
        if value or label in ("Balance", "Spendable"):
            row.metric(label, f"{value:,}", help=says, border=True, width="content")
    if not account.expiring.is_empty():
        first = account.expiring.sort("expires_on").row(0, named=True)
        row.metric(
            "Expires next", f"{first['points']:,}", f"on {words.day(first['expires_on'])}", delta_color="off",
            delta_arrow="off", border=True, width="content", help="At the start of that day, if not spent before.",
        )  # fmt: skip
    if account.tier:
        row.metric("Tier", plain(account.tier), border=True, width="content", help=_benefits(program, account.tier))
    progress(account)


def progress(account: Account) -> None:
    """Draw how far the next tier is."""
    if not account.tier:
        return
    counted = f"{words.count(account.qualifying, 'qualifying point')} in the window"
    if account.next_tier is None or account.points_to_next is None:
        st.caption(plain(f"{counted}. This is the highest tier."))
        return
    needed = account.qualifying + account.points_to_next
    share = account.qualifying / needed if needed else 0.0
    said = f"{counted}, {account.points_to_next:,} more to {account.next_tier}"
    st.progress(min(max(share, 0.0), 1.0), plain(said))


@dataclass(frozen=True, slots=True)
class Drawn:
    """An account as it is drawn: what happened at one instant is one mark, however many lots it touched."""

    entries: pl.DataFrame


def drawn(account: Account) -> Drawn:
    """Return an account for `core.reports.programs.account`."""
    at_once = account.entries.group_by("at", "kind", maintain_order=True)
    return Drawn(at_once.agg(pl.col("points").sum(), pl.col("balance").last(), pl.col("reason", "lot").first()))


def expiring(account: Account, key: str) -> None:
    """Draw what expires when."""
    if account.expiring.is_empty():
        st.caption("No points have a day on which they expire.")
        return
    tables.show(account.expiring, key=key, file="expiring", columns=EXPIRING)


def _benefits(program: Program, tier: str) -> str | None:
    return next((plain(t.benefits) or None for t in program.definition.tiers if t.name == tier), None)
