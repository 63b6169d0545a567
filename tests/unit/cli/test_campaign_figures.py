"""`campaigns performance`, `compare`, `responses`, `holdout-report`: what they answer to people and to machines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.config import Settings
from core.services.lab import Lab
from tests.unit.cli.asking import Answer, ask
from tests.unit.services.launched import DAY, MINIMAL, launched, opened


@pytest.fixture
def lab(shop_settings: Settings) -> Iterator[Lab]:
    with opened(shop_settings) as (made, _):
        yield made


def campaigns(lab: Lab, *argv: str) -> Answer:
    return ask(lab, "campaigns", *argv)


def test_performance_is_told_to_people_and_to_machines(lab: Lab) -> None:
    launched(lab)
    told = campaigns(lab, "performance", "Try")
    assert told.code == 0
    assert "a purchase within 4 days" in told.out
    assert "59 customers, 59 measured, 0 whose window is not over" in told.out
    assert "control" in told.out
    assert "would be found with 80 % power" in told.out
    found = campaigns(lab, "performance", "try", "--json").json
    assert (found["slug"], found["n_measured"], found["unit"]) == ("try", 59, "USD")
    assert {arm["arm"]: arm["n"] for arm in found["arms"]} == {"control": 31, "treated": 28}
    (lift,) = [x for x in found["lifts"] if x["metric"] == "revenue"]
    assert set(lift["absolute"]) == {"value", "low", "high"}
    assert found["launched_at"] == "2017-03-01T15:00:00Z"


def test_what_cannot_be_computed_is_null_with_a_reason(lab: Lab) -> None:
    lab.campaigns.create(MINIMAL)
    found = campaigns(lab, "performance", "try", "--json").json
    assert found["lifts"][0]["absolute"] is None
    assert found["reasons"]["conversion"] == "nobody was treated or held out"
    told = campaigns(lab, "performance", "try")
    assert (told.code, "nobody was treated or held out" in told.out) == (0, True)


def test_a_past_campaign_is_told_by_its_number(lab: Lab) -> None:
    found = campaigns(lab, "performance", "1", "--json")
    assert found.code == 0, found.err
    assert {"targeted", "redemptions", "redeemers", "redemption_rate", "did", "ci_low", "ci_high"} <= set(found.json)
    refused = campaigns(lab, "performance", "1", "--version", "1")
    assert (refused.code, "has no versions" in refused.err) == (1, True)


def test_campaigns_side_by_side(lab: Lab) -> None:
    launched(lab)
    launched(lab, name="Other", control=0)
    told = campaigns(lab, "compare", "try", "other", "1")
    assert told.code == 0, told.err
    assert [line.split()[0] for line in told.out.splitlines()[2:]] == ["try", "other", "Campaign"]
    data = campaigns(lab, "compare", "try", "other", "1", "--json").json
    assert [d["is_past"] for d in data] == [False, False, True]
    returned = data[0]["incremental"][0]["roi_interval"]
    low, high = (f"{100 * returned[end]:,.2f} %" for end in ("low", "high"))
    assert f"({low} to {high})" in told.out.splitlines()[2]
    assert campaigns(lab, "compare", "try", "try").err.startswith("error: Fewer than two campaigns are named.")


def test_nobody_knows_the_name(lab: Lab) -> None:
    launched(lab)
    answer = campaigns(lab, "performance", "tyr")
    assert (answer.code, "Did you mean 'try'?" in answer.err) == (1, True)


def test_events_are_imported_and_refused(lab: Lab, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text(
        "customer_id,kind,at,campaign\n1,opened,2017-02-01,gone\n,opened,2017-02-01,\n2,opened,2017-02-01,\n"
    )
    answer = campaigns(lab, "responses", "import", str(file))
    assert answer.out == "2 events new, 0 known already, 1 refused.\n  line 3: it has no customer\n"
    assert answer.err == "note: 1 event names a campaign that is not here, 'gone'; it was taken all the same.\n"
    again = campaigns(lab, "responses", "import", str(file), "--json").json
    assert (again["n_new"], again["n_known"], again["n_refused"]) == (0, 2, 1)
    assert campaigns(lab, "responses", "import", str(tmp_path / "none.csv")).code == 1
    assert "names no table of response events" in campaigns(lab, "responses", "refresh").err


def test_the_holdout_report(lab: Lab) -> None:
    assert campaigns(lab, "holdout-report").out == "There never was a global holdout.\n"
    assert campaigns(lab, "holdout-report", "--json").json == []
    lab.holdouts.start(share=0.3, name="Spring")
    told = campaigns(lab, "holdout-report", "--as-of", "2017-03-20")
    assert "Spring: 30.0% held out from 2017-03-01 15:00 UTC until now; 18 days measured" in told.out
    (found,) = campaigns(lab, "holdout-report", "--json").json
    assert found["days"] == (lab.features.known_until() - lab.clock.now()) // DAY
    assert {a["arm"] for a in found["arms"]} == {"control", "treated"}
