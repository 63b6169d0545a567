"""Customers: the search, or the one that the address names."""

from __future__ import annotations

import streamlit as st

from app.customers import detail, search
from app.runtime import lab

chosen = st.query_params.get("customer")
if chosen is None:
    search.show(lab())
else:
    detail.show(lab(), chosen)
