"""What a campaign with a million executions brought, measured on the made-up telecom; and response events taken in."""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import statistics
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import polars as pl

from core.campaigns.model import Run
from core.config import Settings
from core.services.execution_files import ExecutionFiles
from core.services.lab import Lab
from core.warehouse import Engine
from scripts.bench import labs
from scripts.bench.timing import Figure, at_most, seconds

CUSTOMERS = 1_000_000
LAUNCH = labs.AS_OF - timedelta(days=40)
ROUNDS = 5
NAME = "Bench"
DEFINITION = """
name: Bench
audience: everybody
offer: {name: Five off, kind: discount, value: 5.00}
channels: [outbox]
messages: {default: {subject: Hello, body: Hello}}
variants: [{name: A, share: 0.5}, {name: B, share: 0.5}]
control: 0.1
cost_per_contact: 0.05
triggers: [{schedule: {at: "2026-10-15T10:00"}}]
conversion: {within_days: 14, purchase: true}
"""


def run(folder: Path, *, customers: int = CUSTOMERS) -> list[Figure]:
    """Measure; the warehouse is kept in `folder` for the next run (250 MB for a million customers)."""
    settings = labs.telecom(folder, customers)
    with labs.opened(settings, at=LAUNCH) as lab:
        _launched(lab)
        first = seconds(lambda: lab.performance.of(NAME))
        taken = [seconds(lambda: lab.performance.of(NAME)) for _ in range(ROUNDS)]
        found = lab.performance.of(NAME)
        if found.n_measured != found.n_customers or found.n_customers < customers * 0.99:
            raise RuntimeError("everybody must have been measured")
        shutil.rmtree(settings.home / "contacted")
        again = seconds(lambda: lab.performance.of(NAME))
        for folder_of in ("contacted", "executions"):
            shutil.rmtree(settings.home / folder_of)
        restored = seconds(lambda: lab.performance.of(NAME))
        events = _events(lab)
        imported = seconds(lambda: lab.responses.read_csv(events))
        lab.performance.of(NAME)
        with_events = statistics.median(seconds(lambda: lab.performance.of(NAME)) for _ in range(ROUNDS))
        n = events.count(b"\n") - 1
        return [
            at_most(f"performance of a campaign with {found.n_customers:,} executions", statistics.median(taken), 2,
                    unit="s"),
            at_most("  ... the first time after the launch", first, 2, unit="s"),
            Figure("  ... with another definition or version", f"{again:,.2f} s"),
            Figure("  ... the first time after a restore: copied out of the store",
                   f"{restored:,.2f} s"),
            Figure(f"  ... with {n:,} response events", f"{with_events:,.2f} s"),
            Figure(f"{n:,} response events taken in from a CSV file", f"{imported:,.2f} s", f"{n / imported:,.0f} /s"),
        ]  # fmt: skip


def _launched(lab: Lab) -> None:
    """Record a run with everybody, dealt out and kept as a launch would, of which every message was sent."""
    campaign = lab.campaigns.create(DEFINITION)
    held = lab.warehouse.snapshot()
    people = pl.concat([pl.read_parquet(file, columns=["customer_id"]) for file in held.files("customers")])
    deal = pl.int_range(pl.len()) % 20
    is_control, at = deal < 2, pl.lit(LAUNCH).cast(pl.Datetime("us", "UTC"))
    rows = people.select(
        pl.col("customer_id").cast(pl.String), pl.lit("bench").alias("occasion"),
        pl.when(is_control).then(pl.lit("control")).otherwise(pl.lit("treated")).alias("outcome"),
        pl.when(is_control).then(pl.lit("control")).otherwise(pl.lit("treated")).alias("arm"),
        pl.when(is_control).then(None).when(deal < 11).then(pl.lit("A")).otherwise(pl.lit("B")).alias("variant"),
        pl.lit("outbox").alias("channel"), at.alias("planned_at"),
    )  # fmt: skip
    n_control = int((rows["arm"] == "control").sum())
    counts = {"treated": rows.height - n_control, "control": n_control}
    run = Run(0, campaign.campaign_id, 1, "bench", "manual", LAUNCH, held.id, rows.height, counts, 0, None, LAUNCH, "b")
    with lab.database.unit(actor="bench", clock=lab.clock) as work:
        run = work.executions.add_run(run)
        made = work.executions.insert(run, rows)
        work.deliveries.insert(made.filter(pl.col("arm") == "treated").select(
            "execution_id", "campaign_id", "channel", pl.col("planned_at").alias("not_before"), facts=pl.lit("{}")
        ))  # fmt: skip
    with closing(Engine()) as engine:
        ExecutionFiles(engine, database=lab.database, folder=lab.settings.home / "executions").keep(run, made)
    with closing(sqlite3.connect(lab.settings.home / "store.sqlite")) as store:
        store.execute("UPDATE delivery SET state = 'sent', attempts = 1")
        store.commit()


def _events(lab: Lab) -> bytes:
    """Return a CSV file: everybody who was treated got it, every third opened it, every tenth of them clicked."""
    with lab.database.view() as work:
        who = work.executions.frame(lab.campaigns.get(NAME).campaign_id)
    treated = who.filter(pl.col("arm") == "treated")["customer_id"].to_list()
    at = (LAUNCH + timedelta(hours=1)).isoformat()
    return "\n".join([
        "customer_id,kind,at,campaign,channel",
        *(f"{customer},{kind},{at},bench,outbox" for n, customer in enumerate(treated)
          for kind, every in (("delivered", 1), ("opened", 3), ("clicked", 30)) if n % every == 0),
    ]).encode()  # fmt: skip


def main() -> None:
    """Measure by itself."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--customers", type=int, default=CUSTOMERS)
    args.add_argument("--folder", type=Path, help="where what is made up is kept; LAB_HOME/bench if left out")
    chosen = args.parse_args()
    print(*run(chosen.folder or Settings.load().home / "bench", customers=chosen.customers), sep="\n")


if __name__ == "__main__":
    main()
