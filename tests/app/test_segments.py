"""The Segments page through the entry: what it shows, what it refuses, what it saves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from app.segments.draft import BUILDER
from core.config import Settings
from core.services.lab import Lab
from tests.app.conftest import PATIENCE, Open

RULE = {"and": [{">=": [{"var": "total_revenue"}, 2500]}, {"in": [{"var": "marital_status"}, ["Married"]]}]}


def words(app: AppTest) -> str:
    """Return all that is said on the page."""
    parts = [app.title, app.caption, app.markdown, app.error, app.warning, app.info, app.success]
    return "\n".join(str(element.value) for group in parts for element in group)


def members(app: AppTest) -> str:
    """Return the figure beside the builder."""
    (metric,) = [m for m in app.metric if m.label == "Members"]
    return str(metric.value)


def build(app: AppTest, rule: Any, *, incomplete: int = 0) -> None:
    """Do what the browser does: send the builder's rule."""
    desk = app.session_state["segments.desk"]
    problems = ["Income: Enter at least one value."] * incomplete
    sent = {"revision": desk.draft.revision, "rule": rule, "incomplete": incomplete, "problems": problems}
    app.session_state[BUILDER] = {"value": sent}


def use_json(app: AppTest, text: str) -> None:
    """Type a rule as JSON and press the button below it."""
    next(t for t in app.text_area if t.label == "JSONLogic").set_value(text)
    next(b for b in app.button if b.label == "Use this rule").click()
    app.run()


@pytest.fixture
def home(demo_copy: Path) -> Path:
    return demo_copy


def test_the_list_shows_every_segment_with_its_size(open_app: Open, demo_home: Path) -> None:
    app = open_app(demo_home, "segments")
    assert not app.exception
    (listed,) = app.dataframe
    found = dict(zip(listed.value["slug"], listed.value["members"], strict=True))
    assert found["champions"] == 483
    assert found["lapsing-big-spenders"] == 53
    assert all(len(sizes) >= 12 for sizes in listed.value["sizes"])


@pytest.mark.parametrize("tab", ["Rule", "Members", "Why", "Profile", "Overlap", "History", "Export"])
def test_every_tab_draws(open_app: Open, demo_home: Path, tab: str) -> None:
    app = open_app(demo_home, "segments", segment="champions", tab=tab)
    assert not app.exception
    assert not app.error
    assert members(app) == "483 customers"


def profile_tab(home: str, exact: int) -> None:
    """Draw the tab with a bound of so many customers; Streamlit runs this as a script, which has no names of ours."""
    from functools import partial
    from pathlib import Path
    from types import SimpleNamespace

    from app.segments import profile
    from core.config import Settings
    from core.segments.sample import Sampling
    from core.services.lab import Lab

    with Lab.open(Settings(lab_home=Path(home))) as lab:
        sampling = Sampling(exact=exact, customers=300, members=1000)
        asked = SimpleNamespace(profile=partial(lab.audiences.profile, sampling=sampling))
        known = {"warehouse": lab.warehouse, "features": lab.features, "segments": lab.segments}
        profile.show(SimpleNamespace(audiences=asked, **known), lab.segments.get("champions"))


def test_the_profile_says_when_it_is_an_estimate(demo_home: Path) -> None:
    said = "The figures are estimated from 309 of 2,469 customers and all 483 members."
    for exact, infos in ((2468, [said]), (2469, [])):
        asked = {"home": str(demo_home), "exact": exact}
        st.cache_resource.clear()  # the answer is kept
        app = AppTest.from_function(profile_tab, kwargs=asked, default_timeout=PATIENCE).run()
        assert not app.exception
        assert [i.value for i in app.info] == infos
        assert "483 members against all 2,469 customers." in words(app)


def test_a_profile_that_is_kept_follows_every_edit(open_app: Open, home: Path) -> None:
    app = open_app(home, "segments", segment="champions", tab="Profile")
    assert "483 members against all 2,469 customers." in words(app)
    with Lab.open(Settings(lab_home=home)) as lab:
        lab.segments.edit("champions", seen=1, rule={"==": [{"var": "r_score"}, 5]})
        n = lab.audiences.profile("champions").n_in
    app.run()
    assert n != 483
    assert f"{n:,} members against all 2,469 customers." in words(app)


def test_a_segment_that_is_not_there_offers_the_nearest(open_app: Open, demo_home: Path) -> None:
    app = open_app(demo_home, "segments", segment="champion")
    assert not app.exception
    assert "champions" in words(app)
    assert "What to do" in words(app)


def test_why_shows_each_condition_and_value(open_app: Open, demo_home: Path) -> None:
    app = open_app(demo_home, "segments", segment="champions", tab="Why", customer="1")
    assert "Customer 1 is not a member" in words(app)
    rows = app.dataframe[0].value
    assert rows["held"].tolist() == ["✗ no", "✓ yes", "✗ no", "✓ yes"]
    assert rows["value"].tolist()[2] == "Frequency score: 3"


def test_an_unknown_customer_leaves_the_page_usable(open_app: Open, demo_home: Path) -> None:
    app = open_app(demo_home, "segments", segment="champions", tab="Why", customer="'; DROP TABLE customers; --")
    assert not app.exception
    assert "There is no customer" in words(app)
    assert [t.label for t in app.text_input if t.label == "Customer id"]


def test_a_new_segment_is_counted_while_editing_then_saved_and_recalculated(open_app: Open, home: Path) -> None:
    app = open_app(home, "segments", segment="new")
    assert members(app) == "–"
    build(app, '{">=": [{"var": "total_revenue"}, 2500]}')
    app.run()
    assert members(app) == "631 customers"
    build(app, '{"and": [{">=": [{"var": "total_revenue"}, 2500]}, {"in": [{"var": "marital_status"}, ["Married"]]}]}')
    app.text_input(key="segments.name.1").set_value("Big married")
    next(b for b in app.button if b.label == "Create segment").click()
    app.run()
    assert not app.exception
    assert "Saved Big married as version 1" in words(app)
    assert app.query_params["segment"] == "big-married"
    with Lab.open(Settings(lab_home=home)) as lab:
        assert lab.segments.get("big-married").rule == RULE
        assert [run.n_members for run in lab.memberships.runs("big-married")] == [194]


def test_a_half_typed_condition_blocks_saving(open_app: Open, home: Path) -> None:
    app = open_app(home, "segments", segment="new")
    build(app, '{">=": [{"var": "total_revenue"}, 2500]}', incomplete=1)
    app.text_input(key="segments.name.1").set_value("Half")
    next(b for b in app.button if b.label == "Create segment").click()
    app.run()
    assert "a condition is half-typed" in words(app)
    with Lab.open(Settings(lab_home=home)) as lab:
        assert "half" not in {s.slug for s in lab.segments.all()}


def test_an_empty_builder_is_not_saved(open_app: Open, home: Path) -> None:
    app = open_app(home, "segments", segment="new")
    app.text_input(key="segments.name.1").set_value("Everybody")
    next(b for b in app.button if b.label == "Create segment").click()
    app.run()
    assert "needs at least one condition" in words(app)


def test_somebody_elses_save_refuses_mine_and_keeps_what_i_typed(open_app: Open, home: Path) -> None:
    app = open_app(home, "segments", segment="champions")
    with Lab.open(Settings(lab_home=home, lab_user="bob")) as lab:
        lab.segments.edit("champions", seen=1, rule={">=": [{"var": "r_score"}, 5]}, comment="stricter")
    app.text_area(key="segments.description.1").set_value("mine")
    next(b for b in app.button if b.label == "Save new version").click()
    app.run()
    assert not app.exception
    assert "saved as version 2 by bob while you edited version 1" in words(app)
    assert app.text_area(key="segments.description.1").value == "mine"


def test_json_that_is_refused_says_where(open_app: Open, home: Path) -> None:
    app = open_app(home, "segments", segment="champions")
    use_json(app, '{">": [{"var": "total_revenu"}, 5]}')
    assert "total" in words(app)
    assert "Did you mean" in words(app)
    assert members(app) == "483 customers"


def test_json_that_is_accepted_is_counted(open_app: Open, home: Path) -> None:
    app = open_app(home, "segments", segment="champions")
    use_json(app, '{">": [{"+": [{"var": "revenue_28d"}, {"var": "revenue_91d"}]}, 2000]}')
    assert not app.exception
    assert 0 < int(members(app).split()[0].replace(",", "")) < 483


def test_an_empty_result_names_the_condition(open_app: Open, home: Path) -> None:
    app = open_app(home, "segments", segment="new")
    build(app, '{"and": [{">": [{"var": "total_revenue"}, 0]}, {">": [{"var": "transaction_count"}, 100000]}]}')
    app.run()
    assert members(app) == "0 customers"
    assert "No customer at all satisfies" in words(app)
    assert "Baskets" in words(app)


def test_a_pasted_list_becomes_a_static_segment_and_unknown_ids_are_reported(open_app: Open, home: Path) -> None:
    app = open_app(home, "segments", segment="import")
    app.text_input(key="segments.import.name").set_value("Panel")
    app.text_area(key="segments.import.paste").set_value("1, 2\n3; nobody")
    app.button(key="segments.import.go").click()
    app.run()
    assert not app.exception
    assert "1 ids are not customers" in words(app)
    assert "nobody" in words(app)
    with Lab.open(Settings(lab_home=home)) as lab:
        assert lab.audiences.members("panel").to_list() == [1, 2, 3]


def test_a_store_without_segments_says_what_to_do_next(open_app: Open, home: Path) -> None:
    with Lab.open(Settings(lab_home=home)) as lab:
        lab.segments.archive("win-back-pilot")
        for segment in lab.segments.all():
            lab.segments.archive(segment.slug)
    app = open_app(home, "segments")
    assert not app.exception
    assert "There is no segment yet" in words(app)
