"""Tables that can be downloaded."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def page() -> None:
    """Offer two tables, one of which is read when it is asked for."""
    import polars as pl
    import streamlit as st

    from app.components import tables

    def read() -> pl.DataFrame:
        st.session_state["read"] = True
        return pl.DataFrame({"n": [1]})

    tables.csv(pl.DataFrame({"n": [1]}), key="small", file="small")
    tables.csv(read, key="large", file="large")


def test_a_large_table_is_not_read_before_somebody_wants_it() -> None:
    app = AppTest.from_function(page).run()
    assert not app.exception
    assert len(app.get("download_button")) == 2
    assert "read" not in app.session_state
