"""Programs: the list, or the one that the address names."""

from __future__ import annotations

import streamlit as st

from app.programs import detail, importing, listing
from app.runtime import lab

detail.go_on()
chosen = st.query_params.get("program")
if chosen is None:
    listing.show(lab())
elif chosen == "new":
    detail.new(lab())
elif chosen == "import":
    detail.back()
    importing.show(lab())
else:
    detail.show(lab(), chosen)
