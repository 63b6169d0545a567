"""`campaigns ...`: what the commands that define campaigns answer, to people and to machines, and what they refuse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
import yaml

from core.config import Settings
from core.kernel.clock import FixedClock
from core.services.lab import Lab
from tests.unit.cli.asking import ask, refused
from tests.unit.cli.conftest import Run, _copied
from tests.unit.services.shop import CLOCK

PLAIN = """
name: Win back
audience: big
offer: {name: Five off, kind: discount, value: 5.00, code: BACK5}
channels: [outbox]
messages:
  default: {subject: 'For {{ customer_id }}', body: 'You spent {{ total_revenue }}, {{ age | "friend" }}.'}
triggers:
  - schedule: {cron: "0 10 * * MON"}
"""
FAULTS = """
name: Bad
audience: bgi
offer: {name: x, kind: points, value: .nan}
channels: [emial]
messages: {default: {body: '{{ total_revenu }}'}}
triggers: [{schedule: {at: 2017-03-12T02:30}}]
"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "plain.yaml"
    path.write_text(PLAIN, encoding="utf-8")
    return str(path)


@pytest.fixture
def campaigns(shop_settings: Settings) -> Iterator[Run]:
    """Run a `campaigns` command over a shop with the segment `big`, that this test may change."""
    with Lab.open(shop_settings, clock=FixedClock(CLOCK)) as lab:
        lab.segments.create("Big", {">": [{"var": "total_revenue"}, 1000]})
        yield lambda *argv, **given: ask(lab, "campaigns", *argv, **given)


@pytest.fixture(scope="module")
def known(shop_home: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Run a `campaigns` command over a shop with the campaign `win-back`: only for what changes nothing."""
    with Lab.open(_copied(shop_home, tmp_path_factory.mktemp("known")), clock=FixedClock(CLOCK)) as lab:
        lab.segments.create("Big", {">": [{"var": "total_revenue"}, 1000]})
        lab.campaigns.create(PLAIN, comment="first")
        lab.campaigns.edit("win-back", PLAIN + "control: 0.2\n", seen=1)
        lab.campaigns.submit("win-back", note="please")
        yield lambda *argv, **given: ask(lab, "campaigns", *argv, **given)


def test_list_shows_how_far_each_is(known: Run) -> None:
    (found,) = [row for row in known("list", "--json").json if row["state"] != "past"]
    assert found == {
        "slug": "win-back", "name": "Win back", "state": "in_review", "version": 2, "head": 2, "audience": "big",
        "channels": ["outbox"], "priority": 50, "active_since": None, "archived_at": None,
        "when": ["Every Monday at 10:00"],
    }  # fmt: skip
    assert "win-back" in known("list").out
    assert known("list").out.splitlines()[2].endswith("  Every Monday at 10:00")
    assert "in_review" in known("list").out


def test_show_prints_yaml_that_can_be_read_again(known: Run) -> None:
    answer = known("show", "Win Back")
    assert answer.out.startswith("# win-back, version 2 of 2, in review\n# Every Monday at 10:00\n")
    assert yaml.safe_load(answer.out)["control"] == 0.2
    assert known("validate", "-", stdin=answer.out.encode()).code == 0
    found = known("show", "win-back", "--version", "1", "--json").json
    assert (found["version"], found["head"], found["document"].get("control")) == (1, 2, None)
    assert found["when"] == ["Every Monday at 10:00"]
    assert [v["comment"] for v in found["versions"]] == ["", "first"]
    assert [(t["act"], t["state"], t["by"], t["note"]) for t in found["transitions"]] == [
        ("submit", "in_review", "ann", "please")
    ]
    refused(known("show", "win-bakc"), "Did you mean 'win-back'")
    refused(known("show", "win-back", "--version", "3"), "has versions 1 to 2")


def test_history_tells_all_that_was_done(known: Run) -> None:
    found = known("history", "win-back", "--json").json
    assert [r["action"] for r in found["records"]] == ["submit", "edit", "create"]
    assert [t["act"] for t in found["transitions"]] == ["submit"]
    lines = known("history", "win-back").out.splitlines()[2:]
    assert [line.split()[2] for line in lines] == ["create", "edit", "submit"]
    assert "please" in lines[2]


def test_a_message_for_one_customer(known: Run) -> None:
    found = known("message", "win-back", "--customer", "7", "--json").json
    assert (found["customer_id"], found["subject"], found["is_html"]) == ("7", "For 7", False)
    assert found["body"].startswith("You spent ")
    assert found["body"].endswith(", friend.")
    answer = known("message", "win-back", "--customer", "9", "--channel", "outbox", "--as-of", "2017-03-01")
    assert answer.out.splitlines()[0] == "For 9"
    assert "friend" not in answer.out
    refused(known("message", "win-back", "--customer", "x"), "There is no customer 'x'", "customers search")
    refused(known("message", "win-back", "--customer", "7", "--variant", "A"), "no variant 'A'")


def test_validate_tells_every_fault_and_every_remark(known: Run) -> None:
    answer = known("validate", "-", "--json", stdin=FAULTS.encode())
    assert answer.code == 1
    assert answer.json["is_valid"] is False
    assert [p["pointer"] for p in answer.json["problems"]] == [
        "/audience", "/offer/value", "/offer/kind", "/channels/0", "/messages/default/body",
        "/triggers/0/schedule/at",
    ]  # fmt: skip
    assert known("validate", "-", stdin=FAULTS.encode()).out.startswith("6 faults:\nat /audience: There is no segment")
    good = known("validate", "-", "--json", stdin=PLAIN.encode())
    assert (good.code, good.json["is_valid"], good.json["problems"]) == (0, True, [])
    assert good.json["remarks"] == [
        "Each customer is treated once, however often it goes off; `again_after_days` would change that."
    ]
    assert known("validate", "-", stdin=PLAIN.encode()).out.startswith("'Win back' can be used.\nnote: Each customer")
    refused(known("validate", "/nowhere/x.yaml"), "cannot be read")


def test_what_is_refused_is_said(known: Run) -> None:
    refused(known("create", "-", stdin=FAULTS.encode()), "The campaign has 6 faults:", "Did you mean 'big'")
    refused(known("create", "-", stdin=PLAIN.encode()), "already is a campaign called 'Win back'")
    refused(known("activate", "win-back"), "is in review, so it cannot be activated", "reject, approve, edit")
    refused(known("approve", "win-back", "--seen", "1"), "saved as version 2 by ann since version 1")
    refused(known("edit", "win-back", "-", "--seen", "1", stdin=PLAIN.encode()), "Nothing was overwritten")


def test_from_draft_to_the_end(campaigns: Run, file: str) -> None:
    created = campaigns("create", file, "--comment", "first", "--json")
    assert created.json | {"state": "draft", "head": 1, "slug": "win-back"} == created.json
    assert created.json["remarks"]
    assert campaigns("submit", "win-back", "--note", "please").out == "win-back (version 1) is in review.\n"
    assert campaigns("reject", "win-back").out == "win-back (version 1) is a draft.\n"
    edited = campaigns("edit", "win-back", "-", stdin=(PLAIN + "again_after_days: 30\n").encode())
    assert (edited.code, edited.out, edited.err) == (0, "Saved 'Win back' (win-back) as version 2, a draft.\n", "")
    for act, state in [("submit", "in_review"), ("approve", "approved"), ("activate", "active"), ("pause", "paused"),
                       ("activate", "active"), ("end", "ended")]:  # fmt: skip
        assert campaigns(act, "win-back", "--json").json["state"] == state
    assert campaigns("archive", "win-back").out == "win-back is archived.\n"
    assert [c for c in campaigns("list", "--json").json if c["state"] != "past"] == []
    assert "win-back" in campaigns("list", "--archived").out
    assert campaigns("archive", "win-back", "--restore").out == "win-back is back.\n"


def test_export(campaigns: Run, file: str, tmp_path: Path) -> None:
    campaigns("create", file)
    answer = campaigns("export", "win-back", str(tmp_path / "a.yaml"), "--version", "1", "--json")
    assert answer.json == {"file": str(tmp_path / "a.yaml"), "rows": 1}
    assert campaigns("validate", str(tmp_path / "a.yaml")).code == 0
    assert campaigns("export", "win-back", str(tmp_path / "a.parquet")).out.startswith("Wrote 0 executions to ")
    assert pl.read_parquet(tmp_path / "a.parquet").height == 0
    misused = campaigns("export", "win-back", str(tmp_path / "a.csv"), "--version", "1")
    assert (misused.code, misused.out) == (2, "")
    assert "--version is for a definition" in misused.err
    refused(campaigns("export", "win-back", str(tmp_path / "a.txt")), "ending")
