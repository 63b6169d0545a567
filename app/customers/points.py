"""A customer's points: of each program the balance, the tier, what expires, and every entry with its reason."""

from __future__ import annotations

import streamlit as st

from app import nav
from app.components import charts, links, tables
from app.components.text import plain
from app.programs import account_view
from app.programs.columns import ENTRIES, ENTRIES_SHORT
from core.reports import programs as figures
from core.services.accounts import Account
from core.services.customers import Customer
from core.services.lab import Lab


def has(lab: Lab, customer: Customer) -> bool:
    """Say whether the customer has an account in any program."""
    return bool(lab.accounts.of(str(customer.id)))


def show(lab: Lab, customer: Customer) -> None:
    """Draw each program's account, as it stands now."""
    st.caption("As the ledgers stand now, whatever day is chosen above.")
    for account in lab.accounts.of(str(customer.id)):
        _account(lab, account)


def _account(lab: Lab, account: Account) -> None:
    slug = account.slug
    left, right = st.columns([3, 1], vertical_alignment="center")
    left.subheader(plain(account.program))
    with right.container(horizontal=True, horizontal_alignment="right"):
        links.to(nav.PROGRAMS, "Open the ledger", program=slug, tab="Ledger", customer=account.customer_id)
    account_view.numbers(lab.programs.get(slug), account)
    charts.draw(
        figures.account, account_view.drawn(account), key=f"customers.points.{slug}", zone=lab.features.zone,
        alt="The balance after each entry.",
    )  # fmt: skip
    with st.expander("What expires when", icon=":material/hourglass_bottom:"):
        account_view.expiring(account, f"customers.expiring.{slug}")
    st.markdown("**Ledger**, the newest entry first.")
    tables.show(
        account.entries.reverse(), key=f"customers.entries.{slug}", file=f"{slug}-{account.customer_id}",
        columns=ENTRIES, order=ENTRIES_SHORT,
    )  # fmt: skip
