"""Which customers are known: ids from outside, compared as a set."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from core.warehouse.engine import Engine
from core.warehouse.profile import CUSTOMER_ID
from core.warehouse.snapshots.manifest import Snapshot


@dataclass(frozen=True, slots=True)
class IdMatch:
    """What became of a list of ids: `known` in the warehouse's own type, `unknown` as they were given.

    Each id is in one of the two, once, in the order in which it was first given.
    """

    known: pl.Series
    unknown: pl.Series


def known_ids(snapshot: Snapshot) -> str:
    """Return the SQL text of a relation with the one column `customer_id`: every customer that the snapshot names."""
    return f"(SELECT {CUSTOMER_ID} FROM {snapshot.relation('customers')})"


def match_ids(engine: Engine, snapshot: Snapshot, ids: pl.Series) -> IdMatch:
    """Compare `ids` (text or numbers) with the known customers; empty ones are left out, blanks around them too.

    An id is known when it is spelt as the warehouse spells it: 007 is not 7, and 7.0 is not either.
    """
    given = pl.DataFrame({"id": ids.cast(pl.String).str.strip_chars()}).with_row_index("place")
    given = given.filter(pl.col("id").str.len_bytes() > 0)  # null is no length, so nulls go too
    sql = f"""
        SELECT given.id, known.{CUSTOMER_ID}
        FROM (SELECT id, min(place) AS place FROM given GROUP BY id) AS given
        LEFT JOIN {known_ids(snapshot)} AS known ON CAST(known.{CUSTOMER_ID} AS VARCHAR) = given.id
        ORDER BY given.place
    """
    found = engine.frame(sql, tables={"given": given})
    is_known = found[CUSTOMER_ID].is_not_null()
    return IdMatch(found.filter(is_known)[CUSTOMER_ID], found.filter(~is_known)["id"])


def unknown_ids(engine: Engine, snapshot: Snapshot, ids: pl.Series) -> pl.Series:
    """Return those of `ids` that are no customer of the snapshot, as text, each once, in their order."""
    return match_ids(engine, snapshot, ids).unknown
