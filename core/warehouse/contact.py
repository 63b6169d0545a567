"""How customers can be reached, as a profile declares it: addresses, consent and time zones, each a `table.column`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from pydantic import BaseModel, ConfigDict

from core.errors import did_you_mean
from core.warehouse.parquet import identifier
from core.warehouse.types import ColumnType

CUSTOMER_ID = "customer_id"
CHANNELS = ("outbox", "csv", "email", "webhook", "warehouse")
ADDRESSED = ("email",)  # channels that need an address of each customer


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ContactChannel(_Document):
    """Of one channel: the column with the address, and the one that says whether the customer consents."""

    address: str | None = None
    consent: str | None = None


class Contact(_Document):
    """Where addresses, consent and time zones stand. Each is `table.column` of a table with one row a customer.

    A channel that is not named needs no consent; e-mail that is not named reaches nobody, as no address is known. A
    consent of false or null is none. `time_zone` has IANA names.
    """

    channels: dict[str, ContactChannel] = {}
    time_zone: str | None = None

    def of(self, channel: str) -> ContactChannel:
        """Return what is declared of a channel; nothing is, where it is not named."""
        return self.channels.get(channel, ContactChannel())

    def places(self) -> Iterator[tuple[str, str, ColumnType]]:
        """Return every column that is named: where it stands in the profile, `table.column`, and its type."""
        for name, channel in self.channels.items():
            for word, column, kind in (
                ("address", channel.address, ColumnType.STRING),
                ("consent", channel.consent, ColumnType.BOOLEAN),
            ):
                if column is not None:
                    yield f"contact.channels.{name}.{word}", column, kind
        if self.time_zone is not None:
            yield "contact.time_zone", self.time_zone, ColumnType.STRING


class Column(Protocol):
    """What must be known of a column."""

    @property
    def type(self) -> ColumnType:
        """What it holds."""
        ...


class Table(Protocol):
    """What must be known of a table."""

    @property
    def columns(self) -> Mapping[str, Column]:
        """Its columns by name."""
        ...

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that tell its rows apart."""
        ...


def contact_faults(contact: Contact, tables: Mapping[str, Table]) -> list[str]:
    """Return what does not fit the declared tables, each fault with its place."""
    faults = []
    for name, channel in contact.channels.items():
        if name not in CHANNELS:
            hint = did_you_mean(name, CHANNELS) or f"There are {', '.join(CHANNELS)}."
            faults.append(f"contact.channels.{name}: there is no such channel. {hint}")
        elif name in ADDRESSED and channel.address is None:
            faults.append(f"contact.channels.{name}: nobody can be reached without an `address`; name its column")
        elif name not in ADDRESSED and channel.address is not None:
            faults.append(f"contact.channels.{name}.address: this channel needs none; leave it out")
    for at, written, kind in contact.places():
        faults += _column_faults(at, written, kind=kind, tables=tables)
    return faults


def _column_faults(at: str, written: str, *, kind: ColumnType, tables: Mapping[str, Table]) -> Iterator[str]:
    name, _, column = written.partition(".")
    if not column:
        yield f"{at}: write `table.column`, not {written!r}"
        return
    if (table := tables.get(name)) is None:
        yield f"{at}: there is no table {name!r}. {did_you_mean(name, tables)}".rstrip()
        return
    if table.key != (CUSTOMER_ID,):
        yield f"{at}: the table {name!r} must have one row a customer, so its `key` must be {CUSTOMER_ID}"
    if (found := table.columns.get(column)) is None:
        yield f"{at}: there is no column {column!r} in {name!r}. {did_you_mean(column, table.columns)}".rstrip()
    elif found.type is not kind:
        yield f"{at}: {column!r} is {found.type.value}, not {kind.value}"


def contact_sql(contact: Contact | None, relation: Callable[[str], str], *, channel: str) -> str:
    """Return a query of every customer by id (text): address (null: none is known), and has_consent, never null.

    `relation` gives the SQL of a table of the snapshot by its name.
    """
    told = (contact or Contact()).of(channel)
    named = [column.partition(".")[0] for column in (told.address, told.consent) if column is not None]
    alias = {table: f"t{n}" for n, table in enumerate(dict.fromkeys(named))}

    def spelt(written: str) -> str:
        table, _, column = written.partition(".")
        return f"{alias[table]}.{identifier(column)}"

    address = "CAST(NULL AS VARCHAR)" if told.address is None else f"nullif(trim({spelt(told.address)}), '')"
    consent = "true" if told.consent is None else f"coalesce({spelt(told.consent)}, false)"
    joins = "".join(f" LEFT JOIN {relation(t)} AS {a} ON {a}.{CUSTOMER_ID} = c.{CUSTOMER_ID}" for t, a in alias.items())
    return (
        f"SELECT CAST(c.{CUSTOMER_ID} AS VARCHAR) AS customer_id, {address} AS address, {consent} AS has_consent "
        f"FROM {relation('customers')} AS c{joins}"
    )
