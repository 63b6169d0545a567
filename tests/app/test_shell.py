"""The shell: navigation, freshness, errors as people read them, answers that are kept."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from app import cache, nav
from app.components.text import plain
from core.config import Settings
from core.errors import BadInput, LabError, Problem, RuleRefused, SnapshotMissing, StoreNotReady
from core.services.lab import Lab
from tests.app.conftest import Open, texts
from tests.conftest import ROOT


def test_every_page_of_the_navigation_exists_and_every_page_is_in_it():
    assert {page.path for page in nav.PAGES} == set((ROOT / "pages").glob("[!_]*.py"))
    assert next(page.stem for page in nav.PAGES) == "home"


@pytest.mark.parametrize("page", nav.PAGES, ids=lambda page: page.stem)
def test_every_page_draws_without_an_error_and_says_how_fresh_the_data_are(open_app: Open, demo_copy: Path, page):
    app = open_app(demo_copy, page.stem)
    assert not app.exception
    assert not app.error
    assert "data as of **1 Jan 2018, 00:00 EST**" in texts(app).replace("\\", "")
    assert page.title in [t.value for t in app.title]


def test_a_new_home_says_what_to_run_instead_of_crashing(open_app: Open, tmp_path: Path):
    app = open_app(tmp_path)
    assert not app.exception
    assert not app.title
    assert "What to do:" in app.info[0].value
    assert "`python -m core" in app.info[0].value


def test_a_store_without_a_snapshot_says_what_to_run(open_app: Open, demo_copy: Path):
    shutil.rmtree(demo_copy / "snapshots")
    app = open_app(demo_copy)
    assert not app.exception
    assert "No snapshot of the warehouse was taken yet." in app.info[0].value
    assert "`python -m core warehouse refresh`" in app.info[0].value


def test_the_page_comes_back_by_itself_once_there_is_a_snapshot(open_app: Open, demo_copy: Path, tmp_path: Path):
    (demo_copy / "snapshots").rename(tmp_path / "away")
    app = open_app(demo_copy)
    assert not app.title
    (tmp_path / "away").rename(demo_copy / "snapshots")
    assert [t.value for t in app.run().title] == ["Home"]


def test_a_damaged_snapshot_is_an_error_with_a_remedy(open_app: Open, demo_copy: Path):
    manifest = demo_copy / "snapshots" / "manifest.json"
    manifest.write_text("{", encoding="utf-8")
    app = open_app(demo_copy)
    assert not app.exception
    assert "What to do:" in app.error[0].value


def test_a_store_of_a_newer_version_is_an_error_with_a_remedy(open_app: Open, demo_copy: Path):
    with sqlite3.connect(demo_copy / "store.sqlite") as store:
        store.execute("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    app = open_app(demo_copy)
    assert not app.exception
    assert "newer version" in app.error[0].value


def test_settings_that_cannot_be_used_are_named(open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LAB_THREADS", "many")
    app = open_app(tmp_path)
    assert not app.exception
    assert "LAB" in app.error[0].value
    assert ".env" in app.error[0].value


def script(kind: str, what: str) -> None:  # runs inside AppTest
    import streamlit as st

    from app.components import error_box
    from core import errors

    with error_box.logged(), error_box.guard():
        if kind == "ValueError":
            raise ValueError(what)
        raise getattr(errors, kind)(what, fix="Do `this`.")
    st.write("after")


@pytest.mark.parametrize(
    ("kind", "box"),
    [("BadInput", "warning"), ("NotFound", "warning"), ("SnapshotMissing", "info"), ("SnapshotCorrupt", "error")],
)
def test_a_lab_error_takes_the_place_of_the_rest_of_the_page(kind: str, box: str):
    app = AppTest.from_function(script, kwargs={"kind": kind, "what": "It was *seen*."}).run()
    (shown,) = getattr(app, box)
    assert shown.value == "It was \\*seen\\*.\n\n**What to do:** Do `this`."
    assert not app.markdown
    assert not app.exception


def test_anything_else_keeps_its_traceback():
    app = AppTest.from_function(script, kwargs={"kind": "ValueError", "what": "a bug"}).run()
    assert not app.error
    assert "raise ValueError(what)" in "".join(app.exception[0].stack_trace)


def test_what_nobody_foresaw_is_written_to_the_log_with_its_traceback(open_app: Open, demo_copy: Path):
    app = open_app(demo_copy)
    snapshot = next((demo_copy / "snapshots").glob("*/snapshot.json"))
    manifest = json.loads(snapshot.read_text(encoding="utf-8"))
    manifest["time_zone"] = "Nowhere/Land"
    snapshot.write_text(json.dumps(manifest), encoding="utf-8")
    assert app.run().exception
    log = (demo_copy / "logs" / "lab.log").read_text(encoding="utf-8")
    line = next(json.loads(entry) for entry in log.splitlines() if "page.failed" in entry)
    assert "ZoneInfoNotFoundError" in line["exception"]


def test_a_problem_list_is_shown_as_a_list():
    error = RuleRefused([Problem("/and/0", "No field `x`.", "Name it."), Problem("/or", "Too *long*.", "Cut it.")])
    assert plain(str(error)).splitlines()[:4] == [
        "The rule has 2 faults\\:",
        "  - at /and/0\\: No field `x`.",
        "  - at /or\\: Too \\*long\\*.",
        "",
    ]


@pytest.mark.parametrize("text", ["<script>", "[a](b)", "$x$", ":red[x]", "a_b_c", "# a", "![x](y)", "**a**", "a | b"])
def test_nothing_in_a_text_becomes_markup(text: str):
    shown = plain(text)
    assert shown.replace("\\", "") == text
    assert shown != text


def test_an_answer_is_kept_until_what_it_follows_from_changes(demo_home: Path):
    asked: list[int] = []

    def ask() -> int:
        asked.append(1)
        return len(asked)

    st.cache_resource.clear()
    with Lab.open(Settings(lab_home=demo_home)) as lab:
        as_of = lab.warehouse.snapshot().as_of
        assert cache.kept(lab, "q", ask) == 1
        assert cache.kept(lab, "q", ask) == 1
        assert cache.kept(lab, "q", ask, as_of=as_of) == 1
        assert cache.kept(lab, "q", ask, rule='{"a":1}') == 2
        assert cache.kept(lab, "q", ask, rule='{"a":2}') == 3
        assert cache.kept(lab, "other", ask) == 4
        assert cache.kept(lab, "q", ask, as_of=as_of.replace(year=2017)) == 5
        assert cache.kept(lab, "q", ask, more="x") == 6
        assert cache.kept(lab, "q", ask) == 1
    st.cache_resource.clear()


def test_a_new_snapshot_is_asked_anew(demo_copy: Path):
    asked: list[str] = []
    st.cache_resource.clear()
    with Lab.open(Settings(lab_home=demo_copy)) as lab:
        cache.kept(lab, "q", lambda: asked.append("first"))
        folder = lab.warehouse.snapshot().folder
        newer = folder.with_name("20300101T000000Z-00000000")
        shutil.copytree(folder, newer)
        described = (newer / "snapshot.json").read_text(encoding="utf-8").replace(folder.name, newer.name)
        (newer / "snapshot.json").write_text(described, encoding="utf-8")
        manifest = demo_copy / "snapshots" / "manifest.json"
        manifest.write_text(manifest.read_text(encoding="utf-8").replace(folder.name, newer.name), encoding="utf-8")
        cache.kept(lab, "q", lambda: asked.append("second"))
    st.cache_resource.clear()
    assert asked == ["first", "second"]


def test_a_failure_is_not_kept(demo_home: Path):
    st.cache_resource.clear()

    def fail() -> None:
        raise BadInput("no", fix="yes")

    with Lab.open(Settings(lab_home=demo_home)) as lab:
        with pytest.raises(LabError):
            cache.kept(lab, "q", fail)
        assert cache.kept(lab, "q", lambda: "answer") == "answer"
    st.cache_resource.clear()


@pytest.mark.parametrize("kind", [SnapshotMissing, StoreNotReady])
def test_what_a_first_start_lacks_is_no_failure(kind):
    app = AppTest.from_function(script, kwargs={"kind": kind.__name__, "what": "Nothing yet."}).run()
    assert len(app.info) == 1


@pytest.mark.parametrize(
    ("page", "name", "which", "tab"),
    [
        ("segments", "segment", "champions", "Members"),
        ("programs", "program", "everyday", "History"),
        ("campaigns", "campaign", "autumn-produce", "History"),
        ("customers", "customer", "208", "All features"),
    ],
)
def test_the_way_back_leads_to_the_list_from_any_tab(
    open_app: Open, demo_home: Path, page: str, name: str, which: str, tab: str
) -> None:
    app = open_app(demo_home, page, **{name: which, "tab": tab})
    app.button(key=f"{page}.back").click().run()
    assert not app.exception
    assert name not in app.query_params
    assert page.capitalize() in [title.value for title in app.title]
