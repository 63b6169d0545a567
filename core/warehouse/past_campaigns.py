"""Campaigns that ran before the Lab, as a profile declares them: what ran, who got it, and who redeemed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from pydantic import BaseModel, ConfigDict

from core.warehouse.purchases import Purchases, Table, column_faults, no_table
from core.warehouse.types import ColumnType

CUSTOMER = "customer_id"


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Campaigns(_Document):
    """The table of the campaigns, a row each: its id, its kind, and the first and the last business day of it."""

    table: str
    id: str
    starts_on: str
    ends_on: str
    kind: str | None = None


class Happenings(_Document):
    """A table of what happened to customers in campaigns, and its column with the campaign's id."""

    table: str
    campaign: str


class PastCampaigns(_Document):
    """Campaigns that ran before the Lab knew of any.

    A row of `contacts` is a customer who was sent a campaign, a row of `redemptions` one thing redeemed. Both tables
    name the customer by `customer_id`. What was sold is what `purchases` says.
    """

    campaigns: Campaigns
    contacts: Happenings
    redemptions: Happenings | None = None


class Keyed(Table, Protocol):
    """What must be known of a table."""

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that tell its rows apart."""
        ...


_IDS = (ColumnType.INTEGER, ColumnType.STRING)


def past_campaigns_faults(
    past: PastCampaigns, tables: Mapping[str, Keyed], *, purchases: Purchases | None
) -> list[str]:
    """Return what does not fit the declared tables, each fault with its place."""
    faults = []
    if purchases is None:
        faults.append("past_campaigns: sales are measured by what customers pay for; declare `purchases` as well")
    faults += _campaign_faults(past.campaigns, tables)
    named = (("contacts", past.contacts), ("redemptions", past.redemptions))
    for part, happenings in named:
        if happenings is not None:
            faults += _happening_faults(part, happenings, past.campaigns, tables=tables)
            faults += _customer_faults(part, happenings, tables=tables, purchases=purchases)
    return faults


def _campaign_faults(campaigns: Campaigns, tables: Mapping[str, Keyed]) -> Iterator[str]:
    at = "past_campaigns.campaigns"
    table = tables.get(campaigns.table)
    if table is None:
        yield no_table(f"{at}.table", campaigns.table, tables)
        return
    named = (("id", campaigns.id, _IDS), ("starts_on", campaigns.starts_on, (ColumnType.DATE,)),
             ("ends_on", campaigns.ends_on, (ColumnType.DATE,)), ("kind", campaigns.kind, ()))  # fmt: skip
    for word, column, kinds in named:
        if column is not None:
            yield from column_faults(f"{at}.{word}", campaigns.table, column, columns=table.columns, kinds=kinds)
    if campaigns.id in table.columns and tuple(table.key) != (campaigns.id,):
        yield f"{at}.id: {campaigns.id!r} is not the `key` of the table {campaigns.table!r}, so it tells no row apart"


def _happening_faults(
    part: str, happenings: Happenings, campaigns: Campaigns, *, tables: Mapping[str, Keyed]
) -> Iterator[str]:
    at = f"past_campaigns.{part}"
    table = tables.get(happenings.table)
    if table is None:
        yield no_table(f"{at}.table", happenings.table, tables)
        return
    yield from column_faults(f"{at}.campaign", happenings.table, happenings.campaign, columns=table.columns, kinds=_IDS)
    mine = getattr(tables.get(campaigns.table), "columns", {}).get(campaigns.id)
    theirs = table.columns.get(happenings.campaign)
    if (
        mine is not None
        and theirs is not None
        and mine.type in _IDS
        and theirs.type in _IDS
        and mine.type != theirs.type
    ):
        yield f"{at}.campaign: is {theirs.type.value}, but the id of a campaign is {mine.type.value}"


def _customer_faults(
    part: str, happenings: Happenings, *, tables: Mapping[str, Keyed], purchases: Purchases | None
) -> Iterator[str]:
    """Return that the customers cannot be told, or not found again among those who bought."""
    table = tables.get(happenings.table)
    if table is None:
        return
    at = f"past_campaigns.{part}.table"
    mine = table.columns.get(CUSTOMER)
    theirs = getattr(tables.get(purchases.table), "columns", {}).get(CUSTOMER) if purchases else None
    if mine is None:
        yield f"{at}: the table {happenings.table!r} has no column {CUSTOMER}"
    elif theirs is not None and mine.type != theirs.type:
        yield f"{at}: its {CUSTOMER} is {mine.type.value}, but that of a purchase is {theirs.type.value}"
