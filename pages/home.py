"""Home: how the business and the data stand, and what needs attention."""

import streamlit as st

from app import cache
from app.components import metrics
from app.runtime import lab

overview = cache.overview(lab())
st.title("Home")
metrics.row(overview.trade.metrics)
