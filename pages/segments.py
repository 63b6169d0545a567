"""Segments: the list, or the one that the address names."""

from __future__ import annotations

import streamlit as st

from app.runtime import lab
from app.segments import detail, listing, moves

detail.go_on()
chosen = st.query_params.get("segment")
if chosen is None:
    listing.show(lab())
elif chosen == "new":
    detail.new(lab())
elif chosen == "import":
    detail.back()
    moves.import_new(lab())
else:
    detail.show(lab(), chosen)
