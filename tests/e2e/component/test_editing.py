"""Editing with the mouse and the keyboard, in a page that keeps running again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.component.conftest import Host
from tests.e2e.component.host_rules import RULES

Opener = Callable[..., Host]
pytestmark = pytest.mark.alone


def test_a_rule_from_nothing(open_host: Opener) -> None:
    host = open_host("empty")
    expect(host.page.get_by_text("No condition yet")).to_be_visible()
    assert host.rule() is None
    host.add("total")
    host.amount().fill("12.50")
    host.add("income")
    host.row("1").get_by_role("button", name="15-24K").click()
    host.row("1").get_by_role("button", name="25-34K").click()
    host.add("loyalty code", what="Group")
    host.row("2.0").get_by_role("textbox").fill("0123")
    host.group("2").get_by_role("button", name="Condition", exact=True).click()
    host.page.get_by_role("option", name="Departments").click()
    host.row("2.1").get_by_role("button", name="Values for Departments").click()
    host.page.get_by_role("option", name="DAIRY").click()
    host.page.get_by_role("option", name="MEAT").click()
    host.page.keyboard.press("Escape")
    host.group("2").get_by_role("button", name="any", exact=True).click()
    host.group("2").get_by_role("button", name="not", exact=True).click()
    host.add("random")
    host.row("3").get_by_label("Name of the draw").fill("spring")
    host.row("3").get_by_label("Share, percent").fill("12.5")
    assert host.rule() == {
        "and": [
            {">=": [{"var": "total_revenue"}, 12.5]},
            {"in": [{"var": "income"}, ["15-24K", "25-34K"]]},
            {
                "!": {
                    "or": [
                        {"==": [{"var": "loyalty_code"}, "0123"]},
                        {"some": [{"var": "departments"}, {"in": [{"var": ""}, ["DAIRY", "MEAT"]]}]},
                    ]
                }
            },
            {"<": [{"var": "bucket.spring"}, 1250]},
        ]
    }
    assert host.said("AGREES") == "True"


def test_looking_changes_nothing(open_host: Opener) -> None:
    host = open_host("every")
    assert host.rule() == RULES["every"]
    assert host.said("RUNS") == "1"


def test_it_never_resets(open_host: Opener) -> None:
    host = open_host("empty")
    host.add("total")
    host.amount().fill("250")
    for field in ("R score", "Top department", "Last purchase on", "Opt in", "Total revenue"):
        host.row("0").get_by_role("button", name="Field:").click()
        host.page.get_by_role("option", name=field, exact=False).first.click()
        host.press("Run again")
        host.rest()
        expect(host.row("0").get_by_role("button", name=f"Field: {field}")).to_be_visible()
    host.amount().fill("250")
    host.row("0").get_by_label("Comparison for Total revenue").select_option("is between")
    host.amount().nth(1).fill("300")
    expected = {"<=": [250, {"var": "total_revenue"}, 300]}
    assert host.rule() == expected
    for other in ("Run again", "Shift counts", "Run again", "Shift counts", "Run again", "Run again"):
        host.press(other)
    host.page.get_by_role("combobox", name="Load").click()
    host.page.get_by_role("option", name="advanced").click()
    host.page.get_by_text("Old counts").click()
    assert host.rule() == expected
    expect(host.amount().nth(0)).to_have_value("250")
    expect(host.amount().nth(1)).to_have_value("300")


MOUNT_OVERTAKEN = """async source => {
    const { default: mount } = await import(source);
    const search = root => { for (const element of root.querySelectorAll('*')) {
        if (element.matches('.rb')) return element;
        const inside = element.shadowRoot && search(element.shadowRoot);
        if (inside) return inside } };
    const host = search(document), rest = () => new Promise(requestAnimationFrame);
    const standing = host.firstChild;
    const data = { key: 'other', fields: [], rule: null, revision: 1, counts: null, counted: null, unit: '', seen: 0 };
    const end = mount({ parentElement: host.parentNode, data, setStateValue: () => {} });
    await rest(); end(); await rest();
    return host.isConnected && host.firstChild === standing }"""


def test_a_run_that_overtakes_another_takes_nothing_down(open_host: Opener) -> None:
    """Two runs in quick succession: Streamlit cleans up after the older one while the newer one is being shown."""
    host = open_host()
    host.page.get_by_role("button", name="Condition", exact=True).last.click()
    source = next(url for url in host.asked if url.endswith("rule_builder.js"))
    assert host.page.evaluate(MOUNT_OVERTAKEN, source)
    expect(host.page.get_by_role("combobox", name="Search fields")).to_be_visible()
    host.page.get_by_text("Elsewhere").click()
    expect(host.page.locator(".rb")).to_have_count(0)


def test_save_at_once_saves_the_last_edit(open_host: Opener) -> None:
    host = open_host()
    for value in ("7", "71.5", "9007199254740993"):
        host.amount().fill(value)
        host.press("Save")
        host.rest()
        assert host.said("SAVED") == f'{{">=":[{{"var":"total_revenue"}},{value}]}}'


def test_a_token_that_was_not_confirmed_is_saved_too(open_host: Opener) -> None:
    host = open_host("empty")
    host.add("loyalty code")
    host.row("0").get_by_label("Comparison for Loyalty code").select_option("is one of")
    box = host.row("0").get_by_role("textbox")
    box.fill("0012")
    box.press("Enter")
    box.fill("34, with a comma")
    host.press("Run again")  # the first press lets go of the box, so Save is open for the second
    host.rest()
    assert host.rule() == {"in": [{"var": "loyalty_code"}, ["0012", "34, with a comma"]]}


def test_half_typed_conditions_are_left_out_and_block_save(open_host: Opener) -> None:
    host = open_host()
    host.add("avg")
    assert host.rule() == RULES["simple"]
    assert host.said("INCOMPLETE") == "1"
    expect(host.page.get_by_role("button", name="Save")).to_be_disabled()
    expect(host.row("1")).to_contain_text("Enter a number")
    host.amount("1").fill("12,5")
    host.rest()
    expect(host.amount("1")).to_have_attribute("aria-invalid", "true")
    assert host.said("INCOMPLETE") == "1"
    host.amount("1").fill("12.5")
    assert host.rule() == {"and": [RULES["simple"], {">=": [{"var": "avg_transaction_value"}, 12.5]}]}
    expect(host.page.get_by_role("button", name="Save")).to_be_enabled()


def test_a_half_typed_condition_survives_a_look_elsewhere(open_host: Opener) -> None:
    host = open_host()
    host.add("avg")
    host.amount("1").fill("12,")
    host.rest()
    elsewhere = host.page.get_by_text("Elsewhere")
    elsewhere.click()
    expect(host.page.locator(".rb")).to_have_count(0)
    elsewhere.click()
    expect(host.amount("1")).to_have_value("12,")
    host.rest()
    assert host.said("INCOMPLETE") == "1"


def test_an_emptied_builder_is_no_rule(open_host: Opener) -> None:
    host = open_host()
    host.row("0").get_by_role("button", name="Remove condition").click()
    assert host.rule() is None
    expect(host.page.get_by_role("button", name="Condition", exact=True)).to_be_focused()


def test_a_raised_revision_opens_another_rule(open_host: Opener) -> None:
    host = open_host("advanced")
    host.press("Open rule")
    assert host.rule() == RULES["simple"]
    assert host.said("ADVANCED") == "False"
    host.amount().fill("5")
    host.press("Open rule")  # at once: the edit belongs to the rule that is being left
    assert host.rule() == RULES["simple"]
    expect(host.amount()).to_have_value("100")


def test_a_row_is_dragged_into_a_group(open_host: Opener) -> None:
    host = open_host("nested")
    host.row("0").locator(".joint").drag_to(host.row("2.0"), target_position={"x": 200, "y": 4})
    moved = host.rule()
    assert moved["and"][1]["or"][0] == {">=": [{"var": "total_revenue"}, 1250.5]}
    assert len(moved["and"]) == 4


def test_rows_move_and_copy_with_the_keyboard(open_host: Opener) -> None:
    host = open_host()
    host.row("0").get_by_role("button", name="Copy condition").press("Enter")
    host.amount("1").fill("200")
    down = host.row("0").get_by_role("button", name="Move down condition")
    down.press("Enter")
    assert host.rule() == {"and": [{">=": [{"var": "total_revenue"}, 200]}, {">=": [{"var": "total_revenue"}, 100]}]}
    expect(host.row("1").get_by_role("button", name="Move down condition")).to_be_disabled()
    expect(host.row("0").get_by_role("button", name="Move up condition")).to_be_disabled()


def test_a_condition_with_the_keyboard_alone(open_host: Opener) -> None:
    host = open_host("empty")
    keys = host.page.keyboard
    host.page.get_by_role("button", name="Condition", exact=True).focus()
    keys.press("Enter")
    keys.type("last purch")
    keys.press("Enter")
    expect(host.row("0").get_by_role("button", name="Field:")).to_be_focused()
    keys.press("Tab")
    keys.press("Tab")
    keys.type("28")
    assert host.rule() == {"within_last_days": [{"var": "last_purchase_on"}, 28]}
    keys.press("Shift+Tab")
    keys.press("Shift+Tab")
    keys.press("Enter")
    keys.press("Escape")
    expect(host.row("0").get_by_role("button", name="Field:")).to_be_focused()
    assert host.rule() == {"within_last_days": [{"var": "last_purchase_on"}, 28]}


def test_letters_are_letters_and_not_shortcuts_of_the_page(open_host: Opener) -> None:
    host = open_host("empty")
    host.add("loyalty code")
    host.rest()
    runs = int(host.said("RUNS"))
    host.row("0").get_by_role("textbox").press_sequentially("rcrc")
    assert host.rule() == {"==": [{"var": "loyalty_code"}, "rcrc"]}
    assert int(host.said("RUNS")) == runs + 1
    assert host.page.get_by_role("dialog").count() == 0


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles"])
def test_a_day_is_a_day_in_every_time_zone(open_host: Opener, zone: str) -> None:
    host = open_host("empty", timezone_id=zone)
    host.add("last purchase")
    host.row("0").get_by_label("Comparison for Last purchase on").select_option("is on or after")
    host.row("0").get_by_label("Value for Last purchase on").fill("2017-12-31")
    assert host.rule() == {">=": [{"var": "last_purchase_on"}, "2017-12-31"]}
