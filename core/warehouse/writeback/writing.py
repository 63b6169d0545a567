"""Memberships of segments written into the warehouse: one table for all segments, of which each owns its rows."""

from __future__ import annotations

from pathlib import Path

from core.config import ROOT, Settings
from core.errors import Refused
from core.warehouse.parquet import relation
from core.warehouse.postgres.connection import Waits
from core.warehouse.postgres.url import SCHEME, parsed
from core.warehouse.profile import CUSTOMER_ID, Profile
from core.warehouse.selection import raw_sql, source_sql
from core.warehouse.writeback.in_duckdb import into_duckdb
from core.warehouse.writeback.in_postgres import into_postgres
from core.warehouse.writeback.membership_table import TABLE, Recording, Written

__all__ = ["TABLE", "Recording", "WriteBack", "Written"]


class WriteBack:
    """The way of recordings into the warehouse behind DWH_URL."""

    def __init__(self, settings: Settings, profile: Profile) -> None:
        self._settings = settings
        self._profile = profile

    def write(self, what: Recording, members: Path, *, table: str = TABLE) -> Written:
        """Make the segment's rows in `table` those of a membership file; return what changed.

        The table has the columns segment, version, as_of, customer_id (of the warehouse's own type) and entered_at, and
        is made if it is not there. Everything is written or nothing; written twice, nothing changes. Rows of other
        segments are left alone. Raises Refused for the embedded demo and for a table of another kind, BadInput,
        WarehouseUnreachable, WarehouseRefused, SnapshotCorrupt, StorageFull.
        """
        url = self._settings.dwh_url.get_secret_value()
        scheme, _, rest = url.partition("://")
        where = "WHERE left_at IS NULL ORDER BY 1"  # in the order of the table's key, which then grows at its end
        asked = f"SELECT {CUSTOMER_ID}, entered_at FROM {relation(members)} {where}"
        customers = self._profile.tables["customers"]
        ids = (raw_sql(customers, CUSTOMER_ID, time_zone=self._profile.time_zone), source_sql(customers))
        if SCHEME.fullmatch(scheme):
            waits = Waits(self._settings.dwh_connect_timeout, self._settings.dwh_statement_timeout)
            scratch = self._settings.home / "spill"
            return into_postgres(parsed(url), waits, what, table=table, ids=ids, members=asked, scratch=scratch)
        if scheme == "duckdb":
            return into_duckdb(ROOT / rest, what, table=table, ids=ids, members=asked)
        raise Refused(
            "The embedded demo is made anew from its package, so nothing is written into it.",
            fix="Load it into a warehouse of your own with `python -m core warehouse demo --to URL`, set DWH_URL to "
            "that address, and write back there.",
        )
