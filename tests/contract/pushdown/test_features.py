"""Every feature of the demo, computed inside PostgreSQL, against the feature view of DuckDB: customer for customer."""

from __future__ import annotations

import math
from typing import Any

import pytest

from core.features import LiveFeatures, Translations
from core.services.lab import Lab
from core.warehouse import Engine
from core.warehouse.pushdown.asking import pushed_down
from tests.contract.pushdown.conftest import Twins
from tests.golden.features.compute import INSTANTS

pytestmark = pytest.mark.timeout(300)


def same(ours: Any, theirs: Any) -> bool:
    """Equal in value and in type; doubles but for their last digits."""
    if isinstance(ours, float) and isinstance(theirs, float):
        return math.isclose(ours, theirs, rel_tol=1e-9)
    return type(ours) is type(theirs) and ours == theirs


def differences(file: Lab, server: Lab, as_of: str) -> dict[str, list[tuple[Any, ...]]]:
    """The values that differ, by feature: customer, the warehouse's own, the view's."""
    view, engine = file.features.view(as_of), Engine(threads=1)
    names = ["customer_id", *view.schema]
    with pushed_down(server.settings) as warehouse:
        relations = warehouse.relations(server.warehouse.profile)
        live = LiveFeatures(Translations(file.features.dictionary.plan, engine), relations, view.as_of)
        asked = f"SELECT {', '.join(names)} FROM {{}} ORDER BY customer_id"
        ours = warehouse.rows(asked.format(live.over(names)))
    theirs = engine.rows(asked.format(view.relation))
    engine.close()
    assert len(ours) == len(theirs) == view.n_customers > 250
    found: dict[str, list[tuple[Any, ...]]] = {}
    for one, other in zip(ours, theirs, strict=True):
        for name, a, b in zip(names, one, other, strict=True):
            if not same(a, b):
                found.setdefault(name, []).append((one[0], a, b))
    return found


@pytest.mark.parametrize("as_of", INSTANTS.values(), ids=INSTANTS)
def test_every_feature_of_every_customer_is_the_views(as_of: str, twins: Twins) -> None:
    assert len(twins.file.features.schema) == 51
    assert differences(twins.file, twins.server, as_of) == {}
