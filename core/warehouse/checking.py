"""What a profile declares against what a source gives: every fault at once, in the same words for every source."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import polars as pl

from core.errors import did_you_mean
from core.warehouse.fits import misfit
from core.warehouse.places import Places
from core.warehouse.profile import LogicalTable, Profile
from core.warehouse.report import Fault, tables_frame
from core.warehouse.selection import raw_sql, source_sql

_CORRECT = "Correct the profile, or the warehouse; `python -m core warehouse columns` lists what it holds."


class Unreadable(Exception):
    """The source refuses a query. The text is its own words; `fix` what to do; `is_denied`: for want of a privilege."""

    def __init__(self, words: str, *, fix: str = _CORRECT, is_denied: bool = False) -> None:
        super().__init__(words)
        self.fix = fix
        self.is_denied = is_denied


@dataclass(frozen=True, slots=True)
class Found:
    """The type of an expression: as DuckDB will have it, and as the source spells it."""

    type: str
    spelling: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What stands in a relation now: rows (exact or estimated; None when unknown) and its newest instant."""

    rows: int | None
    is_exact: bool = True
    newest: datetime | None = None


class Prober(Protocol):
    """A source that is asked about relations (SQL behind FROM, named `source`) without reading their rows."""

    def tables(self) -> Collection[str]:
        """Return the names by which tables can be declared."""
        ...

    def columns_of(self, table: str) -> Sequence[str]:
        """Return the columns of one of the tables, also those that may not be read."""
        ...

    def columns(self, relation: str) -> Sequence[str]:
        """Return the columns of a relation. Raises Unreadable."""
        ...

    def types(self, expressions: Mapping[str, str], relation: str) -> Mapping[str, Found | Unreadable]:
        """Return the type of each of the named expressions over a relation, or why it has none."""
        ...

    def missing(self, column: str) -> str:
        """Return how this source says that it has no such column."""
        ...

    def figures(self, relation: str, newest: str | None) -> Figures:
        """Count the rows, and find the latest value of the expression `newest`. Raises Unreadable."""
        ...


@dataclass(frozen=True, slots=True)
class Checked:
    """One logical table compared with its source: the faults, and how many declared columns were found."""

    name: str
    table: LogicalTable
    faults: tuple[Fault, ...]
    found: int

    @property
    def can_read(self) -> bool:
        """Whether it can be extracted as far as its declaration goes."""
        return not self.faults


def checked(prober: Prober, profile: Profile) -> Iterator[Checked]:
    """Compare each table of the profile with the source."""
    places = Places(profile.file)
    for name, table in profile.tables.items():
        faults = tuple(_faults(prober, name, table, places=places, time_zone=profile.time_zone))
        bad = {f.subject for f in faults}
        found = 0 if name in bad else sum(f"{name}.{c}" not in bad for c in table.columns)
        yield Checked(name, table, faults, found)


def _faults(prober: Prober, name: str, table: LogicalTable, *, places: Places, time_zone: str) -> Iterator[Fault]:
    if table.source is not None and table.source not in (known := prober.tables()):
        what = f"the source has no table {table.source!r}. {did_you_mean(table.source, known)}".rstrip()
        yield Fault("error", name, what, _CORRECT, places.of(name))
        return
    relation = source_sql(table)
    try:
        given = prober.columns_of(table.source) if table.source is not None else prober.columns(relation)
    except Unreadable as words:
        yield Fault("error", name, f"its SQL cannot be read: {words}", words.fix, places.of(name))
        return
    asked = {}
    for column, spec in table.columns.items():
        wanted = spec.source or column
        if spec.expression is None and spec.day_of is None and wanted not in given:
            what = f"{prober.missing(wanted)} {did_you_mean(wanted, given)}".rstrip()
            yield Fault("error", f"{name}.{column}", what, _CORRECT, places.of(name, column))
        elif spec.day_of is None:
            asked[column] = raw_sql(table, column, time_zone=time_zone)
    types = prober.types(asked, relation)
    denied = [found for found in types.values() if isinstance(found, Unreadable) and found.is_denied]
    if denied and len(denied) == len(types):
        yield Fault("error", name, str(denied[0]), denied[0].fix, places.of(name))
        return
    for column, found in types.items():
        if isinstance(found, Unreadable):
            yield Fault("error", f"{name}.{column}", str(found), found.fix, places.of(name, column))
        elif (why := misfit(found.type, table.columns[column].type, spelling=found.spelling)) is not None:
            yield Fault("error", f"{name}.{column}", why, _CORRECT, places.of(name, column))


def newest_sql(table: LogicalTable, *, time_zone: str) -> str | None:
    """Return the expression over the source whose maximum says how fresh the table is, or None when nothing does."""
    column = table.watermark or table.instant
    return None if column is None else raw_sql(table, column, time_zone=time_zone)


def tested(prober: Prober, profile: Profile) -> tuple[tuple[Fault, ...], pl.DataFrame]:
    """Compare the profile with the source and count what its tables hold: all faults, and a report's frame."""
    faults: list[Fault] = []
    rows: list[dict[str, object]] = []
    for one in checked(prober, profile):
        faults += one.faults
        figures = Figures(None)
        if one.found:
            newest = newest_sql(one.table, time_zone=profile.time_zone)
            dating = one.table.watermark or one.table.instant
            dated = all(f.subject != f"{one.name}.{dating}" for f in one.faults)
            try:
                figures = prober.figures(source_sql(one.table), newest if dated else None)
            except Unreadable as words:
                faults.append(Fault("warning", one.name, f"its rows could not be counted: {words}", words.fix))
            else:
                faults += _empty(one, figures)
        rows.append(
            {
                "table": one.name, "source": one.table.source or "sql", "rows": figures.rows,
                "is_exact": figures.is_exact, "newest": figures.newest, "declared": len(one.table.columns),
                "found": one.found, "can_read": one.can_read,
            }
        )  # fmt: skip
    return tuple(faults), tables_frame(rows)


def _empty(one: Checked, figures: Figures) -> list[Fault]:
    if figures.rows != 0:
        return []
    fix = "Check that the profile names the right table, and that the warehouse was loaded."
    return [Fault("warning", one.name, "the source holds no rows.", fix)]
