"""What campaigns write: a million executions into SQLite and PostgreSQL; deliveries queued, claimed and settled."""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import polars as pl

from core.campaigns.model import Campaign, CampaignVersion, DeliveryState, Reason, Run, Settled
from core.campaigns.states import CampaignState
from core.campaigns.text import read_campaign
from core.config import Settings
from core.kernel.clock import FixedClock
from core.store import Database
from scripts.bench.timing import Figure, at_least, seconds
from scripts.postgres import serving

CUSTOMERS = 1_000_000
ROUNDS = 3  # campaigns that reach everybody, one after another: the later ones find a full store
CLAIMS = 20
AT_ONCE = 5_000
BARS = {"SQLite": 100_000, "PostgreSQL": 80_000}
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
_AT = datetime(2017, 10, 2, 14, tzinfo=UTC)
_CLOCK = FixedClock(_AT)
_DEFINITION = """
name: {slug}
audience: everybody
offer: {{name: Five off, kind: discount, value: 5.00}}
channels: [outbox]
messages: {{default: {{subject: Hello, body: Hello}}}}
triggers: [{{schedule: {{at: "2017-10-02T10:00"}}}}]
"""


def run(folder: Path, *, customers: int = CUSTOMERS) -> list[Figure]:
    """Measure; nothing is kept in `folder`."""
    people = _people(customers)
    with _sqlite(folder) as sqlite:
        figures = _figures("SQLite", sqlite, people)
    with serving(settings=DURABLE) as server:
        postgres = Database(server.url())
        postgres.upgrade()
        figures += _figures("PostgreSQL", postgres, people)
        postgres.close()
    return figures


def _figures(store: str, database: Database, people: pl.DataFrame) -> list[Figure]:
    written, queued = [], []
    for n in range(ROUNDS):
        fired = _Firing(database, f"bench-{n}", people)
        written.append(people.height / seconds(fired.write))
        deliveries = fired.deliveries()
        queued.append(deliveries.height / seconds(partial(fired.queue, deliveries)))
    claims, settled = zip(*(_send(database) for _ in range(CLAIMS)), strict=True)
    return [
        at_least(f"{people.height:,} executions written into {store}", statistics.median(written), BARS[store],
                 unit="/s"),
        Figure("  ... the slowest, after two other campaigns", f"{min(written):,.0f} /s"),
        Figure("  ... their deliveries queued", f"{statistics.median(queued):,.0f} /s"),
        Figure(f"  ... {AT_ONCE:,} deliveries claimed by a worker", f"{1000 * statistics.median(claims):,.0f} ms"),
        Figure("  ... and settled", f"{1000 * statistics.median(settled):,.0f} ms"),
    ]  # fmt: skip


class _Firing:
    """A campaign that reaches everybody on one occasion."""

    def __init__(self, database: Database, slug: str, people: pl.DataFrame) -> None:
        self._database = database
        self._people = people
        self._made = pl.DataFrame()
        self._campaign_id = f"{slug:0>32}"
        version = CampaignVersion(1, read_campaign(_DEFINITION.format(slug=slug)), "", _AT, "bench")
        with database.unit(actor="bench", clock=_CLOCK) as work:
            work.campaigns.add(Campaign(self._campaign_id, slug, CampaignState.ACTIVE, _AT, None, 1, version, _AT))

    def write(self) -> None:
        counts = {str(reason): n for reason, n in self._people.group_by("outcome").len().iter_rows()}
        run = Run(
            0, self._campaign_id, 1, "2017-10-02T14:00:00Z", "schedule", _AT, "bench", self._people.height, counts, 0,
            None, _AT, "bench",
        )  # fmt: skip
        with self._database.unit(actor="bench", clock=_CLOCK) as work:
            self._made = work.executions.insert(work.executions.add_run(run), self._people)

    def deliveries(self) -> pl.DataFrame:
        facts = '{"last_purchase_days_ago":"33","offer.name":"Five off"}'
        treated = self._made.filter(pl.col("outcome") == str(Reason.TREATED))
        instant = pl.col("planned_at").alias("not_before")
        return treated.select("execution_id", "campaign_id", "channel", instant, facts=pl.lit(facts))

    def queue(self, deliveries: pl.DataFrame) -> None:
        with self._database.unit(actor="bench", clock=_CLOCK) as work:
            work.deliveries.insert(deliveries)


def _people(customers: int) -> pl.DataFrame:
    """Return what becomes of so many customers, in no order: one of ten is a control."""
    n = pl.int_range(customers)
    arm = pl.when(n % 10 == 0).then(pl.lit("control")).otherwise(pl.lit("treated"))
    made = pl.select(customer_id=pl.format("{}", n), outcome=arm, arm=arm)
    return made.with_columns(
        occasion=pl.lit("2017-10-02T14:00:00Z"), variant=pl.lit("A"), channel=pl.lit("outbox"), planned_at=pl.lit(_AT)
    ).sample(fraction=1, shuffle=True, seed=1)


def _send(database: Database) -> tuple[float, float]:
    """Claim a batch and settle it; return the seconds of both."""
    claimed = []

    def claim() -> None:
        with database.unit(actor="bench", clock=_CLOCK) as work:
            until = work.now + timedelta(minutes=5)
            claimed.extend(
                work.deliveries.claim("bench", now=work.now, until=until, limit=AT_ONCE, channels=["outbox"])
            )

    def settle() -> None:
        done = [Settled(d.execution_id, d.attempts, DeliveryState.SENT, reference="kept") for d in claimed]
        with database.unit(actor="bench", clock=_CLOCK) as work:
            if work.deliveries.settle("bench", done, now=work.now) != AT_ONCE:
                raise RuntimeError("every delivery must have been the worker's")

    return seconds(claim), seconds(settle)


@contextmanager
def _sqlite(folder: Path) -> Iterator[Database]:
    """Make an empty store in a file, and remove it afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    store = folder / "campaigns.sqlite"
    _remove(store)
    database = Database.at(store)
    database.upgrade()
    try:
        yield database
    finally:
        database.close()
        _remove(store)


def _remove(store: Path) -> None:
    for file in store.parent.glob(f"{store.name}*"):
        file.unlink()


def main() -> None:
    """Measure by itself."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--customers", type=int, default=CUSTOMERS)
    args.add_argument("--folder", type=Path, help="where the SQLite file is made; LAB_HOME/bench if left out")
    chosen = args.parse_args()
    print(*run(chosen.folder or Settings.load().home / "bench", customers=chosen.customers), sep="\n")


if __name__ == "__main__":
    main()
