"""What each `segments` command answers, to people and to machines."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from tests.unit.cli.asking import Answer
from tests.unit.cli.conftest import Run

BIG = '{">": [{"var": "total_revenue"}, 1000]}'
OFTEN = '{"and": [{">": [{"var": "transaction_count"}, 20]}, {"!=": [{"var": "age"}, "65+"]}]}'
NOBODY = '{"and": [{">": [{"var": "transaction_count"}, 20]}, {"<": [{"var": "transaction_count"}, 15]}]}'


def test_preview_as_json_has_what_was_promised(still: Run) -> None:
    found = still("preview", "--rule", OFTEN, "--as-of", "2017-04-01", "--ids", "--json").json
    assert {"as_of", "total", "members", "nodes", "ids"} <= set(found)
    assert (found["as_of"], found["total"], found["members"]) == ("2017-04-01T04:00:00Z", 60, len(found["ids"]))
    assert [n["path"] for n in found["nodes"]] == ["", "/and/0", "/and/1"]
    assert all({"path", "text", "members"} <= set(n) and isinstance(n["members"], int) for n in found["nodes"])
    assert found["nodes"][0]["members"] == found["members"]
    assert found["ids"] == sorted(found["ids"])
    assert all(isinstance(i, int) for i in found["ids"])
    assert "ids" not in still("preview", "--rule", OFTEN, "--json").json


def test_preview_for_people(still: Run) -> None:
    answer = still("preview", "--rule", OFTEN)
    first, head, line, *rows = answer.out.splitlines()
    assert first.endswith("of 60 customers as of 2017-05-01 04:00 UTC")
    assert head.split() == ["node", "condition", "members", "removes"]
    assert set(line) == {"-", " "}
    assert [row.split()[0] for row in rows] == ["/", "/and/0", "/and/1"]
    assert (answer.code, answer.err) == (0, "")


def test_an_empty_preview_says_which_condition_emptied_it(run: Run) -> None:
    answer = run("preview", "--rule", NOBODY)
    assert "Nobody is left after: Baskets is less than 15 baskets. " in answer.out
    assert run("preview", "--rule", NOBODY, "--json").json["empty_because"].startswith("Nobody is left after: Baskets")
    run("create", "Nobody", "--rule", NOBODY)
    for command in ("members", "recalculate"):
        answer = run(command, "nobody")
        assert answer.code == 0
        assert answer.err.startswith("nobody has no members. Nobody is left after: Baskets")
    assert run("members", "nobody").out == ""  # so that `| wc -l` counts members
    assert run("recalculate", "nobody", "--json").json["empty_because"].startswith("Nobody is left after")


def test_a_list_that_nobody_of_is_known_yet_says_so(run: Run) -> None:
    run("create", "Late", "--ids", "59,60")
    assert run("members", "late", "--as-of", "2017-02-01").err == (
        "late has no members. None of the 2 listed customers is known as of this instant.\n"
    )


def test_a_question_beyond_the_data_is_answered_with_a_note(still: Run) -> None:
    answer = still("preview", "--rule", OFTEN, "--as-of", "2017-12-01", "--json")
    assert answer.code == 0
    assert answer.json["as_of"] == "2017-12-01T05:00:00Z"
    assert answer.err.startswith("note: the snapshot knows nothing after 2017-05-01T04:00:00Z")


def test_create_show_edit_and_list(run: Run) -> None:
    created = run("create", "Big spenders", "--rule", BIG, "--description", "The best.", "--comment", "first", "--json")
    assert (created.code, created.json["slug"], created.json["version"]) == (0, "big-spenders", 1)
    assert run("edit", "big-spenders", "--rule", OFTEN, "--seen", "1").out == (
        "Saved 'Big spenders' (big-spenders) as version 2.\n"
    )
    shown = run("show", "Big spenders").out
    assert shown.startswith(
        "Big spenders (big-spenders, dynamic, version 2)\nThe best.\nBaskets is more than 20 baskets and"
    )
    data = run("show", "big-spenders", "--version", "1", "--json").json
    assert (data["version"], data["rule"], data["fault"]) == (1, json.loads(BIG), None)
    assert [(v["version"], v["comment"]) for v in data["versions"]] == [(2, ""), (1, "first")]
    (row,) = run("list", "--json").json
    assert (row["slug"], row["kind"], row["members"], row["as_of"]) == ("big-spenders", "dynamic", None, None)
    run("recalculate", "big-spenders")
    (row,) = run("list", "--json").json
    assert row["as_of"] == "2017-05-01T04:00:00Z"
    assert "–" not in run("list").out


def test_a_list_of_ids_and_its_unknown_ones(run: Run) -> None:
    answer = run("create", "Friends", "--ids", "1, 2;x 99", "--json")
    assert (answer.json["n_ids"], answer.json["unknown_ids"]) == (2, ["x", "99"])
    assert run("edit", "friends", "--ids", "3,y", "--rename", "Pals", "--description", "d").out == (
        "Saved 'Pals' (friends) as version 2.\n1 id is not a customer and was left out: y\n"
    )
    assert run("members", "Pals").out == "3\n"
    assert run("members", "friends", "--version", "1", "--json").json["ids"] == [1, 2]
    assert "d\n1 listed customer\n" in run("show", "friends").out


def test_members_keep_their_type_and_order(run: Run) -> None:
    run("create", "Big", "--rule", BIG)
    data = run("members", "big", "--json").json
    assert data["ids"] == sorted(data["ids"])
    assert (data["members"], data["version"], data["as_of"]) == (len(data["ids"]), 1, "2017-05-01T04:00:00Z")
    assert run("members", "big").out.split() == [str(i) for i in data["ids"]]


def test_why_for_people_and_machines(run: Run) -> None:
    run("create", "Often", "--rule", OFTEN)
    data = run("why", "often", "9", "--json").json
    assert (data["customer_id"], data["is_member"]) == (9, data["conditions"][0]["held"])
    assert [c["path"] for c in data["conditions"]] == ["", "/and/0", "/and/1"]
    assert [list(c["values"]) for c in data["conditions"]] == [[], ["transaction_count"], ["age"]]
    assert data["conditions"][2]["values"] == {"age": "45-54"}
    text = run("why", "often", "1").out
    assert text.startswith("Customer 1 is in often as of 2017-05-01 04:00 UTC.\n")
    assert "Age (years): unknown" in text


def test_money_and_days_in_json(run: Run) -> None:
    rule = '{"and": [{">": [{"var": "total_revenue"}, 10.5]}, {">": [{"var": "last_purchase_on"}, "2017-01-01"]}]}'
    run("create", "Both", "--rule", rule)
    _, money, day = (c["values"] for c in run("why", "both", "1", "--json").json["conditions"])
    assert money == {"total_revenue": 440.0}  # 40 baskets of 11 dollars
    assert day == {"last_purchase_on": "2017-04-28"}


def test_recalculate_one_and_all(run: Run) -> None:
    run("create", "Big", "--rule", BIG)
    run("create", "Often", "--rule", OFTEN)
    run("create", "Friends", "--ids", "1")
    data = run("recalculate", "big", "--as-of", "2017-03-01", "--json").json
    assert (data["segment"], data["joined"], data["left"]) == ("big", data["members"], 0)
    runs = run("recalculate", "--all", "--json").json
    assert [r["segment"] for r in runs] == ["big", "often"]
    assert run("recalculate", "friends").err.startswith("error: Segment 'friends' is a list of 1 customers; there is")


def test_overlap_profile_and_diff(run: Run) -> None:
    run("create", "Big", "--rule", BIG)
    assert run("overlap").out == "An overlap needs two segments; there is no second one here.\n"
    run("create", "Often", "--rule", OFTEN)
    data = run("overlap", "--json").json
    assert [(p["a"], p["b"]) for p in data["pairs"]] == [
        ("big", "big"), ("big", "often"), ("often", "big"), ("often", "often"),
    ]  # fmt: skip
    assert (data["total"], data["left_out"]) == (60, {})
    assert len(run("overlap", "big", "often", "big").out.splitlines()) == 4
    assert run("profile", "big", "--json").json["total"] == 60
    assert "customers; means, largest difference first" in run("profile", "big").out
    run("edit", "big", "--rule", OFTEN)
    data = run("diff", "big", "--json").json
    assert (data["segment"], data["versions"]) == ("big", [1, 2])
    lines = run("diff", "Big").out.splitlines()
    assert lines[0] == "version 1 as of 2017-05-01 04:00 UTC → version 2 as of 2017-05-01 04:00 UTC"
    assert [line for line in lines if line[0] == "+"] == [f"+ {i}" for i in data["joined"]]


def test_an_empty_segment_has_a_profile_without_nan(run: Run) -> None:
    run("create", "Nobody", "--rule", NOBODY)
    data = run("profile", "nobody", "--json").json  # NaN would fail here
    assert data["members"] == 0
    assert {n["mean_in"] for n in data["numbers"]} == {None}


def test_export_and_import_in_every_form(run: Run, tmp_path: Path) -> None:
    run("create", "Big", "--rule", BIG, "--description", 'Says "hi", é 日本')
    ids = run("members", "big", "--json").json["ids"]
    for ending in ("csv", "parquet"):
        file = tmp_path / f"out.{ending}"
        assert run("export", "big", "--to", str(file)).out == f"Wrote {len(ids)} rows to {file}.\n"
        read = pl.read_csv(file) if ending == "csv" else pl.read_parquet(file)
        assert read["customer_id"].to_list() == ids
        run("import", str(file), "--name", f"Back {ending}")
        assert run("members", f"back-{ending}", "--json").json["ids"] == ids
    file = tmp_path / "big.json"
    assert run("export", "big", "--to", str(file)).out == f"Wrote the definition to {file}.\n"
    assert run("import", str(file), "--name", 'Copy of "é"').code == 0
    copy = run("show", 'Copy of "é"', "--json").json
    assert (copy["rule"], copy["description"]) == (json.loads(BIG), 'Says "hi", é 日本')
    assert run("import", str(file)).out == "Saved 'Big' (big) as version 2.\n"
    run("export", "big", "--to", str(tmp_path / "f.csv"), "--features", "--as-of", "2017-03-01")
    assert pl.read_csv(tmp_path / "f.csv").columns[:2] == ["customer_id", "total_revenue"]


def test_a_column_may_be_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text('"who, really";when\n1;x\n2;y\n', encoding="utf-8")
    assert run("create", "L", "--ids-file", str(tmp_path / "l.csv"), "--column", "Who, really").code == 0
    assert run("members", "l").out == "1\n2\n"
    answer = run("import", str(tmp_path / "l.csv"), "--column", "nope")
    assert "The file has no column 'nope'; it has 'who, really', 'when'." in answer.err


def test_archive_hides_and_restores(run: Run) -> None:
    run("create", "Big", "--rule", BIG)
    assert run("archive", "big").out == "big is archived.\n"
    assert run("list", "--json").json == []
    assert "2" in run("list", "--archived").out
    assert run("archive", "big", "--restore").out == "big is back.\n"
    assert [s["slug"] for s in run("list", "--json").json] == ["big"]


MISUSES: list[tuple[str, ...]] = [
    (), ("nosuch",), ("preview",), ("preview", "x", "--rule", "true"), ("create", "x"),
    ("create", "x", "--rule", "true", "--ids", "1"), ("edit", "x"), ("edit", "x", "--comment", "c"),
    ("edit", "x", "--seen", "0", "--rename", "y"), ("recalculate",), ("recalculate", "x", "--all"),
    ("recalculate", "--all", "--anew"), ("export", "x"), ("show", "x", "--version", "two"),
    ("show", "x", "--version", "-1"), ("diff", "x", "--versions", "1"), ("members",), ("why", "x"),
]  # fmt: skip


@pytest.mark.parametrize("argv", MISUSES, ids=" ".join)
def test_misuse_is_exit_code_2_with_the_usage(still: Callable[..., Answer], argv: tuple[str, ...]) -> None:
    answer = still(*argv)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("usage: python -m core segments")
    assert "error: " in answer.err
