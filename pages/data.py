"""Data: what the snapshot holds, how good and how fresh it is, and where it comes from."""

from __future__ import annotations

import streamlit as st

from app.data import tables_and_columns
from app.runtime import lab

st.title("Data")
tables_and_columns.show(lab())
