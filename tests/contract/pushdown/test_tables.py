"""A logical table inside PostgreSQL holds what a snapshot of it holds: value for value, type for type."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import yaml

from core.config import Settings
from core.warehouse import Engine, Profile, connect
from core.warehouse.parquet import relation
from core.warehouse.pushdown.asking import pushed_down
from tests.contract.pushdown.test_features import same
from tests.postgres import run

DOUBLES = (
    "'NaN', 'Infinity', '-Infinity', 0.005, -0.005, 1.005, 2.675, 0.125, 19.99, -0.0, 1234567.885, 0.115, 1e-9, NULL"
)
COLUMNS = {  # name: its type there, its values, what it is declared as
    "small": ("smallint", "1, -7, NULL", ["integer", "number", "cents", "string"]),
    "whole": ("bigint", "0, 9007199254740993, -3, NULL", ["integer", "number", "string"]),
    "double": ("double precision", DOUBLES, ["number", "cents", "money"]),
    "single": ("real", "'NaN', '-Infinity', 1.005, 19.99, 0.125, -2.675, NULL", ["number", "cents", "money"]),
    "amount": ("numeric(12,2)", "'NaN', 19.99, -0.01, 0, NULL", ["number", "cents", "money"]),
    "fine": ("numeric(14,5)", "0.005, -0.005, 1.005, 2.67499, 99.99501, NULL", ["number", "cents", "money"]),
    "loose": ("numeric", "'NaN', 0.005, -2.675, 1234567890.125, NULL", ["number", "cents", "money"]),
    "price": ("money", "12.5, -0.01, NULL", ["number", "cents", "money"]),
    "words": ("text", "'', 'a', 'é', E'tab\\t\\\\ \"q\" ''s', ' b ', NULL", ["string"]),
    "fixed": ("char(4)", "'ab', '', NULL", ["string"]),
    "short": ("varchar(9)", "'ab ', '', NULL", ["string"]),
    "mood": ("mood", "'glad', 'sad', NULL", ["string"]),
    "id": ("uuid", "'00000000-0000-0000-0000-00000000000a', NULL", ["string"]),
    "flag": ("boolean", "true, false, NULL", ["boolean"]),
    "day": ("date", "'2018-01-01', '9999-12-31', 'infinity', '-infinity', '0044-03-15 BC', NULL", ["date"]),
    "local": ("timestamp", "'2018-01-01 23:59:59.999999', 'infinity', '0001-01-01', NULL", ["date"]),
    "moment": ("timestamptz", "'2018-01-01 00:30:00+02', 'infinity', '9999-12-31 23:59:59+00', NULL", ["timestamp"]),
    "tags": ("text[]", "'{}', '{a,NULL,\"b,\\\"c\"}', NULL", ["list[string]"]),
}  # fmt: skip
ROWS = 40


def made(url: str) -> None:
    """A table whose n-th row has the n-th value of each column, over and over."""
    values = ", ".join(
        f"(ARRAY[{values}]::{kind}[])[1 + i % {len(values.split(', '))}]"
        if kind != "text[]"
        else f"CASE i % 3 WHEN 0 THEN {values.split(', ')[0]}::text[] WHEN 1 THEN {values.split(', ')[1]}::text[] END"
        for kind, values, _ in COLUMNS.values()
    )
    columns = ", ".join(f'"{name}" {kind}' for name, (kind, _, _) in COLUMNS.items())
    run(
        url,
        "CREATE TYPE mood AS ENUM ('sad', 'glad')",
        f"CREATE TABLE strange (customer_id integer, {columns})",
        f"INSERT INTO strange SELECT i, {values} FROM generate_series(1, {ROWS}) AS t(i)",
    )


def profile_in(folder: Path) -> Profile:
    """Every column as everything that it can be declared as, with the business day of the instant."""
    columns: dict[str, Any] = {"customer_id": {"type": "integer", "nullable": False}}
    for name, (_, _, declared) in COLUMNS.items():
        columns |= {f"{name}_{kind[:4]}": {"from": name, "type": kind} for kind in declared}
    columns["moment_day"] = {"day_of": "moment_time", "type": "date"}
    document = {
        "name": "strange", "time_zone": "America/New_York", "is_live": False, "unit": "USD",
        "tables": {
            "customers": {"description": "Odd.", "source": "strange", "key": ["customer_id"], "columns": columns}
        },
    }  # fmt: skip
    path = folder / "strange.yaml"
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    return Profile.load(path)


def test_every_type_as_everything_that_it_can_be_declared_as(postgres_url: str, tmp_path: Path) -> None:
    made(postgres_url)
    profile, settings = profile_in(tmp_path), Settings(dwh_url=postgres_url, lab_home=tmp_path)
    names = list(profile.tables["customers"].columns)
    asked = f"SELECT {', '.join(names)} FROM {{}} ORDER BY customer_id"
    source = connect(settings)
    assert source.check(profile) == []
    with source.session(profile) as session:
        session.extract("customers", tmp_path / "customers.parquet")
    engine = Engine(threads=1)
    theirs = engine.rows(asked.format(relation(tmp_path / "customers.parquet")))
    engine.close()
    with pushed_down(settings) as warehouse:
        ours = warehouse.rows(asked.format(f"{warehouse.relations(profile)['customers']} AS customers"))
    assert len(ours) == len(theirs) == ROWS
    differing = {
        (name, one, other)
        for a, b in zip(ours, theirs, strict=True)
        for name, one, other in zip(names, map(str, a), map(str, b), strict=True)
        if one != other
    }
    assert differing == set()
    assert all(same(one, other) for a, b in zip(ours, theirs, strict=True) for one, other in zip(a, b, strict=True))
    assert pl.read_parquet(tmp_path / "customers.parquet")["double_cent"].null_count() > 0
