"""Killed at any moment and run again, a ledger is that of an undisturbed run. Points are spent once."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from core.kernel.clock import FixedClock
from core.services.lab import Lab
from scripts.postgres import Server
from tests.contract.killed import another
from tests.contract.ledgers.market import Market, build, opened, settings_of
from tests.contract.ledgers.worker import NOW, fill
from tests.postgres import database

pytestmark = [pytest.mark.kill, pytest.mark.timeout(600)]
ROUNDS = 20
WORKER = "ledgers.worker"
Place = Callable[[], tuple[Path, str]]


def rows(home: Path, url: str) -> list[tuple[object, ...]]:
    """What the ledger says, whenever it was recorded and in which order; it must tie."""
    with Lab.open(settings_of(home, url), clock=FixedClock(NOW)) as lab:
        market = Market(lab, FixedClock(NOW))
        assert market.faults() == []
        kept = ["customer_id", "kind", "lot", "points", "qualifying", "at", "expires_on", "key", "corrects", "version"]
        return market.entries().select(kept).sort("key").rows()


@contextmanager
def markets(url: str, folder: Path) -> Iterator[Market]:
    """A market with all of March bought, and the program in force; nothing is accrued yet."""
    with opened(build(folder, url)) as market:
        fill(market)
        market.runs(
            caps=[{"per": "day", "limit": 35}, {"per": "week", "limit": 180}], expiry={"inactivity_days": 9},
            tiers=[{"name": "a", "threshold": 0}, {"name": "b", "threshold": 200, "multiplier": "1.5"}],
        )  # fmt: skip
        market.clock.at = NOW
        market.lab.warehouse.refresh()
        yield market


def killed_and_run_again(place: Place, *, kills: int) -> None:
    """Compare ledgers whose process was killed up to five times, so many times together, with one that was not."""
    chance, killed = random.Random(20170331), 0
    with another(WORKER) as other:
        home, url = place()
        began = time.perf_counter()
        statements = int(other.tell("live", home, url).removeprefix("lived "))
        longest, undisturbed = time.perf_counter() - began, rows(home, url)
        assert len(undisturbed) > 100
        assert any(corrects for *_, corrects, _ in undisturbed)
        while killed < kills:
            home, url = place()
            for _ in range(5):
                moment = chance.choice(
                    [f"statement {chance.randint(1, statements)}", f"after {chance.uniform(0.05, longest):.3f}"]
                )
                killed += other.tell(moment, home, url) == "killed"
            assert other.tell("live", home, url).startswith("lived")
            assert rows(home, url) == undisturbed


def test_killed_at_random_moments_on_sqlite(tmp_path: Path) -> None:
    def place() -> tuple[Path, str]:
        copy = tmp_path / f"copy{len(list(tmp_path.iterdir()))}"
        shutil.copytree(tmp_path / "lab", copy)
        return copy, f"sqlite:///{copy / 'store.sqlite'}"

    with markets(f"sqlite:///{tmp_path / 'lab' / 'store.sqlite'}", tmp_path / "lab"):
        pass
    killed_and_run_again(place, kills=32)


def test_killed_at_random_moments_on_postgresql(tmp_path: Path, postgres: Server, postgres_url: str) -> None:
    with markets(postgres_url, tmp_path / "lab"):
        pass
    template = postgres_url.rpartition("/")[2]
    with ExitStack() as stack:

        def place() -> tuple[Path, str]:
            copy = tmp_path / f"copy{len(list(tmp_path.iterdir()))}"
            shutil.copytree(tmp_path / "lab", copy)
            return copy, stack.enter_context(database(postgres, template))

        killed_and_run_again(place, kills=8)


def test_of_two_who_spend_the_last_points_at_once_one_does(url: str, tmp_path: Path) -> None:
    home = tmp_path / "lab"
    with opened(build(home, url)) as market:
        for n in range(ROUNDS):
            market.buys(f"customer{n}", n, "03-02", 10)
        market.runs()
        market.accrue("03-30")
    with another(WORKER) as one, another(WORKER) as other:
        for n in range(ROUNDS):
            both = [one, other][:: 1 if n % 2 else -1]
            for who, process in zip("ab", both, strict=True):
                process.order("redeem", f"customer{n}", f"{who}{n}", home, url)
            assert sorted(process.answer() for process in both) == ["done", "refused"]
    with Lab.open(settings_of(home, url), clock=FixedClock(NOW)) as lab:
        market = Market(lab, FixedClock(NOW))
        assert market.entries()["points"].sum() == 0
        assert market.faults() == []
