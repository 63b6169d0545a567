"""`programs ...`: what each command answers, to people and to machines, and what it refuses.

In the tiny shop customer n buys for 10 + n dollars each time, so points are arithmetic.
"""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
import yaml

from core.config import Settings
from core.services.lab import Lab
from tests.unit.cli.asking import Answer, ask, refused
from tests.unit.cli.conftest import ROOT, Run, _copied
from tests.unit.services.shop import N, days_of

PLAIN = """
name: Plain
point_value: 0.01
starts_on: 2017-01-01
earn:
  - name: base
    points: {"*": [{"var": "amount"}, 1]}
expiry: {after_days: 30}
burn:
  - {name: one off, points: 100, value: 1.00}
"""
LADDER = PLAIN.replace("Plain", "Ladder") + "tiers: [{name: Low, threshold: 0}, {name: High, threshold: 500}]\n"
FAULTS = """
name: Bad
point_value: -1
starts_on: 2017-02-30
earn:
  - {name: base, points: {"*": [{"var": "amuont"}, 1]}}
  - {name: base, points: .inf}
caps: [{per: day, limit: 0, rule: bsae}]
"""
EVENTS = sum(len(days_of(n)) for n in range(1, N + 1))
ISSUED = sum((10 + n) * len(days_of(n)) for n in range(1, N + 1))
SPAN = ("--from", "2017-01-01", "--to", "2017-04-30")


def misused(answer: Answer, words: str) -> None:
    assert (answer.code, answer.out) == (2, "")
    assert words in answer.err


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plain.yaml"
    path.write_text(PLAIN, encoding="utf-8")
    return path


@pytest.fixture
def programs(shop_settings: Settings) -> Iterator[Run]:
    """Run a `programs` command over a shop that this test may change."""
    with Lab.open(shop_settings) as lab:
        yield lambda *argv, **given: ask(lab, "programs", *argv, **given)


@pytest.fixture
def running(programs: Run, file: Path) -> Run:
    """A shop in which the program `plain` is in force, with everything booked."""
    for argv in (("create", str(file)), ("activate", "plain", "--yes"), ("accrue", "plain"), ("expire", "plain")):
        assert programs(*argv).code == 0
    return programs


@pytest.fixture(scope="module")
def still(shop_home: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Run a `programs` command over a shop with the draft `ladder` and the running `plain`: it changes nothing."""
    with Lab.open(_copied(shop_home, tmp_path_factory.mktemp("programs"))) as lab:
        lab.programs.create(LADDER)
        lab.programs.create(PLAIN)
        lab.programs.activate("plain")
        lab.ledgers.accrue("plain")
        lab.ledgers.expire("plain")
        before = [p.head for p in lab.programs.all(archived=True)], lab.programs.history("plain")
        yield lambda *argv, **given: ask(lab, "programs", *argv, **given)
        assert ([p.head for p in lab.programs.all(archived=True)], lab.programs.history("plain")) == before


def test_a_program_is_created_edited_shown_and_listed(programs: Run, file: Path) -> None:
    assert programs("create", str(file), "--comment", "first").out == "Saved 'Plain' (plain) as version 1.\n"
    file.write_text(PLAIN.replace("0.01", "0.02"), encoding="utf-8")
    edited = programs("edit", "plain", str(file), "--seen", "1", "--json").json
    assert (edited["slug"], edited["head"], edited["state"], edited["active_version"]) == ("plain", 2, "draft", None)
    refused(
        programs("edit", "plain", str(file), "--seen", "1"), "was saved as version 2 by ", "Nothing was overwritten"
    )
    data = programs("show", "Plain", "--version", "1", "--json").json
    assert (data["version"], data["document"]["point_value"], data["document"]["name"]) == (1, "0.01", "Plain")
    assert [(v["version"], v["comment"]) for v in data["versions"]] == [(2, ""), (1, "first")]
    assert data["phases"] == []
    shown = programs("show", "plain").out
    assert shown.startswith("# plain, version 2 of 2, draft\nname: Plain\n")
    assert yaml.safe_load(shown)["burn"] == [{"name": "one off", "points": 100, "value": 1.0}]
    assert [(p["slug"], p["head"]) for p in programs("list", "--json").json] == [("plain", 2)]
    assert programs("list").out.splitlines()[2].split() == ["plain", "Plain", "draft", "2", "–", "–", "–"]


def test_what_is_shown_can_be_read_back(programs: Run, file: Path) -> None:
    programs("create", str(file))
    shown = programs("show", "plain")
    assert programs("edit", "plain", "-", stdin=shown.out.encode()).code == 0
    first, second = (programs("show", "plain", "--version", v, "--json").json["document"] for v in "12")
    assert first == second


def test_archived_programs_are_hidden_and_come_back(programs: Run, file: Path) -> None:
    programs("create", str(file))
    assert programs("archive", "plain").out == "plain is archived.\n"
    assert programs("list", "--json").json == []
    assert programs("list", "--archived", "--json").json[0]["archived_at"] is not None
    refused(programs("create", str(file)), "archived program called 'Plain'", "programs archive plain --restore")
    refused(programs("edit", "plain", str(file)), "archive plain --restore")
    assert programs("archive", "plain", "--restore").out == "plain is back.\n"


def test_a_file_is_validated_with_every_fault_and_its_place(still: Run, file: Path, tmp_path: Path) -> None:
    assert still("validate", str(file)).out == "'Plain' can be used.\n"
    assert still("validate", str(file), "--json").json == {"is_valid": True, "name": "Plain", "problems": []}
    bad = tmp_path / "bad.yaml"
    bad.write_text(FAULTS, encoding="utf-8")
    answer = still("validate", str(bad), "--json")
    assert (answer.code, answer.json["is_valid"]) == (1, False)
    assert [p["pointer"] for p in answer.json["problems"]] == [
        "/point_value", "/starts_on", "/earn/0/points/*/0", "/earn/1/points", "/earn/1/name", "/caps/0/limit",
        "/caps/0/rule",
    ]  # fmt: skip
    assert all(p["what"] and p["fix"] for p in answer.json["problems"])
    text = still("validate", str(bad))
    assert (text.code, text.err) == (1, "")
    assert text.out.startswith("7 faults:\nat /point_value: It is -1, ")
    assert "at /earn/0/points/*/0: There is no field 'amuont'.\n  What to do: Did you mean 'amount'" in text.out


@pytest.mark.parametrize(
    ("text", "words"),
    [("a: [", "not YAML"), ("", "nothing to read"), ("name: x\nname: y", "written twice"), ("- 1", "set of keys"),
     ("\x00", "does not allow"), (FAULTS, "The program has 7 faults:")],
)  # fmt: skip
def test_no_command_takes_a_bad_program(still: Run, text: str, words: str) -> None:
    for argv in (("create", "-"), ("edit", "plain", "-"), ("replay", "-"), ("compare", "plain", "-")):
        refused(still(*argv, stdin=text.encode()), words)
    answer = still("validate", "-", stdin=text.encode())
    assert answer.code == 1
    assert words.replace("The program has ", "") in answer.out


def test_a_file_that_cannot_be_read(still: Run, tmp_path: Path) -> None:
    refused(still("create", str(tmp_path / "none.yaml")), "cannot be read: No such file or directory.")
    refused(still("replay", str(tmp_path / "none.yaml")), "cannot be read: No such file or directory.")
    refused(still("validate", str(tmp_path)), "cannot be read: Is a directory.")
    (tmp_path / "latin.yaml").write_bytes("name: José".encode("latin-1"))
    refused(still("create", str(tmp_path / "latin.yaml")), "not UTF-8")


@pytest.mark.parametrize(
    "argv",
    ["show", "edit", "activate --yes", "pause", "archive", "replay", "compare plain", "accrue", "expire", "redeem",
     "cancel", "adjust", "ledger", "reconcile", "liability", "export"],
)  # fmt: skip
def test_no_command_knows_a_program_that_is_not_there(still: Run, file: Path, argv: str) -> None:
    rest = {
        "edit": (str(file),), "redeem": ("1", "--points", "1"), "cancel": ("k",), "ledger": ("1",),
        "adjust": ("1", "5", "--reason", "x"), "export": (str(file.parent / "out.yaml"),),
    }  # fmt: skip
    command, *options = argv.split()
    refused(still(command, *options, "plane", *rest.get(command, ())), "There is no program 'plane'", "Did you mean")


def test_a_replay_of_a_file_adds_up(still: Run, file: Path) -> None:
    answer = still("replay", str(file), *SPAN, "--json")
    data = answer.json
    assert (data["events"], data["customers"], data["points_issued"]) == (EVENTS, N, ISSUED)
    assert (data["points_burned"], data["tiers"], data["burn"], data["version"]) == (0, {}, "none", None)
    assert data["outstanding"] == ISSUED - data["points_expired"] > 0
    assert data["liability"] == f"{data['outstanding'] / 100:.2f}"
    assert (data["from"], data["to"]) == ("2017-01-01", "2017-04-30")
    assert "Replaying customers" in answer.err


def test_a_replay_of_a_stored_program_with_months_and_customers(still: Run, tmp_path: Path) -> None:
    out = tmp_path / "customers.csv"
    answer = still("replay", "Ladder", "--months", "--customers", str(out), "--json")
    data = answer.json
    assert (data["version"], sum(data["tiers"].values()), list(data["tiers"])) == (1, N, ["Low", "High"])
    assert sum(m["issued"] for m in data["months"]) == data["points_issued"] == ISSUED
    assert data["months"][-1]["liability"] == data["liability"]
    assert [r["customers"] for r in data["ladder"][-2:]] == list(data["tiers"].values())
    assert pl.read_csv(out)["issued"].sum() == ISSUED
    assert f"note: wrote 60 customers to {out}." in answer.err
    text = still("replay", "ladder", "--months").out
    assert text.startswith("Ladder, version 1, 2017-01-01 to 2017-04-30\n")
    assert f"points issued    {ISSUED:,}" in text
    assert "2017-04-01" in text


def test_a_file_named_like_a_program_is_a_file(still: Run, file: Path) -> None:
    other = file.rename(file.with_name("ladder"))
    assert still("replay", str(other), "--json").json["version"] is None
    assert still("replay", "ladder", "--json").json["version"] == 1


def test_points_are_spent_by_an_assumption(still: Run) -> None:
    asked = ("replay", "plain", "--burn", "behaviour:0.5:7", "--json")
    data = still(*asked).json
    assert data["points_burned"] == 100 * data["redemptions"] > 0
    assert data["cost"] == f"{data['redemptions']}.00"
    assert still(*asked).json == data
    assert still("replay", "plain", "--burn", "history", "--json").json["points_burned"] == 0
    for burn in ("x", "behaviour:2:7", "behaviour:0.5", "none:x"):
        refused(still("replay", "plain", "--burn", burn), "behaviour:0.3:7")
    refused(still("replay", "-", "--burn", "history", stdin=PLAIN.encode()), "history:everyday")


def test_what_no_replay_can_do(still: Run, file: Path) -> None:
    misused(still("replay", "plain", "--from", "2017-02-30"), "'2017-02-30' is no day; write it like 2017-03-31")
    misused(still("replay", str(file), "--version", "1"), "--version is for a stored program")
    misused(still("compare", "plain"), "name two programs")
    misused(still("compare", "plain", str(file), "--versions", "1", "1"), "--versions is for stored programs")
    refused(still("replay", "plain", "--from", "2018-01-01"), "Choose days from 2017-01-01 to 2017-04-30.")
    refused(still("replay", "plain", "--version", "7"), "has no version 7; it has versions 1 to 1.")
    assert still("replay", "plain", "--customers", "x.txt").code == 1


def test_two_programs_side_by_side(still: Run, tmp_path: Path) -> None:
    double = tmp_path / "double.yml"
    double.write_text(PLAIN.replace('"amount"}, 1', '"amount"}, 2'), encoding="utf-8")
    data = still("compare", "plain", str(double), "--months", "-n", "3", "--json").json
    assert {"a", "b", "change", "tiers", "winners", "losers", "months"} <= set(data)
    assert (data["a"]["points_issued"], data["b"]["points_issued"]) == (ISSUED, 2 * ISSUED)
    assert (data["change"]["points_issued"], data["customers_who_gain"], data["losers"]) == (ISSUED, N, [])
    assert len(data["winners"]) == 3
    assert all(w["gain"] == w["issued_a"] for w in data["winners"])
    assert {"month", "issued_a", "issued_b"} <= set(data["months"][0])
    text = still("compare", "plain", str(double)).out
    assert text.startswith("a: Plain, version 1, ")
    assert "Who would gain most\ncustomer_id" in text
    assert "Who would lose most\nnobody" in text


def test_two_versions_side_by_side(programs: Run, file: Path) -> None:
    programs("create", str(file))
    file.write_text(PLAIN.replace('"amount"}, 1', '"amount"}, 3'), encoding="utf-8")
    programs("edit", "plain", str(file))
    data = programs("compare", "plain", "--versions", "1", "2", "--json").json
    assert (data["a"]["version"], data["b"]["version"]) == (1, 2)
    assert data["change"]["points_issued"] == 2 * ISSUED


def test_activation_tells_its_impact_and_asks_or_is_told_yes(programs: Run, file: Path) -> None:
    programs("create", str(file))
    refused(programs("activate", "plain"), "no terminal to ask on", "add --yes")
    assert programs("list", "--json").json[0]["state"] == "draft"
    dry = programs("activate", "plain", "--dry-run", "--json").json
    assert dry["is_activated"] is False
    assert dry["impact"]["customers_in_another_tier"] == 0
    assert dry["impact"]["liability_after"] == programs("replay", "plain", "--json").json["liability"]
    misused(programs("activate", "plain", "--dry-run", "--yes"), "not allowed with")
    done = programs("activate", "plain", "--yes")
    assert "  tiers      0 of 60 customers\n" in done.out
    assert "  liability  0 to " in done.out
    assert done.out.endswith("Version 1 of plain is in force from 2017-01-01.\n")
    data = programs("show", "plain", "--json").json
    assert (data["state"], data["active_version"], data["phases"][0]["from_on"]) == ("active", 1, "2017-01-01")
    refused(programs("activate", "plain", "--yes"), "Version 1 of program 'plain' is in force since")


@pytest.mark.parametrize(("word", "state"), [("y", "active"), ("Yes", "active"), ("n", "draft"), ("", "draft")])
def test_at_a_terminal_activation_waits_for_yes(
    shop_settings: Settings, environment: dict[str, str], file: Path, word: str, state: str
) -> None:
    ask(shop_settings, "programs", "create", str(file))
    terminal, theirs = pty.openpty()
    os.write(terminal, f"{word}\n".encode())
    command = [sys.executable, "-m", "core", "programs", "activate", "plain", "--json"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdin=theirs, capture_output=True, timeout=100, check=False
    )
    os.close(theirs)
    os.close(terminal)
    assert "would change:\n  tiers      0 of 60 customers\n" in done.stderr.decode()
    assert done.stderr.decode().endswith("Activate it? [y/N] ")
    assert (done.returncode, json.loads(done.stdout)["is_activated"]) == (int(state == "draft"), state == "active")
    assert ask(shop_settings, "programs", "list", "--json").json[0]["state"] == state


def test_a_pause_and_what_comes_after(running: Run) -> None:
    answer = running("pause", "plain", "--json").json
    assert (answer["state"], answer["on"], answer["active_version"]) == ("paused", "2017-05-01", None)
    refused(running("redeem", "plain", "60", "--points", "1"), "is paused", "programs activate plain")
    refused(running("pause", "plain"), "is not active")
    assert running("activate", "plain", "--yes").code == 0
    assert running("show", "plain").out.startswith(
        "# plain, version 1 of 1, active\n# version 1 in force from 2017-01-01 to 2017-04-30\n"
    )
    refused(running("pause", "plain", "--on", "2017-02-01"), "holds what was earned before")
    refused(running("archive", "plain"), "is active")


def test_a_new_version_leaves_the_old_one_in_force(running: Run, file: Path) -> None:
    file.write_text(PLAIN.replace("0.01", "0.02"), encoding="utf-8")
    assert "note: version 1 stays in force" in running("edit", "plain", str(file)).err
    impact = running("activate", "plain", "--dry-run", "--json").json["impact"]
    assert (impact["from"], impact["points_before"]) == ("2017-05-01", impact["points_after"])
    assert float(impact["liability_after"]) == 2 * float(impact["liability_before"])
    refused(running("activate", "plain", "--yes", "--from", "2017-03-01"), "lies before that")


def test_accruing_and_expiring_twice_changes_nothing(programs: Run, file: Path) -> None:
    programs("create", str(file))
    refused(programs("accrue", "plain"), "never in force")
    programs("activate", "plain", "--yes")
    refused(programs("expire", "plain"), "Nothing was accrued")
    refused(programs("liability", "plain"), "not complete up to any day yet")
    first = programs("accrue", "plain", "--json")
    assert first.json == {"entries": EVENTS, "corrections": 0, "customers": N, "until": "2017-05-01T04:00:00Z"}
    assert "Writing the ledger" in first.err
    assert programs("accrue", "plain").out == "0 entries for 0 customers; accrued until 2017-05-01 04:00 UTC.\n"
    expired = programs("expire", "plain", "--json")
    assert expired.json["points"] == programs("replay", "plain", "--json").json["points_expired"] > 0
    assert "Writing the ledger" in expired.err
    assert programs("expire", "plain").out == "0 points of 0 lots expired up to 2017-04-30.\n"


def test_days_and_instants_that_are_not_known_yet(still: Run) -> None:
    refused(still("accrue", "plain", "--until", "2030-01-01"), "the snapshot knows nothing after 2017-05-01T04:00:00Z")
    refused(still("accrue", "plain", "--until", "soon"), "'soon' is not an instant.")
    refused(still("expire", "plain", "--day", "2030-01-01"), "knows nothing after 2017-04-30")
    refused(still("liability", "plain", "--as-of", "2030-01-01"), "2030-01-01 cannot be valued")
    future = ("--at", "2199-01-01")
    refused(still("redeem", "plain", "60", "--points", "1", *future), "lies in the future")
    refused(still("adjust", "plain", "60", "5", "--reason", "x", *future), "lies in the future")
    refused(still("adjust", "plain", "60", "5", "--reason", "x", "--at", "2016-01-01"), "lies before that")
    misused(still("expire", "plain", "--day", "tomorrow"), "'tomorrow' is no day")


def test_a_redemption_its_repetition_and_its_cancellation(running: Run) -> None:
    balance = running("ledger", "plain", "60", "--json").json["balance"]
    asked = ("redeem", "plain", "60", "--option", "ONE OFF", "--key", "order-1", "--reason", "till 4")
    done = running(*asked, "--json").json
    assert (done["points"], done["value"], done["option"], done["is_new"]) == (100, "1.00", "one off", True)
    assert (done["balance"], done["kind"], done["at"]) == (balance - 100, "redeem", "2017-05-01T04:00:00Z")
    again = running(*asked)
    assert again.out.startswith("Nothing new: this was recorded at ")
    assert f"Customer 60 has {balance - 100} points." in again.out
    for other in (("60", "--points", "101"), ("59", "--option", "one off")):
        refused(
            running("redeem", "plain", *other, "--key", "order-1"), "There already is an action with the key 'order-1'"
        )
    assert running("cancel", "plain", "order-1", "--json").json["balance"] == balance
    assert running("cancel", "plain", "order-1").out.startswith("Nothing new: ")
    refused(running("cancel", "plain", "order-1", "--key", "again"), "is cancelled already")
    refused(running("cancel", "plain", "order-2"), "no redemption with the key 'order-2'")
    kinds = [
        (e["kind"], e["reason"])
        for e in running("ledger", "plain", "60", "--json", "--as-of", "2018-01-01").json["entries"]
    ]
    assert ("burn", "till 4") in [(kind, reason.rpartition(": ")[2]) for kind, reason in kinds]


def test_what_is_not_covered_or_no_number_is_refused(still: Run) -> None:
    refused(still("redeem", "plain", "60", "--points", "100000"), "may spend", "100,000 are asked for")
    refused(still("redeem", "plain", "60", "--option", "two off"), "It has: 'one off'.")
    for points in ("0", "-5", "9007199254740992"):
        refused(still("redeem", "plain", "60", "--points", points), "is no number of points")
    misused(still("redeem", "plain", "60"), "one of the arguments --option --points is required")
    misused(still("redeem", "plain", "60", "--points", "1.5"), "invalid number of points value: '1.5'")
    misused(still("adjust", "plain", "60", "5"), "--reason")
    refused(still("adjust", "plain", "60", "5", "--reason", " "), "needs a reason")
    refused(still("adjust", "plain", "61", "5", "--reason", "x"), "knows no customer '61'")
    refused(still("redeem", "plain", "60", "--points", "1", "--key", "a:b"), "cannot be the key of an action")
    refused(still("ledger", "plain", "61"), "There is no customer '61'")


def test_points_are_given_and_taken(running: Run) -> None:
    balance = running("ledger", "plain", "60", "--json").json["balance"]
    assert running("adjust", "plain", "60", "--reason", "sorry", "--key", "a1", "--", "50").out == (
        f"Gave 50 points (key a1).\nCustomer 60 has {balance + 50} points.\n"
    )
    assert running("adjust", "plain", "60", "-20", "--reason", "oops", "--json").json["points"] == -20
    taken = running("adjust", "plain", "60", "--reason", "oops", "--json", "--", "-30").json
    assert (taken["points"], taken["balance"]) == (-30, balance)
    refused(running("adjust", "plain", "60", "--reason", "x", "--", "-100000"), "100,000 are asked for")


def test_a_ledger_for_people_and_machines(still: Run) -> None:
    data = still("ledger", "plain", "60", "--json").json
    assert {"balance", "spendable", "tier", "expiring", "lots", "entries", "as_of"} <= set(data)
    assert data["balance"] == sum(e["points"] for e in data["entries"]) == data["entries"][-1]["balance"]
    assert sum(e["points"] for e in data["expiring"]) == data["balance"]
    assert all(e["reason"] for e in data["entries"])
    text = still("ledger", "plain", "60").out
    assert text.startswith(f"Customer 60 in plain as of 2017-05-01 04:00 UTC\n{data['balance']} points: ")
    assert ": base 70" in text
    early = still("ledger", "plain", "60", "--as-of", "2017-02-01")
    assert (early.code, early.out.splitlines()[-1]) == (0, "There is no entry.")


def test_reconciling_proves_or_says_what_differs(running: Run, shop_settings: Settings) -> None:
    sound = running("reconcile", "plain", "--json")
    assert (sound.code, sound.json["is_sound"], sound.json["differences"]) == (0, True, [])
    assert all({"name", "is_sound", "found"} == set(c) for c in sound.json["checks"])
    assert running("reconcile", "plain").out.endswith("The ledger is sound.\n")
    with Lab.open(shop_settings) as lab:
        program = lab.programs.get("plain")
        with lab.database.unit(actor="mallory", clock=lab.clock) as work:
            row = work.ledger.entries(program.program_id).head(1)
            forged = row.with_columns(pl.lit("earn:forged").alias("key"), pl.lit("forged").alias("lot"))
            names = [c for c in row.columns if c not in {"entry_id", "program_id", "recorded_at", "recorded_by"}]
            work.ledger.append(program.program_id, forged.select(names), recorded_at=work.now, recorded_by="mallory")
    unsound = running("reconcile", "plain", "--json")
    assert (unsound.code, unsound.json["is_sound"]) == (1, False)
    assert [d["corrects"] for d in unsound.json["differences"]] == ["earn:forged"]
    text = running("reconcile", "plain")
    assert (text.code, text.err) == (1, "")
    assert "What it lacks\n" in text.out
    assert text.out.endswith(
        "The ledger is not sound. Nothing was repaired: `programs accrue --anew` corrects points.\n"
    )


def test_the_liability_and_its_file(still: Run, tmp_path: Path) -> None:
    out = tmp_path / "vintages.parquet"
    answer = still("liability", "plain", "--to", str(out), "--json")
    data = answer.json
    assert (data["as_of"], data["point_value"], data["unit"]) == ("2017-04-30", "0.01", "USD")
    assert data["gross"] == f"{data['outstanding'] / 100:.2f}"
    assert {"value", "low", "high", "reason"} == set(data["breakage"])
    assert data["roll"][-1]["closing"] == data["outstanding"] == sum(v["outstanding"] for v in data["vintages"])
    assert all(isinstance(v["gross"], str) for v in data["vintages"])
    assert pl.read_parquet(out)["outstanding"].sum() == data["outstanding"]
    assert f"note: wrote 4 vintages to {out}." in answer.err
    early = still("liability", "plain", "--as-of", "2017-02-28")
    assert early.out.startswith("At the end of 2017-02-28\n  outstanding ")
    refused(still("liability", "plain", "--to", "x.txt"), "Use .csv or .parquet.")
    refused(still("liability", "ladder"), "has no ledger")


def test_exports_of_the_definition_and_of_the_ledger(still: Run, tmp_path: Path) -> None:
    definition = tmp_path / "out.yaml"
    assert still("export", "plain", str(definition)).out == f"Wrote the definition to {definition}.\n"
    assert still("validate", str(definition), "--json").json["name"] == "Plain"
    for name in ("ledger.csv", "ledger.parquet"):
        path = tmp_path / name
        rows = still("export", "plain", str(path), "--json").json["rows"]
        frame = pl.read_csv(path) if path.suffix == ".csv" else pl.read_parquet(path)
        assert frame.height == rows > EVENTS
        assert {"customer_id", "kind", "lot", "points", "at", "key", "recorded_by"} <= set(frame.columns)
    refused(still("export", "plain", str(tmp_path / "x.txt")), "has an ending this export does not know.")
    refused(still("export", "ladder", str(tmp_path / "x.csv")), "has no ledger")
    misused(still("export", "plain", str(tmp_path / "x.csv"), "--version", "1"), "--version is for a definition")
