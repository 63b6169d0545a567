"""`warehouse findings` and `warehouse contents`."""

from __future__ import annotations

from core.config import Settings
from tests.unit.cli.asking import ask


def test_findings_are_told_the_gravest_first_and_those_that_passed_on_demand(shop_settings: Settings) -> None:
    said = ask(shop_settings, "warehouse", "findings")
    assert said.code == 0
    assert "checks" in said.out.splitlines()[0]
    assert "passed" not in "\n".join(said.out.splitlines()[1:])
    data = ask(shop_settings, "warehouse", "findings", "--all", "--json").json
    assert {row["code"] for row in data if row["level"] == "passed"} >= {"key", "orphan_product_id"}
    assert set(data[0]) == {"level", "table", "rows", "share", "what", "means", "fix", "code"}


def test_what_a_table_holds_is_told_column_by_column(shop_settings: Settings) -> None:
    lines = ask(shop_settings, "warehouse", "contents", "demographics").out.splitlines()
    assert lines[0].split() == ["column", "type", "missing", "n_distinct", "low", "high", "mostly"]
    assert next(line for line in lines if line.startswith("income")).split()[1:4] == ["string", "100.0%", "0"]
    data = ask(shop_settings, "warehouse", "contents", "demographics", "--json").json
    assert next(row for row in data if row["column"] == "age")["counts"] == [10, 10]


def test_a_table_that_is_not_there_is_refused(shop_settings: Settings) -> None:
    said = ask(shop_settings, "warehouse", "contents", "demographic")
    assert (said.code, said.out) == (1, "")
    assert "Did you mean 'demographics'?" in said.err
