"""A customer's account in a program: points, tier, lots, and the ledger with the reason of every entry."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import polars as pl

from core.programs.definition import ProgramDefinition
from core.programs.model import Program
from core.programs.standing import lots_of, standings
from core.services.features import AsOf
from core.services.ledgers import Ledgers
from core.services.programs import Programs
from core.store import Database

__all__ = ["Account", "Accounts"]


@dataclass(frozen=True)
class Account:
    """One customer in one program at the instant `as_of`.

    balance: points, less what is owed; spendable and pending: of them; debt: owed; qualifying: what counts for the
    tier; expiring: expires_on, points; lots: lot, arrived_on, points, left, expires_on, spendable_on; entries: at,
    day, kind, lot, points, balance (after it), reason, key, corrects, recorded_at, recorded_by, in the order of time.
    """

    program: str
    slug: str
    customer_id: str
    as_of: datetime
    balance: int
    spendable: int
    pending: int
    debt: int
    qualifying: int
    tier: str | None
    next_tier: str | None
    points_to_next: int | None
    expiring: pl.DataFrame
    lots: pl.DataFrame
    entries: pl.DataFrame

    @property
    def is_known(self) -> bool:
        """Whether the ledger knows of the customer."""
        return self.entries.height > 0

    def summary(self) -> dict[str, Any]:
        """Return what stands above the ledger, ready for JSON."""
        return {
            "program": self.slug, "customer_id": self.customer_id, "balance": self.balance,
            "spendable": self.spendable, "pending": self.pending, "debt": self.debt, "qualifying": self.qualifying,
            "tier": self.tier, "next_tier": self.next_tier, "points_to_next": self.points_to_next,
        }  # fmt: skip


class Accounts:
    """Reads accounts."""

    def __init__(self, programs: Programs, ledgers: Ledgers, *, database: Database) -> None:
        self._programs = programs
        self._ledgers = ledgers
        self._database = database

    def account(self, name: str, customer_id: str, *, at: AsOf = None) -> Account:
        """Return a customer's account, as of now by default. Raises NotFound, Refused for a program without ledger."""
        program, versions = self._ledgers.with_ledger(name)
        instant = self._ledgers.now(at)
        books = self._ledgers.books(program.slug, [customer_id], at=at)
        found = standings(
            books.settled, books.earnings, refunds=books.refunds, policy=books.policy, as_of_day=books.day
        )
        row: dict[str, Any] = next(iter(found.rows(named=True)), {})
        points: dict[str, Any] = {c: row.get(c, 0) for c in _COUNTS} | {c: row.get(c) for c in _TIERS}
        lots = lots_of(books.settled, customer_id)
        definitions = {v.version: v.definition for v in versions}
        expiring = lots.filter((pl.col("left") > 0) & pl.col("expires_on").is_not_null())
        return Account(
            program=program.name, slug=program.slug, customer_id=customer_id, as_of=instant,
            **points,
            expiring=expiring.group_by("expires_on").agg(pl.col("left").sum().alias("points")).sort("expires_on"),
            lots=lots, entries=_told(books.entries, books.actions, definitions),
        )  # fmt: skip

    def of(self, customer_id: str) -> list[Account]:
        """Return the customer's accounts in all programs that have a ledger and know of them."""
        with self._database.view() as work:
            programs = [p for p in work.programs.all() if _has_ledger(p)]
        found = [self.account(p.slug, customer_id) for p in programs]
        return [account for account in found if account.is_known]


_COUNTS = ("balance", "spendable", "pending", "debt", "qualifying")
_TIERS = ("tier", "next_tier", "points_to_next")
_ORDER = {"expire": 0, "burn": 1, "adjust": 1, "reverse": 1, "earn": 2, "offset": 3}  # at one instant
_REFUND = 4


def _has_ledger(program: Program) -> bool:
    return any(phase.until_on != phase.from_on for phase in program.phases)


def _told(entries: pl.DataFrame, actions: pl.DataFrame, definitions: dict[int, ProgramDefinition]) -> pl.DataFrame:
    """Return a customer's entries in the order of time, with the balance after each and its reason in words."""
    by_key = {row["key"]: row for row in actions.rows(named=True)}
    ordered = _in_order(entries)
    reasons = [_reason(row, by_key, definitions) for row in ordered.rows(named=True)]
    return ordered.with_columns(
        pl.col("points").cum_sum().alias("balance"), pl.Series("reason", reasons, dtype=pl.String)
    ).select("at", "day", "kind", "lot", "points", "balance", "reason", "key", "corrects", "recorded_at", "recorded_by")


def _in_order(entries: pl.DataFrame) -> pl.DataFrame:
    """Return entries in the order in which they count: what expires, actions as recorded, baskets, refunds."""
    base, kind = pl.coalesce("corrects", "key"), pl.col("kind")
    again = (kind == "expire") & (base != "expire:" + pl.col("lot"))  # what a cancellation gave back too late
    order = (
        pl.when(base.str.starts_with("refund:"))
        .then(_REFUND)
        .when(again)
        .then(_ORDER["reverse"])
        .otherwise(kind.replace_strict(_ORDER, default=_REFUND, return_dtype=pl.Int64))
    )
    return entries.sort("at", order, "recorded_at", again, "entry_id", maintain_order=True)


def _reason(row: dict[str, Any], actions: dict[str, dict[str, Any]], definitions: dict[int, ProgramDefinition]) -> str:
    """Return why an entry is there, in words."""
    if row["corrects"] is not None:
        return f"Corrects {row['corrects']}: purchases came late or changed"
    kind, key, lot = row["kind"], row["key"], row["lot"]
    if kind == "earn":
        return _earned(row, definitions[row["version"]])
    if kind == "expire":
        return f"Left of {_lot(lot)}, which expired"
    if kind == "offset":
        return "Pays points that were owed" if lot != "debt" else "Owed points are paid"
    if key.startswith("refund:"):
        return f"Basket {key.split(':')[1]} was refunded"
    action = actions.get(key.split(":")[1], {})
    said = f": {action['reason']}" if action.get("reason") else ""
    if kind == "burn":
        what = action.get("option") or f"{action.get('points', 0):,} points"
        return f"Redeemed {what}, from {_lot(lot)} (key {action.get('key', '')}){said}"
    if kind == "reverse":
        return f"Redemption {action.get('cancels', '')} was cancelled, back to {_lot(lot)}{said}"
    return f"Adjusted by {row['recorded_by']}{said}"


def _lot(lot: str) -> str:
    if lot == "debt":
        return "what is owed"
    return lot.replace(":", " ") if ":" in lot else f"basket {lot}"


def _earned(row: dict[str, Any], definition: ProgramDefinition) -> str:
    facts = json.loads(row["facts"] or "{}")
    parts = [
        f"{rule.name} {base:,}" for rule, base in zip(definition.earn, facts.get("base", []), strict=False) if base
    ]
    text = f"Basket {row['lot']}: {' + '.join(parts) or 'nothing'}"
    wanted, awarded = sum(facts.get("wanted", [])), sum(facts.get("awarded", []))
    if definition.tiers:
        tier = definition.tiers[facts.get("tier", 0)]
        if tier.multiplier != Decimal(1):
            text += f", times {tier.multiplier:f} as {tier.name} is {wanted:,}"
    return text if awarded == wanted else f"{text}, cut to {awarded:,} by a cap"
