"""Every feature of every demo customer, against figures that pandas computed from the package's own files."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from core.features import Dictionary, build
from core.warehouse import Engine, Snapshot
from tests.contract.warehouse.demo_snapshot import demo_snapshot
from tests.golden.features.compute import GOLDEN, INSTANTS, MONEY, figures, spelt

golden = json.loads(GOLDEN.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return demo_snapshot(tmp_path_factory)


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary.load("complete_journey")


def rows_of(snapshot: Snapshot, dictionary: Dictionary, as_of: str, folder: Path) -> tuple[int, dict[str, list[Any]]]:
    engine = Engine()
    view = build(engine, snapshot, dictionary, as_of=datetime.fromisoformat(as_of), folder=folder)
    frame = engine.frame(f"SELECT * FROM {view.relation} ORDER BY customer_id")
    return view.n_customers, frame.to_dict(as_series=False)


@pytest.mark.parametrize("as_of", INSTANTS.values(), ids=INSTANTS)
def test_every_feature_is_what_pandas_computed(
    as_of: str, snapshot: Snapshot, dictionary: Dictionary, tmp_path: Path
) -> None:
    n, columns = rows_of(snapshot, dictionary, as_of, tmp_path)
    expected = golden[as_of]
    people = {
        str(c): {f: spelt(columns[f][i], money=f in MONEY) for f in sorted(dictionary.schema)}
        for i, c in enumerate(columns["customer_id"])
        if str(c) in expected["some customers"]
    }
    assert n == expected["customers"]
    assert people == expected["some customers"]  # before the digests: it says what differs
    found = {name: figures(columns[name], money=name in MONEY) for name in sorted(dictionary.schema)}
    assert found == expected["features"]


def test_the_default_instant_is_the_golden_files_first(snapshot: Snapshot) -> None:
    assert snapshot.as_of == datetime.fromisoformat(next(iter(INSTANTS.values())))


def test_every_value_of_the_demo_is_among_the_allowed_ones(
    snapshot: Snapshot, dictionary: Dictionary, tmp_path: Path
) -> None:
    _, columns = rows_of(snapshot, dictionary, "2018-01-01T05:00:00Z", tmp_path)
    with_choices = [f for f in dictionary.schema.values() if f.allowed]
    for field in with_choices:
        values = {v for value in columns[field.name] for v in (value if isinstance(value, list) else [value])}
        assert values - {None} <= set(field.allowed), field.name
    assert {f.name for f in with_choices} >= {"age", "income", "rfm_segment", "top_department", "departments_bought"}
