"""The Programs page through the entry: what it shows, what the builder keeps, what it refuses, what it saves."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from core.config import Settings
from core.services.lab import Lab
from tests.app.conftest import Open, texts
from tests.conftest import ROOT

EXAMPLES = ROOT / "core" / "services" / "examples" / "programs" / "complete_journey"
TABS = ["Overview", "Edit", "Replay", "Compare", "Ledger", "Liability", "Activation", "History"]
SHOP = """
name: Corner shop
point_value: 0.01
starts_on: 2017-01-01
earn:
  - name: base
    when: {">": [{"var": "amount"}, 0]}
    points: {"*": [{"var": "amount"}, 1]}
  - name: fruit
    per: line
    when: {"==": [{"var": "department"}, "PRODUCE"]}
    points: {"min": [{"*": [{"var": "amount"}, 0.1]}, 15]}
    rounding: ceil
caps:
  - {per: day, limit: 200}
  - {per: month, limit: 50, rule: fruit}
  - {per: program, limit: 4000000, global: true}
tiers:
  - {name: Bronze, threshold: 0}
  - {name: Silver, threshold: 500, multiplier: 1.25, benefits: a cup of tea}
tier_window: {days: 365}
tier_grace_days: 30
expiry: {yearly_on: "12-31"}
burn:
  - {name: 5 off, points: 500, value: 5.00}
"""


def said(app: AppTest) -> str:
    """Return all that is said on the page, without the marks that keep it plain."""
    return texts(app).replace("\\", "")


def draft(app: AppTest) -> Any:
    return app.session_state["programs.desk"].draft


def edit(app: AppTest, table: str, **told: Any) -> None:
    """Do what the browser does: tell the edits of a table."""
    sheet = draft(app).sheets[table]
    key = draft(app).key(f"{table}.{sheet.generation}")
    app.session_state[key] = {"edited_rows": {}, "added_rows": [], "deleted_rows": []} | told


def table(app: AppTest, name: str) -> list[dict[str, Any]]:
    """Return the rows that an editor was given."""
    sheet = draft(app).sheets[name]
    key = draft(app).key(f"{name}.{sheet.generation}")
    (editor,) = [e for e in app.data_editor if e.key == key]
    return editor.value.to_dict("records")


def press(app: AppTest, label: str) -> AppTest:
    next(b for b in app.button if b.label == label).click()
    return app.run()


def field(app: AppTest, name: str) -> Any:
    key = draft(app).key(name)
    kinds = (app.text_input, app.text_area, app.number_input, app.selectbox, app.date_input)
    return next(f for kind in kinds for f in kind if f.key == key)


def leave_and_come_back(app: AppTest, tab: str) -> None:
    """Look at another page, then open a tab of the program."""
    app.switch_page("../pages/home.py").run()
    app.switch_page("../pages/programs.py")
    app.query_params.update({"program": "corner-shop", "tab": tab})
    app.run()


@pytest.fixture
def shop(demo_copy: Path) -> Path:
    """A home with a program of many parts."""
    with Lab.open(Settings(lab_home=demo_copy)) as lab:
        lab.programs.create(SHOP)
    return demo_copy


@pytest.fixture(scope="module")
def running(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which `everyday` is in force, its ledger accrued, and some of its points were spent."""
    home = Path(shutil.copytree(demo_home, tmp_path_factory.mktemp("running") / "lab"))
    with Lab.open(Settings(lab_home=home)) as lab:
        if lab.programs.find("everyday") is None:
            lab.programs.create((EXAMPLES / "everyday.yaml").read_text(encoding="utf-8"))
        if not lab.programs.get("everyday").phases:
            lab.programs.activate("everyday")
        lab.ledgers.accrue("everyday")
        lab.ledgers.expire("everyday")
        lab.actions.redeem("everyday", "208", points=100, key="cup-1", reason="at the till")
        lab.ledgers.expire("everyday")
    return home


def test_the_list_shows_every_program_and_how_it_stands(open_app: Open, running: Path) -> None:
    app = open_app(running, "programs")
    assert not app.exception
    rows = app.dataframe[0].value.set_index("slug")
    assert rows.loc["everyday", ["state", "version", "customers"]].tolist() == ["active", "1", 2469]
    with Lab.open(Settings(lab_home=running)) as lab:
        assert rows.loc["everyday", "outstanding"] == lab.liability.report("everyday").outstanding


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_of_a_running_program_draws(open_app: Open, running: Path, tab: str) -> None:
    app = open_app(running, "programs", program="everyday", tab=tab)
    assert not app.exception
    assert not app.error
    assert "Everyday" in [t.value for t in app.title]


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_of_a_draft_draws(open_app: Open, shop: Path, tab: str) -> None:
    app = open_app(shop, "programs", program="corner-shop", tab=tab)
    assert not app.exception
    assert not app.error


def test_the_definition_is_told_in_words(open_app: Open, shop: Path) -> None:
    shown = said(open_app(shop, "programs", program="corner-shop"))
    assert "base: Amount × 1 points per basket, rounded down, when Amount is more than 0 USD" in shown
    assert "At most 50 points of the rule 'fruit' per month, for each customer" in shown
    assert "They expire each year on 31 December" in shown


def test_everything_that_was_saved_is_in_the_builder_again(open_app: Open, shop: Path) -> None:
    app = open_app(shop, "programs", program="corner-shop", tab="Edit")
    assert [(r["name"], r["threshold"], r["multiplier"], r["benefits"]) for r in table(app, "tiers")] == [
        ("Bronze", 0, "1", ""), ("Silver", 500, "1.25", "a cup of tea"),
    ]  # fmt: skip
    assert [(r["per"], r["limit"], r["rule"], r["global"]) for r in table(app, "caps")] == [
        ("day", 200, "all rules", False), ("month", 50, "fruit", False), ("program", 4_000_000, "all rules", True),
    ]  # fmt: skip
    assert [tuple(r.values()) for r in table(app, "burn")] == [("5 off", 500, "5.00")]
    assert (field(app, "name").value, field(app, "point_value").value) == ("Corner shop", "0.01")
    assert (field(app, "tier_days").value, field(app, "tier_grace_days").value) == (365, 30)
    assert (field(app, "yearly_month").value, field(app, "yearly_day").value) == ("12", 31)
    assert not draft(app).is_changed
    with Lab.open(Settings(lab_home=shop)) as lab:
        assert lab.programs.read(draft(app).document()) == lab.programs.read(SHOP)


def test_edits_of_tables_stay_while_the_page_runs_and_another_tab_is_open(open_app: Open, shop: Path) -> None:
    app = open_app(shop, "programs", program="corner-shop", tab="Edit")
    edit(app, "tiers", edited_rows={1: {"threshold": 600}}, added_rows=[{"name": "Gold", "threshold": 1500}])
    app.run()
    edit(app, "caps", deleted_rows=[1])
    app.run()
    field(app, "name").set_value("Corner store").run()
    assert [t.get("threshold") for t in draft(app).document()["tiers"]] == [0, 600, 1500]
    leave_and_come_back(app, "History")
    assert "Audit log" in said(app)
    leave_and_come_back(app, "Edit")
    assert not app.exception
    assert [(r["name"], r["threshold"]) for r in table(app, "tiers")] == [
        ("Bronze", 0), ("Silver", 600), ("Gold", 1500),
    ]  # fmt: skip
    assert [r["per"] for r in table(app, "caps")] == ["day", "program"]
    assert field(app, "name").value == "Corner store"


def test_an_edit_is_saved_as_a_new_version_and_nothing_else_changes(open_app: Open, shop: Path) -> None:
    app = open_app(shop, "programs", program="corner-shop", tab="Edit")
    edit(app, "tiers", added_rows=[{"name": "Gold", "threshold": 1500, "multiplier": "1.5"}])
    field(app, "comment").set_value("a third tier")
    press(app, "Save new version")
    assert not app.exception
    assert "Saved Corner shop as version 2" in said(app)
    with Lab.open(Settings(lab_home=shop)) as lab:
        new, old = lab.programs.versions("corner-shop")
        assert (new.comment, new.definition.tiers[:2]) == ("a third tier", old.definition.tiers)
        assert [t.threshold for t in new.definition.tiers] == [0, 500, 1500]
        assert new.definition.model_copy(update={"tiers": old.definition.tiers}) == old.definition
    assert [r["name"] for r in table(app, "tiers")] == ["Bronze", "Silver", "Gold"]


def test_all_problems_are_said_at_once_with_their_places(open_app: Open, shop: Path) -> None:
    app = open_app(shop, "programs", program="corner-shop", tab="Edit")
    edit(app, "tiers", edited_rows={0: {"threshold": 10}, 1: {"multiplier": "much"}})
    edit(app, "caps", edited_rows={1: {"rule": "vegetables"}}, added_rows=[{"per": "week", "global": False}])
    field(app, "point_value").set_value("cheap")
    app.run()
    assert not app.exception
    shown = said(app)
    for place in (
        "Value of a point", "Tier 1 (Bronze), from points", "Tier 2 (Silver), times", "Cap 2, of",
        "Cap 4, points at most",
    ):  # fmt: skip
        assert f"**{place}**:" in shown
    press(app, "Save new version")
    assert "Not saved" in said(app)
    with Lab.open(Settings(lab_home=shop)) as lab:
        assert lab.programs.get("corner-shop").head == 1


def test_a_rule_can_be_added_renamed_and_removed_and_caps_follow(open_app: Open, shop: Path) -> None:
    app = open_app(shop, "programs", program="corner-shop", tab="Edit")
    fruit = draft(app).rules[1]
    name = next(f for f in app.text_input if f.key == f"{draft(app).key(f'rule.{fruit.number}')}.name")
    name.set_value("greens").run()
    assert draft(app).document()["caps"][1]["rule"] == "greens"
    press(app, "Add a rule")
    assert len(draft(app).rules) == 3
    app.button(key=f"{draft(app).key(f'rule.{draft(app).rules[2].number}')}.delete").click().run()
    assert [r.content["name"] for r in draft(app).rules] == ["base", "greens"]


def test_the_last_thing_typed_counts_even_when_the_same_event_leaves_the_builder(open_app: Open, shop: Path) -> None:
    app = open_app(shop, "programs", program="corner-shop", tab="Edit")
    base, fruit = draft(app).rules
    field(app, "name").set_value("Typed last")
    app.text_input(key=f"{draft(app).key(f'points.{base.number}.{base.revision}')}.number").set_value("3")
    app.text_input(key=f"{draft(app).key(f'rule.{fruit.number}')}.name").set_value("greens")
    app.query_params["tab"] = "History"  # one run brings all: the fields are not drawn in it
    app.run()
    assert not [f for f in app.text_input if f.key == draft(app).key("name")]
    made = draft(app).document()
    assert (made["name"], made["earn"][0]["points"]) == ("Typed last", {"*": [{"var": "amount"}, 3]})
    app.query_params["tab"] = "Edit"
    app.run()
    assert draft(app).document()["caps"][1]["rule"] == "greens"


def test_a_rule_that_looks_at_something_else_has_its_builder_loaded_anew(open_app: Open, shop: Path) -> None:
    app = open_app(shop, "programs", program="corner-shop", tab="Edit")
    base = draft(app).rules[0]
    app.selectbox(key=f"{draft(app).key(f'rule.{base.number}')}.per").set_value("line").run()
    assert (base.content["per"], base.revision) == ("line", 2)
    app.run()
    assert base.revision == 2


def test_a_draft_without_edits_follows_what_somebody_else_saves(open_app: Open, shop: Path) -> None:
    app = open_app(shop, "programs", program="corner-shop", tab="Edit")
    with Lab.open(Settings(lab_home=shop, lab_user="bob")) as lab:
        lab.programs.edit("corner-shop", SHOP.replace("limit: 200", "limit: 100"), seen=1)
    app.run()
    assert table(app, "caps")[0]["limit"] == 100


@pytest.mark.parametrize(
    ("typed", "points"),
    [("2", 2), ("0.1", 0.1), ("1,000", 1000), ("2.0", 2)],
)
def test_points_are_typed_as_numbers_and_whole_ones_are_whole(
    open_app: Open, shop: Path, typed: str, points: float
) -> None:
    app = open_app(shop, "programs", program="corner-shop", tab="Edit")
    rule = draft(app).rules[0]
    key = f"{draft(app).key(f'points.{rule.number}.{rule.revision}')}.number"
    app.text_input(key=key).set_value(typed).run()
    (_, found) = draft(app).document()["earn"][0]["points"]["*"]
    assert (type(found), found) == (type(points), points)


def test_yaml_is_loaded_into_the_forms_and_what_is_refused_says_where(open_app: Open, shop: Path) -> None:
    app = open_app(shop, "programs", program="corner-shop", tab="Edit")
    area = next(t for t in app.text_area if t.label == "YAML")
    area.set_value(area.value.replace("threshold: 500", "threshold: 700"))
    press(app, "Use this YAML")
    assert [r["threshold"] for r in table(app, "tiers")] == [0, 700]
    area = next(t for t in app.text_area if t.label == "YAML")
    area.set_value(area.value.replace("threshold: 700", "treshold: 700"))
    press(app, "Use this YAML")
    assert "Did you mean 'threshold'?" in said(app)
    assert [r["threshold"] for r in table(app, "tiers")] == [0, 700]


def test_a_half_typed_condition_blocks_saving(open_app: Open, shop: Path) -> None:
    app = open_app(shop, "programs", program="corner-shop", tab="Edit")
    rule = draft(app).rules[0]
    value = {"revision": rule.revision, "rule": None, "incomplete": 1, "problems": ["Amount: Enter a number."]}
    app.session_state[draft(app).key(f"when.{rule.number}")] = {"value": value}
    app.run()
    assert "base: Amount: Enter a number." in said(app)
    press(app, "Save new version")
    assert "Not saved" in said(app)


def test_somebody_elses_save_refuses_mine_and_keeps_what_i_typed(open_app: Open, shop: Path) -> None:
    app = open_app(shop, "programs", program="corner-shop", tab="Edit")
    with Lab.open(Settings(lab_home=shop, lab_user="bob")) as lab:
        lab.programs.edit("corner-shop", SHOP.replace("limit: 200", "limit: 100"), seen=1)
    edit(app, "tiers", edited_rows={1: {"threshold": 600}})
    press(app, "Save new version")
    assert "bob" in said(app)
    assert [t["threshold"] for t in draft(app).document()["tiers"]] == [0, 600]


def test_a_replay_is_drawn_and_of_unsaved_edits_too(open_app: Open, shop: Path) -> None:
    app = open_app(shop, "programs", program="corner-shop", tab="Edit")
    edit(app, "caps", edited_rows={0: {"limit": 1}})
    app.run()
    leave_and_come_back(app, "Replay")
    assert not app.exception
    assert app.selectbox(key="programs.replay.version").value == "draft"
    assert len(app.get("plotly_chart")) == 3
    issued = next(m.value for m in app.metric if m.label == "Issued")
    app.selectbox(key="programs.replay.version").set_value("1").run()
    saved = next(m.value for m in app.metric if m.label == "Issued")
    assert 0 < int(issued.replace(",", "")) < int(saved.replace(",", ""))


def test_two_programs_are_compared(open_app: Open, shop: Path) -> None:
    with Lab.open(Settings(lab_home=shop)) as lab:
        lab.programs.edit("corner-shop", SHOP.replace("limit: 200", "limit: 20"), seen=1)
    app = open_app(shop, "programs", program="corner-shop", tab="Compare")
    assert not app.exception
    assert "A: Corner shop, version 2 · B: Corner shop, version 1" in said(app)
    assert len(app.get("plotly_chart")) == 3


def test_a_customers_ledger_shows_reasons_and_takes_acts(open_app: Open, running: Path) -> None:
    app = open_app(running, "programs", program="everyday", tab="Ledger", customer="208")
    assert not app.exception
    reasons = app.dataframe[-1].value["reason"].tolist()
    assert any("cup-1" in r and "at the till" in r for r in reasons)
    balance = int(next(m.value for m in app.metric if m.label == "Balance").replace(",", ""))
    app.number_input(key="programs.adjust.points").set_value(10)
    press(app, "Adjust")
    assert "An adjustment needs a reason." in said(app)
    app.number_input(key="programs.adjust.points").set_value(10)
    app.text_input(key="programs.adjust.reason").set_value("a gift")
    press(app, "Adjust")
    assert f"Adjusted by +10 points; the balance is {balance + 10:,}." in said(app)
    press(app, "Cancel it")
    assert f"Cancelled; the balance is {balance + 110:,}." in said(app)


def test_whose_ledger_is_asked_and_who_is_unknown_is_said(open_app: Open, running: Path) -> None:
    app = open_app(running, "programs", program="everyday", tab="Ledger")
    assert "Whose ledger?" in said(app)
    app.text_input(key="customer").set_value("nobody").run()
    assert not app.exception
    assert "Customer nobody has no entry in this ledger." in said(app)


def test_reconciling_says_what_was_proved(open_app: Open, running: Path) -> None:
    app = open_app(running, "programs", program="everyday", tab="Ledger")
    app.button(key="programs.reconcile").click().run()
    assert not app.exception
    assert "The ledger is sound" in said(app)


def test_activation_shows_the_impact_before_it_asks(open_app: Open, shop: Path) -> None:
    app = open_app(shop, "programs", program="corner-shop", tab="Activation")
    assert not [b for b in app.button if b.label.startswith("Activate")]
    press(app, "Show what it changes")
    assert not app.exception
    moving = next(m for m in app.metric if m.label == "Change tier")
    assert moving.value.endswith("customers")
    moves = pl.from_pandas(app.dataframe[-1].value)
    assert f"{moves['customers'].sum():,} customers" == moving.value
    press(app, "Activate version 1")
    assert "Version 1 is in force from 1 Jan 2017." in said(app)
    app.button(key="programs.pause").click().run()
    assert "The program is paused." in said(app)


def test_points_are_shown_on_the_customers_page(open_app: Open, running: Path) -> None:
    app = open_app(running, "customers", customer="208", tab="Points")
    assert not app.exception
    labels = [m.label for m in app.metric]
    assert {"Balance", "Spendable", "Tier"} <= set(labels)
    assert app.dataframe[-1].value["reason"].tolist()


def test_what_stands_in_the_address_or_a_name_is_text(open_app: Open, shop: Path) -> None:
    evil = "<b>x</b> [a](b) $y$ :red[z]"
    with Lab.open(Settings(lab_home=shop)) as lab:
        lab.programs.create(SHOP.replace("Corner shop", f"'{evil}'"))
        slug = next(p.slug for p in lab.programs.all() if p.name == evil)
    app = open_app(shop, "programs", program=slug)
    assert not app.exception
    assert app.title[0].value.replace("\\", "") == evil
    assert app.title[0].value != evil
    lost = open_app(shop, "programs", program="<b>nowhere</b>")
    assert not lost.exception
    assert "There is no program" in lost.warning[0].value
