"""`customers ...`: find them, and show one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.config import Settings
from core.services.lab import Lab
from tests.unit.cli.asking import ask, refused
from tests.unit.cli.conftest import Run, _copied

BIG = '{">": [{"var": "total_revenue"}, 1000]}'


@pytest.fixture(scope="module")
def customers(shop_home: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Run a `customers` command over a shop with the segments `big` and `friends`: none of them changes anything."""
    with Lab.open(_copied(shop_home, tmp_path_factory.mktemp("customers"))) as lab:
        ask(lab, "segments", "create", "Big", "--rule", BIG)
        ask(lab, "segments", "recalculate", "big")
        lab.segments.create_static("Friends", ["1", "2"])
        yield lambda *argv: ask(lab, "customers", *argv)


def test_a_search_lists_them_with_what_tells_most(customers: Run) -> None:
    lines = customers("search", "1", "--limit", "3").out.splitlines()
    assert lines[0] == "11 customers as of 2017-05-01 04:00 UTC"
    assert lines[1].split("  ")[0:2] == ["customer", "RFM segment"]
    assert [line.split()[0] for line in lines[3:6]] == ["1", "10", "11"]
    assert lines[6] == "and 8 more"


def test_values_and_segments_narrow_it(customers: Run) -> None:
    where = ("--where", "age=65+", "--where", "age=", "--where", "m_score=5", "--segment", "big")
    data = customers("search", *where, "--limit", "100", "--json").json
    assert data["customers"] == len(data["rows"]) > 0
    assert {r["age"] for r in data["rows"]} <= {"65+", None}
    assert data["why_empty"] == ""
    yes = customers("search", "--where", "has_demographics=yes", "--json").json
    assert yes["customers"] == 20


def test_an_empty_answer_says_why(customers: Run) -> None:
    answer = customers("search", "77")
    assert answer.out.splitlines()[1] == "No customer's id begins with '77'. The nearest are 59 and 60."
    assert answer.code == 0


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("search", "--where", "age"), "no FEATURE=VALUE"),
        (("search", "--where", "agee=5"), "Did you mean 'age'?"),
        (("search", "--where", "has_demographics=maybe"), "is a yes/no value"),
        (("search", "--segment", "bigg"), "Did you mean 'big'?"),
        (("search", "--as-of", "yesterday"), "is not an instant"),
        (("show", "77"), "The nearest are 59 and 60."),
        (("show", " "), "No customer was named."),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_remedy(customers: Run, argv: tuple[str, ...], words: str) -> None:
    refused(customers(*argv), words)


@pytest.mark.parametrize("limit", ["0", "1001", "-1", "x"])
def test_so_many_are_not_listed(customers: Run, limit: str) -> None:
    answer = customers("search", "--limit", limit)
    assert answer.code == 2
    assert "invalid number of customers value" in answer.err


def test_one_customer_is_shown_whole(customers: Run) -> None:
    out = customers("show", "50").out
    for part in (
        "Customer 50 as of 2017-05-01 04:00 UTC, customer since 2017-02-19", "Recency score", "better than ",
        "Total revenue ", "unknown", "The last of 24 receipts", "50023", "60.00",
        "yes  big", "no   friends", "fails: Is one of the 2 listed customers", "1 May 2017, 00:00 EDT",
    ):  # fmt: skip
        assert part in out, part


def test_one_customer_as_data(customers: Run) -> None:
    data = customers("show", "1", "--as-of", "2017-02-02", "--json").json
    assert (data["customer_id"], data["since"], data["as_of"]) == (1, "2017-01-01", "2017-02-02T05:00:00Z")
    assert data["features"]["transaction_count"] == len(data["receipts"]) == 11
    assert {s["score"] for s in data["scores"]} == {"r_score", "f_score", "m_score"}
    assert [e["what"] for e in data["events"]] == ["campaign 1, campaign type Type A"]
    assert {s["segment"]: s["is_member"] for s in data["segments"]} == {"big": False, "friends": True}


def test_nothing_about_a_customer_is_logged(shop_settings: Settings, process: Run) -> None:
    assert process("customers", "show", "59", LOG_LEVEL="DEBUG").code == 0
    assert process("customers", "search", "59", LOG_LEVEL="DEBUG").code == 0
    logs = "".join(p.read_text("utf-8") for p in Path(shop_settings.home, "logs").iterdir())
    assert "customers show" in logs
    assert "69.00" not in logs
    assert "hash(" not in logs
