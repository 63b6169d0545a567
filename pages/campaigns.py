"""Campaigns: the list, the one that the address names, or what holds over all of them."""

from __future__ import annotations

import streamlit as st

from app.campaigns import acting, detail, fields, importing, listing, policy
from app.runtime import lab

fields.collect()
acting.answer(lab())
detail.go_on()
chosen = st.query_params.get("campaign")
if st.query_params.get("view") == policy.VIEW:
    policy.show(lab())
elif chosen is None:
    listing.show(lab())
elif chosen == "new":
    detail.new(lab())
elif chosen == "import":
    detail.back()
    importing.show(lab())
else:
    detail.show(lab(), chosen)
