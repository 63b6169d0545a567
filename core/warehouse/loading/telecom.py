"""A made-up telecom: a wide view of its customers and the history behind it, the same for the same seed and instant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import duckdb

from core.kernel.clock import format_instant, reference_day, start_of_day
from core.warehouse.loading import telecom_sql as made
from core.warehouse.loading.load import Batch, Table
from core.warehouse.profile import Profile

AT_ONCE = 100_000  # customers in memory; the data do not depend on it

CUSTOMERS = Table(
    "customer_features_view",
    {
        "customer_id": "uuid NOT NULL", "total_revenue": "numeric(14,2) NOT NULL",
        "transaction_count": "integer NOT NULL", "last_purchase_days_ago": "integer",
        "avg_transaction_value": "numeric(14,2)",
        "lifetime_value": "numeric(14,2) NOT NULL", "churn_score": "double precision NOT NULL",
        "customer_tier": "text NOT NULL", "city": "text", "region": "text", "age": "integer", "gender": "text",
        "active_products_count": "integer NOT NULL", "customer_status": "text NOT NULL",
        "email_verified": "boolean NOT NULL", "updated_at": "timestamp with time zone NOT NULL",
    },
    key=("customer_id",), indexes=(("updated_at",),),
)  # fmt: skip
TRANSACTIONS = Table(
    "customer_transaction_history",
    {
        "transaction_id": "bigint NOT NULL", "customer_id": "uuid NOT NULL",
        "occurred_at": "timestamp with time zone NOT NULL", "amount": "numeric(12,2) NOT NULL",
        "channel": "text NOT NULL", "kind": "text NOT NULL",
    },
    key=("transaction_id",), indexes=(("customer_id",), ("occurred_at",)),
)  # fmt: skip
OFFERS = Table(
    "customer_offer_history",
    {
        "customer_id": "uuid NOT NULL", "offer": "smallint NOT NULL", "offered_at": "timestamp with time zone NOT NULL",
        "converted": "boolean NOT NULL", "converted_at": "timestamp with time zone",
        "updated_at": "timestamp with time zone NOT NULL",
    },
    key=("customer_id", "offer", "offered_at"), indexes=(("updated_at",),),
)  # fmt: skip
CHURN = Table(
    "customer_churn_history",
    {
        "customer_id": "uuid NOT NULL", "churned_at": "timestamp with time zone NOT NULL", "reason": "text NOT NULL",
        "returned_at": "timestamp with time zone", "updated_at": "timestamp with time zone NOT NULL",
    },
    key=("customer_id", "churned_at"), indexes=(("updated_at",),),
)  # fmt: skip
TABLES = (CUSTOMERS, TRANSACTIONS, OFFERS, CHURN)

_SELECTED = {
    CUSTOMERS.name: """
        SELECT customer_id, CAST(cents * 0.01 AS DECIMAL(14,2)), n, silent_days,
               CAST(mean_cents * 0.01 AS DECIMAL(14,2)), CAST(value_cents * 0.01 AS DECIMAL(14,2)), risk,
               ['bronze', 'silver', 'gold', 'platinum'][tier + 1],
               city, region, age, gender, products, status, is_verified, updated_at
        FROM wide ORDER BY i
    """,
    TRANSACTIONS.name: """
        SELECT transaction_id, customer_id, occurred_at, CAST(cents * 0.01 AS DECIMAL(12,2)), channel, kind
        FROM transactions ORDER BY transaction_id
    """,
    OFFERS.name: """
        SELECT customer_id, offer, offered_at, converted, converted_at, coalesce(converted_at, offered_at)
        FROM offers ORDER BY i, offered_at, offer
    """,
    CHURN.name: """
        SELECT customer_id, churned_at, reason, returned_at, coalesce(returned_at, churned_at) FROM churn ORDER BY i
    """,
}


_STEPS = {
    "people": made.PEOPLE, "transactions": made.TRANSACTIONS, "churn": made.CHURN,
    "wide": made.WIDE, "offers": made.OFFERS,
}  # fmt: skip


@dataclass(frozen=True)
class Telecom:
    """What is to be made up: how many customers, from which seed, as of which instant."""

    customers: int
    as_of: datetime
    seed: int = 1
    at_once: int = AT_ONCE

    @property
    def made_by(self) -> str:
        """What is written at the tables that hold it."""
        return f"telecom of {self.customers} customers, seed {self.seed}, as of {format_instant(self.as_of)}"

    def batches(self, connection: duckdb.DuckDBPyConnection) -> Iterator[Batch]:
        """Make up some customers after the others in `connection`; yield the queries that give the rows of each table.

        A query holds until the next one is asked for.
        """
        params = self._moments()
        _make(connection, "days", made.DAYS, params)
        for first in range(0, self.customers, self.at_once):
            last = min(first + self.at_once, self.customers)
            params |= {"first": first, "last": last}
            for name, sql in _STEPS.items():
                _make(connection, name, sql, params)
            for number, (table, sql) in enumerate(_SELECTED.items(), start=1):
                share = (first + (last - first) * number / len(_SELECTED)) / self.customers
                yield Batch(table, sql, share)

    def _moments(self) -> dict[str, object]:
        """Return the query parameters that say when: the reference day, when it began and how long it had lasted."""
        zone = Profile.load("telecom").zone
        day = reference_day(self.as_of, zone)
        began = start_of_day(day, zone)
        return {
            "seed": str(self.seed), "zone": zone.key, "as_of": self.as_of, "reference_day": day, "day_began": began,
            "elapsed": int((self.as_of - began).total_seconds()),
        }  # fmt: skip


def _make(connection: duckdb.DuckDBPyConnection, name: str, sql: str, params: Mapping[str, object]) -> None:
    """Make the temporary table `name`, with those of `params` that its query names."""
    named = {key: value for key, value in params.items() if re.search(rf"\${key}\b", sql)}
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {sql}", named)
