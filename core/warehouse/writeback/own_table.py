"""A table of ours in a warehouse: made if it is not there, and told from somebody else's that has its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.errors import BadInput, Refused
from core.warehouse.parquet import identifier

LONGEST = 63  # bytes of a name in PostgreSQL


@dataclass(frozen=True, slots=True)
class OwnTable:
    """The table by its name (`table` or `schema.table`), its columns with their types, its key, and what it is of."""

    name: str
    columns: Mapping[str, str]  # types as PostgreSQL and DuckDB both read them
    key: tuple[str, ...]
    holds: str
    optional: frozenset[str] = frozenset()  # columns that may be null
    otherwise: str = ", or give another name with --table"

    def __post_init__(self) -> None:
        parts = self.name.split(".")
        if not 1 <= len(parts) <= 2 or not all(p and len(p.encode()) <= LONGEST and p.isprintable() for p in parts):
            raise BadInput(
                f"{self.name[:80]!r} cannot be the name of a table.",
                fix=f"Write `table` or `schema.table`, each of at most {LONGEST} letters.",
            )

    @property
    def place(self) -> str:
        """The quoted name."""
        return ".".join(map(identifier, self.name.split(".")))

    @property
    def create_sql(self) -> str:
        """What makes the table."""
        columns = [f"{identifier(n)} {t}{'' if n in self.optional else ' NOT NULL'}" for n, t in self.columns.items()]
        return f"CREATE TABLE {self.place} ({', '.join(columns)}, PRIMARY KEY ({', '.join(self.key)}))"

    def refuse_other(self, found: Mapping[str, str], *, keys: Sequence[Sequence[str]]) -> None:
        """Raise Refused when what has the name already (its columns and unique keys) is another kind of table."""
        faults = [f"{n} is {found[n]}, not {kind}" for n, kind in self.columns.items() if found.get(n, kind) != kind]
        faults += [f"it has no column {n}" for n in self.columns if n not in found]
        faults += [f"it has a column {n} besides" for n in found if n not in self.columns]
        if not faults and not any(sorted(k) == sorted(self.key) for k in keys):
            faults = [f"it has no unique key of {' and '.join(self.key)}"]
        if faults:
            raise Refused(
                f"The warehouse has a {self.name!r} that is no table of {self.holds}: {'; '.join(faults[:4])}.",
                fix=f"Rename, drop or mend that table if nobody needs it{self.otherwise}.",
            )

    def refuse_kind(self) -> Refused:
        """Return the error for a view or the like that has the name."""
        return Refused(
            f"{self.name!r} is no table in the warehouse.", fix=f"Rename or drop what has that name{self.otherwise}."
        )
