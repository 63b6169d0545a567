"""`warehouse refresh`, `cancel` and `jobs`: here, in the background, again and again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

from core.config import Settings
from core.services.lab import Lab
from tests.unit.cli.asking import ask
from tests.unit.cli.conftest import ROOT, Run

PATIENCE = 100.0  # seconds: a busy machine takes ten to start one process
pytestmark = pytest.mark.timeout(240)


def until(settings: Settings, is_so: Callable[[list[dict[str, Any]]], bool]) -> list[dict[str, Any]]:
    deadline = time.monotonic() + PATIENCE
    with Lab.open(settings) as lab:
        while not is_so(jobs := ask(lab, "warehouse", "jobs", "--json").json):
            assert time.monotonic() < deadline, jobs
            time.sleep(0.05)
    return jobs


def test_a_refresh_here_is_a_job_too(shop_settings: Settings) -> None:
    assert ask(shop_settings, "warehouse", "jobs").out == "No refresh was ever started.\n"
    assert ask(shop_settings, "warehouse", "cancel").out == "No refresh is running.\n"
    done = ask(shop_settings, "warehouse", "refresh", "--full", "--json")
    (job,) = ask(shop_settings, "warehouse", "jobs", "--json").json
    assert (job["state"], job["kind"], job["snapshot_id"]) == ("succeeded", "full", done.json["id"])
    assert (job["requested_by"], job["pid"], job["share"]) == ("ann", os.getpid(), 1.0)
    assert "Computing the features" in done.err
    assert ask(shop_settings, "warehouse", "cancel", "1").out == "Refresh 1 has ended already (succeeded).\n"


def test_what_kept_a_refresh_from_succeeding_stays_to_be_read(shop_settings: Settings) -> None:
    (shop_settings.home / "shop.duckdb").unlink()
    failed = ask(shop_settings, "warehouse", "refresh")
    assert failed.code == 1
    (job,) = ask(shop_settings, "warehouse", "jobs", "--json").json
    assert (job["state"], job["attempt"]) == ("failed", 1)
    assert failed.err.endswith(f"error: {job['what']}\nWhat to do: {job['fix']}\n")
    assert job["what"] in ask(shop_settings, "warehouse", "jobs").out
    doctor = ask(shop_settings, "doctor")
    assert "FAULT  refresh" in doctor.out
    assert f"refresh: number 1 failed: {job['what']}" in doctor.out


def test_in_the_background_it_outlives_who_started_it_and_a_second_one_is_refused(
    process: Run, shop_settings: Settings
) -> None:
    before = ask(shop_settings, "warehouse", "status", "--json").json["id"]
    started = process("warehouse", "refresh", "--background", "--json")
    assert started.code == 0, started.err
    assert started.json["state"] in ("waiting", "running")
    late = ask(shop_settings, "warehouse", "refresh")
    assert late.code == 1
    assert "error: A refresh is running already: number 1, asked for by bob at " in late.err
    (job,) = until(shop_settings, lambda jobs: jobs[0]["finished_at"] is not None)
    assert (job["state"], job["requested_by"], job["pid"]) == ("succeeded", "bob", started.json["pid"])
    assert ask(shop_settings, "warehouse", "status", "--json").json["id"] == job["snapshot_id"] != before
    log = (shop_settings.home / "logs" / "refresh.log").read_text(encoding="utf-8")
    assert log.endswith(f"Refresh 1 put snapshot {job['snapshot_id']} in force.\n")


def test_again_and_again_until_the_app_ends(environment: dict[str, str], shop_settings: Settings) -> None:
    command = [sys.executable, "-m", "core", "warehouse", "refresh", "--every", "0.02", "--until-closed"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as keeper:
        until(shop_settings, lambda jobs: any(j["state"] == "succeeded" for j in jobs))
        out, err = keeper.communicate(timeout=PATIENCE)  # closes its standard input, as the app's end does
    assert (keeper.returncode, out, err) == (0, None, b"")
    until(shop_settings, lambda jobs: all(j["finished_at"] for j in jobs))
    lines = (shop_settings.home / "logs" / "lab.log").read_text(encoding="utf-8").splitlines()
    assert sum(json.loads(line)["event"] == "refresh.scheduled" for line in lines) >= 1


@pytest.mark.parametrize("bad", ["0", "-1", "soon"])
def test_an_interval_that_is_none_is_misuse(shop_home: Settings, bad: str) -> None:
    answer = ask(shop_home, "warehouse", "refresh", "--every", bad)
    assert (answer.code, answer.out) == (2, "")
    assert "invalid minutes value" in answer.err


def test_a_store_is_saved_and_brought_back(shop_settings: Settings) -> None:
    ask(shop_settings, "segments", "create", "Big", "--rule", '{">": [{"var": "total_revenue"}, 1000]}')
    ask(shop_settings, "segments", "recalculate", "big")
    file = str(shop_settings.home / "x.zip")
    said = ask(shop_settings, "db", "backup", file)
    assert said.out.endswith(f"1 membership file in {file}. Snapshots are not in it.\n")
    refused = ask(shop_settings, "db", "restore", file)
    assert (refused.code, refused.out) == (1, "")
    assert "is not empty: it holds " in refused.err
    ask(shop_settings, "segments", "archive", "big")
    for lost in shop_settings.home.glob("memberships/*/*.parquet"):
        lost.unlink()
    back = ask(shop_settings, "db", "restore", file, "--replace", "--json")
    assert (back.json["files"], back.json["missing"], back.json["made_by"]) == (1, [], "ann")
    assert ask(shop_settings, "segments", "list", "--json").json[0]["slug"] == "big"
    assert ask(shop_settings, "doctor", "--json").code in (0, 1)
    checks = {c["check"]: c["ok"] for c in ask(shop_settings, "doctor", "--json").json}
    assert checks["memberships"]
    assert checks["store"]
