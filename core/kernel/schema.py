"""Fields and their types: the vocabulary shared by the feature dictionary, the rules and the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

FAMILY = ".*"  # a field named "bucket.*" stands for every name that begins with "bucket."


class FieldType(StrEnum):
    """What a value can be. Numbers of all three kinds compare with each other; nothing else mixes."""

    INTEGER = "integer"
    NUMBER = "number"  # double precision
    MONEY = "money"  # DECIMAL(18, 2) in the unit of account
    STRING = "string"
    BOOLEAN = "boolean"
    DATE = "date"  # a business day
    TIMESTAMP = "timestamp"  # an instant, UTC
    STRINGS = "list[string]"

    @property
    def is_numeric(self) -> bool:
        """Whether values of this type can be calculated with."""
        return self in (FieldType.INTEGER, FieldType.NUMBER, FieldType.MONEY)


@dataclass(frozen=True, slots=True)
class Field:
    """One named value per customer."""

    name: str
    type: FieldType
    nullable: bool = True
    label: str = ""
    group: str = ""
    description: str = ""
    unit: str = ""
    allowed: tuple[str | int, ...] = ()

    @property
    def title(self) -> str:
        """Return the label for people, made from the name when none was given."""
        return self.label or self.name.replace("_", " ").capitalize()


class Schema(Mapping[str, Field]):
    """Fields by name, in order. A name in a family (`bucket.spring` of `bucket.*`) is found too."""

    def __init__(self, fields: Iterable[Field]) -> None:
        self._fields = {f.name: f for f in fields}

    def __getitem__(self, name: str) -> Field:
        if name in self._fields:
            return self._fields[name]
        prefix, dot, rest = name.partition(".")
        if dot and rest:
            family = self._fields[prefix + FAMILY]
            return Field(
                name,
                family.type,
                family.nullable,
                f"{family.title} {rest}",
                family.group,
                family.description,
                family.unit,
                family.allowed,
            )
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def __or__(self, other: Iterable[Field]) -> Schema:
        return Schema([*self._fields.values(), *other])
