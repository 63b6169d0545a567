"""The rule builder with the mouse and the keyboard, in a page that keeps running again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.component.conftest import Host
from tests.e2e.component.host_rules import RULES

Opener = Callable[..., Host]


def amount(host: Host, path: str = "0") -> Locator:
    """Return the number input of a condition."""
    return host.row(path).get_by_role("textbox")


def test_a_rule_from_nothing(open_host: Opener) -> None:
    host = open_host("empty")
    expect(host.page.get_by_text("No condition yet")).to_be_visible()
    assert host.rule() is None
    host.add("total")
    amount(host).fill("12.50")
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
    amount(host).fill("250")
    for field in ("R score", "Top department", "Last purchase on", "Opt in", "Total revenue"):
        host.row("0").get_by_role("button", name="Field:").click()
        host.page.get_by_role("option", name=field, exact=False).first.click()
        host.press("Run again")
        host.rest()
        expect(host.row("0").get_by_role("button", name=f"Field: {field}")).to_be_visible()
    amount(host).fill("250")
    host.row("0").get_by_label("Comparison for Total revenue").select_option("is between")
    amount(host).nth(1).fill("300")
    expected = {"<=": [250, {"var": "total_revenue"}, 300]}
    assert host.rule() == expected
    for other in ("Run again", "Shift counts", "Run again", "Shift counts", "Run again", "Run again"):
        host.press(other)
    host.page.get_by_role("combobox", name="Load").click()
    host.page.get_by_role("option", name="advanced").click()
    host.page.get_by_text("Old counts").click()
    assert host.rule() == expected
    expect(amount(host).nth(0)).to_have_value("250")
    expect(amount(host).nth(1)).to_have_value("300")


def test_counts_that_arrive_leave_the_caret_alone(open_host: Opener) -> None:
    host = open_host()
    field = amount(host)
    field.click()
    host.page.keyboard.press("Home")
    for digit in "987":
        host.page.keyboard.press(digit)
        host.rest()  # the edit went out, the page ran, counts came back
        expect(field).to_be_focused()
    expect(field).to_have_value("987100")
    assert host.rule() == {">=": [{"var": "total_revenue"}, 987100]}


def test_save_at_once_saves_the_last_edit(open_host: Opener) -> None:
    host = open_host()
    for value in ("7", "71.5", "9007199254740993"):
        amount(host).fill(value)
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
    amount(host, "1").fill("12,5")
    host.rest()
    expect(amount(host, "1")).to_have_attribute("aria-invalid", "true")
    assert host.said("INCOMPLETE") == "1"
    amount(host, "1").fill("12.5")
    assert host.rule() == {"and": [RULES["simple"], {">=": [{"var": "avg_transaction_value"}, 12.5]}]}
    expect(host.page.get_by_role("button", name="Save")).to_be_enabled()


def test_a_half_typed_condition_survives_a_look_elsewhere(open_host: Opener) -> None:
    host = open_host()
    host.add("avg")
    amount(host, "1").fill("12,")
    host.rest()
    elsewhere = host.page.get_by_text("Elsewhere")
    elsewhere.click()
    expect(host.page.locator(".rb")).to_have_count(0)
    elsewhere.click()
    expect(amount(host, "1")).to_have_value("12,")
    host.rest()
    assert host.said("INCOMPLETE") == "1"


def test_an_emptied_builder_is_no_rule(open_host: Opener) -> None:
    host = open_host()
    host.row("0").get_by_role("button", name="Remove condition").click()
    assert host.rule() is None
    expect(host.page.get_by_role("button", name="Condition", exact=True)).to_be_focused()


def test_what_has_no_visual_form_is_shown_as_it_is(open_host: Opener) -> None:
    host = open_host("advanced")
    expect(host.page.get_by_role("region", name="Advanced rule")).to_contain_text("r score plus 1")
    expect(host.page.get_by_role("region", name="Advanced rule")).to_contain_text("“+” has no visual form")
    assert host.said("ADVANCED") == "True"
    assert host.rule() == RULES["advanced"]
    assert host.page.locator(".rb input, .rb select, .rb button").count() == 0


def test_a_raised_revision_opens_another_rule(open_host: Opener) -> None:
    host = open_host("advanced")
    host.press("Open rule")
    assert host.rule() == RULES["simple"]
    assert host.said("ADVANCED") == "False"
    amount(host).fill("5")
    host.press("Open rule")  # at once: the edit belongs to the rule that is being left
    assert host.rule() == RULES["simple"]
    expect(amount(host)).to_have_value("100")


def test_counts_stand_beside_their_nodes(open_host: Opener) -> None:
    host = open_host("nested")

    def beside(node: Locator) -> str:
        return node.get_by_test_id("count").first.inner_text().replace("\n", " ")

    assert "2,469 customers" in beside(host.group(""))
    assert "1,887 customers" in beside(host.row("1"))  # /and/1
    assert "1,402 customers" in beside(host.group("2.1"))
    assert "626 customers" in beside(host.row("2.1.0"))
    assert "42" in beside(host.row("0"))
    host.press("Shift counts")
    host.rest()
    assert "1,886 customers" in beside(host.row("1"))
    host.row("0").get_by_role("button", name="Remove condition").click()
    host.rest()
    assert "1,886 customers" in beside(host.row("0"))  # what was /and/1 is /and/0 now


def test_counts_of_an_older_rule_are_greyed(open_host: Opener) -> None:
    host = open_host("nested")
    host.page.get_by_text("Old counts").click()
    host.rest()
    count = host.row("1").get_by_test_id("count")
    expect(count).to_have_attribute("aria-busy", "false")
    amount(host, "0").fill("9")
    host.rest()
    expect(count).to_have_attribute("aria-busy", "true")
    expect(count).to_contain_text("1,887 customers")
    amount(host, "0").fill("1250.5")  # back to the rule that was counted
    host.rest()
    expect(count).to_have_attribute("aria-busy", "false")


def test_a_row_is_dragged_into_a_group(open_host: Opener) -> None:
    host = open_host("nested")
    host.row("0").locator(".joint").drag_to(host.row("2.0"), target_position={"x": 200, "y": 4})
    moved = host.rule()
    assert moved["and"][1]["or"][0] == {">=": [{"var": "total_revenue"}, 1250.5]}
    assert len(moved["and"]) == 4


def test_rows_move_and_copy_with_the_keyboard(open_host: Opener) -> None:
    host = open_host()
    host.row("0").get_by_role("button", name="Copy condition").press("Enter")
    amount(host, "1").fill("200")
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


def test_a_disabled_builder_only_shows(open_host: Opener) -> None:
    host = open_host("nested", query="&disabled=yes")
    controls = host.page.locator(".rb input, .rb select, .rb button")
    assert controls.count() > 20
    for control in controls.all():
        expect(control).to_be_disabled()


@pytest.mark.parametrize("name", ["every", "nested"])
def test_nothing_sticks_out_of_a_narrow_page(open_host: Opener, name: str) -> None:
    host = open_host(name, viewport={"width": 420, "height": 900})
    wide = """all => all.filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('pre'))
        .map(e => e.className)"""
    assert host.page.locator(".rb *:visible").evaluate_all(wide) == []


def contrast(host: Host, selector: str) -> float:
    """Return the contrast (WCAG) of an element's text with the page behind it."""
    script = """(element) => {
        const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        const light = (colour) => {
            paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1);
            const [r, g, b] = [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3).map((c) => c / 255)
                .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const back = getComputedStyle(document.querySelector('.stApp')).backgroundColor;
        const [a, b] = [light(back), light(getComputedStyle(element).color)].sort();
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }"""
    return float(host.page.locator(selector).first.evaluate(script))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_and_controls_have_names(open_host: Opener, scheme: str) -> None:
    host = open_host("every", color_scheme=scheme)
    unnamed = "all => all.filter(e => !(e.getAttribute('aria-label') || e.textContent.trim())).map(e => e.outerHTML)"
    assert host.page.locator(".rb input, .rb select, .rb button").evaluate_all(unnamed) == []
    for selector in (".rb .field span", ".rb .operator", ".rb .words", ".rb .add", ".rb .count b", ".rb .count .unit"):
        assert contrast(host, selector) >= 4.5, selector
