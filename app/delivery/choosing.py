"""Which deliveries are looked at: the choice stands in the address, so that it can be sent to somebody."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from core.services.lab import Lab

PAGE = 200  # rows


def campaign(lab: Lab) -> str | None:
    """Draw the choice of a campaign; return its short name, or None for all."""
    names = {c.slug: c.name for c in lab.campaigns.all(archived=True)}
    return one_of("Campaign", names, name="campaign", nothing="all campaigns")


def one_of(label: str, options: Mapping[str, str], *, name: str, nothing: str) -> str | None:
    """Draw the choice of one of the options (as they stand in the address, and as people read them), or of none."""
    known, asked = list(options), st.query_params.get(name)
    chosen = st.selectbox(
        label, known, index=known.index(asked) if asked in known else None, key=f"delivery.{name}",
        format_func=lambda option: options.get(option, option), placeholder=nothing,
    )  # fmt: skip
    return _say(name, chosen)


def customer() -> str | None:
    """Draw the field for a customer's id; return what stands in it, or None."""
    asked = st.query_params.get("customer", "")
    typed = st.text_input("Customer id", asked, key="delivery.customer", placeholder="everybody")
    return _say("customer", (typed or "").strip() or None)


def _say(name: str, chosen: str | None) -> str | None:
    """Let the address say what is chosen. It is not bound: a link to another page could not say its own then."""
    if chosen is None:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = chosen
    return chosen


def offset(question: str, n: int) -> int:
    """Draw the choice of a page, where `n` rows are more than one shows; return how many to pass over.

    Another question begins at its first page.
    """
    pages = -(-n // PAGE)
    if pages < 2:
        return 0
    number = st.number_input(f"Page of {pages:,}", 1, pages, key=f"delivery.page.{question}", width=160)
    return (int(number) - 1) * PAGE
