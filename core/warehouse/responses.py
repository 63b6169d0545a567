"""What customers did with messages, where the warehouse has it: a table of events, as a profile declares it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel, ConfigDict

from core.warehouse.purchases import Table, column_faults, no_table
from core.warehouse.types import ColumnType

_IDS = (ColumnType.INTEGER, ColumnType.STRING)
_NEEDED = {"customer": _IDS, "kind": (ColumnType.STRING,), "at": (ColumnType.TIMESTAMP,)}
_OPTIONAL = {"campaign": (ColumnType.STRING,), "channel": (ColumnType.STRING,), "id": _IDS}


class Responses(BaseModel):
    """The table of the events, a row each, and its columns.

    They say who did what when; and if the table has them, the campaign's short name, the channel, and the event's id.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    table: str
    customer: str = "customer_id"
    kind: str
    at: str
    campaign: str | None = None
    channel: str | None = None
    id: str | None = None

    def columns(self) -> dict[str, str]:
        """Return the columns that are named, by what they hold."""
        return {name: c for name in (*_NEEDED, *_OPTIONAL) if (c := getattr(self, name)) is not None}


def responses_faults(responses: Responses, tables: Mapping[str, Table]) -> list[str]:
    """Return what does not fit the declared tables, each fault with its place."""
    return list(_faults(responses, tables))


def _faults(responses: Responses, tables: Mapping[str, Table]) -> Iterator[str]:
    table = tables.get(responses.table)
    if table is None:
        yield no_table("responses.table", responses.table, tables)
        return
    for word, column in responses.columns().items():
        kinds = {**_NEEDED, **_OPTIONAL}[word]
        yield from column_faults(f"responses.{word}", responses.table, column, columns=table.columns, kinds=kinds)
