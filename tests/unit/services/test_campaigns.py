"""Campaigns: versions, their way from draft to the end, who may do what, and a message for one customer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from core.config import Settings
from core.errors import BadInput, CampaignInvalid, Conflict, NotFound, Refused, RuleError
from core.features.dictionary import DICTIONARIES
from core.kernel.clock import FixedClock
from core.services.lab import Lab
from tests.unit.services.shop import CLOCK

BIG = {">": [{"var": "total_revenue"}, 1000]}
PROGRAM = "name: Plain\npoint_value: 0.01\nstarts_on: 2017-01-01\nearn: [{name: base, points: 1}]\n"
MINIMAL: dict[str, Any] = {
    "name": "Win back",
    "audience": "big",
    "offer": {"name": "Five off", "kind": "discount", "value": "5.00", "code": "BACK5"},
    "channels": ["outbox"],
    "messages": {"default": {"subject": "For {{ customer_id }}", "body": "You spent {{ total_revenue }}."}},
    "triggers": [{"schedule": {"cron": "0 10 * * MON"}}],
}


def document(**changes: Any) -> dict[str, Any]:
    return {**MINIMAL, **changes}


@pytest.fixture
def lab(shop: Lab) -> Lab:
    shop.segments.create("Big", BIG)
    return shop


@pytest.fixture
def other(lab: Lab, shop_settings: Settings) -> Iterator[Lab]:
    """The same shop as seen by Bob."""
    settings = shop_settings.model_copy(update={"lab_user": "bob", "lab_four_eyes": True})
    with Lab.open(settings, clock=FixedClock(CLOCK)) as opened:
        yield opened


def audit(lab: Lab, slug: str) -> list[tuple[str, Any]]:
    return [(r.action, r.after and json.loads(r.after)) for r in reversed(lab.campaigns.history(slug))]


def steps(lab: Lab, slug: str) -> list[tuple[str, str, int, str]]:
    return [(str(t.act), str(t.state), t.version, t.by) for t in lab.campaigns.transitions(slug)]


def test_a_campaign_is_created_as_a_draft_and_found_by_either_name(lab: Lab) -> None:
    made = lab.campaigns.create(document(), comment="first")
    assert (made.slug, str(made.state), made.head, made.active_since) == ("win-back", "draft", 1, None)
    assert lab.campaigns.get("Win Back") == lab.campaigns.get("win-back") == made
    assert lab.campaigns.find("nobody") is None
    assert lab.campaigns.all() == [made]
    assert lab.campaigns.versions("win-back")[0].comment == "first"
    assert audit(lab, "win-back") == [("create", made.definition.document())]
    with pytest.raises(NotFound, match="Did you mean 'win-back'"):
        lab.campaigns.get("win-bakc")
    with pytest.raises(NotFound, match="has versions 1 to 1"):
        lab.campaigns.get("win-back", version=2)


def test_faults_are_refused_before_anything_is_stored(lab: Lab) -> None:
    given = document(
        audience="bgi", messages={"default": {"body": "{{ total_revenu }}"}}, stratify_by=["total_revenue"],
        triggers=[{"event": {"rows": "products"}}, {"event": {"rows": "transactions", "when": {"var": "x"}}}],
        conversion={"purchase": {"when": {">": [{"var": "frequency"}, 1]}}}, program="everyday",
    )  # fmt: skip
    with pytest.raises(CampaignInvalid) as refusal:
        lab.campaigns.create(given)
    assert [p.pointer for p in refusal.value.problems] == [
        "/program", "/audience", "/messages/default/body", "/stratify_by/0", "/triggers/0/event/rows",
        "/triggers/1/event/when", "/conversion/purchase/when/>/0",
    ]  # fmt: skip
    assert refusal.value.problems == lab.campaigns.problems(given)
    assert lab.campaigns.all() == []


def test_names_and_short_names_are_taken_once(lab: Lab) -> None:
    lab.campaigns.create(document())
    lab.campaigns.archive("win-back")
    with pytest.raises(Conflict, match="archived campaign called 'Win back'"):
        lab.campaigns.create(document(name="WIN  BACK"))
    lab.campaigns.create(document(name="Other"))
    with pytest.raises(Conflict, match="archived campaign called"):
        lab.campaigns.edit("other", document(), seen=1)


def test_edits_are_versions_and_a_stale_one_is_refused(lab: Lab) -> None:
    lab.campaigns.create(document())
    lab.campaigns.edit("win-back", document(control="0.2"), seen=1, comment="more control")
    with pytest.raises(Conflict, match="saved as version 2 by ann"):
        lab.campaigns.edit("win-back", document(control="0.3"), seen=1)
    assert [(v.version, str(v.definition.control), v.comment) for v in lab.campaigns.versions("win-back")] == [
        (2, "0.2", "more control"), (1, "0.1", ""),
    ]  # fmt: skip
    assert steps(lab, "win-back") == []
    assert lab.campaigns.get("win-back", version=1).version.version == 1


def test_the_whole_way_is_recorded(lab: Lab) -> None:
    campaigns = lab.campaigns
    campaigns.create(document())
    campaigns.submit("win-back", note="please")
    campaigns.reject("win-back", note="too much")
    campaigns.submit("win-back")
    approved = campaigns.approve("win-back", note="fine", seen=1)
    assert approved.active_since is None
    active = campaigns.activate("win-back")
    assert active.active_since == lab.clock.now()
    campaigns.pause("win-back", note="wait")
    campaigns.activate("win-back")
    assert str(campaigns.end("win-back").state) == "ended"
    assert steps(lab, "win-back") == [
        ("submit", "in_review", 1, "ann"), ("reject", "draft", 1, "ann"), ("submit", "in_review", 1, "ann"),
        ("approve", "approved", 1, "ann"), ("activate", "active", 1, "ann"), ("pause", "paused", 1, "ann"),
        ("activate", "active", 1, "ann"), ("end", "ended", 1, "ann"),
    ]  # fmt: skip
    notes = [t.note for t in campaigns.transitions("win-back")]
    assert notes == ["please", "too much", "", "fine Approved by who submitted it.", "", "wait", "", ""]
    assert [a for a, _ in audit(lab, "win-back")] == ["create", *(s[0] for s in steps(lab, "win-back"))]
    assert audit(lab, "win-back")[1][1] == {"state": "in_review", "version": 1, "note": "please"}


def test_what_a_state_does_not_allow_is_refused_with_what_it_does(lab: Lab) -> None:
    campaigns = lab.campaigns
    campaigns.create(document())
    with pytest.raises(Refused, match="is a draft, so it cannot be approved") as refusal:
        campaigns.approve("win-back")
    assert refusal.value.fix == "What can be done now: submit, edit."
    campaigns.submit("win-back")
    campaigns.approve("win-back")
    campaigns.activate("win-back")
    with pytest.raises(Refused, match="cannot be edited"):
        campaigns.edit("win-back", document(control="0.2"), seen=1)
    with pytest.raises(Refused, match="is active"):
        campaigns.archive("win-back")
    campaigns.end("win-back")
    with pytest.raises(Refused, match="is over, so it cannot be activated"):
        campaigns.activate("win-back")
    with pytest.raises(Refused, match="is over, so it cannot be edited"):
        campaigns.edit("win-back", document(control="0.2"), seen=1)
    assert campaigns.archive("win-back").archived_at == lab.clock.now()
    assert campaigns.all() == []


@pytest.mark.parametrize("acts", [("submit",), ("submit", "approve"), ("submit", "approve", "activate", "pause")])
def test_an_edit_falls_back_to_a_draft(lab: Lab, acts: tuple[str, ...]) -> None:
    lab.campaigns.create(document())
    for act in acts:
        getattr(lab.campaigns, act)("win-back")
    assert str(lab.campaigns.edit("win-back", document(control="0.2"), seen=1).state) == "draft"
    assert steps(lab, "win-back")[-1] == ("edit", "draft", 2, "ann")


def test_an_archived_campaign_stays_as_it_was(lab: Lab) -> None:
    lab.campaigns.create(document())
    lab.campaigns.archive("win-back")
    for act in (lab.campaigns.submit, lambda name: lab.campaigns.edit(name, document(), seen=1)):
        with pytest.raises(Refused, match="is archived"):
            act("win-back")
    assert lab.campaigns.archive("win-back", restore=True).archived_at is None
    assert [a for a, _ in audit(lab, "win-back")] == ["create", "archive", "restore"]


def test_four_eyes(lab: Lab, other: Lab) -> None:
    lab.campaigns.create(document())
    other.campaigns.submit("win-back")
    with pytest.raises(Refused, match="LAB_FOUR_EYES"):
        other.campaigns.approve("win-back")
    assert lab.campaigns.approve("win-back").state == "approved"
    assert lab.campaigns.transitions("win-back")[-1].note == ""


def test_whoever_approves_says_which_version_was_looked_at(lab: Lab) -> None:
    lab.campaigns.create(document())
    lab.campaigns.edit("win-back", document(control="0.2"), seen=1)
    lab.campaigns.submit("win-back")
    with pytest.raises(Conflict, match="saved as version 2 by ann since version 1"):
        lab.campaigns.approve("win-back", seen=1)


def test_a_segment_that_is_gone_meanwhile_stops_it(lab: Lab) -> None:
    lab.campaigns.create(document())
    lab.campaigns.submit("win-back")
    lab.campaigns.approve("win-back")
    lab.segments.archive("big")
    with pytest.raises(CampaignInvalid, match="at /audience: The segment 'big' is archived"):
        lab.campaigns.activate("win-back")
    lab.segments.archive("big", restore=True)
    assert lab.campaigns.activate("win-back").state == "active"


def test_a_segment_whose_rule_no_longer_fits_stops_it(lab: Lab, shop_settings: Settings) -> None:
    lab.segments.create("Spenders", {">": [{"var": "campaigns_received_91d"}, 10]})
    lab.campaigns.create(document(triggers=[{"event": {"entered": "spenders"}}]))
    lab.campaigns.submit("win-back")
    lab.campaigns.approve("win-back")
    smaller = shop_settings.home / "smaller.yaml"
    text = (DICTIONARIES / "complete_journey.yaml").read_text(encoding="utf-8")
    smaller.write_text(text.replace("campaigns_received_91d:", "campaigns_received_of_old:"), encoding="utf-8")
    changed = shop_settings.model_copy(update={"lab_dictionary": str(smaller)})
    with Lab.open(changed, clock=FixedClock(CLOCK)) as later, pytest.raises(RuleError, match="spenders"):
        later.campaigns.activate("win-back")


def test_a_program_that_nobody_runs_is_remarked_on(lab: Lab) -> None:
    lab.programs.create(PROGRAM)
    given = document(program="plain", conversion={"redemption": True})
    told = lab.campaigns.remarks(lab.campaigns.read(given))
    assert "The program plain is a draft, so nobody has points in it." in told
    given = document(program="plain", offer={"name": "Ten", "kind": "points", "value": 10})
    (remark,) = (r for r in lab.campaigns.remarks(lab.campaigns.read(given)) if "program" in r)
    assert remark.endswith("in it. Whoever converts gets the points of the offer once the program is active.")


def test_a_channel_that_is_not_set_up_stops_it(lab: Lab) -> None:
    lab.campaigns.create(document(channels=["email", "outbox"]))
    lab.campaigns.submit("win-back")
    lab.campaigns.approve("win-back")
    told = lab.campaigns.remarks(lab.campaigns.get("win-back").definition)
    assert [t for t in told if t.startswith("The channel email cannot be used: ")]
    with pytest.raises(Refused, match="  - email: "):
        lab.campaigns.activate("win-back")


def test_what_was_not_sent_when_a_campaign_ends_is_cancelled(lab: Lab, tmp_path: Path) -> None:
    lab.campaigns.create(document(control=0))
    for act in ("submit", "approve", "activate"):
        getattr(lab.campaigns, act)("win-back")
    (look,) = lab.launching.trigger("win-back", is_now=True)
    assert look.run is not None
    with lab.database.view() as work:
        before = work.deliveries.counts()
    lab.campaigns.end("win-back")
    with lab.database.view() as work:
        after = work.deliveries.counts()
    treated = look.counts["treated"]
    assert treated > 0
    assert before.select("state", "n").rows() == [("queued", treated)]
    assert after.select("state", "n").rows() == [("cancelled", treated)]
    assert lab.campaigns.export("win-back", tmp_path / "a.parquet") == look.run.n_audience
    assert pl.read_parquet(tmp_path / "a.parquet")["outcome"].unique().to_list() == ["treated"]


def test_what_could_never_go_off_is_not_activated_and_what_was_paused_is(lab: Lab, clock: FixedClock) -> None:
    lab.campaigns.create(document(triggers=[{"schedule": {"at": "2017-06-01T07:30"}}]))
    lab.campaigns.submit("win-back")
    lab.campaigns.approve("win-back")
    clock.advance(timedelta(hours=1))
    with pytest.raises(Refused, match="lies in the past"):
        lab.campaigns.activate("win-back")
    clock.advance(timedelta(hours=-1))
    lab.campaigns.activate("win-back")
    lab.campaigns.pause("win-back")
    clock.advance(timedelta(days=9))  # what is still on its way must be able to go on
    assert lab.campaigns.activate("win-back").state == "active"


def test_a_message_is_previewed_for_a_customer(lab: Lab) -> None:
    lab.campaigns.create(document())
    spent = lab.features.view()
    (revenue,) = pl.read_parquet(spent.path).filter(pl.col("customer_id") == 7)["total_revenue"]
    found = lab.campaigns.preview_message("win-back", "7")
    assert (found.subject, found.body, found.is_html) == ("For 7", f"You spent {revenue:.2f}.", False)
    with pytest.raises(NotFound, match="no customer '999'"):
        lab.campaigns.preview_message("win-back", "999")
    with pytest.raises(NotFound, match="no variant 'A'"):
        lab.campaigns.preview_message("win-back", "7", variant="A")
    with pytest.raises(NotFound, match="no campaign 'win-bac'"):
        lab.campaigns.preview_message("win-bac", "7")


def test_what_is_previewed_is_what_is_sent(lab: Lab) -> None:
    said = " ".join(f'{{{{ {name} | "?" }}}}' for name in lab.campaigns.schema())
    lab.campaigns.create(document(control=0, messages={"default": {"subject": "{{ offer.code }}", "body": said}}))
    for act in ("submit", "approve", "activate"):
        getattr(lab.campaigns, act)("win-back")
    lab.launching.trigger("win-back", is_now=True)
    assert lab.sending.drain("me").sent > 10
    with lab.database.view() as work:
        kept = work.outbox.page(campaign="win-back", limit=100)
    for customer, subject, text in kept.select("customer_id", "subject", "body").rows()[:12]:
        found = lab.campaigns.preview_message("win-back", customer)
        assert (found.subject, found.body) == (subject, text)


def test_a_message_is_previewed_while_the_rest_is_still_to_be_written(lab: Lab) -> None:
    unfinished = {"messages": {"default": {"body": '{{ offer.name }}: {{ offer.code | "no code" }}'}}, "audience": ""}
    assert lab.campaigns.preview_message(unfinished, "7").body == "Offer: no code"
    with pytest.raises(CampaignInvalid, match="nothing called 'total_revenu'") as refusal:
        lab.campaigns.preview_message({"messages": {"default": {"body": "{{ total_revenu }}"}}}, "7")
    assert [p.pointer for p in refusal.value.problems] == ["/messages/default/body"]
    with pytest.raises(BadInput, match="no message by the channel 'warehouse'"):
        lab.campaigns.preview_message({"channels": ["warehouse"]}, "7")
    with pytest.raises(BadInput, match="no message by the channel 'csv'") as other:
        lab.campaigns.preview_message(unfinished, "7", channel="csv")
    assert other.value.fix == "Ask for one of outbox."


def test_variants_say_their_own(lab: Lab) -> None:
    body = {"subject": "B", "body": "{{ offer.name }} at {{ offer.value }}"}
    given = document(variants=[
        {"name": "A", "share": 0.5},
        {"name": "B", "share": 0.5, "messages": {"default": body},
         "offer": {"name": "Pen", "kind": "gift", "value": 2}},
    ])  # fmt: skip
    assert lab.campaigns.preview_message(given, "7").subject == "For 7"
    assert lab.campaigns.preview_message(given, "7", variant="B").body == "Pen at 2.00"


def test_export(lab: Lab, tmp_path: Path) -> None:
    lab.campaigns.create(document())
    assert lab.campaigns.export("win-back", tmp_path / "a.yaml") == 1
    assert lab.campaigns.read((tmp_path / "a.yaml").read_bytes()) == lab.campaigns.get("win-back").definition
    assert lab.campaigns.export("win-back", tmp_path / "a.csv") == 0
    columns = (tmp_path / "a.csv").read_text(encoding="utf-8").strip().split(",")
    assert {"customer_id", "occasion", "outcome", "arm", "channel", "planned_at"} <= set(columns)
    with pytest.raises(BadInput, match="ending"):
        lab.campaigns.export("win-back", tmp_path / "a.xlsx")


def test_what_can_be_named_is_told(lab: Lab) -> None:
    assert "total_revenue" in lab.campaigns.schema()
    assert "amount" in (lab.campaigns.basket() or {})
    assert "total_revenue" not in (lab.campaigns.basket() or {})
    assert "transactions" in lab.campaigns.tables()
    assert set(lab.campaigns.channels()) == {"outbox", "csv", "email", "webhook", "warehouse"}
    assert lab.campaigns.channels()["outbox"] is None
    assert lab.campaigns.told(lab.campaigns.read(document()))["Success"] == ["A purchase within 14 days"]
    assert lab.campaigns.slug_of(lab.campaigns.read(document())) == "win-back"
