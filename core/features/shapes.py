"""What a dictionary needs to know of the logical tables, from a profile or from a snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.warehouse import Profile, Snapshot
from core.warehouse.profile import CUSTOMER_ID
from core.warehouse.types import ColumnType, sql_type


@dataclass(frozen=True, slots=True)
class Shape:
    """One logical table: its column types, its key, what dates its rows and which tables it points to."""

    columns: Mapping[str, ColumnType]
    key: tuple[str, ...]
    instant: str | None
    day: str | None
    references: Mapping[str, str]

    @property
    def is_per_customer(self) -> bool:
        """Whether the table has one row a customer, so that a feature takes a value and not an aggregate."""
        return self.key == (CUSTOMER_ID,)

    @property
    def empty(self) -> str:
        """The SQL of a relation with these columns and no rows."""
        columns = ", ".join(f'CAST(NULL AS {sql_type(kind)}) AS "{name}"' for name, kind in self.columns.items())
        return f"(SELECT {columns} LIMIT 0)"


Shapes = Mapping[str, Shape]


def declared(profile: Profile) -> Shapes:
    """Return the shapes that a profile declares."""
    return {
        name: Shape({c: spec.type for c, spec in t.columns.items()}, t.key, t.instant, t.day, t.references)
        for name, t in profile.tables.items()
    }


def taken(snapshot: Snapshot) -> Shapes:
    """Return the shapes of the tables that a snapshot holds."""
    return {
        name: Shape({c: ColumnType(kind) for c, kind in t.columns.items()}, t.key, t.instant, t.day, t.references)
        for name, t in snapshot.tables.items()
    }
