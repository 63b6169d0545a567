"""The main job: build a campaign in steps and find it again whole, launch it, watch it go out, and limit it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.campaigns.conftest import Open
from tests.e2e.conftest import Tab

pytestmark = pytest.mark.alone
PARTS = (
    "name: Spring greeting\n", "audience: champions\n", "{name: Two fifty off, kind: discount, value: 2.50}\n",
    "Hello", "Your number is {{ customer_id }}", "control: 0.2\n", "0 10 * * MON", "budget: 300.00\n",
    "cost_per_contact: 0.10\n", '{">=": [{"var": "amount"}, 5]}',
)  # fmt: skip


def test_a_campaign_built_in_steps_is_there_again_after_saving_and_reloading(open_campaigns: Open) -> None:
    view = open_campaigns("?campaign=new")
    view.type("Name", "Spring greeting")
    view.choose("Audience", "Champions")
    view.press("Offer and message")
    view.type("Offer", "Two fifty off")
    view.choose("It is", "a discount")
    view.type("Costs (USD)", "2.50")
    view.type("Subject", "Hello")
    view.type("Text", "Your number is {{ nobody_knows }}")
    expect(view.page.get_by_text("nobody_knows").locator("visible=true").first).to_be_visible()
    view.type("Text", "Your number is")
    view.press("Insert")
    expect(view.field("Text")).to_have_value("Your number is {{ customer_id }}")
    view.press("Trigger")
    view.press("Add a trigger")
    view.press("Control and variants")
    view.type("Control group (%)", "20")
    view.press("Policy and budget")
    view.add("amount")
    view.amount().fill("5")
    view.type("Cost of a contact (USD)", "0.10")
    view.type("Budget (USD)", "300.00")
    view.tab("Audience")
    expect(view.field("Name")).to_have_value("Spring greeting")
    view.tab("Review")
    expect(view.figure("Audience")).to_have_text(re.compile(r"^\d+ customers$"))
    view.press("Save as draft")
    expect(view.said("Saved Spring greeting as version 1")).to_be_visible()
    saved = view.yaml()
    assert [part for part in PARTS if part not in saved] == []
    assert "campaign=spring-greeting" in view.page.url
    view.page.reload()
    view.page.locator(".rb > *").first.wait_for(state="attached")
    assert view.yaml() == saved
    view.tab("Policy and budget")
    expect(view.amount()).to_have_value("5")
    view.tab("History")
    view.tab("Edit")  # the step is the one that was open
    view.type("Budget (USD)", "400")
    view.tab("Overview")
    view.page.get_by_role("link", name="Home", exact=True).first.click()
    view.page.get_by_role("heading", name="Home").wait_for()
    view.page.go_back()
    view.page.get_by_role("heading", name="Spring greeting").wait_for()
    view.tab("Edit")
    assert "budget: 400\n" in view.yaml()  # what was not saved is there when one comes back
    view.press("All campaigns")
    expect(view.page.get_by_role("heading", name="Campaigns", exact=True)).to_be_visible()


def test_a_campaign_is_planned_launched_fired_once_and_watched_until_it_is_sent(open_campaigns: Open) -> None:
    view = open_campaigns("?campaign=thank-the-champions&tab=Plan")
    planned = view.figure("Get a message").inner_text().split()[0]
    view.tab("Overview")
    view.press("Approve")
    expect(view.said("Thank the champions is approved now")).to_be_visible()
    view.press("Activate")
    expect(view.said("No worker is running")).to_be_visible()
    view.tab("Progress")
    expect(view.page.get_by_text("Nothing was sent yet")).to_be_visible()
    view.press("Fire now")
    view.press("Yes, fire it now")
    expect(view.said(f"{planned} treated")).to_be_visible()
    expect(view.figure("Waiting")).to_have_text(planned)
    view.press("Send what is due")
    expect(view.figure("Sent")).to_have_text(planned)
    expect(view.figure("Waiting")).to_have_text("0")
    view.press("Fire now")
    view.press("Yes, fire it now")
    expect(view.said("already treated")).to_be_visible()
    expect(view.figure("Sent")).to_have_text(planned)  # nobody twice
    view.tab("Performance")
    expect(view.page.get_by_text("no window is over yet").first).to_be_visible()


def test_the_policy_and_the_holdout_are_kept_with_their_history(open_campaigns: Open) -> None:
    view = open_campaigns("?view=policy")
    view.press("Add a cap")
    view.field("At most").fill("3")
    view.press("Save the policy")  # at once, while the field is still open
    expect(view.said("The contact policy is version 1 now")).to_be_visible()
    expect(view.field("At most")).to_have_value("3")
    view.tab("Global holdout")
    view.type("Name", "Winter")
    view.press("Start it")
    expect(view.said("5.0% of all customers get nothing").first).to_be_visible()
    view.press("End it")
    view.press("Yes, end it")
    expect(view.said("Winter has ended")).to_be_visible()
    expect(view.said("No holdout is in force")).to_be_visible()


PAGES = [
    "", "?campaign=win-back-big-spenders&tab=Edit&step=Offer+and+message", "?campaign=autumn-produce&tab=Plan",
    "?campaign=autumn-produce&tab=Performance",
]  # fmt: skip


@pytest.mark.parametrize(("scheme", "width"), [("light", "narrow"), ("dark", "wide")])
def test_it_is_drawn_and_nothing_is_cut_off(open_tab: Callable[..., Tab], scheme: str, width: str) -> None:
    tab = open_tab(None, scheme=scheme, width=width)
    for path in PAGES:
        tab.open(f"/campaigns{path}")
        expect(tab.page.get_by_role("heading").first).to_be_visible()
        wider = tab.page.evaluate("""() => [...document.querySelectorAll('[data-testid=stMainBlockContainer] *')]
            .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
            .filter(e => !e.closest('[data-testid=stDataFrame], [role=tablist]'))
            .map(e => e.outerHTML.slice(0, 120))""")
        assert (path, wider) == (path, [])
