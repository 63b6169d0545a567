"""Whatever the rule and whoever the customers: PostgreSQL counts every node of it as DuckDB does."""

from __future__ import annotations

import json
import random
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import polars as pl
import pytest
from hypothesis import event, given, note, settings
from hypothesis import strategies as st

from core.errors import RuleError
from core.features import FeatureView
from core.kernel.schema import Field, FieldType, Schema
from core.rules import Rule, check
from core.segments.counting import TABLE_LEAVES, count
from core.segments.references import BUCKET_FIELD, SEGMENT, segment_field
from core.segments.relation import Listed, Source, relation
from core.warehouse import Engine
from scripts.postgres import Server
from tests.contract.rules.engines import Postgres
from tests.property.rules.generator import Generator

POLARS = {
    FieldType.INTEGER: pl.Int64, FieldType.NUMBER: pl.Float64, FieldType.MONEY: pl.Decimal(18, 2),
    FieldType.STRING: pl.String, FieldType.BOOLEAN: pl.Boolean, FieldType.DATE: pl.Date,
    FieldType.TIMESTAMP: pl.Datetime("us", "UTC"), FieldType.STRINGS: pl.List(pl.String),
}  # fmt: skip
LONG = "a" + "-long" * 11 + "-slug"  # with its prefix longer than a name in PostgreSQL can be
ODD = ("plain", 'it\'s "1"', "{a,b}", "back\\slash", "ünï", "NULL", " ", "%s")  # ids of customers in a list


class Counting(Postgres):
    """The engine of the rules' suite, asked as the warehouse itself is."""

    dialect = "postgres"

    def frame(self, sql: str) -> pl.DataFrame:
        rows = self.rows(sql)
        return pl.DataFrame(rows, schema=[c.name for c in self.cursor.description], orient="row")


@dataclass(frozen=True)
class Held:
    """The customers that the server holds."""

    as_of: datetime
    dialect: str = "postgres"

    def over(self, _names: Collection[str]) -> str:
        return "customers"


@pytest.fixture(scope="module")
def server(postgres: Server) -> Counting:
    return Counting(postgres)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = Engine(threads=1)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("views")


def sources(made: Generator, schema: Schema, folder: Path) -> dict[str, Source]:
    """A list, a segment by a rule, and one that refers to both and to a random share."""
    path = folder / f"{uuid4().hex}.parquet"
    pl.DataFrame({"customer_id": [made.pick(ODD) for _ in range(3)] + ["unknown"]}).unique().write_parquet(path)
    drawn = check(made.rule(3), made.schema, time_zone=made.zone)
    both = {"or": [{"var": SEGMENT + LONG}, {"and": [{"var": SEGMENT + "list"}, {"<": [{"var": "bucket.s-1"}, 5000]}]}]}
    return {"list": Listed(path), LONG: drawn, "both": check(both, schema, time_zone=made.zone)}


def drawn(made: Generator, folder: Path) -> tuple[Rule, dict[str, Source]]:
    """A rule over the features, segments and a random share; raises RuleError when it is refused."""
    slugs = ("list", LONG, "both")
    schema = made.schema | [*(segment_field(s, s) for s in slugs), BUCKET_FIELD]
    share = {"<": [{"var": made.pick(("bucket.x", "bucket." + "y" * 60))}, made.pick((5000, 100, 9000))]}
    parts = [made.rule(6), share, *({"var": SEGMENT + slug} for slug in slugs)]
    rule = {made.pick(("and", "or")): [made.pick(parts) for _ in range(made.pick((2, 3, 1)))]}
    note(json.dumps(rule))
    return check(rule, schema, time_zone=made.zone), sources(made, schema, folder)


@settings(max_examples=settings.default.max_examples // 2)
@given(seed=st.integers(0, 10**6), table_leaves=st.sampled_from([0, TABLE_LEAVES]))
def test_every_node_is_counted_alike(
    seed: int, table_leaves: int, server: Counting, engine: Engine, folder: Path
) -> None:
    chance = random.Random(seed)
    made = Generator(lambda options: options[chance.randrange(len(options))])
    rows: list[dict[str, Any]] = [{"customer_id": name, **row} for name, row in zip(ODD, made.rows(8), strict=True)]
    keyed = Schema([Field("customer_id", FieldType.STRING), *made.schema.values()])
    server.load(keyed, rows)
    path = folder / f"{uuid4().hex}.parquet"
    pl.DataFrame(rows, schema={f.name: POLARS[f.type] for f in keyed.values()}, orient="row").write_parquet(path)
    view = FeatureView.of(path, made.schema, made.as_of, time_zone=made.zone.key)
    for _ in range(3):
        try:
            rule, others = drawn(made, folder)
        except RuleError:
            continue
        ours, theirs = (
            count(asked, relation(who, [rule], others), rule, as_of=made.as_of, table_leaves=table_leaves)
            for asked, who in ((server, Held(made.as_of)), (engine, view))
        )
        assert ours == theirs
        assert ours.total == len(ODD)
        event(f"{len(ours.nodes) > 3}, {0 < ours.members < ours.total}")
