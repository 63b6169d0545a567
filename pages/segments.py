"""Segments: the list, or the one that the address names."""

import streamlit as st

from app.components import error_box
from app.runtime import lab
from app.segments import detail, listing, moves

chosen = st.query_params.get("segment")
with error_box.guard():
    if chosen is None:
        listing.show(lab())
    elif chosen == "new":
        detail.new(lab())
    elif chosen == "import":
        detail.back()
        moves.import_new(lab())
    else:
        detail.show(lab(), chosen)
