"""The Campaigns page through the entry: what it shows, what the builder keeps, what is launched, and how often."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from app.campaigns import document, repeating
from app.campaigns.draft import Desk, Draft
from app.campaigns.problems import place, spoken
from core.config import Settings
from core.errors import Problem
from core.reports import words
from core.reports.campaign_plan import REASONS, lift, partition, partition_bar
from core.reports.words import UNKNOWN
from core.services.lab import Lab
from tests.app.conftest import Open, texts

TABS = ["Overview", "Edit", "Plan", "Progress", "Executions", "Performance", "History"]
STEPS = ["Audience", "Offer and message", "Trigger", "Control and variants", "Policy and budget", "Review"]
RAN, REVIEWED, WRITTEN = "autumn-produce", "thank-the-champions", "win-back-big-spenders"
EVERYTHING = """
name: Everything
description: All that a campaign can have.
program: everyday
audience: champions
offer: {name: Two off, kind: discount, value: 2.00, code: TWO}
channels: [csv, outbox]
messages:
  default: {subject: Hello, body: "You are {{ customer_id }}."}
  csv: {body: "<b>{{ offer.code }}</b>", html: true}
variants:
  - {name: A, share: 0.3333}
  - name: B
    share: 0.6667
    offer: {name: A cup, kind: gift, value: 1.50}
    messages: {default: {subject: Hi, body: Come by.}}
control: 0.2
stratify_by: [income]
triggers:
  - schedule: {at: "2031-01-02T09:30"}
  - schedule: {cron: "30 7 * * MON-FRI"}
  - schedule: {cron: "0 9 * * MON#1"}
  - event: {rows: transactions, when: {">": [{"var": "sales_cents"}, 1000]}}
  - threshold: {aggregate: mean, feature: total_revenue, below: 100, back: 120.5}
again_after_days: 30
budget: 250.00
cost_per_contact: 0.05
conversion: {within_days: 21, purchase: {when: {">=": [{"var": "amount"}, 5]}}}
priority: 60
starts_on: 2030-12-01
ends_on: 2031-12-31
"""


def said(app: AppTest) -> str:
    """Return all that is said on the page, without the marks that keep it plain."""
    return texts(app).replace("\\", "")


def draft(app: AppTest, slug: str | None) -> Draft:
    desk: Desk = app.session_state["campaigns.desk"]
    return desk.drafts[slug]


def press(app: AppTest, label: str) -> AppTest:
    next(b for b in app.button if b.label == label).click()
    return app.run()


def field(app: AppTest, key: str) -> Any:
    kinds = (app.text_input, app.text_area, app.number_input, app.selectbox, app.multiselect, app.toggle, app.checkbox)
    return next(f for kind in kinds for f in kind if f.key == key)


def figure(app: AppTest, label: str) -> str:
    return str(next(m for m in app.metric if m.label == label).value)


def open_tab(app: AppTest, **query: str) -> AppTest:
    """Open a tab, or another campaign."""
    app.query_params.clear()
    app.query_params.update(query)
    return app.run()


def look_away(app: AppTest) -> None:
    """Look at another page and come back."""
    app.switch_page("../pages/home.py").run()
    app.switch_page("../pages/campaigns.py").run()


@pytest.fixture
def home(demo_copy: Path) -> Path:
    """A home with a campaign that has all there is."""
    with Lab.open(Settings(lab_home=demo_copy)) as lab:
        lab.campaigns.create(EVERYTHING)
    return demo_copy


@pytest.fixture(scope="module")
def running(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which a campaign is active and has fired, with its messages still to be sent."""
    made = Path(shutil.copytree(demo_home, tmp_path_factory.mktemp("active") / "lab"))
    with Lab.open(Settings(lab_home=made)) as lab:
        lab.campaigns.approve(REVIEWED)
        lab.campaigns.activate(REVIEWED)
        lab.launching.trigger(REVIEWED, is_now=True)
    return made


def test_the_list_says_of_every_campaign_how_it_stands_and_why_it_does_not_fire(open_app: Open, running: Path) -> None:
    app = open_app(running, "campaigns")
    assert not app.exception
    rows = app.dataframe[0].value.set_index("slug")
    assert rows["state"].to_dict() == {RAN: "ended", REVIEWED: "active", WRITTEN: "draft"}
    assert rows.loc[WRITTEN, "why"] == "It is a draft: it has to be submitted, approved and activated first."
    assert rows.loc[RAN, ["treated", "sent"]].tolist() == [1125, 1125]
    assert rows.loc[RAN, "lift"].endswith("pp"), "what ran is measured while the list stands"
    assert rows.loc[RAN, "rate"] == pytest.approx(0.602, abs=0.001)
    assert rows.loc[REVIEWED, "when"] == "On the first Monday of every month at 09:00"
    assert "No worker is running on this machine" in said(app)


def test_no_warning_of_a_worker_where_nothing_is_active(open_app: Open, demo_home: Path) -> None:
    assert "No worker" not in said(open_app(demo_home, "campaigns"))


def test_past_campaigns_are_listed_when_they_are_asked_for(open_app: Open, running: Path) -> None:
    app = open_app(running, "campaigns")
    assert len(app.dataframe) == 1
    app.session_state["campaigns.past"] = True
    app.run()
    rows = app.dataframe[1].value.set_index("number")
    with Lab.open(Settings(lab_home=running)) as lab:
        known = lab.past.of("18")
    assert len(rows) == 27
    assert rows.loc["18", ["targeted", "redemptions"]].tolist() == [known.targeted, known.redemptions]
    assert any(str(e).startswith("none: ") for e in rows["estimate"])  # windows that reach outside of the data say so


@pytest.mark.parametrize("slug", [RAN, REVIEWED, WRITTEN])
def test_every_tab_draws(open_app: Open, running: Path, slug: str) -> None:
    app = open_app(running, "campaigns", campaign=slug)
    for tab in TABS:
        app = open_tab(app, campaign=slug, tab=tab)
        assert not app.exception, tab
        assert not app.error, tab
        assert app.tabs[0].label == "Overview"


def test_the_list_shows_a_lift_that_was_measured_before(open_app: Open, running: Path) -> None:
    app = open_app(running, "campaigns", campaign=RAN, tab="Performance")
    assert "Whether it brought anything cannot be told from chance" in said(app)
    assert len(app.get("plotly_chart")) == 6
    app = press(app, "All campaigns")
    with Lab.open(Settings(lab_home=running)) as lab:
        report = lab.performance.of(RAN)
    row = app.dataframe[0].value.set_index("slug").loc[RAN]
    assert row["lift"] == lift(report)
    assert row["lift"].endswith(" pp")
    (treated,) = [arm for arm in report.arms if (arm.arm, arm.variant) == ("treated", None)]
    assert row["rate"] == treated.conversion_rate


def test_figures_that_cannot_be_computed_say_why(open_app: Open, running: Path) -> None:
    app = open_app(running, "campaigns", campaign=REVIEWED, tab="Performance")
    assert "no window is over yet" in said(app)
    app = open_app(running, "campaigns", campaign=REVIEWED)
    assert {metric.label: metric.value for metric in app.metric}["Lift of conversion"] == UNKNOWN
    assert "There is no lift to tell: no window is over yet" in said(app)
    assert "It is a draft" in said(open_app(running, "campaigns", campaign=WRITTEN, tab="Performance"))


def test_the_next_time_is_told_once_before_and_after_a_look(open_app: Open, home: Path) -> None:
    with Lab.open(Settings(lab_home=home)) as lab:
        lab.campaigns.approve(REVIEWED)
        lab.campaigns.activate(REVIEWED)
        following = lab.launching.looks()[REVIEWED].next_at
        assert following is not None
        told = words.instant(following, lab.features.zone)
    app = open_app(home, "campaigns", campaign=REVIEWED)
    assert f"`make run` starts one. Next: {told}." in said(app)
    with Lab.open(Settings(lab_home=home)) as lab:
        lab.launching.trigger(REVIEWED)
    app.run()
    assert f"Its schedule is due next on {told}." in said(app)
    assert said(app).count(told) == 1


def test_the_definition_is_told_in_words_with_who_did_what(open_app: Open, running: Path) -> None:
    app = open_app(running, "campaigns", campaign=RAN)
    shown = said(app)
    assert "25 % are held out" in shown
    assert "with the code AUTUMN2" in shown
    assert app.dataframe[0].value["act"].tolist() == ["end", "activate", "approve", "submit"]


def test_a_document_loses_nothing_on_its_way_through_the_forms(open_app: Open, home: Path) -> None:
    app = open_app(home, "campaigns", campaign="everything", tab="Edit")
    assert not app.exception
    made = draft(app, "everything")
    with Lab.open(Settings(lab_home=home)) as lab:
        definition = lab.campaigns.get("everything").definition
        assert made.document() == made.saved
        assert lab.campaigns.read(made.document()) == definition
    for step in STEPS:
        app = open_tab(app, campaign="everything", tab="Edit", step=step)
        assert not app.exception
        assert draft(app, "everything").document() == made.saved


def test_what_is_typed_survives_steps_tabs_pages_and_other_campaigns(open_app: Open, home: Path) -> None:
    app = open_app(home, "campaigns", campaign="everything", tab="Edit", step="Offer and message")
    made = draft(app, "everything")
    field(app, made.key("offer") + ".name").set_value("Three off")
    field(app, made.key("name")).set_value("Everything and more")
    app.run()
    app = open_tab(app, campaign="everything", tab="Plan")
    look_away(app)
    app = open_tab(app, campaign=WRITTEN, tab="Edit")  # another one is edited meanwhile
    field(app, draft(app, WRITTEN).key("budget")).set_value("77")
    app.run()
    app = open_tab(app, campaign="everything", tab="Edit")
    assert field(app, made.key("offer") + ".name").value == "Three off"
    assert field(app, made.key("name")).value == "Everything and more"
    assert draft(app, "everything").document()["offer"]["name"] == "Three off"  # type: ignore[index,call-overload]
    assert draft(app, WRITTEN).document()["budget"] == "77"


def test_the_last_thing_typed_counts_even_when_the_same_event_leaves_the_builder(open_app: Open, home: Path) -> None:
    app = open_app(home, "campaigns", campaign="everything", tab="Edit")
    made = draft(app, "everything")
    field(app, made.key("name")).set_value("Typed last")
    field(app, made.key("control")).set_value(35.0)
    app.query_params["tab"] = "History"  # one run brings both: the fields are not drawn in it
    app.run()
    assert not [f for f in app.text_input if f.key == made.key("name")]
    assert made.document()["name"] == "Typed last"
    assert made.document()["control"] == "0.35"


@pytest.mark.parametrize(("typed", "held"), [(100.0, "1"), (120.0, "1.2"), (-5.0, "-0.05")])
def test_a_share_beyond_its_bounds_is_told_and_never_cut(open_app: Open, home: Path, typed: float, held: str) -> None:
    app = open_app(home, "campaigns", campaign="everything", tab="Edit", step="Control and variants")
    made = draft(app, "everything")
    field(app, made.key("control")).set_value(typed)
    app.run()
    assert not app.exception
    assert made.document()["control"] == held
    assert f"It is '{typed:.0f} %', outside of what is allowed. Write a number from 0 % to 90 %." in texts(app)
    assert field(open_tab(app, campaign="everything", tab="Edit"), made.key("control")).value == typed


def test_a_trigger_of_another_table_has_its_builder_loaded_anew(open_app: Open, home: Path) -> None:
    app = open_app(home, "campaigns", campaign="everything", tab="Edit", step="Trigger")
    made = draft(app, "everything")
    trigger = next(t for t in made.triggers if t.content["kind"] == document.ROWS)
    field(app, f"{made.key(f'trigger.{trigger.number}')}.rows").set_value("redemptions")
    app.run()
    assert (trigger.content["rows"], trigger.revision) == ("redemptions", 2)
    app.run()
    assert trigger.revision == 2


def test_a_cron_line_that_is_typed_is_said_in_words(open_app: Open, home: Path) -> None:
    app = open_app(home, "campaigns", campaign="everything", tab="Edit", step="Trigger")
    made = draft(app, "everything")
    trigger = next(t for t in made.triggers if t.content.get("cron") == "0 9 * * MON#1")
    assert "On the first Monday of every month at 09:00. Next: " in said(app)
    assert "Monday to Friday at 07:30. Next: " not in said(app)  # the form says so itself
    field(app, f"{made.key(f'trigger.{trigger.number}')}.cron").set_value("0 9 1 */3 *")
    app.run()
    assert "On the 1st of January, April, July and October at 09:00. Next: " in said(app)


def test_an_unknown_placeholder_is_shown_at_once_and_refuses_the_save(open_app: Open, home: Path) -> None:
    app = open_app(home, "campaigns", campaign="everything", tab="Edit", step="Offer and message")
    made = draft(app, "everything")
    key = made.key("message") + ".default.body"
    field(app, key).set_value("Dear {{ nobody_knows }}")
    app = app.run()
    assert "nobody_knows" in said(app)
    app = press(app, "Save new version")
    assert "Not saved: the campaign has problems." in said(app)
    with Lab.open(Settings(lab_home=home)) as lab:
        assert lab.campaigns.get("everything").head == 1
    assert field(app, key).value == "Dear {{ nobody_knows }}"  # and stays there to be mended


def test_a_save_stores_exactly_the_document_and_tells_a_stale_one(open_app: Open, home: Path) -> None:
    app = open_app(home, "campaigns", campaign="everything", tab="Edit")
    made = draft(app, "everything")
    field(app, made.key("description")).set_value("Changed.")
    app = press(app, "Save new version")
    assert "Saved Everything as version 2." in said(app)
    with Lab.open(Settings(lab_home=home)) as lab:
        saved = lab.campaigns.get("everything")
        assert (saved.head, saved.definition.description) == (2, "Changed.")
        changed = {**saved.definition.document(), "description": "By somebody else."}
        field(app, draft(app, "everything").key("description")).set_value("Mine.")
        app.run()
        lab.campaigns.edit("everything", changed, seen=2)
    app = press(app, "Save new version")
    assert draft(app, "everything").document()["description"] == "Mine."
    with Lab.open(Settings(lab_home=home)) as lab:
        assert lab.campaigns.get("everything").definition.description == "By somebody else."
    app = press(press(app, "Discard the edits"), "Yes, discard them")
    assert draft(app, "everything").document()["description"] == "By somebody else."


def test_the_review_shows_the_very_plan_and_the_smallest_effect(open_app: Open, running: Path) -> None:
    app = open_app(running, "campaigns", campaign=WRITTEN, tab="Edit", step="Review")
    with Lab.open(Settings(lab_home=running)) as lab:
        plan = lab.planning.plan(WRITTEN)
    assert figure(app, "Audience") == f"{plan.n_audience} customers"
    assert figure(app, "Get a message") == f"{plan.n_contacts} customers"
    parts = next(d.value for d in app.dataframe if "meaning" in d.value)
    assert parts["n"].sum() == plan.n_audience
    assert "The smallest change that the test would show four times in five" in said(app)
    assert "Submit" in [b.label for b in app.button]


def test_the_builder_says_how_large_the_audience_was_last(open_app: Open, running: Path) -> None:
    app = open_app(running, "campaigns", campaign=WRITTEN, tab="Edit")
    assert "53 customers at its last recalculation, as of 1 Jan 2018, 00:00 EST." in said(app)


def test_the_plan_lists_every_customer_with_a_reason(open_app: Open, running: Path) -> None:
    app = open_app(running, "campaigns", campaign=REVIEWED, tab="Plan")
    listed = next(d.value for d in app.dataframe if "customer_id" in d.value)
    with Lab.open(Settings(lab_home=running)) as lab:
        plan = lab.planning.plan(REVIEWED)
    assert listed["customer_id"].tolist() == plan.frame["customer_id"].to_list()
    assert set(listed["what"]) == {"Already treated"}


def test_an_act_is_done_once_and_of_the_version_that_was_looked_at(open_app: Open, home: Path) -> None:
    app = open_app(home, "campaigns", campaign=REVIEWED)
    with Lab.open(Settings(lab_home=home)) as lab:
        document_ = {**lab.campaigns.get(REVIEWED).definition.document(), "description": "Edited meanwhile."}
        lab.campaigns.edit(REVIEWED, document_, seen=1)
        lab.campaigns.submit(REVIEWED)
    app = press(app, "Approve")
    assert "saved as version 2" in said(app)
    app = press(app, "Approve")
    assert "Thank the champions is approved now." in said(app)
    app = press(app, "Activate")
    assert "Thank the champions is active now." in said(app)
    assert "End" in [b.label for b in app.button]
    app = press(app, "End")
    with Lab.open(Settings(lab_home=home)) as lab:
        assert str(lab.campaigns.get(REVIEWED).state) == "active"  # it asks once more
    app = press(app, "Yes, end it for good")
    assert "Thank the champions is ended now." in said(app)
    assert "Approve" not in [b.label for b in app.button]


def test_firing_by_hand_asks_once_more_and_a_second_time_reaches_nobody(open_app: Open, home: Path) -> None:
    with Lab.open(Settings(lab_home=home)) as lab:
        lab.campaigns.approve(REVIEWED)
        lab.campaigns.activate(REVIEWED)
        plan = lab.planning.plan(REVIEWED)
    app = open_app(home, "campaigns", campaign=REVIEWED, tab="Progress")
    assert "Nothing was sent yet" in said(app)
    app = press(app, "Fire now")
    with Lab.open(Settings(lab_home=home)) as lab:
        assert lab.launching.runs(REVIEWED) == []
    app = press(app, "Yes, fire it now")
    assert plan.n_contacts > 1
    assert f"{plan.n_contacts:,} treated" in said(app)
    assert figure(app, "Waiting") == f"{plan.n_contacts:,}"
    app = press(app, "Send what is due")
    assert figure(app, "Sent") == f"{plan.n_contacts:,}"
    app = press(press(app, "Fire now"), "Yes, fire it now")
    assert figure(app, "Sent") == f"{plan.n_contacts:,}"
    assert figure(app, "Waiting") == "0"


def test_executions_are_found_by_reason_and_by_customer(open_app: Open, running: Path) -> None:
    app = open_app(running, "campaigns", campaign=RAN, tab="Executions")
    shown = app.dataframe[0].value
    assert len(shown) == 1_000
    assert "The first 1,000 of 1,523" in said(app)
    field(app, "campaigns.executions.reason.1").set_value("control")
    app = app.run()
    assert set(app.dataframe[0].value["what"]) == {"Control"}
    assert "The first" not in said(app)
    field(app, "campaigns.executions.reason.1").set_value("all")
    field(app, "campaigns.executions.customer").set_value("1001")
    app = app.run()
    assert app.dataframe[0].value[["customer_id", "message"]].values.tolist() == [["1001", "sent"]]
    field(app, "campaigns.executions.customer").set_value("nobody")
    assert "This campaign has nothing of customer 'nobody'" in said(app.run())


def test_a_campaign_that_has_ended_is_edited_as_a_copy(open_app: Open, home: Path) -> None:
    app = press(open_app(home, "campaigns", campaign=RAN, tab="Edit"), "Make a copy")
    made = draft(app, None)
    assert made.document()["name"] == "Autumn produce (copy)"
    app = press(app, "Save as draft")
    with Lab.open(Settings(lab_home=home)) as lab:
        assert str(lab.campaigns.get("autumn-produce-copy").state) == "draft"


def test_the_yaml_is_loaded_into_the_forms_and_faults_leave_them_alone(open_app: Open, home: Path) -> None:
    app = open_app(home, "campaigns", campaign="new")
    made = draft(app, None)
    field(app, made.yaml_key).set_value("name: 1")
    app = press(app, "Use this YAML")
    assert made.yaml_fault is not None
    field(app, made.yaml_key).set_value(EVERYTHING.replace("Everything", "Another"))
    app = press(app, "Use this YAML")
    assert not app.exception
    assert made.yaml_fault is None
    assert field(app, made.key("name")).value == "Another"
    assert len(made.triggers) == 5


def test_import_makes_a_draft_and_opens_it(open_app: Open, home: Path) -> None:
    app = open_app(home, "campaigns", campaign="import")
    field(app, "campaigns.import.paste").set_value(EVERYTHING.replace("Everything", "Imported"))
    app = press(app, "Import")
    assert app.query_params["campaign"] in ("imported", ["imported"])
    assert "Imported" in [t.value for t in app.title]


def test_the_policy_is_saved_with_what_was_typed_last_and_keeps_its_versions(open_app: Open, home: Path) -> None:
    app = open_app(home, "campaigns", view="policy")
    app = press(app, "Add a cap")
    key = next(f.key for f in app.number_input if f.label == "At most")
    field(app, key).set_value(3)
    app = press(app, "Save the policy")  # in the same run as the edit
    assert "The contact policy is version 1 now." in said(app)
    with Lab.open(Settings(lab_home=home)) as lab:
        assert lab.policies.current().document.document() == {"caps": [{"at_most": 3, "per_days": 7}]}
    next(t for t in app.toggle if t.label == "Keep quiet hours").set_value(True)
    app = press(app.run(), "Save the policy")
    with Lab.open(Settings(lab_home=home)) as lab:
        quiet = lab.policies.current().document.quiet_hours
    assert quiet is not None
    assert (quiet.begins, quiet.ends) == ("21:00", "09:00")
    assert next(d.value for d in app.dataframe if "policy" in d.value)["version"].tolist() == [2, 1]


def test_a_policy_that_somebody_saved_meanwhile_is_not_overwritten(open_app: Open, home: Path) -> None:
    app = press(open_app(home, "campaigns", view="policy"), "Add a cap")
    with Lab.open(Settings(lab_home=home)) as lab:
        lab.policies.save({"caps": [{"at_most": 1, "per_days": 1}]}, seen=0)
    app = press(app, "Save the policy")
    assert [f for f in app.number_input if f.label == "At most"]
    with Lab.open(Settings(lab_home=home)) as lab:
        assert lab.policies.current().version == 1


def test_a_holdout_is_started_reported_and_ended(open_app: Open, home: Path) -> None:
    app = open_app(home, "campaigns", view="policy", tab="Global holdout")
    field(app, "campaigns.holdout.name").set_value("Winter")
    field(app, "campaigns.holdout.share").set_value(10.0)
    app = press(app, "Start it")
    assert "Winter is in force: 10.0% of all customers" in said(app)
    assert "cannot be told" in said(app)  # less than a day of it is known
    app = press(press(app, "End it"), "Yes, end it")
    assert "No holdout is in force" in said(app)
    with Lab.open(Settings(lab_home=home)) as lab:
        (held,) = lab.holdouts.all()
        assert held.until_at is not None
        assert held.until_at - held.from_at < timedelta(minutes=5)


@pytest.mark.parametrize(
    "line",
    [
        "30 7 * * MON-FRI",
        "0 10 * * MON",
        "5 0 31 * *",
        "0 23 * * *",
        "0 9 * * MON#1",
        "*/5 * * * *",
        "00 09 * * 1-5",
        "0 10 * * 1",
        "0 10 1-31 * MON",
        "0 10 * 6 MON",
        "0 10 L * *",
        "soon",
    ],
)
def test_a_cron_line_is_the_same_after_the_form(line: str) -> None:
    assert repeating.line({"cron": line, "form": repeating.read(line)}) == line


def test_a_form_reads_a_line_as_it_is_said_and_writes_what_was_changed() -> None:
    form = repeating.read("00 09 * * 1-5")
    assert (form["kind"], form["at"]) == (repeating.WORKDAYS, "09:00")
    assert repeating.line({"cron": "00 09 * * 1-5", "form": form | {"at": "09:30"}}) == "30 9 * * MON-FRI"
    assert repeating.read("0 10 1-31 * MON")["kind"] == repeating.DAILY
    assert repeating.read("0 10 * 6 MON")["kind"] == repeating.OTHER
    assert repeating.read("0 10 1-7 * MON")["kind"] == repeating.OTHER


def test_no_kind_of_a_trigger_loses_what_was_typed_for_it() -> None:
    flat = document.flat_trigger({"schedule": {"cron": "0 10 * * MON"}})
    flat |= {"kind": document.ENTERED, "segment": "champions"}
    assert document.trigger_of(flat) == {"event": {"entered": "champions"}}
    flat["kind"] = document.CRON
    assert document.trigger_of(flat) == {"schedule": {"cron": "0 10 * * MON"}}


def test_places_are_told_in_words_and_advice_on_yaml_is_left_out() -> None:
    known = {"variants": [{"name": "A"}, {"name": "B"}]}
    assert place("/variants/1/messages/email/body", known) == "variant 2 (B), message, email, body"
    assert place("/triggers/0/event/when/and/1", known) == "trigger 1, condition, at /and/1"
    assert spoken(Problem("/audience", "`audience` is missing.", "Write it.")) == "It is not filled in yet."
    assert spoken(Problem("/messages", "None.", "Write one at `messages: outbox`.")) == "None."
    hint = "Write it like {{ last_purchase_on }}."
    assert spoken(Problem("/messages/default/body", "It is none.", hint)) == f"It is none. {hint}"


def test_a_plan_has_every_reason_with_its_meaning() -> None:
    counts = {reason: n for n, reason in enumerate(REASONS)}
    parts = partition(counts)
    assert parts["n"].sum() == sum(counts.values())
    assert partition(dict.fromkeys(REASONS, 0))["reason"].to_list() == ["treated", "control"]
    assert sum(trace.x[0] for trace in partition_bar(parts).data) == parts["n"].sum()
    assert parts.filter(pl.col("meaning") == "").is_empty()
