"""The main job: build a segment by hand and see exact counts while editing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.segments.conftest import Open

pytestmark = pytest.mark.alone
LIST = "[data-testid=stDataFrame] canvas"


def test_from_an_empty_builder_to_a_saved_segment(open_segments: Open) -> None:
    view = open_segments("?segment=new")
    view.add("total revenue")
    view.amount().fill("1000")
    assert view.figure() == "1,378 customers"
    view.add("marital")
    view.row("1").get_by_role("button", name="Married", exact=True).click()
    assert view.figure() == "320 customers"
    expect(view.row("1")).to_contain_text("340")  # of all customers, counted beside the condition itself
    view.page.get_by_label("Name", exact=True).fill("Big *married* <b>spenders</b>")
    view.amount().fill("2500")  # and Save at once, before the edit has gone anywhere
    view.press("Create segment")
    expect(view.said("as version 1")).to_be_visible()
    assert view.figure() == "194 customers"
    view.rest()
    assert view.page.url.endswith("?segment=big-married-b-spenders-b")
    expect(view.page.get_by_role("heading", name="Big *married* <b>spenders</b>")).to_be_visible()


def test_a_half_typed_condition_is_not_saved(open_segments: Open) -> None:
    view = open_segments("?segment=new")
    view.add("total revenue")
    view.amount().fill("10")
    view.add("marital")
    view.page.get_by_label("Name", exact=True).fill("Half")
    view.rest()
    view.press("Create segment")
    expect(view.said("Not saved")).to_be_visible()
    view.rest()
    assert view.page.url.endswith("?segment=new")
    expect(view.row("1")).to_contain_text("Enter at least one value.")  # and it is still there


def test_nothing_resets_while_one_edits_looks_around_and_comes_back(open_segments: Open) -> None:
    view = open_segments("?segment=lapsing-big-spenders")
    assert view.figure() == "53 customers"
    view.amount("1").fill("40")
    fewer = view.figure()
    assert fewer != "53 customers"
    view.row("0").get_by_role("button", name="Field").click()
    view.page.get_by_role("combobox", name="Search fields").fill("Frequency score")
    view.page.keyboard.press("Enter")
    view.rest()
    expect(view.amount("1")).to_have_value("40")
    changed = view.figure()
    for tab in ("Members", "Why", "Profile", "History", "Rule"):
        view.tab(tab)
    expect(view.amount("1")).to_have_value("40")
    expect(view.row("0")).to_contain_text("Frequency score")
    assert view.figure() == changed
    view.page.get_by_role("link", name="Home", exact=True).first.click()
    view.page.get_by_role("heading", name="Home").wait_for()
    view.page.go_back()
    view.page.locator(".rb > *").first.wait_for()
    view.rest()
    expect(view.amount("1")).to_have_value("40")
    assert view.figure() == changed


def test_a_click_on_a_row_opens_the_segment_and_back_leads_to_the_list(open_segments: Open) -> None:
    view = open_segments(wait_for=LIST)
    box = view.page.locator(LIST).first.bounding_box()
    assert box is not None
    view.page.mouse.click(box["x"] + 60, box["y"] + 60)  # the first row, below the header
    view.page.locator(".rb > *").first.wait_for()
    view.rest()
    assert "?segment=" in view.page.url
    view.press("All segments")
    expect(view.page.get_by_role("heading", name="Segments", exact=True)).to_be_visible()
    view.rest()
    assert view.page.url.endswith("/segments")


def test_a_deep_link_opens_the_tab_and_the_customer(open_segments: Open) -> None:
    view = open_segments("?segment=champions&tab=Why&customer=1", wait_for="[data-testid=stAlert]")
    expect(view.said("Customer 1 is not a member")).to_be_visible()


def test_what_the_builder_cannot_show_opens_read_only_beside_its_json(open_segments: Open) -> None:
    view = open_segments("?segment=champions")
    view.page.get_by_text("Edit as JSON").click()
    view.rest()  # it opens slowly, and the button moves with it
    rule = '{">": [{"*": [{"var": "revenue_28d"}, 2]}, {"var": "revenue_91d"}]}'
    view.page.get_by_role("textbox", name="JSONLogic").fill(rule)
    view.press("Use this rule")
    expect(view.page.get_by_role("region", name="Advanced rule")).to_be_visible()
    counted = view.figure()
    assert counted not in ("483 customers", "0 customers")
    view.page.get_by_role("textbox", name="JSONLogic").fill('{"method": ["x", "upper"]}')
    view.press("Use this rule")
    expect(view.said("method")).to_be_visible()
    assert view.figure() == counted  # what was refused changed nothing


def test_the_rehearsal_draws_every_month(open_segments: Open) -> None:
    view = open_segments("?segment=champions")
    view.page.get_by_text("Rehearse on history").click()
    expect(view.page.locator(".js-plotly-plot .scatterlayer .point")).to_have_count(12, timeout=30_000)
    view.rest()
