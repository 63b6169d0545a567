"""What is said of the data: columns, findings and the rows behind them."""

from __future__ import annotations

import dataclasses
import json
import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from core.config import Settings
from core.errors import NotFound
from core.services.findings import finding_table
from core.services.lab import Lab
from core.warehouse import Finding


def row(frame: pl.DataFrame, column: str) -> dict:
    return frame.filter(column=column).row(0, named=True)


def test_the_columns_of_a_table_are_told_with_the_profiles_words(still: Lab):
    found = still.quality.columns("demographics")
    assert found["column"].to_list() == list(still.warehouse.snapshot().tables["demographics"].columns)
    age = row(found, "age")
    assert (age["rows"], age["n_missing"], age["n_distinct"], age["shape"]) == (20, 0, 2, "values")
    income = row(found, "income")
    assert (income["n_missing"], income["note"]) == (20, "nothing but missing values")
    discount = row(still.quality.columns("transactions"), "coupon_discount_cents")
    assert (discount["shape"], discount["labels"]) == ("scale", ["0"])
    assert discount["description"] == "Manufacturer coupons."


def test_what_was_left_out_when_the_data_came_in_is_told_beside_the_column(shop: Lab):
    described = shop.warehouse.snapshot().folder / "snapshot.json"
    held = json.loads(described.read_text(encoding="utf-8"))
    held["findings"] += [
        {"table": "demographics", "code": "nulled_income", "level": "warning", "rows": 3, "text": "no numbers"}
    ]
    described.write_text(json.dumps(held), encoding="utf-8")
    found = shop.quality.columns("demographics")
    assert row(found, "income")["n_nulled"] == 3
    assert found["n_nulled"].sum() == 3


def test_a_table_that_is_not_there_is_refused_with_the_nearest(still: Lab):
    with pytest.raises(NotFound, match="Did you mean 'products'"):
        still.quality.columns("product")
    with pytest.raises(NotFound, match="no table 'x'"):
        still.quality.examples("x", "orphan_y")


def test_what_was_counted_is_kept_with_its_snapshot_and_goes_with_it(shop: Lab):
    folder = shop.settings.home / "columns"
    first = shop.warehouse.snapshot()
    shop.quality.warm()
    kept = {p: p.stat().st_mtime_ns for p in (folder / first.id).iterdir()}
    assert len(kept) == len(first.tables)
    shop.quality.columns("products")
    assert {p: p.stat().st_mtime_ns for p in (folder / first.id).iterdir()} == kept
    shutil.rmtree(first.folder)
    second = shop.warehouse.refresh()
    shop.quality.columns("products")
    assert [p.name for p in folder.iterdir()] == [second.id]


def test_a_damaged_file_of_statistics_is_counted_anew(shop: Lab):
    said = shop.quality.columns("products")
    for path in (shop.settings.home / "columns").glob("*/*.parquet"):
        path.write_bytes(b"PAR1")
    assert shop.quality.columns("products").equals(said)


def test_findings_begin_with_the_gravest_and_say_what_to_do(shop: Lab):
    snapshot = shop.warehouse.snapshot()
    more = [
        Finding("transactions", "orphan_product_id", "warning", 7, "rows whose product_id is not in products"),
        Finding("coupons", "nulled_price", "warning", 9, "values that are no numbers"),
        Finding("products", "own_figure", "warning", 8, "odd products"),
        Finding("products", "late_rows", "info", 0, "late rows"),
    ]
    found = finding_table(dataclasses.replace(snapshot, findings=(), is_live=False), more)
    assert found["code"].to_list()[:3] == ["nulled_price", "own_figure", "orphan_product_id"]
    assert found["fix"].to_list()[2] == "Have the missing rows loaded."
    assert "profile" in found["means"][1]
    assert found.filter(code="orphan_product_id")["share"][0] == 7 / snapshot.tables["transactions"].rows
    passed = found.filter(level="passed")
    assert set(passed["code"]) == {"late_rows", "key"}
    assert set(passed["fix"]) == {""}


def test_a_live_table_without_news_is_found(shop: Lab):
    snapshot = dataclasses.replace(shop.warehouse.snapshot(), findings=(), is_live=True)
    lines = dataclasses.replace(snapshot.tables["transactions"], last_on=date(2017, 4, 20))
    found = finding_table(dataclasses.replace(snapshot, tables=dict(snapshot.tables) | {"transactions": lines}))
    stale = found.filter(table="transactions", code="stale").row(0, named=True)
    assert (stale["level"], stale["rows"], stale["share"]) == ("warning", 11, None)
    assert "of 20 Apr 2017" in stale["what"]


def test_a_column_without_any_value_is_found_once_it_was_counted(shop: Lab):
    assert "empty_income" not in shop.quality.findings()["code"].to_list()
    shop.quality.warm()
    found = shop.quality.findings().filter(table="demographics", code="empty_income").row(0, named=True)
    assert (found["level"], found["rows"], found["share"]) == ("info", 20, 1.0)


def test_examples_are_the_rows_that_a_finding_counted(demo_home: Path):
    with Lab.open(Settings(lab_home=demo_home)) as lab:
        snapshot, found = lab.warehouse.snapshot(), lab.quality.examples("transactions", "orphan_product_id")
        known = pl.read_parquet(snapshot.folder / "products.parquet")["product_id"]
        assert found is not None
        assert found.columns == ["customer_id", "basket_id", "store_id", "product_id", "occurred_at"]
        assert (found.height, found["product_id"].is_in(known.to_list()).any()) == (20, False)
        large = lab.quality.examples("transactions", "large_quantities")
        assert large is not None
        assert large["quantity"].min() >= 1000
        lacking = lab.quality.examples("products", "without_category")
        assert lacking is not None
        assert lacking.columns == ["product_id", "product_category"]
        assert lacking["product_category"].null_count() == 20


def test_a_finding_that_counts_no_rows_has_no_examples(still: Lab):
    assert still.quality.examples("transactions", "baskets") is None
    assert still.quality.examples("transactions", "no_such_check") is None
    passed = still.quality.examples("transactions", "orphan_product_id")
    assert passed is not None
    assert passed.is_empty()
