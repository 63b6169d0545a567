"""The golden cases: small tables and rules in YAML, as a marketer would write them down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from core.kernel.schema import Field, FieldType, Schema

FOLDER = Path(__file__).resolve().parents[2] / "golden" / "rules"
READERS = {
    FieldType.MONEY: Decimal,
    FieldType.NUMBER: float,
    FieldType.DATE: date.fromisoformat,
    FieldType.TIMESTAMP: datetime.fromisoformat,
}


@dataclass(frozen=True)
class Case:
    """One rule, the sentence that explains it, and the customers that it takes."""

    table: Table
    rule: Any
    says: str
    takes: tuple[str, ...]

    @property
    def rows(self) -> list[dict[str, Any]]:
        return list(self.table.customers.values())

    def expected(self) -> list[bool]:
        return [name in self.takes for name in self.table.customers]


@dataclass(frozen=True)
class Table:
    """The customers of one file."""

    name: str
    as_of: datetime
    time_zone: str
    schema: Schema
    customers: dict[str, dict[str, Any]]


def cases() -> list[Case]:
    """Read every case of every file."""
    return [case for path in sorted(FOLDER.glob("*.yaml")) if path.stem != "refused" for case in read(path)]


def read(path: Path) -> list[Case]:
    """Read one file; a customer whom no rule could name is a fault of the file."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    schema = Schema(Field(name, FieldType(type_)) for name, type_ in content["fields"].items())
    customers = {
        name: {f: value(v, schema[f].type) for f, v in row.items()} for name, row in content["customers"].items()
    }
    table = Table(path.stem, content["as_of"], content["time_zone"], schema, customers)
    found = [Case(table, case["rule"], case["says"], tuple(case["takes"])) for case in content["cases"]]
    strangers = {name for case in found for name in case.takes} - set(customers)
    assert not strangers, f"{path.name}: {strangers} are not among the customers"
    return found


def value(written: Any, type_: FieldType) -> Any:
    return READERS[type_](written) if written is not None and type_ in READERS else written
