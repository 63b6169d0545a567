"""What the rule builder shows: counts, what it cannot edit, narrow pages, both themes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.component.conftest import Host
from tests.e2e.component.host_rules import RULES

Opener = Callable[..., Host]
pytestmark = pytest.mark.alone


def test_counts_that_arrive_leave_the_caret_alone(open_host: Opener) -> None:
    host = open_host()
    field = host.amount()
    field.click()
    host.page.keyboard.press("Home")
    for digit in "987":
        host.page.keyboard.press(digit)
        host.rest()  # the edit went out, the page ran, counts came back
        expect(field).to_be_focused()
    expect(field).to_have_value("987100")
    assert host.rule() == {">=": [{"var": "total_revenue"}, 987100]}


def test_counts_stand_beside_their_nodes(open_host: Opener) -> None:
    host = open_host("nested")

    def stands(text: str, node: Locator) -> None:
        expect(node.get_by_test_id("count").first).to_contain_text(text, use_inner_text=True)

    stands("2,469 customers", host.group(""))
    stands("1,887 customers", host.row("1"))  # /and/1
    stands("1,402 customers", host.group("2.1"))
    stands("626 customers", host.row("2.1.0"))
    stands("42", host.row("0"))
    host.press("Shift counts")
    host.rest()
    stands("1,886 customers", host.row("1"))
    host.row("0").get_by_role("button", name="Remove condition").click()
    host.rest()
    stands("1,886 customers", host.row("0"))  # what was /and/1 is /and/0 now


def test_counts_of_an_older_rule_are_greyed(open_host: Opener) -> None:
    host = open_host("nested")
    host.page.get_by_text("Old counts").click()
    host.rest()
    count = host.row("1").get_by_test_id("count")
    expect(count).to_have_attribute("aria-busy", "false")
    host.amount("0").fill("9")
    host.rest()
    expect(count).to_have_attribute("aria-busy", "true")
    expect(count).to_contain_text("1,887 customers")
    host.amount("0").fill("1250.5")  # back to the rule that was counted
    host.rest()
    expect(count).to_have_attribute("aria-busy", "false")


def test_a_disabled_builder_only_shows(open_host: Opener) -> None:
    host = open_host("nested", query="&disabled=yes")
    controls = host.page.locator(".rb input, .rb select, .rb button")
    assert controls.count() > 20
    for control in controls.all():
        expect(control).to_be_disabled()


def test_what_has_no_visual_form_is_shown_as_it_is(open_host: Opener) -> None:
    host = open_host("advanced")
    expect(host.page.get_by_role("region", name="Advanced rule")).to_contain_text("r score plus 1")
    expect(host.page.get_by_role("region", name="Advanced rule")).to_contain_text("“+” has no visual form")
    assert host.said("ADVANCED") == "True"
    assert host.rule() == RULES["advanced"]
    assert host.page.locator(".rb input, .rb select, .rb button").count() == 0


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
