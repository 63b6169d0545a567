"""A profile: the logical tables that the Lab works with, and where each is found in a warehouse."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, field_validator

from core.errors import did_you_mean
from core.kernel.canonical import digest
from core.warehouse.contact import Contact, contact_faults
from core.warehouse.document import Name, find_document, read_document, refused
from core.warehouse.past_campaigns import PastCampaigns, past_campaigns_faults
from core.warehouse.purchases import Purchases, purchases_faults
from core.warehouse.responses import Responses, responses_faults
from core.warehouse.types import ColumnType

PROFILES = Path(__file__).parent / "profiles"
CUSTOMER_ID = "customer_id"


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class LogicalColumn(_Document):
    """One column: its type, and the source column or SQL expression that gives it.

    Left out, the source column has the same name. `day_of` makes a business day of another column's instant.
    """

    type: ColumnType
    source: str | None = Field(None, alias="from")
    expression: str | None = None
    day_of: str | None = None
    nullable: bool = True
    personal: bool | None = None  # whether pages must not show its values; left out, its name decides
    description: str = ""


class Watch(_Document):
    """A figure about the quality of a table, counted at every refresh by an aggregate expression over its columns."""

    count: str
    text: str
    level: Literal["info", "warning"] = "warning"


def _short(value: Any) -> Any:
    """Let `store_id: integer` stand for `store_id: {type: integer}`."""
    return {"type": value} if isinstance(value, str) else value


class LogicalTable(_Document):
    """One logical table: the source table or `sql` behind it, its columns, and what must be true of it."""

    description: str
    source: str | None = None
    sql: str | None = None
    columns: dict[Name, Annotated[LogicalColumn, BeforeValidator(_short)]]
    key: tuple[str, ...] = ()
    instant: str | None = None  # the column that dates a fact; without one the table is timeless
    day: str | None = None  # the column with the business day of that instant
    is_state: bool = False  # says what is true now and keeps no history: the past is what kept snapshots still know
    watermark: str | None = (
        None  # the instant that moves with every change of a row: a refresh may take only what is new
    )
    distinct: bool = False  # drop exact duplicates on the way, and say how many
    references: dict[str, str] = {}  # column -> the keyed table it points to
    watch: dict[Name, Watch] = {}


class Profile(_Document):
    """What a warehouse holds, declared. `Profile.load` reads and checks it."""

    name: Name
    description: str = ""
    time_zone: str
    is_live: bool  # a live warehouse's default as_of is now; a finished data set's is the midnight after its last fact
    unit: str  # unit of account, such as USD
    tables: dict[Name, LogicalTable]
    purchases: Purchases | None = None  # what customers pay for, where loyalty programs are wanted
    past_campaigns: PastCampaigns | None = None  # what ran before the Lab, where it is to be compared
    contact: Contact | None = None  # how customers can be reached, where campaigns send e-mail
    responses: Responses | None = None  # what customers did with messages, where the warehouse has it
    _file: Path | None = PrivateAttr(None)

    @property
    def file(self) -> Path | None:
        """The file that it was read from, so that faults can name lines; None for one made in a program."""
        return self._file

    def located(self, file: Path) -> Profile:
        """Remember the file that it was read from; return itself."""
        self._file = file
        return self

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError):
            raise ValueError(f"{value!r} is not an IANA time zone such as America/New_York") from None
        return value

    @property
    def zone(self) -> ZoneInfo:
        """The business time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def digest(self) -> str:
        """What identifies what is extracted: snapshots and feature views fit as long as it is the same.

        What the tables are used for is no part of it: `purchases`, `past_campaigns`, `contact` and `responses` may be
        written or changed without a new snapshot.
        """
        return digest(self.model_dump(mode="json", exclude={"purchases", "past_campaigns", "contact", "responses"}))

    def within(self, time_zone: str | None) -> Profile:
        """Return the profile with another business time zone, or itself when none is given."""
        return self if time_zone is None else self.model_copy(update={"time_zone": time_zone})

    @classmethod
    def load(cls, name_or_path: str | Path) -> Profile:
        """Read a profile that ships with the Lab by its name, or any by the path of its YAML file.

        Raises ConfigError that lists every fault at once.
        """
        path = find_document(name_or_path, PROFILES, kind="warehouse profile")
        profile = read_document(path, cls, kind="warehouse profile")
        faults = [f for name, table in profile.tables.items() for f in _faults(name, table, profile.tables)]
        if CUSTOMER_ID not in getattr(profile.tables.get("customers"), "columns", {}):
            faults.append(f"tables: there is no table customers with a column {CUSTOMER_ID}")
        if profile.purchases is not None:
            faults += purchases_faults(profile.purchases, profile.tables)
        if profile.responses is not None:
            faults += responses_faults(profile.responses, profile.tables)
        if profile.contact is not None:
            faults += contact_faults(profile.contact, profile.tables)
        if (past := profile.past_campaigns) is not None:
            faults += past_campaigns_faults(past, profile.tables, purchases=profile.purchases)
        if faults:
            raise refused(path, faults, kind="warehouse profile")
        return profile.located(path)


def _faults(name: str, table: LogicalTable, tables: dict[str, LogicalTable]) -> list[str]:
    """Return what is inconsistent in one table, each fault with its place."""
    at = f"tables.{name}"
    faults = []
    if (table.source is None) == (table.sql is None):
        faults.append(f"{at}: give either `source` (a table or view) or `sql`, and not both")
    single = {"instant": (table.instant,), "day": (table.day,), "watermark": (table.watermark,)}
    named = {"key": table.key, **single, "references": tuple(table.references)}
    for what, columns in named.items():
        faults += [
            f"{at}.{what}: there is no column {c!r}. {did_you_mean(c, table.columns)}".rstrip()
            for c in columns
            if c is not None and c not in table.columns
        ]
    faults += _instant_faults(at, table) + _watermark_faults(f"{at}.watermark", table)
    for column, target in table.references.items():
        if len(getattr(tables.get(target), "key", ())) != 1:
            faults.append(f"{at}.references.{column}: {target!r} is not a table with a key of one column")
    for column, spec in table.columns.items():
        if sum(x is not None for x in (spec.source, spec.expression, spec.day_of)) > 1:
            faults.append(f"{at}.columns.{column}: give only one of `from`, `expression` and `day_of`")
        if spec.day_of is not None and not _is(table, spec.day_of, ColumnType.TIMESTAMP):
            faults.append(f"{at}.columns.{column}.day_of: {spec.day_of!r} is not a timestamp column of the table")
    return faults


def _instant_faults(at: str, table: LogicalTable) -> list[str]:
    faults = []
    if table.instant in table.columns and not _is(table, table.instant, ColumnType.TIMESTAMP, ColumnType.DATE):
        faults.append(f"{at}.instant: {table.instant!r} is neither a timestamp nor a date")
    if table.day in table.columns and not _is(table, table.day, ColumnType.DATE):
        faults.append(f"{at}.day: {table.day!r} is not a date")
    if table.is_state and (table.instant or table.day):
        dated = "instant" if table.instant else "day"
        faults.append(f"{at}.is_state: says what is true now, so its rows have no `{dated}`; leave one of the two out")
    if table.instant is not None and CUSTOMER_ID not in table.columns:
        faults.append(f"{at}: facts need a column {CUSTOMER_ID}")
    return faults


def _watermark_faults(at: str, table: LogicalTable) -> list[str]:
    """Return why a table cannot be taken by increments: its rows must be told apart, and none may lack the instant."""
    if table.watermark is None:
        return []
    faults = []
    if not table.key:
        faults.append(f"{at}: the table needs a `key`, by which a changed row replaces the one before")
    if table.distinct:
        faults.append(
            f"{at}: leave out either `watermark` or `distinct`; a part of the rows does not show the duplicates"
        )
    if (column := table.columns.get(table.watermark)) is not None:
        if column.type is not ColumnType.TIMESTAMP:
            faults.append(f"{at}: {table.watermark!r} is not a timestamp")
        elif column.nullable:
            hint = "an expression such as coalesce(updated_at, created_at) helps where some are empty"
            faults.append(f"{at}: the column {table.watermark!r} must be declared `nullable: false`; {hint}")
    return faults


def _is(table: LogicalTable, column: str | None, *types: ColumnType) -> bool:
    return column in table.columns and table.columns[column].type in types
