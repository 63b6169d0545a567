"""Whom a campaign is for, and what it is called."""

from __future__ import annotations

import streamlit as st

from app.campaigns.draft import Draft
from app.campaigns.problems import Found
from app.components.text import plain
from app.documents import fields
from core.reports import words
from core.services.lab import Lab
from core.services.segments import Segment


def show(lab: Lab, draft: Draft, problems: tuple[Found, ...]) -> None:
    """Draw the form."""
    del problems  # the box beside the form has them
    terms = draft.terms
    fields.text(terms, "name", "Name", key=draft.key("name"), placeholder="for example Win back lapsing regulars")
    fields.area(terms, "description", "Description", key=draft.key("description"), height=90)
    segments = {s.slug: s for s in lab.segments.all()}
    left, right = st.columns(2)
    with left:
        slug = fields.chosen(
            terms, "audience", "Audience", key=draft.key("audience"), placeholder="Choose a segment",
            options={slug: segment.name for slug, segment in segments.items()},
            help="The segment whose members are looked at each time the campaign goes off.",
        )  # fmt: skip
        _size(lab, segments.get(slug or ""))
    with right:
        programs = {p.slug: p.name for p in lab.programs.all()}
        fields.chosen(
            terms, "program", "Program", key=draft.key("program"), options=programs, placeholder="none",
            help="The loyalty program whose points it offers or counts. Optional.",
        )  # fmt: skip


def _size(lab: Lab, segment: Segment | None) -> None:
    run = lab.memberships.latest().get(segment.segment_id) if segment else None
    if run is not None:
        size = words.count(run.n_members, "customer")
        st.caption(plain(f"{size} at its last recalculation, as of {words.instant(run.as_of, lab.features.zone)}."))
    elif segment and segment.is_static:
        st.caption(plain(f"A list of {words.count(segment.definition.n_ids or 0, 'customer')}."))
    elif segment:
        st.caption("It was never recalculated; the step Review counts it.")
