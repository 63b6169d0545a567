"""Home: how the business and the data stand, and what needs attention."""

import streamlit as st

from app import cache
from app.components import charts, concerns, metrics, segment_sizes, snapshot_tables
from app.components.text import plain
from app.runtime import lab
from core.reports import home as figures

trade = cache.trade(lab())

st.title("Home")
metrics.row(trade.metrics)

overview = lab().home.overview(trade=trade)  # asked for when the first figures are on their way

if trade.lacking:
    st.info(plain(trade.lacking), icon=":material/shopping_cart_off:")
else:
    left, right = st.columns(2)
    with left.container(border=True, height="stretch"):
        st.subheader(
            "Revenue by week", help="Business weeks from Monday. A hatched week is not in the data as a whole."
        )
        charts.draw(
            figures.revenue_by_week,
            trade.weeks,
            key="home.revenue",
            unit=trade.snapshot.unit,
            alt="Bars: revenue of each week.",
        )
    with right.container(border=True, height="stretch"):
        st.subheader("Customers by week", help="Customers with at least one purchase in that week.")
        charts.draw(figures.customers_by_week, trade.weeks, key="home.customers", alt="Bars: customers of each week.")

left, right = st.columns([1.6, 1])
with left.container(border=True, height="stretch"):
    st.subheader("Segments", help="Customers, as of the last recalculation of each. Click one to open it.")
    segment_sizes.show(overview.segments, key="home.segments")
with right.container(border=True, height="stretch"):
    st.subheader("Needs attention")
    concerns.show(overview.concerns)

if not trade.lacking:
    with st.container(border=True):
        st.subheader(
            "Who comes back", help="Of the customers whose first purchase was in a month, those who bought again."
        )
        charts.draw(
            figures.retention, trade.cohorts, key="home.retention", alt="Heat map: share of each month's new customers."
        )
snapshot_tables.show(overview.tables, key="home.tables")
