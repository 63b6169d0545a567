"""`campaigns report`, and how past campaigns appear beside the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.config import Settings
from core.services.lab import Lab
from tests.unit.cli.asking import Answer, ask

Run = Callable[..., Answer]


@pytest.fixture
def campaigns(shop_settings: Settings) -> Iterator[Run]:
    """Run a `campaigns` command over a shop that has the past campaign 1."""
    with Lab.open(shop_settings) as lab:
        yield lambda *argv, **given: ask(lab, "campaigns", *argv, **given)


def test_the_list_has_past_campaigns_with_their_state(campaigns: Run) -> None:
    found = campaigns("list", "--json").json
    assert [(row["slug"], row["name"], row["state"], row["targeted"]) for row in found] == [
        ("1", "Campaign 1", "past", 30)
    ]  # fmt: skip
    assert "Campaign 1  past" in " ".join(campaigns("list").out.split("\n")).replace("   ", "  ")


def test_the_performance_of_a_past_campaign_has_its_figures(campaigns: Run) -> None:
    found = campaigns("performance", "1", "--json").json
    assert {"targeted", "redemptions", "redeemers", "redemption_rate", "did", "ci_low", "ci_high"} <= set(found)
    assert (found["targeted"], found["redemptions"], found["redeemers"], found["redemption_rate"]) == (30, 0, 0, 0)
    assert found["ci_low"] < found["did"] < found["ci_high"]
    assert found["is_observational"] is True
    said = campaigns("performance", "1").out
    assert campaigns("show", "1").out == said  # it has no definition
    assert "Observational: nobody drew lots" in said
    assert "Campaign 1: Past campaign, Type A, 1 Feb to 1 Mar 2017" in said


def test_what_cannot_be_estimated_is_null_with_the_reason(campaigns: Run) -> None:
    found = campaigns("performance", "1", "--as-of", "2017-02-08", "--json").json
    assert (found["did"], found["ci_low"], found["ci_high"]) == (None, None, None)
    assert found["reason"].startswith("The estimate needs sales from 3 Jan 2017 to 1 Mar 2017")
    assert found["notes"] == [
        "The data hold 7 days of 29 of the campaign's window; sales and redemptions are those of these days."
    ]


def test_a_report_is_printed_and_written(campaigns: Run, tmp_path: Path) -> None:
    files = [tmp_path / "one.html", tmp_path / "one.pdf"]
    done = campaigns("report", "1", "--html", str(files[0]), "--pdf", str(files[1]))
    assert done.code == 0, done.err
    assert "Observational" in done.out
    assert all(f"Wrote {file}." in done.err for file in files)
    assert files[0].read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert files[1].read_bytes().startswith(b"%PDF-")


def test_a_report_as_json_has_the_frames_of_its_charts(campaigns: Run) -> None:
    found = campaigns("report", "1", "--json").json
    assert found["title"] == "Campaign 1"
    days = found["sections"][0]["chart"]
    assert len(days) == 2 * 2 * 29
    assert set(days[0]) == {"day", "side", "value", "is_marked"}
    assert found["files"] == []


def test_a_period_compares_what_ran_in_it(campaigns: Run) -> None:
    found = campaigns("report", "--from", "2017-02-10", "--to", "2017-02-20", "--json").json
    assert [row["Campaign"] for row in found["sections"][1]["table"]] == ["Campaign 1"]
    empty = campaigns("report", "--from", "2018-01-01", "--json").json
    assert empty["answer"] == "No campaign ran in this period."


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ([], "name campaigns, or give a period with --from and --to"),
        (["1", "--html", "page.pdf"], "--html takes a file that ends in .html"),
        (["1", "--pdf", "page"], "--pdf takes a file that ends in .pdf"),
    ],
)
def test_misuse_is_told(campaigns: Run, argv: list[str], said: str) -> None:
    answer = campaigns("report", *argv)
    assert answer.code == 2
    assert said in answer.err


def test_an_unknown_campaign_is_refused_with_the_nearest(campaigns: Run) -> None:
    answer = campaigns("report", "Campaign 2")
    assert answer.code == 1
    assert "There is no campaign 'Campaign 2'" in answer.err


def test_before_the_first_refresh_the_list_says_why_past_ones_are_missing(settings: Settings) -> None:
    with Lab.open(settings) as lab:
        lab.database.upgrade()
        answer = ask(lab, "campaigns", "list")
        unknown = ask(lab, "campaigns", "show", "1")
    assert answer.code == 0
    assert "There is no campaign '1'." in unknown.err
    assert "past campaigns are listed once a snapshot was taken" in answer.err
