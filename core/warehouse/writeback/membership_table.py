"""The table of memberships in a warehouse: its columns, and the statements that make it say what a recording says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.errors import BadInput, Refused
from core.kernel.clock import format_instant
from core.warehouse.parquet import identifier, quoted

TABLE = "loyalty_segment_member"
KEY = ("segment", "customer_id")
LONGEST = 63  # bytes of a name in PostgreSQL
MEMBERS = "loyalty_lab_members"  # the passing table with the members to be: customer_id, entered_at


@dataclass(frozen=True, slots=True)
class Recording:
    """What is written: the members of one version of a segment as of an instant."""

    segment: str
    version: int
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the table: rows put in, changed and taken out, and the members that the segment has there now."""

    table: str
    inserted: int
    updated: int
    removed: int
    members: int


@dataclass(frozen=True, slots=True)
class MembershipTable:
    """The table by its name (`table` or `schema.table`), with customer ids of the warehouse's own type."""

    name: str
    id_type: str

    def __post_init__(self) -> None:
        parts = self.name.split(".")
        if not 1 <= len(parts) <= 2 or not all(p and len(p.encode()) <= LONGEST and p.isprintable() for p in parts):
            raise BadInput(
                f"{self.name[:80]!r} cannot be the name of a table.",
                fix=f"Write `table` or `schema.table`, each of at most {LONGEST} letters.",
            )

    @property
    def columns(self) -> Mapping[str, str]:
        """The columns and their types, as PostgreSQL and DuckDB both read them."""
        return {
            "segment": "text", "version": "integer", "as_of": "timestamp with time zone", "customer_id": self.id_type,
            "entered_at": "timestamp with time zone",
        }  # fmt: skip

    def create_sql(self, place: str) -> str:
        """Return what makes the table at `place` (its quoted name)."""
        columns = [f"{identifier(name)} {kind} NOT NULL" for name, kind in self.columns.items()]
        return f"CREATE TABLE {place} ({', '.join(columns)}, PRIMARY KEY ({', '.join(KEY)}))"

    def refuse_other(self, found: Mapping[str, str], *, keys: Sequence[Sequence[str]]) -> None:
        """Raise Refused when what has the name already (its columns and unique keys) is another kind of table."""
        faults = [f"{n} is {found[n]}, not {kind}" for n, kind in self.columns.items() if found.get(n, kind) != kind]
        faults += [f"it has no column {n}" for n in self.columns if n not in found]
        faults += [f"it has a column {n} besides" for n in found if n not in self.columns]
        if not faults and not any(sorted(k) == sorted(KEY) for k in keys):
            faults = [f"it has no unique key of {' and '.join(KEY)}"]
        if faults:
            raise Refused(
                f"The warehouse has a {self.name!r} that is no table of memberships: {'; '.join(faults[:4])}.",
                fix="Give another name with --table, or drop or mend that table if nobody needs it.",
            )


def merge_sql(place: str, what: Recording) -> dict[str, str]:
    """Return the statements, by what they do, after which the segment's rows at `place` are those of MEMBERS.

    Rows of other segments are not touched, and rows that say so already are left alone.
    """
    segment, as_of = quoted(what.segment), f"CAST({quoted(format_instant(what.as_of))} AS TIMESTAMP WITH TIME ZONE)"
    news = {"version": str(what.version), "as_of": as_of, "entered_at": "m.entered_at"}
    own = f"t.segment = {segment}"
    same = f"{own} AND t.customer_id = m.customer_id"
    changed = " OR ".join(f"t.{name} IS DISTINCT FROM {value}" for name, value in news.items())
    values = ", ".join(f"{name} = {value}" for name, value in news.items())
    return {
        "removed": f"DELETE FROM {place} AS t WHERE {own} AND NOT EXISTS "
        f"(SELECT 1 FROM {MEMBERS} AS m WHERE m.customer_id = t.customer_id)",
        "updated": f"UPDATE {place} AS t SET {values} FROM {MEMBERS} AS m WHERE {same} AND ({changed})",
        "inserted": f"INSERT INTO {place} (segment, version, as_of, customer_id, entered_at) "
        f"SELECT {segment}, {what.version}, {as_of}, m.customer_id, m.entered_at FROM {MEMBERS} AS m "
        f"WHERE NOT EXISTS (SELECT 1 FROM {place} AS t WHERE {same})",
    }
