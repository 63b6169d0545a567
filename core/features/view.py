"""The feature view: a row a customer, a column a feature, as of an instant; built once and kept as Parquet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import ClassVar
from zoneinfo import ZoneInfo

import polars as pl

from core.errors import BadInput, ConfigError
from core.features.cache import prune, reuse, view_path
from core.features.compile import compile_query
from core.features.dictionary import Dictionary
from core.features.staged import AT_ONCE, write_staged
from core.kernel.clock import reference_day
from core.kernel.schema import Schema
from core.warehouse import Engine, Snapshot
from core.warehouse.engine import DataError
from core.warehouse.parquet import identifier, quoted, relation
from core.warehouse.profile import CUSTOMER_ID


@dataclass(frozen=True, slots=True)
class FeatureView:
    """Features of every customer as of an instant. `schema` holds the features; the key `customer_id` is not in it."""

    snapshot_id: str
    as_of: datetime
    time_zone: str
    schema: Schema
    path: Path
    n_customers: int
    dialect: ClassVar[str] = "duckdb"

    @classmethod
    def of(
        cls, path: Path, schema: Schema, as_of: datetime, *, time_zone: str = "UTC", snapshot_id: str = ""
    ) -> FeatureView:
        """Return the view that an existing Parquet file holds: `customer_id` and a column for each field."""
        n = int(pl.scan_parquet(path, glob=False).select(pl.len()).collect().item())
        return cls(snapshot_id, as_of.astimezone(UTC), time_zone, schema, path, n)

    def __hash__(self) -> int:
        return hash((self.path, self.as_of))

    @property
    def key(self) -> str:
        """The name of the column that identifies the customer."""
        return CUSTOMER_ID

    @property
    def zone(self) -> ZoneInfo:
        """The business time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def reference_day(self) -> date:
        """The business day of the last instant before as_of."""
        return reference_day(self.as_of, self.zone)

    def over(self, _names: Collection[str]) -> str:
        """Return the SQL behind FROM of `customer_id` and the features named, one row a customer: the file has all."""
        return self.relation

    @property
    def relation(self) -> str:
        """The SQL text that reads the view, for use behind FROM."""
        return relation(self.path)


def build(
    engine: Engine, snapshot: Snapshot, dictionary: Dictionary, *, as_of: datetime, folder: Path, at_once: int = AT_ONCE
) -> FeatureView:
    """Return the features of everybody who was a customer before `as_of`, computed unless `folder` holds them.

    Where the tables hold more than `at_once` rows together, it is computed for ranges of customers after one another.
    Any number of processes may build the same view: each writes beside and renames, and all write the same.
    Raises BadInput for an `as_of` without a time zone, ContractViolation when the snapshot lacks what the dictionary
    names, ConfigError when a feature declared never null is null, SnapshotCorrupt, StorageFull.
    """
    if as_of.tzinfo is None:
        raise BadInput(f"The instant {as_of} has no time zone.", fix="Give an aware datetime, best in UTC.")
    as_of = as_of.astimezone(UTC)
    path = view_path(folder, snapshot_id=snapshot.id, digest=dictionary.digest, as_of=as_of)
    if not reuse(path):
        relations, params = dictionary.relations(snapshot), {"as_of": as_of}
        n = -(-sum(snapshot.tables[name].rows for name in relations) // at_once)
        try:
            if n > 1:
                write_staged(engine, dictionary.plan, relations, into=path, params=params, n=n)
            else:
                engine.write(compile_query(dictionary.plan, relations), path, params)
        except DataError as error:
            raise _failed(engine, dictionary, dictionary.query(snapshot), as_of=as_of) from error
        _check_nulls(engine, dictionary, path)
        prune(folder, snapshots=snapshot.folder.parent, newest=path)
    return FeatureView.of(path, dictionary.schema, as_of, time_zone=snapshot.time_zone, snapshot_id=snapshot.id)


def _failed(engine: Engine, dictionary: Dictionary, query: str, *, as_of: datetime) -> ConfigError:
    """Return the error that names each feature that cannot be computed, found by computing them one by one."""
    faults = []
    for name in dictionary.schema:
        try:
            engine.rows(f"SELECT max(CAST({identifier(name)} AS VARCHAR)) FROM ({query})", {"as_of": as_of})
        except DataError as error:
            faults.append(f"{name}: {str(error).splitlines()[0]}")
    return ConfigError(
        "The data hold values with which features cannot be computed:\n" + "\n".join(f"  - {f}" for f in faults),
        fix="Guard the expression in the dictionary against such values, for example with TRY_CAST or CASE.",
    )


def _check_nulls(engine: Engine, dictionary: Dictionary, path: Path) -> None:
    """Compare the promise that a feature is never null with the null counts of the file's own statistics."""
    found = dict(
        engine.rows(
            f"SELECT path_in_schema, sum(stats_null_count) FROM parquet_metadata({quoted(str(path))}) GROUP BY 1"
        )
    )
    broken = [
        f"{f.name}: {found[f.name]:,} customers have none"
        for f in dictionary.schema.values()
        if not f.nullable and found.get(f.name)
    ]
    if broken:
        path.unlink(missing_ok=True)
        raise ConfigError(
            "Features that the dictionary declares never null are null:\n" + "\n".join(f"  - {b}" for b in broken),
            fix="Give them `otherwise`, or leave `nullable: false` out.",
        )
