"""Plans for a million made-up customers, of whom half were contacted lately: caps, a holdout, variants, a budget."""

from __future__ import annotations

import argparse
import statistics
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl

from core.campaigns.model import Reason, Run
from core.config import Settings
from core.services.lab import Lab
from scripts.bench import labs
from scripts.bench.timing import Figure, at_most, seconds

CUSTOMERS = 1_000_000
NOW = labs.AS_OF + timedelta(hours=12)
EARLIER = NOW - timedelta(days=2)
ROUNDS = 5
PLAIN: dict[str, Any] = {
    "audience": "everybody",
    "offer": {"name": "Five off", "kind": "discount", "value": "5.00"},
    "channels": ["outbox"],
    "messages": {"default": {"subject": "Hello", "body": "Hello"}},
    "triggers": [{"schedule": {"at": "2026-12-01T10:00"}}],
}
VARIANTS = {"variants": [{"name": "A", "share": "0.5"}, {"name": "B", "share": "0.5"}]}
FULL = {
    **VARIANTS,
    "channels": ["csv", "outbox"],
    "messages": {"default": {"subject": "Hello", "body": "You spent {{ total_revenue }}."}},
    "stratify_by": ["customer_tier"],
    "budget": "20000.00",
    "cost_per_contact": "0.10",
    "again_after_days": 30,
}
CAPS = {"caps": [{"at_most": 1, "per_days": 7}, {"at_most": 1, "per_days": 1, "channel": "csv"}]}
POLICY = CAPS | {"quiet_hours": {"from": "21:00", "to": "09:00", "zone": "customer"}}


def run(folder: Path, *, customers: int = CUSTOMERS) -> list[Figure]:
    """Measure; the warehouse is kept in `folder` for the next run (250 MB for a million customers)."""
    with labs.opened(labs.telecom(folder, customers), at=NOW) as lab:
        _contacted(lab, customers // 2)
        lab.policies.save(POLICY, seen=0)
        lab.holdouts.start(share=0.1)
        plain, full = ({"name": name, **PLAIN, **more} for name, more in (("Plain", VARIANTS), ("Full", FULL)))
        first = seconds(lambda: lab.planning.plan(plain))
        plan = lab.planning.plan(plain)
        if not plan.n_audience > customers * 0.99 or plan.counts[Reason.CAPPED] < customers * 0.4:
            raise RuntimeError("everybody must be asked about, and half of them capped")
        warm, spent = _timed(lab, plain)
        rich, rich_spent = _timed(lab, full)
    return [
        at_most(f"plan for {plan.n_audience:,} customers with caps and holdout", warm, 5, unit="s"),
        Figure("  ... seconds of processor time", f"{spent:,.2f} s"),
        Figure("  ... the first one: contacts being copied out of the store", f"{first:,.2f} s"),
        Figure("  ... with strata, a budget, two channels and a placeholder, too", f"{rich:,.2f} s"),
        Figure("  ... seconds of processor time", f"{rich_spent:,.2f} s"),
    ]


def _timed(lab: Lab, definition: dict[str, Any]) -> tuple[float, float]:
    """Return the median seconds of a plan, and those of processor time."""
    taken, spent = [], []
    for _ in range(ROUNDS):
        begin = time.process_time()
        taken.append(seconds(lambda: lab.planning.plan(definition)))
        spent.append(time.process_time() - begin)
    return statistics.median(taken), statistics.median(spent)


def _contacted(lab: Lab, n: int) -> None:
    """Record a run of another campaign that reached `n` customers two days ago."""
    campaign = lab.campaigns.create({"name": "Earlier", **PLAIN})
    held, at = lab.warehouse.snapshot(), pl.lit(EARLIER).cast(pl.Datetime("us", "UTC"))
    people = pl.concat([pl.read_parquet(file, columns=["customer_id"]) for file in held.files("customers")]).head(n)
    text = {"occasion": "bench", "outcome": "treated", "arm": "treated", "channel": "csv"}
    rows = people.select(
        pl.col("customer_id").cast(pl.String), *(pl.lit(value).alias(name) for name, value in text.items()),
        pl.lit(None, dtype=pl.String).alias("variant"), at.alias("planned_at"),
    )  # fmt: skip
    run = Run(
        0, campaign.campaign_id, 1, "bench", "manual", EARLIER, held.id, n, {"treated": n}, 0, None, EARLIER, "bench"
    )
    with lab.database.unit(actor="bench", clock=lab.clock) as work:
        made = work.executions.insert(work.executions.add_run(run), rows)
        queued = pl.col("planned_at").alias("not_before")
        work.deliveries.insert(made.select("execution_id", "campaign_id", "channel", queued, facts=pl.lit("{}")))


def main() -> None:
    """Measure by itself."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--customers", type=int, default=CUSTOMERS)
    args.add_argument("--folder", type=Path, help="where what is made up is kept; LAB_HOME/bench if left out")
    chosen = args.parse_args()
    print(*run(chosen.folder or Settings.load().home / "bench", customers=chosen.customers), sep="\n")


if __name__ == "__main__":
    main()
