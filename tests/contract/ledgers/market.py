"""A tiny market whose purchases a test may add, change and give back; a new snapshot shows what the warehouse says now.

The warehouse is a DuckDB file, New York's, and live: now is where the clock stands. A basket of 12.99 earns 12 points
of its base rule, so that the slow reference can be asked what the ledger must say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import polars as pl

from core.config import Settings
from core.kernel.clock import FixedClock, business_day, reference_day
from core.programs.definition import ProgramDefinition
from core.services.lab import Lab
from tests.property.programs.histories import Act, Basket, History, Refund
from tests.property.programs.reference import Entry, reference

ZONE = ZoneInfo("America/New_York")
BEGIN = date(2017, 3, 1)
PROFILE = """
name: market
time_zone: America/New_York
is_live: true
unit: USD
purchases:
  table: purchases
  basket: basket_id
  amount: cents
  refunds: {table: refunds, basket: basket_id, instant: refunded_at}
tables:
  customers:
    description: Everybody who is known.
    source: customers
    key: [customer_id]
    columns: {customer_id: {type: string, nullable: false}}
  purchases:
    description: What was bought.
    source: purchases
    instant: bought_at
    day: bought_on
    columns:
      customer_id: {type: string, nullable: false}
      basket_id: integer
      cents: {from: amount, type: cents}
      bought_at: timestamp
      bought_on: {day_of: bought_at, type: date}
  refunds:
    description: What was given back.
    source: refunds
    instant: refunded_at
    columns: {customer_id: {type: string, nullable: false}, basket_id: integer, refunded_at: timestamp}
"""
DICTIONARY = """
name: market
profile: market
customers: customers
groups:
  All:
    visits: {type: integer, description: Baskets so far., from: purchases, take: count(*), otherwise: 0}
"""
EMPTY = """
    CREATE TABLE customers(customer_id VARCHAR);
    INSERT INTO customers VALUES ('ann'), ('bob'), ('cem');
    CREATE TABLE purchases(customer_id VARCHAR, basket_id BIGINT, amount DECIMAL(18, 2), bought_at TIMESTAMPTZ);
    CREATE TABLE refunds(customer_id VARCHAR, basket_id BIGINT, refunded_at TIMESTAMPTZ);
"""
PROGRAM: dict[str, Any] = {
    "name": "Points",
    "point_value": "0.01",
    "starts_on": BEGIN.isoformat(),
    "earn": [{"name": "base", "points": {"*": [{"var": "amount"}, 1]}}],
    "expiry": {"after_days": 30},
    "burn": [{"name": "5 off", "points": 50, "value": "5.00"}],
}
TIERS = [
    {"name": "Basic", "threshold": 0},
    {"name": "Silver", "threshold": 50, "multiplier": "1.5"},
    {"name": "Gold", "threshold": 150, "multiplier": "2"},
]


def at(text: str) -> datetime:
    """`03-05` (noon) or `03-05 17:30`, in New York in 2017."""
    on, _, clock = text.partition(" ")
    return datetime.fromisoformat(f"2017-{on} {clock or '12:00'}").replace(tzinfo=ZONE).astimezone(UTC)


def day(text: str) -> date:
    return date.fromisoformat(f"2017-{text}")


def build(home: Path, url: str | None = None) -> Settings:
    """Make an empty warehouse, its profile and its dictionary in `home`."""
    home.mkdir(parents=True)
    (home / "market.yaml").write_text(PROFILE, encoding="utf-8")
    (home / "features.yaml").write_text(DICTIONARY, encoding="utf-8")
    with duckdb.connect(str(home / "market.duckdb")) as db:
        db.execute(EMPTY)
    return settings_of(home, url)


def settings_of(home: Path, url: str | None = None) -> Settings:
    """The settings of a market that was built in `home`."""
    return Settings(
        lab_home=home, dwh_url=f"duckdb:///{home / 'market.duckdb'}", dwh_profile=str(home / "market.yaml"),
        lab_dictionary=str(home / "features.yaml"), lab_keep_snapshots=1, lab_snapshot_grace_minutes=0,
        lab_threads=1, lab_user="ann", store_url=url or "",
    )  # fmt: skip


@dataclass
class Market:
    """What was bought and given back, the clock, and the lab that looks at it."""

    lab: Lab
    clock: FixedClock
    baskets: dict[int, Basket] = field(default_factory=dict)
    refunds: list[Refund] = field(default_factory=list)

    # The warehouse

    def buys(self, customer: str, basket: int, when: str, amount: float) -> None:
        """Put a basket into the warehouse; the next snapshot shows it."""
        self.baskets[basket] = Basket(customer, str(basket), at(when), (max(int(amount), 0),))
        self._sql("INSERT INTO purchases VALUES ($1, $2, $3, $4)", customer, basket, amount, at(when))

    def changes(self, basket: int, **to: Any) -> None:
        """Change a basket's `customer`, `when` or `amount`."""
        old = self.baskets[basket]
        self.removes(basket)
        when = to.get("when", old.at.astimezone(ZONE).strftime("%m-%d %H:%M"))
        self.buys(to.get("customer", old.customer), basket, when, to.get("amount", old.base[0]))

    def removes(self, basket: int) -> None:
        del self.baskets[basket]
        self._sql("DELETE FROM purchases WHERE basket_id = $1", basket)

    def refund(self, basket: int, when: str) -> None:
        self.refunds.append(Refund(str(basket), at(when)))
        self._sql("INSERT INTO refunds VALUES ($1, $2, $3)", self.baskets[basket].customer, basket, at(when))

    def withdraws(self, basket: int) -> None:
        """Take back that a basket was refunded."""
        self.refunds = [r for r in self.refunds if r.basket != str(basket)]
        self._sql("DELETE FROM refunds WHERE basket_id = $1", basket)

    def leaves(self, customer: str) -> None:
        """Take a customer out of the warehouse, and refresh."""
        self._sql("DELETE FROM customers WHERE customer_id = $1", customer)
        self.lab.warehouse.refresh()

    def _sql(self, sql: str, *values: Any) -> None:
        with duckdb.connect(str(self.lab.settings.home / "market.duckdb")) as db:
            db.execute(sql, list(values))

    # The program

    def runs(self, from_on: date | None = None, **changes: Any) -> None:
        """Put the program in force: the first version, or the next one."""
        program = self.lab.programs.find("points")
        if program is None:
            self.lab.programs.create(PROGRAM | changes)
        else:
            self.lab.programs.edit("points", PROGRAM | changes, seen=program.head)
        self.lab.programs.activate("points", from_on=from_on)

    def accrue(self, when: str | None = None) -> Any:
        """Take a snapshot (at an instant) and bring the ledger to it."""
        if when is not None:
            self.clock.at = at(when)
        self.lab.warehouse.refresh()
        return self.lab.ledgers.accrue("points")

    def night(self, when: str | None = None) -> None:
        """Accrue, and expire up to the last day that is known."""
        self.accrue(when)
        self.lab.ledgers.expire("points")

    def redeem(self, customer: str, points: int, key: str, when: str | None = None) -> Any:
        return self.lab.actions.redeem("points", customer, points=points, key=key, at=self._by(when))

    def cancel(self, redemption: str, when: str | None = None, key: str | None = None) -> Any:
        return self.lab.actions.cancel("points", redemption, key=key, at=self._by(when))

    def adjust(self, customer: str, points: int, key: str, when: str | None = None) -> Any:
        return self.lab.actions.adjust("points", customer, points, reason="test", key=key, at=self._by(when))

    def _by(self, when: str | None) -> datetime | None:
        """The instant, and it is not before it by now."""
        if when is None:
            return None
        self.clock.at = max(self.clock.at, at(when))
        return at(when)

    # What there is

    def entries(self) -> pl.DataFrame:
        with self.lab.database.view() as work:
            return work.ledger.entries(self.lab.programs.get("points").program_id)

    def keys(self) -> dict[str, int]:
        """The points of every entry, by its key."""
        return dict(self.entries().select("key", "points").rows())

    def balance(self, customer: str) -> int:
        return int(self.entries().filter(pl.col("customer_id") == customer)["points"].sum())

    def history(self) -> History:
        """All that happened by now, for the reference."""
        program, now = self.lab.programs.get("points"), self.lab.programs.get("points").accrued_until
        with self.lab.database.view() as work:
            actions = work.ledger.actions(program.program_id).rows(named=True)
        acts = [Act(a["key"], a["kind"], a["customer_id"], a["at"], a["points"], a["cancels"]) for a in actions]
        return History(
            tuple(b for b in self.baskets.values() if b.at < now),
            tuple(r for r in self.refunds if r.at < now and int(r.basket) in self.baskets), tuple(acts),
        )  # fmt: skip

    def wanted(self, definition: ProgramDefinition | None = None) -> dict[tuple[str, str], Entry]:
        """What the slow reference says that the ledger of one version must come to, by customer and key.

        Of what expires by itself it counts what was booked.
        """
        program, history = self.lab.programs.get("points"), self.history()
        days = [self.last_day(), *(business_day(a.at, ZONE) for a in history.acts)]
        outcome = reference(
            definition or program.definition, history, zone=ZONE, from_on=program.phases[0].from_on, to_on=max(days),
            burning=("ledger",),
        )  # fmt: skip
        booked = program.expired_until or date.min
        return {
            (e.customer, key): e
            for key, e in outcome.entries.items()
            if (e.points or e.qualifying) and (key != f"expire:{e.lot}" or e.day <= booked)
        }

    def last_day(self) -> date:
        program = self.lab.programs.get("points")
        return reference_day(program.accrued_until, ZONE)

    def net(self) -> dict[tuple[str, str], Entry]:
        """What the ledger comes to, corrections added up, by customer and key."""
        base = pl.coalesce("corrects", "key").alias("base")
        same = ["customer_id", base, "kind", "lot", "day", "at"]
        sums = self.entries().group_by(same, maintain_order=True).agg(pl.col("points", "qualifying").sum())
        found = [r for r in sums.rows(named=True) if r["points"] or r["qualifying"]]
        net = {
            (r["customer_id"], r["base"]): Entry(
                r["kind"], r["customer_id"], r["lot"], r["points"], r["qualifying"], r["day"], r["at"]
            )
            for r in found
        }
        assert len(net) == len(found), "an entry and its corrections do not come to one"
        return net

    def faults(self) -> list[str]:
        """The names of the checks that fail."""
        return [check.name for check in self.lab.ledgers.reconcile("points").checks if not check.is_sound]

    def ties(self) -> bool:
        """Whether everything reconciles, and the ledger is entry by entry what the slow reference says."""
        assert self.faults() == []
        wanted, net = self.wanted(), self.net()
        assert {k: net.get(k) for k in wanted} == wanted
        assert net.keys() - wanted.keys() == set()
        return True


Opened = Callable[..., Market]


@contextmanager
def opened(settings: Settings, *, now: datetime | None = None) -> Iterator[Market]:
    clock = FixedClock(now or datetime.combine(BEGIN, time(), tzinfo=ZONE).astimezone(UTC) + timedelta(days=1))
    with Lab.open(settings, clock=clock) as lab:
        lab.database.upgrade()
        lab.warehouse.refresh()
        yield Market(lab, clock)
