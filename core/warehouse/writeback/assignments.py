"""Assignments of campaigns written into the warehouse, each once."""

from __future__ import annotations

import polars as pl

from core.config import ROOT, Settings
from core.warehouse.postgres.connection import Waits
from core.warehouse.postgres.url import SCHEME, parsed
from core.warehouse.profile import CUSTOMER_ID, Profile
from core.warehouse.selection import raw_sql, source_sql
from core.warehouse.writeback.in_duckdb import assigned_in_duckdb
from core.warehouse.writeback.in_postgres import assigned_in_postgres


class AssignmentWriter:
    """The way of assignments into the warehouse behind DWH_URL."""

    def __init__(self, settings: Settings, profile: Profile) -> None:
        self._settings = settings
        self._profile = profile

    def fault(self) -> str | None:
        """Return why nothing can be written there, or None."""
        scheme = self._settings.dwh_url.get_secret_value().partition("://")[0]
        if SCHEME.fullmatch(scheme) or scheme == "duckdb":
            return None
        return (
            "The embedded demo is made anew from its package, so nothing is written into it. Load it into a warehouse "
            "of your own with `python -m core warehouse demo --to URL`, and set DWH_URL to that address."
        )

    def write(self, rows: pl.DataFrame) -> int:
        """Put in the rows (campaign, occasion, customer_id, arm, variant, at, key) whose key is not there; count them.

        The table loyalty_lab_assignments has customer ids of the warehouse's own type, and is made if it is not there.
        Everything is written or nothing. Raises BadInput for an id that the warehouse does not take, Refused for
        somebody else's table of that name, WarehouseUnreachable, WarehouseRefused.
        """
        scheme, _, rest = self._settings.dwh_url.get_secret_value().partition("://")
        customers = self._profile.tables["customers"]
        ids = (raw_sql(customers, CUSTOMER_ID, time_zone=self._profile.time_zone), source_sql(customers))
        if SCHEME.fullmatch(scheme):
            waits = Waits(self._settings.dwh_connect_timeout, self._settings.dwh_statement_timeout)
            return assigned_in_postgres(parsed(f"{scheme}://{rest}"), waits, rows, ids=ids)
        return assigned_in_duckdb(ROOT / rest, rows, ids=ids)
