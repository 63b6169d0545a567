"""Membership: who is in, since when, by which version, and who left, written as one set operation.

A membership file (Parquet) has the columns customer_id; entered_at (UTC) and entered_version: the recalculation that
first found the customer in; left_at (UTC, null for members); change: 'joined', 'stayed' or 'left', against the
recalculation before. Members are the rows without left_at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.segments.relation import KEY
from core.warehouse import Engine
from core.warehouse.parquet import relation as parquet


@dataclass(frozen=True, slots=True)
class Change:
    """How a recalculation moved the membership, in customers."""

    members: int
    joined: int
    left: int


def members_sql(relation: str, truth: str) -> str:
    """Return the SQL of the members' ids: those customers of `relation` for whom `truth` holds."""
    return f"SELECT {KEY} FROM {relation} WHERE {truth}"


def write_membership(
    engine: Engine, members: str, *, previous: Path | None, as_of: datetime, version: int, into: Path
) -> Change:
    """Compare the members as of now with the `previous` file and write the new file; return what changed."""
    if previous is None:
        sql = (
            f"SELECT {KEY}, $as_of::TIMESTAMPTZ AS entered_at, $version::INTEGER AS entered_version, "
            f"NULL::TIMESTAMPTZ AS left_at, 'joined' AS change FROM ({members})"
        )
    else:
        was = f"SELECT {KEY}, entered_at, entered_version FROM {parquet(previous)} WHERE left_at IS NULL"
        sql = f"""
            SELECT coalesce(now.{KEY}, was.{KEY}) AS {KEY},
                   coalesce(was.entered_at, $as_of::TIMESTAMPTZ) AS entered_at,
                   coalesce(was.entered_version, $version::INTEGER) AS entered_version,
                   CASE WHEN now.{KEY} IS NULL THEN $as_of::TIMESTAMPTZ END AS left_at,
                   CASE WHEN was.{KEY} IS NULL THEN 'joined' WHEN now.{KEY} IS NULL THEN 'left' ELSE 'stayed' END
                       AS change
            FROM ({members}) AS now FULL JOIN ({was}) AS was ON now.{KEY} = was.{KEY}"""
    engine.write(sql, into, {"as_of": as_of, "version": version})
    return read_change(engine, into)


def read_change(engine: Engine, path: Path) -> Change:
    """Count the members, joiners and leavers in a membership file."""
    ((members, joined, left),) = engine.rows(
        "SELECT count(*) FILTER (WHERE left_at IS NULL), count(*) FILTER (WHERE change = 'joined'), "
        f"count(*) FILTER (WHERE change = 'left') FROM {parquet(path)}"
    )
    return Change(members, joined, left)
