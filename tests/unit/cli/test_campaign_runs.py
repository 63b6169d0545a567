"""`campaigns trigger`, `runs`, `executions`, `policy`, `holdout`, and `worker`, over the stall."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from core.services.workers import alive
from tests.contract.campaigns.stall import CUSTOMERS, Stall
from tests.contract.campaigns.test_awards import fired, runs
from tests.contract.ledgers.market import at
from tests.unit.cli.asking import Answer, ask

ROOT = Path(__file__).resolve().parents[3]
MONDAY = at("10-02 10:00")


def told(stand: Stall, *words: str, stdin: str = "") -> Answer:
    return ask(stand.lab, *words, stdin=stdin.encode())


def test_trigger_fires_what_is_due_and_runs_tell_it(stand: Stall) -> None:
    stand.launch(control=0.25)
    early = told(stand, "campaigns", "trigger", "--due")
    assert (early.code, early.out) == (0, "hello: not due. Its schedule is due next on 2 Oct 2017, 10:00 EDT.\n")
    stand.clock.at = MONDAY
    (look,) = told(stand, "campaigns", "trigger", "Hello", "--json").json
    assert (look["campaign"], look["result"], look["next_at"]) == ("hello", "fired", "2017-10-09T14:00:00Z")
    assert look["counts"] == {r: n for r, n in look["run"]["reasons"].items() if n}
    (run,) = told(stand, "campaigns", "runs", "hello", "--json").json
    assert run == look["run"]
    assert (run["key"], run["trigger"], run["audience"], run["by"]) == ("2017-10-02T14:00:00Z", "schedule", 20, "ann")
    assert "2017-10-02T14:00:00Z" in told(stand, "campaigns", "runs", "hello").out
    again = told(stand, "campaigns", "trigger", "hello", "--now")
    assert again.out.startswith("hello: all held out. Nobody could be treated: 20 already treated.")


def test_award_gives_the_points_of_offers_and_the_report_tells_it(stand: Stall) -> None:
    assert told(stand, "campaigns", "award", "--all").out == "No campaign has offered points yet.\n"
    runs(stand)
    other, slug = stand.launch(), fired(stand, control=0)
    assert told(stand, "campaigns", "award", other).out == "hello: it has offered nobody points yet.\n"
    for customer in CUSTOMERS[:2]:
        stand.buys(customer)
    stand.refresh(MONDAY + timedelta(hours=1))
    waits = "Not given: 2 customers, 1,000 points of points, because the next pass gives them."
    assert (
        f"Points given: 0 customers, 0 points of points.\n{waits}" in told(stand, "campaigns", "performance", slug).out
    )
    given = "thanks: 2 customers got 1,000 points now. Points given: 2 customers, 1,000 points of points.\n"
    assert told(stand, "campaigns", "award", "Thanks").out == given
    (award,) = told(stand, "campaigns", "award", "--all", "--json").json
    assert award == {
        "campaign": "thanks", "n_customers": 0, "points": 0, "fault": "",
        "given": [{"program": "points", "n_customers": 2, "points": 1000, "n_waiting": 0, "points_waiting": 0,
                   "why": ""}],
    }  # fmt: skip
    assert told(stand, "campaigns", "performance", slug, "--json").json["points"] == award["given"]
    page = told(stand, "campaigns", "report", slug).out
    assert "Points given: 2 customers, 1,000 points of points." in page
    assert told(stand, "campaigns", "award").code == told(stand, "campaigns", "award", slug, "--all").code == 2
    assert told(stand, "campaigns", "award", "nobody").code == 1


def test_before_it_fired(stand: Stall) -> None:
    assert told(stand, "campaigns", "trigger", "--due").out == "No campaign is active.\n"
    stand.launch()
    assert told(stand, "campaigns", "runs", "hello").out == "It has not fired yet.\n"
    assert told(stand, "campaigns", "executions", "hello").out.startswith("No customer fits.\n0 executions.")


def test_a_fault_is_told_by_the_exit_code(stand: Stall) -> None:
    stand.launch()
    stand.lab.segments.archive("everybody")
    stand.clock.at = MONDAY
    answer = told(stand, "campaigns", "trigger", "--due")
    assert answer.code == 1
    assert answer.out.startswith("hello: fault. Segment 'everybody' is archived. Bring it back first:")


@pytest.mark.parametrize("words", [[], ["hello", "--due"], ["--now"], ["--due", "--now"]])
def test_trigger_needs_one_campaign_or_all(stand: Stall, words: list[str]) -> None:
    answer = told(stand, "campaigns", "trigger", *words)
    assert answer.code == 2
    assert "name one campaign, or say --due" in answer.err or "--now is for one campaign" in answer.err


def test_executions_tell_what_became_of_each_customer(stand: Stall) -> None:
    stand.launch(control=0.25)
    stand.clock.at = MONDAY
    told(stand, "campaigns", "trigger", "--due")
    found = told(stand, "campaigns", "executions", "hello", "--json").json
    assert sorted(e["customer_id"] for e in found) == CUSTOMERS
    assert {e["reason"] for e in found} == {"treated", "control"}
    assert {(e["reason"], e["delivery"]) for e in found} == {("treated", "queued"), ("control", None)}
    (one,) = told(stand, "campaigns", "executions", "hello", "--customer", "c03", "--json").json
    assert one["customer_id"] == "c03"
    control = told(stand, "campaigns", "executions", "hello", "--reason", "control", "--run", "1", "--json").json
    assert {e["reason"] for e in control} == {"control"}
    assert told(stand, "campaigns", "executions", "hello", "--run", "2", "--json").json == []
    text = told(stand, "campaigns", "executions", "hello").out
    assert text.count("2017-10-02T14:00:00Z") >= 20
    assert text.endswith("20 executions.\n")


def test_json_has_all_executions_where_the_text_has_the_first_fifty(stand: Stall) -> None:
    slug = stand.launch(again_after_days=1)
    for day in (0, 2, 4):
        stand.clock.at = MONDAY + timedelta(days=day)
        told(stand, "campaigns", "trigger", slug, "--now")
    found = told(stand, "campaigns", "executions", slug, "--json").json
    assert sorted(e["customer_id"] for e in found) == sorted(3 * CUSTOMERS)
    answer = told(stand, "campaigns", "executions", slug)
    assert answer.out.endswith("\nThe first 50.\n")
    assert "--json has all of them, and so has `campaigns export`" in answer.err


def test_the_policy_is_shown_as_it_is_set(stand: Stall, tmp_path: Path) -> None:
    assert told(stand, "campaigns", "policy", "show").out == "# no version was saved yet\n{}\n"
    answer = told(stand, "campaigns", "policy", "set", "-", stdin="caps: [{at_most: 2, per_days: 7}]")
    assert (answer.code, answer.out) == (0, "The contact policy is in force as version 1.\n")
    shown = told(stand, "campaigns", "policy", "show").out
    assert shown.startswith("# version 1, by ann\ncaps:")
    file = tmp_path / "policy.yaml"
    file.write_text(shown, encoding="utf-8")
    assert told(stand, "campaigns", "policy", "set", str(file), "--seen", "1", "--json").json["version"] == 2
    stale = told(stand, "campaigns", "policy", "set", str(file), "--seen", "1")
    assert stale.code == 1
    assert "Nothing was overwritten" in stale.err
    bad = told(stand, "campaigns", "policy", "set", "-", stdin="caps: 3")
    assert bad.code == 1
    assert "/caps" in bad.err


def test_holdouts_are_started_shown_and_ended(stand: Stall) -> None:
    assert told(stand, "campaigns", "holdout", "show").out == "There never was a holdout.\n"
    assert told(stand, "campaigns", "holdout", "end").code == 1
    made = told(stand, "campaigns", "holdout", "start", "0.05", "--name", "Pilot", "--json").json
    assert (made["name"], made["share"], made["until_at"]) == ("Pilot", 0.05, None)
    more = told(stand, "campaigns", "holdout", "start", "0.1", "--same-people", "--json").json
    assert more["salt"] == made["salt"]
    assert told(stand, "campaigns", "holdout", "end").code == 0
    shown = told(stand, "campaigns", "holdout", "show", "--json").json
    assert [(h["holdout"], h["share"], h["ended_by"]) for h in shown] == [(2, 0.1, "ann"), (1, 0.05, "ann")]
    theirs = told(stand, "campaigns", "holdout", "start", "0.2", "--salt", made["salt"], "--json").json
    assert theirs["salt"] == made["salt"]
    assert told(stand, "campaigns", "holdout", "start", "0.2", "--salt", "x", "--same-people").code == 2
    assert told(stand, "campaigns", "holdout", "start", "0.9").code == 1


def test_one_turn_of_the_worker(stand: Stall) -> None:
    slug = stand.launch(control=0)
    stand.clock.at = MONDAY
    answer = told(stand, "worker", "--once", "--json")
    assert answer.code == 0
    assert [turn["task"] for turn in answer.json] == [
        "responses", "triggers", "deliveries", "recalculations", "accruals",
    ]  # fmt: skip
    assert stand.lab.launching.executions(slug)["delivery"].unique().to_list() == ["sent"]


def test_a_turn_that_could_not_be_taken(stand: Stall) -> None:
    with stand.lab.database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    stand.lab.database._ready = False
    answer = told(stand, "worker", "--once")
    assert answer.code == 1
    assert "a newer version wrote it" in answer.out
    assert "tasks could not be done" in answer.err


@pytest.mark.parametrize("how", ["closed", "term"])
def test_a_worker_ends_when_it_is_told_to_or_whoever_started_it_is_gone(stand: Stall, how: str) -> None:
    slug, home = stand.launch(control=0, triggers=[{"schedule": {"cron": "* * * * *"}}]), stand.lab.settings.home
    env = stand.lab.settings.environment() | {"LAB_WORKER_TRIGGER_SECONDS": "1", "LAB_WORKER_DELIVERY_SECONDS": "1"}
    command = [sys.executable, "-m", "core", "worker", *(["--until-closed"] if how == "closed" else [])]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as other:
        while not (stand.runs(slug) and "queued" not in stand.lab.launching.executions(slug)["delivery"]):
            assert other.poll() is None
            time.sleep(0.05)
        assert alive(home) == [other.pid]
        if how == "closed":
            other.stdin.close()
        else:
            other.send_signal(signal.SIGTERM)
        assert other.wait(60) == 0
        words = other.stderr.read().decode()
    assert alive(home) == []
    assert words[:1000].startswith("" if how == "closed" else f"Worker {other.pid} is at work; Ctrl-C ends it.\n")
    assert ("event=worker.ended" in words) is (how == "term")
    assert set(stand.lab.launching.executions(slug)["delivery"]) == {"sent"}
    assert list((home / "worker").iterdir()) == []


def test_a_worker_says_on_its_terminal_what_cannot_be_done(stand: Stall) -> None:
    with stand.lab.database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    command, env = [sys.executable, "-m", "core", "worker"], stand.lab.settings.environment()
    with subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE) as other:
        said = next(line for line in iter(other.stderr.readline, b"") if b"worker.faulty" in line)
        other.send_signal(signal.SIGINT)
        assert other.wait(60) == 0
    assert b"a newer version wrote it" in said
