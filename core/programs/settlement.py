"""What a ledger should say, given what was earned and what was done: all entries but those of earning.

Earnings come as entries, whether just computed or read from the ledger, so that one customer's redemption and a whole
night's accrual are settled by the same code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from core.programs.acting import Acting, Doings, actions_of, acts_of, days, events_of, refunds_of
from core.programs.days import NEVER, WAITING, expires_on, number
from core.programs.definition import ProgramDefinition
from core.programs.happenings import Op
from core.programs.preparing import Acts, Earned, prepared
from core.programs.ragged import Ints
from core.programs.settled import Settled
from core.programs.settling import settled

EARNINGS = ("customer_id", "lot", "at", "day", "points", "expires_on", "spendable_on", "version")


@dataclass(frozen=True, slots=True)
class Policy:
    """A version of the program, and the first day on which it was in force."""

    version: int
    from_on: date
    definition: ProgramDefinition


def in_force(policies: Sequence[Policy], day: date) -> Policy:
    """Return the policy of a day: the last that had begun by then, or the first."""
    return next((p for p in reversed(policies) if p.from_on <= day), policies[0])


def settle(
    earnings: pl.DataFrame, doings: Doings, policies: Sequence[Policy], *, until: date, zone: ZoneInfo
) -> Settled:
    """Return how everything stands at the end of the day `until`.

    `earnings` has the columns EARNINGS, a row a lot, in any order; `policies` the program's versions in the order of
    time, at least one. Actions happened as they were recorded.
    """
    lots = earnings.filter(pl.col("points") > 0).sort("customer_id", "at", pl.col("lot").str.len_chars(), "lot")
    customers = lots["customer_id"].unique(maintain_order=True)
    first = date(1970, 1, 1)
    ledger = Doings(Acting.LEDGER, doings.actions, doings.refunds)
    actions, customers = actions_of(ledger, customers, zone=zone, between=(first, until))
    acts = acts_of(actions, Acting.LEDGER, expires=_given_until(days(actions["day"]), policies))
    earned = _earned(lots, policies)
    acts += _returns(lots, earned, doings.refunds, zone=zone, until=until)
    ready = prepared(earned, acts)
    none = np.zeros(0, dtype=np.int64)
    books = settled(ready.lots, ready.ops, n_customers=len(customers), options=none, until=number(until))
    return Settled(ready, books, acts, actions, customers, lots["lot"], zone)


def _earned(lots: pl.DataFrame, policies: Sequence[Policy]) -> Earned:
    waits = {
        p.version: WAITING + p.definition.expiry.inactivity_days
        for p in policies
        if p.definition.expiry and p.definition.expiry.inactivity_days is not None
    }
    known = days(lots["expires_on"].fill_null(pl.date(1970, 1, 1)))
    expires = np.where(lots["expires_on"].is_null().to_numpy(), NEVER, known)
    for version, until in waits.items():
        expires = np.where((lots["version"] == version).to_numpy(), until, expires)
    customer = lots["customer_id"].rle_id().cast(pl.Int64).to_numpy() if lots.height else np.zeros(0, dtype=np.int64)
    return Earned(
        customer, lots["at"].dt.epoch("us").to_numpy(), days(lots["day"]), lots["points"].to_numpy(), expires,
        days(lots["spendable_on"]), np.arange(lots.height),
    )  # fmt: skip


def _given_until(day: Ints, policies: Sequence[Policy]) -> Ints:
    """Return the day on which points given by hand expire, by the version in force on their day."""
    begins = np.array([number(p.from_on) for p in policies], dtype=np.int64)
    place = np.maximum(np.searchsorted(begins, day, side="right") - 1, 0)
    choices = np.array([expires_on(day, p.definition.expiry) for p in policies]).reshape(len(policies), len(day))
    return choices[place, np.arange(len(day))] if len(day) else day.astype(np.int64)


def _returns(lots: pl.DataFrame, earned: Earned, refunds: pl.DataFrame | None, *, zone: ZoneInfo, until: date) -> Acts:
    found = refunds_of(lots.select(pl.col("lot").alias("basket"), "at"), refunds, zone=zone, until=number(until))
    rows = found["row"].to_numpy().astype(np.int64)
    at = found["at"].dt.epoch("us").to_numpy()
    return events_of(earned.customer[rows], at, days(found["day"]), basket=rows, op=Op.REFUND, target=rows)
