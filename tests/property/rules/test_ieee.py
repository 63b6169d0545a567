"""Doubles in PostgreSQL against IEEE 754: infinity and zero where the engine would raise, exact elsewhere."""

from __future__ import annotations

import math
import random
import struct
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest

from core.kernel.schema import Field, FieldType, Schema
from core.rules import check
from tests.contract.rules.engines import Engine

SCHEMA = Schema([*(Field(name, FieldType.NUMBER, nullable=False) for name in "ab"), Field("is", FieldType.NUMBER)])
LEAST, MOST = 5e-324, 1.7976931348623157e308
EDGES = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    2.0,
    3.0,
    LEAST,
    -LEAST,
    MOST,
    -MOST,
    MOST / 2,
    2.0**1023,
    2.0**-1022,
    2.0**970,
    1e290,
]
STEPS = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide}


def pairs(operator: str) -> list[tuple[float, float]]:
    """Any two doubles, all pairs of the edges, and pairs whose result lies just about where doubles end."""
    chance = random.Random(operator)
    anything = [struct.unpack("<d", chance.randbytes(8))[0] for _ in range(1200)]
    finite = [x if math.isfinite(x) else 1.0 for x in anything]
    found = [*zip(finite[::2], finite[1::2], strict=True), *((a, b) for a in EDGES for b in EDGES)]
    for _ in range(400):
        a = chance.uniform(1, 2) * 2.0 ** chance.randint(400, 1000)
        end = chance.choice([MOST, LEAST / 2]) * (1 + chance.choice([0, 1, -1, 2]) * 2.0**-52)
        other = {"+": MOST - a, "-": a - MOST, "*": end / a, "/": a / end if end > 1 else a}
        b = other[operator] if end > 1 or operator != "/" else chance.uniform(1, 2) * 2.0**1023
        a = a if end > 1 or operator != "/" else b * LEAST * chance.choice([0.5, 0.75, 1.0])
        found.append((math.nextafter(a, chance.choice([0, math.inf])), b))
    return [(a, b) for a, b in found if math.isfinite(a) and math.isfinite(b)]


@pytest.mark.parametrize("operator", STEPS)
@pytest.mark.parametrize("engine", ["postgres", "duckdb"])
def test_a_step_gives_what_ieee_754_has(operator: str, engine: str, engines: dict[str, Engine]):
    rows: list[dict[str, Any]] = []
    for a, b in pairs(operator):
        with np.errstate(all="ignore"):
            result = None if operator == "/" and b == 0 else float(STEPS[operator](np.float64(a), np.float64(b)))
        rows.append({"a": a, "b": b, "is": result})
    assert any(r["is"] is not None and math.isinf(r["is"]) for r in rows)
    assert any(r["is"] == 0 and r["a"] != 0 != r["b"] for r in rows)
    step = {operator: [{"var": "a"}, {"var": "b"}]}
    engines[engine].load(SCHEMA, rows)
    for value in (step, {"*": [step, 1]}, {"-": [{"-": [step]}]}):  # the others take it as a part
        held = engines[engine].held(
            check({"==": [value, {"var": "is"}]}, SCHEMA, time_zone="UTC"), as_of=datetime(2018, 1, 1, tzinfo=UTC)
        )
        assert [r for r, right in zip(rows, held[""], strict=True) if not right] == []
