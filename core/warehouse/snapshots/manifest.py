"""What a snapshot says about itself: the value `Snapshot`, and its JSON form on the disk."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from core.errors import SnapshotCorrupt, SnapshotMissing, SnapshotTooNew
from core.kernel.clock import format_instant, parse_instant
from core.warehouse.snapshots.lock import reader_lock
from core.warehouse.snapshots.parts import Part, part_file, parts_sql

FORMAT = 2  # 2: a table is made of parts
FILE = "snapshot.json"
_DAYS, _INSTANTS = ("first_on", "last_on"), ("newest", "full_at")
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
    """One table of a snapshot. `columns` are names and types (`core.warehouse.types.ColumnType` values).

    `taken` says how it came here, `extracted` how many rows were read from the source for it, `full_at` when it was
    last taken in full, and `newest` the greatest value of its watermark.
    """

    name: str
    rows: int
    parts: tuple[Part, ...]
    columns: Mapping[str, str]
    sums: Mapping[str, int | float | None]
    key: tuple[str, ...] = ()
    instant: str | None = None
    day: str | None = None
    references: Mapping[str, str] = dataclasses.field(default_factory=dict)
    description: str = ""
    first_on: date | None = None  # business day of the first fact; null for a table that is not dated
    last_on: date | None = None
    watermark: str | None = None
    newest: datetime | None = None
    taken: Literal["full", "increment"] = "full"
    extracted: int = 0
    full_at: datetime | None = None

    @property
    def bytes(self) -> int:
        """Size of its files together."""
        return sum(p.bytes for p in self.parts)


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
    source_digest: str = ""  # tells from which warehouse it was taken
    number: int = 1  # how manieth it is; the clock may have been put back between two

    @property
    def zone(self) -> ZoneInfo:
        """The business time zone."""
        return ZoneInfo(self.time_zone)

    def age(self, now: datetime) -> timedelta:
        """Return how long ago it was taken; nothing when the clock was put back behind that."""
        return max(now - self.created_at, timedelta(0))

    @property
    def kind(self) -> Literal["full", "incremental"]:
        """Whether every table was taken in full, or some by what was new in the source."""
        return "incremental" if any(t.taken == "increment" for t in self.tables.values()) else "full"

    @property
    def taken_full_at(self) -> datetime:
        """Since when nothing was taken but in increments, of the table of which that is longest."""
        return min((t.full_at for t in self.tables.values() if t.full_at), default=self.created_at)

    @property
    def rows(self) -> int:
        """Rows of all tables together."""
        return sum(t.rows for t in self.tables.values())

    @property
    def bytes(self) -> int:
        """Size of all files together."""
        return sum(t.bytes for t in self.tables.values())

    def files(self, table: str) -> list[Path]:
        """Return the files that make up a table. Raises KeyError for one that the profile does not declare."""
        return [self.folder / p.file for p in self.tables[table].parts]

    def relation(self, table: str) -> str:
        """Return the SQL text that reads a table, for use behind FROM: the one way to read it. Raises as `files`."""
        info = self.tables[table]
        return parts_sql(self.folder, info.parts, columns=info.columns)

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
    value = dataclasses.asdict(table)
    value |= {name: value[name] and value[name].isoformat() for name in _DAYS}
    return value | {name: value[name] and format_instant(value[name]) for name in _INSTANTS}


def _table(value: dict[str, Any]) -> TableInfo:
    if "parts" not in value:  # format 1 had one file a table
        whole = {name: value.pop(name) for name in ("bytes", "sha256", "footer")}
        value["parts"] = [{"file": part_file(value["name"], "base"), "kind": "base", "rows": value["rows"], **whole}]
    value["parts"] = tuple(Part(**p) for p in value["parts"])
    value["key"] = tuple(value["key"])
    value |= {name: date.fromisoformat(value[name]) for name in _DAYS if value[name]}
    value |= {name: parse_instant(value[name], ZoneInfo("UTC")) for name in _INSTANTS if value.get(name)}
    return TableInfo(**value)


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
