"""On small invented histories PostgreSQL computes every feature as DuckDB does, whatever the boundary."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from hypothesis import event, given, settings

from core.features import Dictionary, LiveFeatures, Translations, build
from core.warehouse import Engine, Profile, Snapshot
from core.warehouse.profile import LogicalTable
from core.warehouse.types import postgres_type
from scripts.postgres import Server
from tests.contract.pushdown.test_features import same
from tests.property.features.worlds import World, snapshot_of, worlds

profile = Profile.load("complete_journey")
dictionary = Dictionary.load("complete_journey")
engine = Engine(threads=1)
translations = Translations(dictionary.plan, engine)


@pytest.fixture(scope="module")
def cursor(postgres: Server) -> Iterator[Any]:
    connection = psycopg2.connect(postgres.url())
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SET TimeZone = 'UTC'")
        yield cursor
    connection.close()


def written(cursor: Any, table: LogicalTable, rows: list[tuple[Any, ...]]) -> str:
    """The rows of a logical table as a relation of PostgreSQL."""
    types = {name: postgres_type(column.type) for name, column in table.columns.items()}
    head = ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in types.items())
    marks = f"({', '.join(f'CAST(%s AS {kind})' for kind in types.values())})"
    values = [cursor.mogrify(marks, row).decode() for row in rows]
    none = f"SELECT {head} WHERE FALSE"
    return f"({none} UNION ALL VALUES {', '.join(values)})" if values else f"({none})"


def relations(cursor: Any, snapshot: Snapshot) -> dict[str, str]:
    return {
        name: written(cursor, table, engine.rows(f"SELECT {', '.join(table.columns)} FROM {snapshot.relation(name)}"))
        for name, table in profile.tables.items()
    }


@settings(max_examples=max(1, settings.default.max_examples // 6))
@given(worlds())
def test_every_feature_of_every_customer(cursor: Any, world: World) -> None:
    names = ["customer_id", *dictionary.schema]
    asked = f"SELECT {', '.join(names)} FROM {{}} ORDER BY customer_id"
    with tempfile.TemporaryDirectory() as folder:
        snapshot = snapshot_of(world, profile, Path(folder) / "snapshot")
        view = build(engine, snapshot, dictionary, as_of=world.as_of, folder=Path(folder) / "views")
        theirs = engine.rows(asked.format(view.relation))
        tables = relations(cursor, snapshot)
    cursor.execute(asked.format(LiveFeatures(translations, tables, world.as_of).over(list(dictionary.schema))))
    ours = cursor.fetchall()
    event(f"{len(theirs)} customers")
    assert [row[0] for row in ours] == [row[0] for row in theirs]
    for one, other in zip(ours, theirs, strict=True):
        differing = {n: (a, b) for n, a, b in zip(names, one, other, strict=True) if not same(a, b)}
        assert not differing, f"customer {one[0]} as of {world.as_of}"
