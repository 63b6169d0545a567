"""`delivery ...`: what each command answers, to people and to machines, and what it refuses."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from core.campaigns.model import DeliveryState
from core.config import Settings
from core.kernel.clock import FixedClock
from core.services.lab import Lab
from core.services.retries import ended
from tests.contract.delivery.queue import Queue
from tests.unit.cli.asking import ask
from tests.unit.services.shop import CLOCK


@pytest.fixture
def lab(shop_settings: Settings) -> Iterator[Lab]:
    """The shop with messages: three for the outbox, two for a file, one for a webhook that is not set up."""
    with Lab.open(shop_settings, clock=FixedClock(CLOCK)) as found:
        queue = Queue(found.database, FixedClock(CLOCK))
        campaign = queue.campaign()
        queue.fire(campaign, [1, 2, 3], channel="outbox")
        queue.fire(campaign, [4, 5], channel="csv")
        queue.fire(campaign, [6], channel="webhook")
        yield found


def test_from_the_queue_to_the_customers(lab: Lab) -> None:
    before = ask(lab, "delivery", "status", "--json").json
    assert before["states"] == {"queued": 6, "leased": 0, "sent": 0, "dead": 0, "cancelled": 0}
    assert before["next_at"] == "2017-06-01T12:00:00Z"
    assert ask(lab, "delivery", "send", "--limit", "2").out == "2 messages sent.\n"
    sent = ask(lab, "delivery", "send", "--json").json
    assert sent == {"sent": 3, "retried": 0, "dead": 0, "cancelled": 0, "late": 0}
    said = ask(lab, "delivery", "status", "--campaign", "win-back").out
    assert "webhook: There is no webhook: LAB_WEBHOOK_URL is not set." in said
    assert "email" not in said
    assert ask(lab, "delivery", "status", "--json").json["next_at"] is None
    kept = ask(lab, "delivery", "messages", "--json", "--customer", "2").json
    assert [(m["customer_id"], m["subject"], m["body"]) for m in kept] == [("2", "We miss you", "40 days. BACK5")]
    [file] = (lab.settings.home / "outgoing" / "win-back").glob("*.csv")
    rows = csv.DictReader(io.StringIO(file.read_bytes().decode(), newline=""))
    assert [row["customer_id"] for row in rows] == ["4", "5"]


def test_deliveries_are_listed_by_what_is_asked(lab: Lab) -> None:
    ask(lab, "delivery", "send")
    listed = ask(lab, "delivery", "list", "--state", "sent", "--channel", "csv", "--json").json
    assert [(d["customer_id"], d["reference"]) for d in listed] == [("5", "win-back/2.csv"), ("4", "win-back/2.csv")]
    assert "facts" not in listed[0]
    assert [d["customer_id"] for d in ask(lab, "delivery", "list", "--run", "3", "--json").json] == ["6"]
    assert len(ask(lab, "delivery", "list", "--limit", "2", "--offset", "5", "--json").json) == 1
    assert "customer" in ask(lab, "delivery", "list", "--customer", "1").out
    assert ask(lab, "delivery", "list", "--state", "dead").out == "There is no such delivery.\n"
    assert ask(lab, "delivery", "messages", "--customer", "9").out == "The outbox holds no such message.\n"


def test_dead_ones_are_put_back(lab: Lab) -> None:
    assert ask(lab, "delivery", "redrive", "--json").json == {"redriven": 0}
    with lab.database.unit(actor="ann", clock=lab.clock) as work:
        held = work.deliveries.claim("w", now=work.now, until=work.now, limit=1, channels=["outbox"])
        work.deliveries.settle("w", [ended(held[0], DeliveryState.DEAD, "No.")], now=work.now)
    assert ask(lab, "delivery", "redrive", "--channel", "csv").out == "0 deliveries are back in the queue.\n"
    assert ask(lab, "delivery", "redrive", "--campaign", "Win back").out == "1 delivery is back in the queue.\n"


def test_a_backup_that_is_brought_back_says_what_it_is_going_to_send(lab: Lab, tmp_path: Path) -> None:
    file = str(tmp_path / "lab.zip")
    assert ask(lab, "db", "backup", file).err == ""
    ask(lab, "delivery", "send")
    assert "note: 6 messages to be sent, as when" in ask(lab, "db", "restore", file, "--replace").err
    with lab.database.unit(actor="ann", clock=lab.clock) as work:
        [campaign] = work.campaigns.all()
        work.deliveries.cancel(campaign.campaign_id, reason="No.", now=work.now)
    ask(lab, "db", "backup", file)
    assert ask(lab, "db", "restore", file, "--replace").err == ""


def test_a_channel_that_fails_says_why_and_since_when(lab: Lab) -> None:
    (lab.settings.home / "outgoing").write_text("a file where the folder should be", encoding="utf-8")
    assert ask(lab, "delivery", "send").out == "3 messages sent, 2 to be tried again.\n"
    (held,) = ask(lab, "delivery", "status", "--json").json["held_up"]
    assert (held["channel"], held["at"], held["attempts"]) == ("csv", "2017-06-01T12:00:00Z", 1)
    said = ask(lab, "delivery", "status").out
    assert f"csv: {held['reason']} Last tried at 2017-06-01 12:00:00 UTC; its messages are tried again." in said
    (lab.settings.home / "outgoing").unlink()
    assert isinstance(lab.clock, FixedClock)
    lab.clock.advance(timedelta(seconds=10))
    queue = Queue(lab.database, lab.clock)
    queue.fire(queue.campaign("Other"), [7], channel="csv")
    assert ask(lab, "delivery", "send").out == "1 message sent.\n"
    said = ask(lab, "delivery", "status").out
    assert "UTC; it has sent others since, and these are tried again." in said
    other = ask(lab, "delivery", "status", "--campaign", "other", "--json").json
    assert (other["next_at"], other["held_up"]) == (None, [])


@pytest.mark.parametrize("command", ["status", "list", "messages", "redrive"])
def test_a_campaign_that_is_not_there(command: str, lab: Lab) -> None:
    answer = ask(lab, "delivery", command, "--campaign", "win-bak")
    assert (answer.code, answer.out) == (1, "")
    assert "Did you mean 'win-back'?" in answer.err


@pytest.mark.parametrize(
    "words", [["list", "--state", "lost"], ["list", "--limit", "0"], ["redrive", "--channel", "fax"]]
)
def test_misuse(words: list[str], lab: Lab) -> None:
    assert ask(lab, "delivery", *words).code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [(["--limit", "0"], "'0' is no whole number from 1 on"), (["--limit", "9" * 20], "from 1 on"),
     (["--run", "9" * 20], "from 1 on"), (["--run", "1.5"], "from 1 on"), (["--offset", "-1"], "from 0 on"),
     (["--offset", "9" * 20], "from 0 on"), (["--offset", "9" * 5000], "from 0 on")],
)  # fmt: skip
def test_numbers_that_no_store_can_hold_do_not_reach_it(words: list[str], said: str, lab: Lab) -> None:
    answer = ask(lab, "delivery", "list", *words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert len(answer.err) < 700
