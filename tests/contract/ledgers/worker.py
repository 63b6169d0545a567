"""A process that works on ledgers and dies, or races another one. Each line on its input is an order.

    statement N HOME URL    the whole plan, in a fork that is killed -9 at its N-th statement to the store
    after S HOME URL        the same, killed after S seconds
    live HOME URL           the same, to the end
    redeem CUSTOMER KEY HOME URL    all 10 points of a customer, in this process

The answer is a line: `killed`, `lived` and the number of statements, `done` or `refused`.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

from core.errors import Refused
from core.kernel.clock import FixedClock
from core.services.lab import Lab
from core.services.ledgers import Ledgers
from tests.contract.killed import forked, statements
from tests.contract.ledgers.market import Market, at, day, settings_of

CUSTOMERS = ("ann", "bob", "cem")
NOW = at("03-31")
_open: dict[str, Lab] = {}


def fill(market: Market) -> None:
    """Buy and give back in March what the plan works on."""
    for n in range(1, 30):
        for place, customer in enumerate(CUSTOMERS):
            market.buys(customer, 10 * n + place, f"03-{n:02d} {9 + (n + place) % 9:02d}:00", 10 + (7 * n + place) % 31)
    for basket in (50, 101, 122, 200):
        market.refund(basket, "03-21")


def plan(lab: Lab, clock: FixedClock) -> None:
    """Accrue, spend, also backdated, cancel, adjust and expire through March, two customers in a transaction."""
    two = Ledgers(
        lab.ledgers._earning,
        lab.features,
        mirror=lab.ledgers._mirror,
        database=lab.database,
        clock=clock,
        actor="ann",
        at_once=2,
    )
    for n in range(6, 31, 12):
        two.accrue("points", until=f"2017-03-{n:02d}")
        for customer in CUSTOMERS:
            redeem, instant = lab.actions.redeem, at(f"03-{n - 1:02d} 20:00")
            redeem("points", customer, points=9, key=f"{customer}{n}", at=instant)
            redeem("points", customer, points=2, key=f"{customer}{n}b", at=instant - timedelta(days=1))
        lab.actions.cancel("points", f"ann{n}", at=at(f"03-{n:02d} 10:00"))
        lab.actions.adjust("points", "bob", 3 if n < 20 else -3, key=f"a{n}", reason="test", at=at(f"03-{n:02d} 11:00"))
        two.expire("points", day=day(f"03-{n - 1:02d}"))
    two.accrue("points")
    two.expire("points")


def worked(last: int, home: Path, url: str) -> int:
    """Carry the plan out; return the number of statements to the store."""
    clock = FixedClock(NOW)
    with Lab.open(settings_of(home, url), clock=clock) as lab:
        steps = statements(lab.database, last)
        plan(lab, clock)
        return steps.seen


def carry_out(order: list[str], home: Path, url: str) -> str:
    """Have the plan carried out by a fork."""
    last = int(order[1]) if order[0] == "statement" else 0
    return forked(lambda: worked(last, home, url), after=float(order[1]) if order[0] == "after" else None)


def redeem(customer: str, key: str, home: str, url: str) -> str:
    if home not in _open:
        _open[home] = Lab.open(settings_of(Path(home), url), clock=FixedClock(NOW))
    try:
        _open[home].actions.redeem("points", customer, points=10, key=key)
    except Refused:
        return "refused"
    return "done"


if __name__ == "__main__":
    for line in sys.stdin:
        *order, home, url = line.split()
        if order[0] == "redeem":
            print(redeem(order[1], order[2], home, url), flush=True)
        else:
            print(carry_out(order, Path(home), url), flush=True)
