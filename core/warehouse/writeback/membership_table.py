"""The table of memberships in a warehouse: its columns, and the statements that make it say what a recording says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.kernel.clock import format_instant
from core.warehouse.parquet import quoted
from core.warehouse.writeback.own_table import OwnTable

TABLE = "loyalty_segment_member"
KEY = ("segment", "customer_id")
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


def membership_table(name: str, id_type: str) -> OwnTable:
    """Return the table of memberships, with customer ids of the warehouse's own type. Raises BadInput for the name."""
    columns = {
        "segment": "text", "version": "integer", "as_of": "timestamp with time zone", "customer_id": id_type,
        "entered_at": "timestamp with time zone",
    }  # fmt: skip
    return OwnTable(name, columns, KEY, holds="memberships")


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
