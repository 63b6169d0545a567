"""The ledger: one customer's entries with their reasons, acts on it, and the runs that keep it right."""

from __future__ import annotations

import streamlit as st

from app import nav
from app.components import charts, empty_state, links, tables
from app.components.text import plain
from app.programs import account_forms, account_view, figures, upkeep
from app.programs.columns import ENTRIES, ENTRIES_ORDER
from core.reports import programs as drawn
from core.services.lab import Lab
from core.services.programs import Program


def show(lab: Lab, program: Program) -> None:
    """Draw the search for a customer, the account, and the runs."""
    if not figures.has_ledger(program):
        hint = "The ledger begins when the program is activated; the tab Activation says what that would change."
        empty_state.show("There is no ledger yet", hint, icon=":material/receipt_long:")
        return
    upkeep.show(lab, program)
    column, _ = st.columns([1, 2])
    customer = column.text_input(
        "Customer id", key="customer", bind="query-params", placeholder="for example 1", help="As the warehouse has it."
    )
    if not customer:
        hint = "Type a customer's id to see every entry with its reason."
        empty_state.show("Whose ledger?", hint, icon=":material/person_search:")
        return
    account = lab.accounts.account(program.slug, customer.strip())
    if not account.is_known:
        st.info(f"Customer {plain(customer)} has no entry in this ledger.", icon=":material/person_search:")
        account_forms.show(lab, program, account)
        return
    links.to(nav.CUSTOMERS, f"Customer {plain(customer)}", customer=customer, tab="Points")
    account_view.numbers(program, account)
    charts.draw(
        drawn.account,
        account_view.drawn(account),
        key="programs.account",
        zone=lab.features.zone,
        alt="The balance after each entry.",
    )
    account_forms.show(lab, program, account)
    entries = account.entries.reverse()
    st.subheader("Entries", help="The newest first. An entry is never changed; a correction is an entry of its own.")
    tables.show(
        entries, key="programs.entries", file=f"{program.slug}-{account.customer_id}", columns=ENTRIES,
        order=ENTRIES_ORDER,
    )  # fmt: skip
