"""What the checker refuses, and how: golden too, since the words are what a person has to go by."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from core import errors
from core.kernel.schema import Field, FieldType, Schema
from core.rules import check
from tests.contract.rules.golden import FOLDER

FILE = yaml.safe_load((FOLDER / "refused.yaml").read_text(encoding="utf-8"))
SCHEMA = Schema(Field(name, FieldType(type_)) for name, type_ in FILE["fields"].items())


@pytest.mark.parametrize("case", FILE["cases"], ids=lambda case: json.dumps(case["rule"]))
def test_it_is_refused_with_every_fault(case: dict[str, Any]):
    with pytest.raises(getattr(errors, case["error"])) as raised:
        check(case["rule"], SCHEMA, time_zone=FILE["time_zone"])
    assert [[p.pointer, p.what, p.fix] for p in raised.value.problems] == case["faults"]


@pytest.mark.parametrize("case", FILE["cases"], ids=lambda case: json.dumps(case["rule"]))
def test_every_pointer_leads_somewhere(case: dict[str, Any]):
    for pointer, _, _ in case["faults"]:
        place: Any = case["rule"]
        for step in pointer.split("/")[1:]:
            key = step.replace("~1", "/").replace("~0", "~")
            place = place[int(key)] if isinstance(place, list) else place[key]
