"""Ways from one page to another; they take the page as it stands in the navigation, so none can be dead."""

from __future__ import annotations

import streamlit as st

from app.nav import PageSpec


def to(page: PageSpec, label: str, *, icon: str = ":material/arrow_forward:", **query: str) -> None:
    """Draw a link to a page, with what shall stand in its address."""
    st.page_link(str(page.path), label=label, icon=icon, query_params=query or None)


def go(page: PageSpec, **query: str) -> None:
    """Open a page at once, with what shall stand in its address."""
    st.switch_page(str(page.path), query_params=query or None)


def back(label: str, *names: str, key: str) -> None:
    """Draw the way back to a list, which takes `names` out of the address.

    The address cannot be emptied as a whole: tabs hold parts of it, and Streamlit refuses to take those from them.
    """
    if st.button(label, icon=":material/arrow_back:", type="tertiary", key=key):
        for name in names:
            if name in st.query_params:
                del st.query_params[name]
        st.rerun()
