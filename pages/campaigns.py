"""Campaigns: the list, the one that the address names, or what holds over all of them."""

from __future__ import annotations

import streamlit as st

from app.campaigns import acting, detail, listing, policy
from app.campaigns.draft import CAMPAIGN, desk
from app.documents import fields, page
from app.runtime import lab

fields.collect()
acting.answer(lab())
page.go_on(desk(), CAMPAIGN)
if st.query_params.get("view") == policy.VIEW:
    policy.show(lab())
else:
    page.show(lab(), CAMPAIGN, listing=listing.show, new=detail.new, importing=detail.given, one=detail.show)
