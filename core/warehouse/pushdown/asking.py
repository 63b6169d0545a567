"""Questions that the warehouse answers itself, over its own tables, as they are at this moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, ClassVar

import polars as pl

from core import logs
from core.config import Settings
from core.errors import ConfigError, ContractViolation
from core.warehouse.checking import Unreadable
from core.warehouse.figures import day_sql
from core.warehouse.postgres.connection import Connection, Waits, opened
from core.warehouse.postgres.errors import reading
from core.warehouse.postgres.probe import PostgresProbe
from core.warehouse.postgres.url import SCHEME, Address, parsed
from core.warehouse.profile import Profile
from core.warehouse.pushdown.tables import table_sql
from core.warehouse.selection import raw_sql, source_sql

_log = logs.get_logger(__name__)


class Pushdown:
    """A PostgreSQL warehouse held open in one read-only transaction: all its answers are of one state of the data."""

    dialect: ClassVar[str] = "postgres"

    def __init__(self, connection: Connection, address: Address) -> None:
        self._connection = connection
        self._address = address

    @property
    def address(self) -> str:
        """Where the warehouse is, without the password."""
        return str(self._address)

    def relations(self, profile: Profile) -> Mapping[str, str]:
        """Return the SQL behind FROM of each logical table.

        Raises ContractViolation that lists everything which the profile declares and the warehouse does not give.
        """
        found: dict[str, str] = {}
        problems: list[str] = []
        probe, zone = PostgresProbe(self._connection), profile.time_zone
        for name, table in profile.tables.items():
            asked = {c: raw_sql(table, c, time_zone=zone) for c, spec in table.columns.items() if spec.day_of is None}
            with reading(self._address):
                types = probe.postgres_types(asked, source_sql(table))
            faults = [f"{name}.{c}: {words}" for c, words in types.items() if isinstance(words, Unreadable)]
            if not faults:
                known = {c: kind for c, kind in types.items() if not isinstance(kind, Unreadable)}
                found[name] = table_sql(table, known, time_zone=zone)
            problems += faults
        if problems:
            raise ContractViolation(
                f"The warehouse does not hold what the profile {profile.name} declares.",
                fix="Correct the profile; `python -m core warehouse test` names every fault with its line.",
                problems=problems,
            )
        return found

    def last_day(self, profile: Profile, relations: Mapping[str, str]) -> date | None:
        """Return the business day of the last fact in any dated table; None when there is none."""
        dated = {name: table for name, table in profile.tables.items() if table.instant is not None}
        if not dated:
            return None
        days = [
            f"SELECT max({day_sql(table, time_zone=profile.time_zone)}) AS day FROM {relations[name]} AS {name}"
            for name, table in dated.items()
        ]
        found: date | None = self.rows(f"SELECT max(day) FROM ({' UNION ALL '.join(days)}) AS days")[0][0]
        return found

    def frame(self, sql: str) -> pl.DataFrame:
        """Return the rows of a query as a polars frame."""
        names, rows = self._asked(sql)
        return pl.DataFrame(rows, schema=names, orient="row", infer_schema_length=None)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query as Python values."""
        return self._asked(sql)[1]

    def _asked(self, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        with (
            logs.timed(_log, "query.answered", engine=self.dialect) as facts,
            reading(self._address),
            self._connection.cursor() as cursor,
        ):
            cursor.execute(sql)
            rows = cursor.fetchall()
            facts["rows"] = len(rows)
            return [c.name for c in cursor.description], rows


@contextmanager
def pushed_down(settings: Settings) -> Iterator[Pushdown]:
    """Open the warehouse behind DWH_URL for questions.

    Raises ConfigError when it is no PostgreSQL, WarehouseUnreachable, WarehouseRefused.
    """
    url = settings.dwh_url.get_secret_value()
    if not SCHEME.fullmatch(url.partition("://")[0]):
        raise ConfigError(
            "DWH_URL names no PostgreSQL, and only a PostgreSQL warehouse can be asked itself.",
            fix="Ask the snapshot (the engine duckdb, the default), or set DWH_URL to a postgresql:// address.",
        )
    address = parsed(url)
    with opened(address, Waits(settings.dwh_connect_timeout, settings.dwh_statement_timeout)) as connection:
        yield Pushdown(connection, address)
