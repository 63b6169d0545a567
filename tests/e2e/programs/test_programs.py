"""The main job: design a program, find it again whole, rehearse it, and see the impact before it runs."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.programs.conftest import Open

TIERS = "tiers:\n  - {name: Member, threshold: 0}\n  - {name: Star, threshold: 300, multiplier: 1.5}\n"


def test_a_program_made_in_the_builder_is_there_again_after_saving_and_reloading(open_programs: Open) -> None:
    view = open_programs("?program=new")
    view.type("Name", "Corner shop")
    view.add_row("tiers", 0, "Member", "0")
    view.add_row("tiers", 1, "Star", "300", "1.5")
    view.rest()
    view.add_row("caps", 0, "150", x=300)
    view.add_row("burn", 0, "Coffee", "200", "1.80")  # and Create at once, before the edit has gone anywhere
    view.press("Create program")
    expect(view.said("Saved Corner shop as version 1")).to_be_visible()
    saved = view.yaml()
    print(saved)
    assert TIERS in saved
    assert "caps:\n  - {per: day, limit: 150}\n" in saved
    assert "burn:\n  - {name: Coffee, points: 200, value: 1.80}\n" in saved
    assert view.page.url.endswith("?program=corner-shop&tab=Edit")
    view.page.reload()
    view.page.locator(".rb > *").first.wait_for()
    assert view.yaml() == saved
