"""Two at work on one ledger: each finds what the other did, or says that it must begin again."""

from __future__ import annotations

import pytest

from core.errors import Conflict
from tests.contract.ledgers.market import Market, at, day


def meanwhile(do):
    """A progress that does something else just before the ledger is written."""
    done = []

    def progress(step: str, share: float) -> None:
        if step == "Writing the ledger" and not done:
            done.append(step)
            do()

    return progress


@pytest.fixture
def running(market: Market) -> Market:
    market.runs()
    market.buys("ann", 1, "03-02", 60)
    market.buys("ann", 2, "03-20", 40)
    market.accrue("04-10")
    return market


def test_an_expiry_during_an_accrual_stays(running: Market) -> None:
    running.buys("ann", 3, "04-09", 10)
    running.lab.warehouse.refresh()
    running.lab.ledgers.accrue("points", progress=meanwhile(lambda: running.lab.ledgers.expire("points")))
    assert running.keys() == {"earn:1": 60, "earn:2": 40, "expire:1": -60, "earn:3": 10}
    assert running.ties()


def test_an_older_accrual_takes_nothing_back_of_a_newer_one(running: Market) -> None:
    running.clock.at = at("04-11")
    running.lab.warehouse.refresh()

    def newer() -> None:
        running.buys("ann", 3, "04-11 13:00", 10)
        running.accrue("04-12")

    with pytest.raises(Conflict, match="changed while"):
        running.lab.ledgers.accrue("points", progress=meanwhile(newer))
    assert running.keys() == {"earn:1": 60, "earn:2": 40, "earn:3": 10}
    assert running.lab.programs.get("points").accrued_until == at("04-12")
    assert running.ties()


def test_a_later_expiry_during_an_earlier_one_stays(running: Market) -> None:
    expire = running.lab.ledgers.expire
    expire("points", day=day("03-15"), progress=meanwhile(lambda: expire("points")))
    assert running.keys() == {"earn:1": 60, "earn:2": 40, "expire:1": -60}
    assert running.lab.programs.get("points").expired_until == day("04-10")
    assert running.ties()


def test_a_redemption_during_an_accrual_is_counted(running: Market) -> None:
    running.refund(2, "04-10 13:00")
    running.clock.at = at("04-11")
    running.lab.warehouse.refresh()
    running.lab.ledgers.accrue("points", progress=meanwhile(lambda: running.redeem("ann", 30, "r1")))
    assert running.balance("ann") == 60 - 30  # of which the expiry is not booked yet
    assert running.ties()
    running.lab.ledgers.expire("points")
    assert running.balance("ann") == -30
    assert running.ties()
