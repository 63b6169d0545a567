"""Every feature of one customer, by group."""

from __future__ import annotations

import html
from zoneinfo import ZoneInfo

import streamlit as st

from app.components.text import plain
from core.kernel.schema import Field
from core.reports import customers as shown
from core.services.customers import Customer
from core.services.lab import Lab

LOOK = """<style>
.lab-facts { display: grid; grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr); gap: .3rem 1rem }
.lab-facts .name { opacity: .7; cursor: help }
.lab-facts .value { overflow-wrap: anywhere }
.lab-facts .unknown { opacity: .45; font-style: italic }
</style>"""


def show(_lab: Lab, customer: Customer) -> None:
    """Draw the groups side by side; definitions are behind the mouse."""
    columns = st.columns(2)
    heights = [0, 0]
    for group, features in customer.groups().items():
        shorter = heights.index(min(heights))
        heights[shorter] += len(features) + 3
        with columns[shorter].container(border=True):
            st.markdown(f"##### {plain(group)}")
            rows = "".join(_row(field, value, zone=customer.view.zone) for field, value in features)
            st.html(f'{LOOK}<div class="lab-facts">{rows}</div>')


def _row(field: Field, value: object, *, zone: ZoneInfo) -> str:
    look = "value" if value is not None else "value unknown"
    return (
        f'<div class="name" title="{html.escape(field.description)}">{html.escape(field.title)}</div>'
        f'<div class="{look}">{html.escape(shown.said(field, value, zone=zone))}</div>'
    )
