"""Whatever a person types, pastes or pipes: one clear sentence on stderr, exit code 1, and nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.unit.cli.asking import refused
from tests.unit.cli.conftest import Run

BIG = '{">": [{"var": "total_revenue"}, 1000]}'
SHELL = "'); __import__('os').system('touch /tmp/owned'); --"


DEEP = '{"and":[' * 10_000 + "true" + "]}" * 10_000
RULES: dict[str, tuple[str, str]] = {
    "cut off": ("{", "not JSON"),
    "two values": ("true true", "not JSON"),
    "nothing": ("", "not JSON"),
    "10,000 levels": (DEEP, "64 levels"),
    "10,000 levels of nots": ('{"!":' * 10_000 + "true" + "}" * 10_000, "64 levels"),
    "10 MB": (json.dumps({"in": [{"var": "age"}, ["x" * 10_000_000]]}), "262,144 bytes"),
    "many nodes": (json.dumps({"or": [json.loads(BIG)] * 400}), "500"),
    "unknown field": (BIG.replace("total_revenue", "total_revenu"), "Did you mean 'total_revenue'"),
    "text for money": (BIG.replace("1000", '"1000"'), "at />/1"),
    "number for text": ('{"==": [{"var": "age"}, 65]}', "at /==/1"),
    "day that is none": ('{"<": [{"var": "first_purchase_on"}, "2017-02-30"]}', "at /</1"),
    "method": ('{"method": [[1], "sort"]}', "`method`"),
    "log": ('{"log": "x"}', "`log`"),
    "dotted operator": ('{"cat.__globals__": []}', "Python"),
    "unknown operator": ('{"exec": ["1"]}', "There is no operator 'exec'"),
    "SQL as a field": ('{"==": [{"var": "1; DROP TABLE segment"}, 1]}', "There is no field '1; DROP TABLE segment'"),
    "Python as a field": ('{"==": [{"var": "age.__class__"}, "x"]}', "There is no field 'age.__class__'"),
    "computed field": ('{"==": [{"var": {"cat": ["a", "ge"]}}, "x"]}', "`var`"),
    "SQL as a share": ('{"<": [{"var": "bucket.a\\"); DROP TABLE x; --"}, 1]}', "cannot be the name of a random share"),
    "SQL as a segment": ('{"==": [{"var": "segment.x\\") OR (1=1"}, true]}', "at /==/0"),
    "NaN": ('{">": [{"var": "total_revenue"}, NaN]}', "NaN"),
    "Infinity": ('{">": [{"var": "total_revenue"}, -Infinity]}', "Infinity"),
    "1e999": ('{">": [{"var": "total_revenue"}, 1e999]}', "finite"),
    "5,000 digits": ('{">": [{"var": "total_revenue"}, ' + "9" * 5000 + "]}", "digits"),
    "same key twice": ('{">": [{"var": "total_revenue"}, 1], ">": [{"var": "total_revenue"}, 2]}', "comes twice"),
    "two operators": ('{"<": [1, 2], ">": [1, 2]}', "operator"),
    "empty object": ("{}", "operator"),
    "null": ("null", "not a rule"),
    "list": ("[]", "not a rule"),
    "number": ("7", "not a rule"),
    "text": ('"total_revenue > 3"', "not a rule"),
    "no conditions": ('{"and": []}', "`and`"),
    "lone surrogate": ('{"==": [{"var": "age"}, "\\ud800"]}', "at /==/1"),
    "NUL": ('{"==": [{"var": "age"}, "\\u0000"]}', "at /==/1"),
}  # fmt: skip


@pytest.mark.parametrize("case", RULES)
def test_a_bad_rule_is_refused_in_words(still: Run, case: str) -> None:
    rule, words = RULES[case]
    refused(still("preview", "--rule", rule), words)
    refused(still("create", "New", "--rule", rule), words)
    assert still("list", "--json").json == []


def test_true_and_false_are_rules(still: Run) -> None:
    assert [still("preview", "--rule", r, "--json").json["members"] for r in ("true", "false")] == [60, 0]


@pytest.mark.parametrize("value", [SHELL, "'; DROP TABLE segment; --", "{{7*7}}", "$(id)", "%s", '" OR 1=1', "\\"])
def test_what_is_smuggled_into_a_value_stays_a_value(still: Run, value: str) -> None:
    rule = json.dumps({"or": [{"==": [{"var": "age"}, value]}, {"in": [value, {"var": "departments_bought"}]}]})
    found = still("preview", "--rule", rule, "--json").json
    assert (found["members"], found["total"], found["rule"]) == (0, 60, json.loads(rule))


def test_a_bad_edit_changes_nothing(run: Run) -> None:
    run("create", "Big", "--rule", BIG)
    for case in ("unknown field", "method", "10 MB", "cut off", "null"):
        refused(run("edit", "big", "--rule", RULES[case][0]), RULES[case][1])
    assert run("show", "big", "--json").json["version"] == 1


HOSTILE = ["", "..", "\x1b[2J\x1b]0;owned\x07", "a\u202eb", "x" * 500]


@pytest.mark.parametrize("name", [*HOSTILE, " ", "\n\n"])
def test_a_bad_name_is_refused_in_words(still: Run, name: str) -> None:
    refused(still("create", name, "--rule", BIG))
    refused(still("create", name, "--ids", "1"))


@pytest.mark.parametrize("name", [*HOSTILE, SHELL, "' OR '1'='1", "*", "%", "\udcff"])
def test_what_is_no_segment_is_refused_in_words(still: Run, name: str) -> None:
    refused(still("members", name), "There is no segment ")


@pytest.mark.parametrize(
    "argv",
    [("show",), ("recalculate",), ("profile",), ("diff",), ("archive",), ("why", "1"), ("overlap",), ("preview",),
     ("export", "--to", "x.csv"), ("edit", "--rename", "y"), ("edit", "--ids", "1")],
    ids=" ".join,
)  # fmt: skip
def test_no_command_knows_a_segment_that_is_not_there(still: Run, argv: tuple[str, ...]) -> None:
    command, *rest = argv
    refused(still(command, SHELL, *rest), "There is no segment ")


@pytest.mark.parametrize("version", ["2", "999999999999999999"])
def test_a_version_that_never_was(known: Run, version: str) -> None:
    for argv in (
        ("show", "big", "--version", version), ("members", "big", "--version", version),
        ("edit", "big", "--seen", version, "--rename", "x"), ("diff", "big", "--versions", "1", version),
    ):  # fmt: skip
        refused(known(*argv), f"has no version {version}; it has versions 1 to 1.")


@pytest.mark.parametrize("customer", ["", " ", "0", "61", "1.0", "01", "x", SHELL, "1 OR 1=1", "\x1b[2J", "9" * 400])
def test_what_is_no_customer_is_refused_in_words(known: Run, customer: str) -> None:
    refused(known("why", "big", customer), "customer")


@pytest.mark.parametrize("as_of", ["", "now", "2017-02-30", "9999-12-31", "0001-01-01", "-1", "2017-01-01'; --", "1e9"])
def test_what_is_no_instant_is_refused_in_words(known: Run, as_of: str) -> None:
    refused(known("members", "big", f"--as-of={as_of}"), "instant")


@pytest.mark.parametrize("argv", ["preview big", "why big 1", "recalculate big", "overlap", "profile big", "diff big"])
def test_no_command_knows_an_instant_that_is_none(known: Run, argv: str) -> None:
    given = ("--instants", "never", "now") if argv == "diff big" else ("--as-of", "never")
    refused(known(*argv.split(), *given), "'never' is not an instant.")


FILES: dict[str, tuple[bytes, str]] = {
    "latin-1": ("customer_id,name\n1,José\n".encode("latin-1"), "The file is not UTF-8: byte 22 is 0xe9."),
    "windows-1251": ("customer_id\nкот\n".encode("cp1251"), "not UTF-8"),
    "utf-16 cut off": ("customer_id\n1".encode("utf-16")[:-1], "not UTF-16"),
    "utf-16 without a mark": ("customer_id\n1".encode("utf-16-le"), "it holds NUL bytes"),
    "a workbook": (b"PK\x03\x04" + bytes(100), "Excel workbook"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not UTF-8"),
    "nothing": (b"", "There is no customer id in it."),
    "a header alone": (b"customer_id\n", "There is no customer id in it."),
    "an open quote": (b'customer_id,x\n"1,2\n3,4\n', "cannot be read as CSV"),
    "ragged": (b"customer_id,x\n1,2,3\n", "cannot be read as CSV"),
    "long cells": (b"customer_id\n" + b"x" * 100_000 + b"\n", "longer than 80 characters"),
    "no customer": (b"customer_id\n61\nx\n", "None of the 2 ids is a customer"),
    "terminal codes": (b"customer_id\n\x1b[2J\n", "None of the 1 ids is a customer"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_bad_file_is_refused_in_words(still: Run, tmp_path: Path, case: str) -> None:
    data, words = FILES[case]
    file = tmp_path / "ids.csv"
    file.write_bytes(data)
    refused(still("create", "New", "--ids-file", str(file)), words)
    refused(still("import", str(file), "--name", "New"), words)
    assert still("list", "--json").json == []


def test_files_that_are_not_there_or_not_parquet(still: Run, tmp_path: Path) -> None:
    refused(still("import", str(tmp_path / "none.csv")), "cannot be read: No such file or directory.")
    refused(still("import", str(tmp_path)), "cannot be read: Is a directory.")
    file = tmp_path / "x.parquet"
    file.write_bytes(b"PAR1 and then nothing")
    refused(still("import", str(file)), "The file is not Parquet")
    pl.DataFrame({"customer_id": [1.5, 2.0], "other": [1, 2]}).write_parquet(file)
    refused(still("import", str(file)), "holds values of type Float64, which are no customer ids")
    refused(still("import", str(file), "--column", "x" * 500), "it has 'customer_id', 'other'.")


def test_a_file_with_very_many_columns_is_refused_shortly(still: Run, tmp_path: Path) -> None:
    (tmp_path / "wide.csv").write_text(",".join(f"column {i}" for i in range(900)) + "\n" + "1," * 899 + "1\n")
    refused(still("import", str(tmp_path / "wide.csv"), "--column", "customer"), "and 888 more")


@pytest.mark.timeout(30)
def test_a_million_unknown_ids_are_answered_within_seconds(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "million.csv"
    file.write_text("customer_id\n" + "\n".join(f"x{i}" for i in range(1_000_000)))
    refused(run("import", str(file)), "None of the 1,000,000 ids is a customer of the snapshot; the first are 'x0',")
    with file.open("a") as more:
        more.write("\n7\n")
    answer = run("import", str(file), "--name", "Lucky")
    assert answer.out.splitlines()[1].startswith("1,000,000 ids are not customers and were left out: x0, x1, ")
    assert answer.out.endswith("x19 …\n")
    assert run("members", "lucky").out == "7\n"


def test_terminal_codes_in_ids_are_spelt_out(run: Run) -> None:
    answer = run("create", "L", "--ids", "1,\x1b[2J,\u202e2")
    assert answer.out.splitlines()[1] == "2 ids are not customers and were left out: \\u001b[2J, \\u202e2"
    assert run("create", "M", "--ids", "1,\x9b2J", "--json").json["unknown_ids"] == ["\x9b2J"]


DEFINITION: dict[str, Any] = {"format": "loyalty-lab/segment@1", "name": "New"}
DEFINITIONS: dict[str, tuple[object, str]] = {
    "bad rule": (DEFINITION | {"rule": {">": [{"var": "nope"}, 1]}}, "There is no field 'nope'"),
    "method": (DEFINITION | {"rule": {"method": [[], "x"]}}, "`method`"),
    "no rule": (DEFINITION | {"rule": None}, "not a rule"),
    "neither": (DEFINITION, 'it has neither a "rule" nor "ids"'),
    "both": (DEFINITION | {"rule": True, "ids": [1]}, 'it has both a "rule" and "ids"'),
    "format": (DEFINITION | {"rule": True, "format": "loyalty-lab/segment@2"}, "its format is 'loyalty-lab/segment@2'"),
    "no format": ({"name": "x", "rule": True}, 'it has no "format"'),
    "a list": ([1, 2], 'it has no "format"'),
    "no name": ({k: v for k, v in DEFINITION.items() if k != "name"} | {"rule": True}, 'it has no "name"'),
    "name": (DEFINITION | {"name": 7, "rule": True}, 'its "name" is not a text'),
    "empty name": (DEFINITION | {"name": " ", "rule": True}, "A segment needs a name"),
    "description": (DEFINITION | {"description": ["x"], "rule": True}, 'its "description" is not a text'),
    "kind": (DEFINITION | {"kind": "static", "rule": True}, "its \"kind\" is 'static', but it has a rule"),
    "ids": (DEFINITION | {"ids": "1,2"}, 'its "ids" are not a list of texts and whole numbers'),
    "ids of floats": (DEFINITION | {"ids": [1.0]}, 'its "ids" are not a list'),
    "ids of booleans": (DEFINITION | {"ids": [True]}, 'its "ids" are not a list'),
    "ids of objects": (DEFINITION | {"ids": [{"a": 1}]}, 'its "ids" are not a list'),
    "no ids": (DEFINITION | {"ids": []}, "There is no customer id in it."),
    "unknown ids": (DEFINITION | {"ids": ["x"]}, "None of the 1 ids is a customer"),
}  # fmt: skip
RAW: dict[str, tuple[bytes, str]] = {
    "not JSON": (b"{", "it is not JSON: Expecting property name"),
    "not UTF-8": (b"\xff\xfe{", "it is not UTF-8 text"),
    "deep": (b"[" * 100_000, "it is nested too deep"),
    "NaN": (b'{"format": "loyalty-lab/segment@1", "name": "N", "rule": NaN}', "NaN is not a number"),
    "twice": (b'{"format": "x", "rule": {">": [1, 1], ">": [1, 2]}}', "the key '>' comes twice in one object"),
    "digits": (b'{"format": ' + b"9" * 5000 + b"}", "more than 40 digits"),
}


@pytest.mark.parametrize("case", [*DEFINITIONS, *RAW])
def test_a_bad_definition_is_refused_in_words(still: Run, tmp_path: Path, case: str) -> None:
    data, words = RAW[case] if case in RAW else (json.dumps(DEFINITIONS[case][0]).encode(), DEFINITIONS[case][1])
    file = tmp_path / "definition.json"
    file.write_bytes(data)
    refused(still("import", str(file)), words)
    assert still("list", "--json").json == []


def test_an_import_does_not_turn_a_list_into_a_rule(run: Run, tmp_path: Path) -> None:
    run("create", "New", "--ids", "1")
    file = tmp_path / "definition.json"
    file.write_text(json.dumps(DEFINITION | {"rule": True}))
    refused(run("import", str(file)), "'new' is a list of customers; a rule cannot replace it.")
    run("create", "Rule", "--rule", BIG)
    (tmp_path / "rule.csv").write_text("customer_id\n1\n")
    refused(run("import", str(tmp_path / "rule.csv")), "'rule' is a rule; a list of ids cannot replace it.")


def test_where_an_export_cannot_be_written(run: Run, tmp_path: Path) -> None:
    run("create", "Big", "--rule", BIG)
    (tmp_path / "folder.csv").mkdir()
    for target, words in (
        ("none/x.csv", "cannot be written: No such file or directory."), ("x.xlsx", "has an ending this export"),
        ("folder.csv", "cannot be written: Is a directory."), ("x", "has an ending this export does not know"),
    ):  # fmt: skip
        refused(run("export", "big", "--to", str(tmp_path / target)), words)
    refused(run("export", "big", "--to", str(tmp_path / "x.json"), "--features"), "has neither an instant nor features")
    assert [p.name for p in tmp_path.glob("*") if p.name not in ("folder.csv", "shop")] == []


def test_a_failed_export_leaves_the_older_file_alone(run: Run, tmp_path: Path) -> None:
    run("create", "Big", "--rule", BIG)
    target = tmp_path / "x.csv"
    target.write_text("older")
    refused(run("export", "big", "--to", str(target), "--as-of", "never"))
    assert target.read_text() == "older"
    run("export", "big", "--to", str(target))
    assert target.read_text().startswith("customer_id\n")
