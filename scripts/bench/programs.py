"""Replays of programs, on the demo and on up to twenty million made-up baskets, and ledgers in SQLite."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import polars as pl
from pydantic import SecretStr

from core.config import Settings
from core.services.lab import Lab
from core.store.ledger import ENTRY
from scripts.bench import purchases
from scripts.bench.timing import Figure, at_least, at_most, peak_memory, seconds

SIZES = {1_000_000: 3, 5_000_000: 1, 20_000_000: 1}  # baskets, and how often they are gone through after the first
ROUNDS = 5
REDEMPTIONS = 100
PLAIN = """
name: Bench
point_value: 0.01
starts_on: 2017-01-01
earn:
  - {name: base, when: {">": [{"var": "amount"}, 0]}, points: {"*": [{"var": "amount"}, 1]}}
  - {name: weekend, when: {">=": [{"var": "weekday"}, 6]}, points: {"*": [{"var": "amount"}, 0.5]}, rounding: nearest}
caps:
  - {per: transaction, limit: 150}
  - {per: day, limit: 200}
  - {per: month, limit: 600, rule: base}
tiers:
  - {name: Bronze, threshold: 0}
  - {name: Silver, threshold: 500, multiplier: 1.25}
  - {name: Gold, threshold: 1500, multiplier: 1.5}
tier_window: {days: 365}
tier_grace_days: 30
expiry: {after_days: 180}
burn:
  - {name: 5 off, points: 500, value: 5.00}
"""
KNOWING = PLAIN.replace('{">": [{"var": "amount"}, 0]}', '{">=": [{"var": "transactions_28d"}, 2]}')


def run(home: Path, folder: Path) -> list[Figure]:
    """Measure, with the demo's lab in `home`; what is made up is kept in `folder` for the next run (1 GB)."""
    return [*_replays(home), *_flat(folder), *_ledgers(home, folder)]


def _replays(home: Path) -> list[Figure]:
    """Measure replays of the demo's whole history."""
    with Lab.open(Settings(lab_home=home)) as lab:
        events = lab.replays.replay(PLAIN).events
        plain = _median(partial(lab.replays.replay, PLAIN))
        knowing = _median(partial(lab.replays.replay, KNOWING))
        lines = lab.warehouse.snapshot().tables["transactions"].rows
    what = f"replay of {events:,} baskets, {lines:,} lines: tiers, three caps, expiry"
    return [
        at_most(what, plain, 3, unit="s"),
        Figure("  ... the same with what was known of the customer before", f"{knowing:,.2f} s"),
    ]


def _median(run: Callable[[], object]) -> float:
    run()
    return statistics.median(seconds(run) for _ in range(ROUNDS))


def _flat(folder: Path) -> list[Figure]:
    """Measure what a basket costs, by how many there are; each number in a process of its own, for its memory."""
    figures, costs, firsts = [], [], []
    for baskets in SIZES:
        made = subprocess.run(
            [sys.executable, "-m", "scripts.bench.programs", "--baskets", str(baskets), "--folder", str(folder)],
            env=os.environ, check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        found = json.loads(made.stdout.splitlines()[-1])
        costs.append(found["seconds"] / baskets)
        firsts.append(found["first"] / baskets)
        spent = f"{found['waited']:,.0f} s, {found['memory']:.1f} GB"
        figures.append(Figure(f"replay of {baskets:,} baskets, processors' time of each", _us(costs[-1]), spent))
    largest = f"{max(SIZES):,} against {min(SIZES):,} baskets, cost of each"
    anew = Figure("  ... the first time, purchases being taken apart by customer", _us(firsts[-1]))
    return [*figures, anew, at_most(f"  ... {largest}", costs[-1] / costs[0], 1.3)]


def _us(cost: float) -> str:
    return f"{1e6 * cost:,.2f} us"


def _once(folder: Path, *, baskets: int) -> dict[str, float]:
    """Replay made-up purchases; return the seconds of the processors, those that one waited, and most memory (GB).

    What the processors did is compared, for that is the same whatever else the machine does. `first` is the first time
    ever, if what is taken apart then was not there.
    """
    taken, waited = [], []
    with Lab.open(purchases.settings(folder, baskets=baskets)) as lab:
        for _ in range(1 + SIZES.get(baskets, 1)):
            began, start = time.perf_counter(), time.process_time()
            if lab.replays.replay(PLAIN).events != baskets:
                raise RuntimeError("every basket must count")
            taken.append(time.process_time() - start)
            waited.append(time.perf_counter() - began)
    return {
        "first": taken[0], "seconds": statistics.median(taken[1:]), "waited": statistics.median(waited[1:]),
        "memory": peak_memory(),
    }  # fmt: skip


def _ledgers(home: Path, folder: Path) -> list[Figure]:
    """Measure a ledger in SQLite: accrued, written, expired, redeemed from, proved."""
    rates, written = [], []
    for _ in range(ROUNDS):
        with _store(home, folder) as lab:
            lab.programs.activate(lab.programs.create(PLAIN).slug)
            start = time.perf_counter()
            entries = lab.ledgers.accrue("bench").entries
            rates.append(entries / (time.perf_counter() - start))
            frame = _entries(lab)
        with _store(home, folder) as lab:
            other = lab.programs.create(PLAIN).program_id
            written.append(frame.height / seconds(partial(_write, lab, other, frame)))
    with _store(home, folder) as lab:
        lab.programs.activate(lab.programs.create(PLAIN).slug)
        lab.ledgers.accrue("bench")
        again = seconds(lambda: lab.ledgers.accrue("bench"))
        return [
            at_least(f"{entries:,} entries written into SQLite", statistics.median(written), 100_000, unit="/s"),
            Figure("  ... worked out, compared and written: an accrual", f"{statistics.median(rates):,.0f} /s"),
            Figure("  ... again, with nothing new", f"{again:,.2f} s"),
            Figure("expiry of all lots whose day came", f"{seconds(lambda: lab.ledgers.expire('bench')):,.2f} s"),
            Figure("redemption, durable", f"{1000 * _redeeming(lab):,.1f} ms"),
            Figure("proof of the whole ledger", f"{seconds(lambda: lab.ledgers.reconcile('bench')):,.2f} s"),
        ]


@contextmanager
def _store(home: Path, folder: Path) -> Iterator[Lab]:
    """Open a lab on the demo's snapshot with a new store of its own."""
    store = folder / "ledger.sqlite"
    for file in folder.glob(f"{store.name}*"):
        file.unlink()
    with Lab.open(Settings(lab_home=home, store_url=SecretStr(f"sqlite:///{store.resolve()}"))) as lab:
        lab.database.upgrade()
        yield lab


def _entries(lab: Lab) -> pl.DataFrame:
    with lab.database.view() as work:
        return work.ledger.entries(lab.programs.get("bench").program_id).select(ENTRY)


def _write(lab: Lab, program_id: str, frame: pl.DataFrame) -> None:
    with lab.database.unit(actor="bench", clock=lab.clock) as work:
        work.ledger.append(program_id, frame, recorded_at=work.now, recorded_by=work.actor)


def _redeeming(lab: Lab) -> float:
    """Return the seconds of a redemption: the median of those of many customers."""
    balance = _entries(lab).group_by("customer_id").agg(pl.col("points").sum())
    rich = balance.filter(pl.col("points") >= 500).sort("customer_id").head(REDEMPTIONS)["customer_id"]
    redeem = lab.actions.redeem
    return statistics.median(seconds(partial(redeem, "bench", who, option="5 off")) for who in rich)


def main() -> None:
    """Measure by itself, with the demo's lab in LAB_HOME; or only what one number of baskets costs."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--baskets", type=int, help="replay so many made-up baskets, and print what it took as JSON")
    args.add_argument("--folder", type=Path, help="where what is made up is kept; LAB_HOME/bench if left out")
    chosen = args.parse_args()
    home = Settings.load().home
    folder = chosen.folder or home / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    if chosen.baskets:
        print(json.dumps(_once(folder, baskets=chosen.baskets)))
        return
    print(*run(home, folder), sep="\n")


if __name__ == "__main__":
    main()
