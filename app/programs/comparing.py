"""Two programs, or two versions of one, over the same history."""

from __future__ import annotations

import streamlit as st

from app import nav
from app.components import charts, empty_state, links, tables
from app.components.text import plain
from app.documents import fields
from app.programs import choosing, running
from app.programs.columns import GAINS
from core.reports import programs as figures
from core.reports import words
from core.services.lab import Lab
from core.services.programs import Program
from core.services.replays import Comparison, Replay

MOST = 8


def show(lab: Lab, program: Program) -> None:
    """Draw the choice of both, then what differs."""
    st.caption("Both are replayed over the same baskets. A is this program; B takes its place.")
    sides = _sides(lab, program)
    asked = choosing.period(lab, program, "programs.compare")
    if asked is None:
        return
    (one, a), (two, b) = sides
    if one.slug == two.slug and a == b:
        hint = "Choose another program or version as B."
        empty_state.show("Both are the same", hint, icon=":material/compare_arrows:")
        return
    found = Comparison(running.replay(lab, one, a, asked), running.replay(lab, two, b, asked))
    _draw(program, found)


def _sides(lab: Lab, program: Program) -> tuple[tuple[Program, str], tuple[Program, str]]:
    known = {p.slug: p for p in lab.programs.all()} | {program.slug: program}
    others = [program.slug, *(slug for slug in known if slug != program.slug)]
    left, middle, right = st.columns(3)
    with left:
        a = choosing.version(program, "programs.compare.a", f"A: {program.name}")
    first = others[1] if len(others) > 1 and len(choosing.versions(program)) < 2 else others[0]
    slug = middle.selectbox(
        "B: program", others, format_func=lambda s: known[s].name, key=fields.begin("programs.compare.with", first)
    )
    other = known[str(slug)]
    with right:
        key = f"programs.compare.b.{other.slug}"
        if other.slug == program.slug:
            fields.begin(key, next((v for v in choosing.versions(program) if v != a), a))
        b = choosing.version(other, key, "B: version")
    return (program, a), (other, b)


def _draw(program: Program, found: Comparison) -> None:
    _figures(found)
    charts.draw(
        figures.compared, found, key="programs.compare.flow",
        alt="Points outstanding and issued by month under either program.",
    )  # fmt: skip
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("Tiers at the end")
        charts.draw(figures.tiers_compared, found, key="programs.compare.tiers", alt="Customers of each tier.")
    with right:
        st.subheader("Who gains and who loses", help="Points issued under B, less those under A.")
        charts.draw(figures.movers, found, key="programs.compare.movers", n=MOST, alt="The largest differences.")
    with st.expander("Winners and losers", icon=":material/table:"):
        for title, frame in (("gain", found.winners(50)), ("lose", found.losers(50))):
            st.markdown(f"**Who {title} most**")
            file = f"{program.slug}-{title}"
            row = tables.pick(frame, key=f"programs.compare.{title}", columns=GAINS)
            tables.csv(frame, key=f"programs.compare.{title}", file=file)
            if row is not None:
                links.go(nav.CUSTOMERS, customer=str(frame["customer_id"][row]))


def _figures(found: Comparison) -> None:
    a, b = found.a, found.b
    st.caption(plain(f"{_called('A', a)} · {_called('B', b)}"))
    row = st.container(horizontal=True)
    for label, name in (
        ("Issued", "points_issued"), ("Burned", "points_burned"), ("Expired", "points_expired"),
        ("Outstanding", "outstanding"),
    ):  # fmt: skip
        before, after = getattr(a, name), getattr(b, name)
        row.metric(
            f"{label}, B", f"{after:,}", f"{after - before:+,}", delta_color="off", delta_arrow="off", border=True,
            width="content", delta_description="against A",
        )  # fmt: skip
    for label, before, after in (("Liability, B", a.liability, b.liability), ("Cost, B", a.cost, b.cost)):
        change = words.money(after - before, b.unit)
        row.metric(
            label, words.money(after, b.unit), change if after < before else f"+{change}", delta_color="off",
            delta_arrow="off", border=True, width="content", delta_description="against A",
        )  # fmt: skip


def _called(side: str, replay: Replay) -> str:
    version = "unsaved edits" if replay.version is None else f"version {replay.version}"
    return f"{side}: {replay.program}, {version}"
