"""The warehouse behind DWH_URL: what it holds, whether it fits the profile, and its tables in bulk."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol

import polars as pl

from core.config import ROOT, Settings
from core.errors import ConfigError, WarehouseUnreachable
from core.warehouse.drafting import Looker
from core.warehouse.loading.demo import demo_path
from core.warehouse.postgres.connection import Waits
from core.warehouse.postgres.url import SCHEME, parsed
from core.warehouse.profile import Profile
from core.warehouse.progress import Progress, quiet
from core.warehouse.report import SourceReport
from core.warehouse.selection import Totals
from core.warehouse.sources.duckdb_source import DuckDBSource
from core.warehouse.sources.postgres_copy import Machine
from core.warehouse.sources.postgres_source import PostgresSource


class Session(Protocol):
    """A source held open in one state, so that all tables of a snapshot fit together."""

    def extract(self, table: str, into: Path, *, progress: Progress = quiet, since: datetime | None = None) -> Totals:
        """Write the logical `table` as a Parquet file and return what the source says it holds.

        With `since`, only the rows whose watermark is that or later. `progress` is told the share of this table.
        """
        ...

    def totals(self, table: str) -> Totals:
        """Return what the source says that the whole logical `table` holds, without extracting it."""
        ...


class Source(Protocol):
    """A warehouse that can be read. Nothing is held open between calls.

    `address` tells one warehouse from another and has no password in it.
    """

    @property
    def address(self) -> str:
        """Where the warehouse is."""
        ...

    def describe(self) -> pl.DataFrame:
        """Return the source's columns: `table`, `column`, `type` (as the source spells it), `nullable`, `comment`."""
        ...

    def check(self, profile: Profile) -> list[str]:
        """Return everything that the profile declares and the source does not give; empty when it fits."""
        ...

    def test(self, profile: Profile) -> SourceReport:
        """Look at everything at once: connection, tables, columns, types, privileges, rows, freshness.

        What is wrong stands in the report, also that nothing answers.
        """
        ...

    def session(self, profile: Profile) -> AbstractContextManager[Session]:
        """Open the source for one extraction of the profile's tables."""
        ...

    def looking(self) -> AbstractContextManager[Looker]:
        """Open the source for drafting a profile of it."""
        ...


def connect(settings: Settings) -> Source:
    """Return the warehouse that DWH_URL names.

    Raises ConfigError for a URL of no known kind, WarehouseUnreachable when its file is not there.
    """
    scheme, _, rest = settings.dwh_url.get_secret_value().partition("://")
    if scheme == "demo":
        return _demo(settings, rest)
    if scheme == "duckdb":
        return _file(settings, ROOT / rest)  # an absolute path stays what it is
    if SCHEME.fullmatch(scheme):
        return _postgres(settings)
    raise ConfigError(
        f"DWH_URL begins with {scheme.split(':')[0]!r}, which is no kind of warehouse known here.",
        fix="Set DWH_URL to demo://complete_journey, to duckdb:///path/to/file.duckdb, or to "
        "postgresql://user:password@host:5432/database.",
    )


def _postgres(settings: Settings) -> Source:
    return PostgresSource(
        parsed(settings.dwh_url.get_secret_value()),
        waits=Waits(settings.dwh_connect_timeout, settings.dwh_statement_timeout),
        machine=Machine(settings.lab_threads, temp=settings.home / "spill"),
    )


def _demo(settings: Settings, name: str) -> Source:
    if name.strip("/") != "complete_journey":
        raise ConfigError(
            f"There is no demo warehouse {name!r}.", fix="Set DWH_URL to demo://complete_journey, the only one."
        )
    path = demo_path(settings.home)
    if not path.is_file():
        raise WarehouseUnreachable(
            f"The demo warehouse has not been built: there is no {path}.",
            fix="Build it with `python -m core warehouse demo` (`make run` does it too).",
        )
    return DuckDBSource(path, threads=settings.lab_threads, memory_limit=settings.lab_memory_limit)


def _file(settings: Settings, path: Path) -> Source:
    if not path.is_file():
        raise WarehouseUnreachable(
            f"DWH_URL names a DuckDB file, and there is no {path}.",
            fix="Correct the path (duckdb:///absolute/path), or set DWH_URL to demo://complete_journey.",
        )
    return DuckDBSource(path, threads=settings.lab_threads, memory_limit=settings.lab_memory_limit)
