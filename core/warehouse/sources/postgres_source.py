"""A PostgreSQL as a warehouse: read-only, and held only for as long as a call takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import perf_counter

import polars as pl

from core.errors import ContractViolation, LabError
from core.warehouse.checking import Unreadable, checked, tested
from core.warehouse.postgres.connection import Waits, opened
from core.warehouse.postgres.errors import reading
from core.warehouse.postgres.probe import PostgresProbe
from core.warehouse.postgres.streams import Streams
from core.warehouse.postgres.url import Address
from core.warehouse.profile import Profile
from core.warehouse.progress import Progress, quiet
from core.warehouse.report import DESCRIBED, SourceReport
from core.warehouse.selection import Totals, raw_sql, source_sql
from core.warehouse.sources.postgres_copy import Extraction, Machine, asked_totals
from core.warehouse.sources.postgres_looker import PostgresLooker
from core.warehouse.sources.postgres_selection import Selection


class PostgresSource:
    """A warehouse in a PostgreSQL database."""

    def __init__(self, address: Address, *, waits: Waits | None = None, machine: Machine | None = None) -> None:
        self._address = address
        self._waits = waits or Waits()
        self._machine = machine or Machine()

    @property
    def address(self) -> str:
        """Where it is, without the password."""
        return str(self._address)

    def describe(self) -> pl.DataFrame:
        """Return the columns of its tables and views: `table`, `column`, `type`, `nullable`, `comment`."""
        with self._probed() as probe:
            return pl.DataFrame(probe.described, schema=DESCRIBED, orient="row")

    def check(self, profile: Profile) -> list[str]:
        """Return everything that the profile declares and the database does not give; empty when it fits."""
        with self._probed() as probe:
            return [str(fault) for one in checked(probe, profile) for fault in one.faults]

    def test(self, profile: Profile) -> SourceReport:
        """Look at everything at once: connection, tables, columns, types, privileges, rows, freshness."""
        try:
            with self._probed() as probe:
                start = perf_counter()
                server = probe.server()
                latency = (perf_counter() - start) * 1000
                faults, tables = tested(probe, profile)
        except LabError as error:
            return SourceReport.failed(self.address, error)
        return SourceReport(self.address, server, latency, faults, tables)

    @contextmanager
    def looking(self) -> Iterator[PostgresLooker]:
        """Open one transaction for drafting a profile of the database."""
        with self._probed() as probe:
            yield PostgresLooker(probe)

    @contextmanager
    def session(self, profile: Profile) -> Iterator[PostgresSession]:
        """Open one transaction whose state of the data all tables are read from."""
        with reading(self._address), Streams(self._address, self._waits) as streams:
            yield PostgresSession(streams, profile, machine=self._machine)

    @contextmanager
    def _probed(self) -> Iterator[PostgresProbe]:
        with opened(self._address, self._waits) as connection, reading(self._address):
            yield PostgresProbe(connection)


class PostgresSession:
    """An open transaction from which a profile's tables are extracted."""

    def __init__(self, streams: Streams, profile: Profile, *, machine: Machine) -> None:
        self._streams = streams
        self._profile = profile
        self._machine = machine

    def extract(self, table: str, into: Path, *, progress: Progress = quiet, since: datetime | None = None) -> Totals:
        """Write the logical `table` as a Parquet file at `into` and return what the source says it holds.

        With `since`, only the rows whose watermark is that or later. `progress` is told the share of the table; what
        it raises ends the extraction, at the server too.
        Raises ContractViolation when a value does not fit its declared type, StorageFull when the disk is full,
        WarehouseLost when the connection breaks. After any of them the session is of no use.
        """
        with reading(self._streams.address):
            extraction = Extraction(table, self._selection(table), self._streams, self._machine)
            return extraction.run(into, progress=progress, since=since)

    def totals(self, table: str) -> Totals:
        """Return what the source says that the whole logical `table` holds."""
        selection = self._selection(table)
        with reading(self._streams.address):
            return asked_totals(self._streams.lead, selection)

    def _selection(self, name: str) -> Selection:
        table, zone = self._profile.tables[name], self._profile.time_zone
        asked = {c: raw_sql(table, c, time_zone=zone) for c, spec in table.columns.items() if spec.day_of is None}
        with reading(self._streams.address):
            found = PostgresProbe(self._streams.lead).postgres_types(asked, source_sql(table))
        types = {c: kind for c, kind in found.items() if not isinstance(kind, Unreadable)}
        if refused := {c: words for c, words in found.items() if isinstance(words, Unreadable)}:
            raise ContractViolation(
                f"The table {name} cannot be read as its profile declares it.",
                fix="Correct the profile; `python -m core warehouse test` names every fault with its line.",
                problems=[f"{name}.{c}: {words}" for c, words in refused.items()],
            )
        return Selection(table, types, zone)
