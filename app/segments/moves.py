"""Imports and exports."""

from __future__ import annotations

import json

import streamlit as st

from app import nav
from app.components import links, tables
from app.components.text import plain
from app.segments import write_back
from core.reports import words
from core.services.lab import Lab
from core.services.notebook import notebook_for
from core.services.segments import Listing, Segment
from core.services.transfer import as_csv, as_parquet, read_ids


def export(lab: Lab, segment: Segment) -> None:
    """Offer the members, the definition, and a notebook that begins with this segment."""
    with_features = st.toggle("With every feature", key="segments.export.features")
    frame = lab.transfer.members(segment.slug, features=with_features)
    st.caption(f"{words.count(frame.height, 'member')}, {words.count(frame.width, 'column')}.")
    row = st.container(horizontal=True)
    for label, data, ending, mime in (
        ("Members as CSV", lambda: as_csv(frame), "csv", "text/csv"),
        ("Members as Parquet", lambda: as_parquet(frame), "parquet", "application/vnd.apache.parquet"),
        (
            "Definition as JSON",
            lambda: json.dumps(lab.transfer.definition(segment.slug), indent=2),
            "json",
            "application/json",
        ),
        ("Open in a notebook", lambda: notebook_for(segment), "ipynb", "application/x-ipynb+json"),
    ):
        icon = ":material/menu_book:" if ending == "ipynb" else ":material/download:"
        row.download_button(
            label, data, f"{segment.slug}.{ending}", mime, icon=icon, on_click="ignore", key=f"segments.export.{ending}"
        )
    st.caption(
        "Save the notebook into `notebooks/` and open it with `make lab`; it begins with this segment's members."
    )
    if not segment.is_static:
        write_back.show(lab, segment)


def replace_list(lab: Lab, segment: Segment) -> None:
    """Show a static segment's list, and take another one."""
    st.metric("Listed", f"{segment.definition.n_ids:,} customers", border=True)
    ids = _given("segments.replace")
    if ids is not None:
        listing = lab.segments.edit_ids(segment.slug, read_ids(ids), seen=segment.head, comment="list replaced")
        _report(listing)


def import_new(lab: Lab) -> None:
    """Create a static segment from a list of customers, or any segment from an exported definition."""
    st.title("Import a segment")
    st.caption("A list of customers (paste, CSV, Parquet) or a definition that was exported as JSON.")
    name = st.text_input("Name", key="segments.import.name", placeholder="taken from the file if left empty")
    upload = st.file_uploader("File", type=["csv", "txt", "parquet", "json"], key="segments.import.file")
    pasted = st.text_area("or paste customer ids", key="segments.import.paste", height=120)
    if not st.button("Import", type="primary", key="segments.import.go"):
        return
    if upload is not None:
        _report(lab.transfer.load(upload.name, upload.getvalue(), name=name or None))
    elif pasted.strip():
        _report(lab.transfer.load_ids(name, read_ids(pasted), comment="pasted"))
    else:
        st.info("Choose a file or paste ids first.", icon=":material/upload:")


def _given(key: str) -> bytes | str | None:
    with st.form(key):
        upload = st.file_uploader("Another list (CSV)", type=["csv", "txt"], key=f"{key}.file")
        pasted = st.text_area("or paste customer ids", key=f"{key}.paste", height=120)
        if not st.form_submit_button("Save as a new version", type="primary"):
            return None
    return upload.getvalue() if upload is not None else pasted


def _report(listing: Listing) -> None:
    segment, unknown = listing.segment, listing.unknown
    st.success(f"Saved {plain(segment.name)} as version {segment.head}.", icon=":material/check_circle:")
    if len(unknown):
        st.warning(f"{len(unknown):,} ids are not customers and were left out: {plain(', '.join(unknown.head(10)))}")
        tables.csv(unknown.to_frame(), key="segments.unknown", file="unknown-ids", label="Download the unknown ids")
    links.to(nav.SEGMENTS, f"Open {plain(segment.name)}", segment=segment.slug)
