"""docs/CHANNELS.md: its example is what is posted, its tables are those of the code, and its numbers too."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

from core.channels.answers import LONGEST, meaning
from core.channels.assignments import SCHEMA
from core.channels.csv_file import COLUMNS
from core.channels.message import Outcome, key_of
from core.channels.webhook import TIMEOUT, WebhookChannel
from core.config import Settings
from core.kernel.clock import FixedClock
from core.services.retries import Patience, pause
from core.warehouse.contact import CHANNELS
from tests.contract.channels.receiver import SECRET, receiving
from tests.contract.channels.ways import message

ROOT = Path(__file__).resolve().parent.parent.parent.parent
DOCUMENT = (ROOT / "docs" / "CHANNELS.md").read_text(encoding="utf-8")
ROWS = {row[0].strip(): row[1].strip() for row in re.findall(r"^\| ([^|]+)\|([^|]+)\|", DOCUMENT, flags=re.MULTILINE)}
WORDS = " ".join(DOCUMENT.split())


def test_the_example_is_a_request_as_it_is_posted() -> None:
    shown = json.loads(re.findall(r"^    (\{\"messages\": .*?\]\})$", DOCUMENT, flags=re.DOTALL | re.MULTILINE)[0])
    [one] = shown["messages"]
    headers = dict(re.findall(r"^    ([\w-]+): (.+)$", DOCUMENT, flags=re.MULTILINE))
    planned_at = datetime.fromisoformat(one["planned_at"])
    clock = FixedClock(planned_at)
    names = ("campaign", "occasion", "customer_id", "run", "subject", "body", "variant", "key")
    with receiving(planned_at.timestamp) as receiver:
        WebhookChannel(receiver.url, SECRET, clock=clock).send(
            [message("?", clock, **{name: one[name] for name in names})]
        )
        [request] = receiver.requests
    assert request.messages == [one]
    assert one["key"] == key_of(one["campaign"], one["occasion"], one["customer_id"])
    signature = headers.pop("X-Loyalty-Lab-Signature")
    assert {name: request.headers[name] for name in headers} == headers
    assert re.sub("<64 hexadecimal digits>", "0" * 64, signature) == re.sub(
        r"[0-9a-f]{64}", "0" * 64, request.headers["X-Loyalty-Lab-Signature"]
    )


def told(status: int) -> tuple[Outcome, bool]:
    """What the table says of a status: what it means, and whether halves are sent by themselves."""
    (row,) = [k for k in ROWS if str(status) in k] or [k for k in ROWS if f"{status // 100}xx" in k]
    outcomes = {"later": Outcome.RETRY, "all": Outcome.SENT, "refused": Outcome.REFUSED}
    return outcomes[re.split(r"\W", ROWS[row])[0]], "each half" in ROWS[row]


def test_every_status_means_what_the_table_says() -> None:
    found = {status: meaning(status, None, now=datetime(2017, 10, 2, tzinfo=UTC)) for status in range(200, 600)}
    assert {s: (answer.outcome, answer.is_content) for s, answer in found.items()} == {s: told(s) for s in found}


def test_every_channel_is_there_with_settings_that_exist() -> None:
    assert tuple(name.strip("`") for name in ROWS if name.strip("`") in CHANNELS) == CHANNELS
    named = {name.lower() for name in re.findall(r"LAB_\w+|DWH_\w+", DOCUMENT)}
    assert {"lab_smtp_url", "lab_webhook_url", "dwh_url"} < named <= set(Settings.model_fields)


def test_how_often_and_how_long_it_is_tried_again() -> None:
    settings = Settings()
    assert (Patience().attempts, Patience().lease.total_seconds()) == (
        settings.lab_delivery_attempts, settings.lab_lease_seconds
    )  # fmt: skip
    assert f"`LAB_DELIVERY_ATTEMPTS` ({settings.lab_delivery_attempts}, which takes three hours)" in WORDS
    waits = [pause("key", n) for n in range(1, settings.lab_delivery_attempts)]
    least = [min(30 * 2**n, 3600) for n in range(len(waits))]
    assert "After 30 seconds, then twice as long each time up to an hour, and up to a tenth longer" in WORDS
    assert all(a <= wait <= 1.1 * a for a, wait in zip(least, waits, strict=True))
    assert 3 * 3600 < sum(waits) < 3.5 * 3600
    assert ("`Retry-After` is waited for, a day at most" in WORDS, LONGEST) == (True, 24 * 3600)
    assert f"No answer within {TIMEOUT:.0f} seconds" in WORDS


def test_the_columns_are_those_that_are_written() -> None:
    listed = f"with the columns {', '.join(COLUMNS[:-1])} and {COLUMNS[-1]}."
    assert listed in WORDS
    (told,) = re.findall(r"`loyalty_lab_assignments` has (.*?), by which", WORDS)
    assert re.findall(r"\w+", re.sub(r"\([^)]*\)| and ", " ", told)) == list(SCHEMA)
