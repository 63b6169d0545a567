"""The main job: design a program, find it again whole, rehearse it, and see the impact before it runs."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Tab
from tests.e2e.programs.conftest import Open

TIERS = "tiers:\n  - {name: Member, threshold: 0}\n  - {name: Star, threshold: 300, multiplier: 1.5}\n"
CAPS = "caps:\n  - {per: day, limit: 150}\n"
BURN = "burn:\n  - {name: Coffee, points: 200, value: 1.80}\n"
RULE = 'when: {">=": [{"var": "amount"}, 5]}\n    points: {"*": [{"var": "amount"}, 2]}\n'


@pytest.mark.alone
def test_a_program_made_in_the_builder_is_there_again_after_saving_and_reloading(open_programs: Open) -> None:
    view = open_programs("?program=new")
    view.type("Name", "Corner shop")
    view.type("How many", "2")
    view.add("amount")
    view.amount().fill("5")
    view.rest()
    view.add_row("tiers", 0, {60: "Member", 190: "0"})
    view.add_row("tiers", 1, {60: "Star", 190: "300", 340: "1.5"})
    view.add_row("caps", 0, {300: "150"})
    view.add_row(
        "burn", 0, {60: "Coffee", 400: "200", 650: "1.80"}
    )  # and Create at once, before the edit has gone anywhere
    view.press("Create program")
    expect(view.said("Saved Corner shop as version 1")).to_be_visible()
    saved = view.yaml()
    for part in (TIERS, CAPS, BURN, RULE):
        assert part in saved
    assert "program=corner-shop" in view.page.url
    assert "tab=Edit" in view.page.url
    view.page.reload()
    view.page.locator(".rb > *").first.wait_for()
    assert view.yaml() == saved
    expect(view.amount()).to_have_value("5")


@pytest.mark.alone
def test_nothing_is_lost_while_one_edits_looks_around_and_comes_back(open_programs: Open) -> None:
    view = open_programs("?program=everyday&tab=Edit", wait_for=".rb > *")
    view.add_row("tiers", 3, {60: "Platinum", 190: "5000"})
    view.rest()
    view.type("Name", "Every day")
    view.type("Rule 1", "all")
    edited = view.yaml()
    assert "name: Every day\n" in edited
    assert "{name: Platinum, threshold: 5000}" in edited
    view.tab("History")
    view.tab("Edit")
    assert view.yaml() == edited
    view.tab("Overview")
    view.page.get_by_role("link", name="Home", exact=True).first.click()
    view.page.get_by_role("heading", name="Home").wait_for()
    view.page.go_back()
    view.page.get_by_role("heading", name="Everyday").wait_for()
    view.tab("Edit")
    assert view.yaml() == edited
    view.add_row("tiers", 4, {60: "Diamond", 190: "9000"})
    both = view.yaml()
    assert "{name: Platinum, threshold: 5000}" in both
    assert "{name: Diamond, threshold: 9000}" in both


@pytest.mark.alone
def test_a_replay_shows_its_charts_and_another_assumption_other_figures(open_programs: Open) -> None:
    view = open_programs("?program=inner-circle&tab=Replay", wait_for=".js-plotly-plot")
    expect(view.page.locator(".js-plotly-plot")).to_have_count(3)
    burned = view.page.get_by_test_id("stMetric").filter(has_text="Burned").get_by_test_id("stMetricValue")
    expect(burned).to_have_text("0")
    view.page.get_by_role("combobox", name="Redemptions").click()
    view.page.get_by_role("option", name="by chance").click()
    view.rest()
    expect(burned).to_have_text(re.compile(r"^[1-9][\d,]+$"))


@pytest.mark.alone
def test_activation_asks_only_after_the_impact_was_shown(open_programs: Open) -> None:
    view = open_programs("?program=fresh-rewards&tab=Activation")
    confirm = view.page.get_by_role("button", name="Activate version 1")
    expect(confirm).to_have_count(0)
    view.press("Show what it changes")
    expect(view.page.get_by_test_id("stMetric").filter(has_text="Change tier")).to_be_visible()
    expect(confirm).to_be_visible()
    view.rest()
    view.press("Activate version 1")
    expect(view.said("Version 1 is in force from 1 Jan 2017.")).to_be_visible()


PAGES = [
    "/programs", "/programs?program=new", "/programs?program=everyday", "/programs?program=inner-circle&tab=Edit",
    "/programs?program=everyday&tab=Replay", "/programs?program=everyday&tab=Compare",
    "/programs?program=everyday&tab=Ledger&customer=208", "/programs?program=everyday&tab=Liability",
    "/programs?program=everyday&tab=Activation", "/programs?program=everyday&tab=History",
    "/customers?customer=208&tab=Points",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("scheme", "width"), [("light", "narrow"), ("dark", "wide")])
def test_it_is_drawn_and_nothing_is_cut_off(shown: Callable[..., Tab], path: str, scheme: str, width: str) -> None:
    tab = shown(path, scheme=scheme, width=width)
    expect(tab.page.get_by_role("heading").first).to_be_visible()
    wider = tab.page.evaluate("""() => [...document.querySelectorAll('[data-testid=stMainBlockContainer] *')]
        .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
        .filter(e => !e.closest('[data-testid=stDataFrame], [role=tablist]'))
        .map(e => e.outerHTML.slice(0, 120))""")
    assert wider == []
