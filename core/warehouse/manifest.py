"""What a snapshot says about itself: the value `Snapshot`, and its JSON form on the disk."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from core.errors import SnapshotCorrupt, SnapshotMissing, SnapshotTooNew
from core.kernel.clock import format_instant, parse_instant
from core.warehouse.lock import reader_lock
from core.warehouse.parquet import relation

FORMAT = 1
FILE = "snapshot.json"
REMEDY = "Take a new snapshot with `python -m core warehouse refresh`."


@dataclass(frozen=True, slots=True)
class Finding:
    """One figure about the quality of a table: how many `rows` have what `text` says."""

    table: str
    code: str
    level: str  # info | warning
    rows: int
    text: str

    def __str__(self) -> str:
        return f"{self.table}: {self.rows:,} {self.text}"


@dataclass(frozen=True, slots=True)
class TableInfo:
    """One table of a snapshot. `columns` are names and types (`core.warehouse.types.ColumnType` values)."""

    name: str
    rows: int
    bytes: int
    sha256: str
    footer: str
    columns: Mapping[str, str]
    sums: Mapping[str, int | float | None]
    key: tuple[str, ...] = ()
    instant: str | None = None
    day: str | None = None
    references: Mapping[str, str] = dataclasses.field(default_factory=dict)
    description: str = ""
    first_on: date | None = None  # business day of the first fact; null for a table that is not dated
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An immutable, dated copy of the declared tables, as Parquet files in `folder`."""

    id: str
    folder: Path
    created_at: datetime
    as_of: datetime
    time_zone: str
    unit: str
    profile: str
    profile_digest: str
    tables: Mapping[str, TableInfo]
    findings: tuple[Finding, ...] = ()
    is_live: bool = False  # whether facts still come in, so that a snapshot grows old

    @property
    def zone(self) -> ZoneInfo:
        """The business time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def rows(self) -> int:
        """Rows of all tables together."""
        return sum(t.rows for t in self.tables.values())

    @property
    def bytes(self) -> int:
        """Size of all files together."""
        return sum(t.bytes for t in self.tables.values())

    def path(self, table: str) -> Path:
        """Return the Parquet file of a table. Raises KeyError for a table that the profile does not declare."""
        return self.folder / f"{self.tables[table].name}.parquet"

    def relation(self, table: str) -> str:
        """Return the SQL text that reads a table, for use behind FROM."""
        return relation(self.path(table))

    @contextmanager
    def hold(self) -> Iterator[Snapshot]:
        """Keep the snapshot from being removed for as long as a long job reads it, beyond the grace time.

        Raises SnapshotMissing when it is gone already.
        """
        with ExitStack() as stack:
            try:
                stack.enter_context(reader_lock(self.folder / FILE))
            except FileNotFoundError:
                raise SnapshotMissing(f"The snapshot {self.id} is gone.", fix="Ask for the current one.") from None
            yield self

    def __hash__(self) -> int:
        return hash(self.id)

    def to_json(self) -> str:
        """Return the text of the snapshot's own manifest."""
        value = {f.name: getattr(self, f.name) for f in dataclasses.fields(self) if f.name != "folder"}
        value |= {"format": FORMAT, "created_at": format_instant(self.created_at), "as_of": format_instant(self.as_of)}
        value["tables"] = {name: _written(t) for name, t in self.tables.items()}
        value["findings"] = [dataclasses.asdict(f) for f in self.findings]
        return json.dumps(value, indent=1)

    @classmethod
    def read(cls, folder: Path) -> Snapshot:
        """Read the snapshot in `folder`. Raises FileNotFoundError, SnapshotCorrupt, SnapshotTooNew."""
        path = folder / FILE
        value = read_json(path)
        try:
            value |= {name: parse_instant(value[name], ZoneInfo("UTC")) for name in ("created_at", "as_of")}
            value["tables"] = {name: _table(t) for name, t in value["tables"].items()}
            value["findings"] = tuple(Finding(**f) for f in value["findings"])
            del value["format"]
            return cls(folder=folder, **value)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise SnapshotCorrupt(f"{path} is damaged: {error!r}.", fix=REMEDY) from error


def _written(table: TableInfo) -> dict[str, Any]:
    days = {name: day.isoformat() if day else None for name, day in _days(table).items()}
    return dataclasses.asdict(table) | days


def _days(table: TableInfo) -> dict[str, date | None]:
    return {"first_on": table.first_on, "last_on": table.last_on}


def _table(value: dict[str, Any]) -> TableInfo:
    days = {name: date.fromisoformat(value[name]) if value[name] else None for name in ("first_on", "last_on")}
    return TableInfo(**(value | {"key": tuple(value["key"])} | days))


def read_json(path: Path) -> dict[str, Any]:
    """Read one of the JSON files of this version. Raises FileNotFoundError, SnapshotCorrupt, SnapshotTooNew."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        found = value["format"]
    except (ValueError, TypeError, KeyError) as error:
        raise SnapshotCorrupt(f"{path} is damaged: {error!r}.", fix=REMEDY) from error
    if not isinstance(found, int) or found > FORMAT:
        raise SnapshotTooNew(
            f"{path} was written by a newer version of Loyalty Lab (format {found}; this one reads up to {FORMAT}).",
            fix="Update this installation, or set LAB_HOME to another folder and take a snapshot there.",
        )
    return dict(value)
