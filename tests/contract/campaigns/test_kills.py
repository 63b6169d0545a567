"""Killed at any moment of a pass, nothing half-done is left, and the next pass fires what is left: everything once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from tests.contract.campaigns.sound import sound
from tests.contract.campaigns.stall import CUSTOMERS, Stall
from tests.contract.campaigns.test_awards import bonuses, fired, runs, said, ties
from tests.contract.killed import another
from tests.contract.ledgers.market import at

pytestmark = [pytest.mark.kill, pytest.mark.timeout(600)]
EVERY = 24  # so many statements lie between two kills
MONDAY = at("10-02 10:00")
TRIGGERS = {
    "weekly": {"schedule": {"cron": "0 10 * * MON"}},
    "new": {"event": {"entered": "buyers"}},
    "bought": {"event": {"rows": "purchases"}},
    "many": {"threshold": {"size_of": "buyers", "above": 1, "back": 0}},
}


@pytest.fixture(scope="module")
def order() -> Iterator[Callable[..., str]]:
    """Have a pass go over the campaigns in a process that dies at a statement; return how that went."""
    with another("campaigns.killed") as other:
        yield lambda number, stand, url, what="trigger": other.tell(
            number, stand.lab.settings.home, url or "-", stand.clock.at.isoformat(), what
        )


def test_a_pass_that_is_killed_again_and_again(stand: Stall, url: str | None, order: Callable[..., str]) -> None:
    for name, trigger in TRIGGERS.items():
        stand.launch(name, triggers=[trigger], again_after_days=1, control=0.25)
    order(0, stand, url)  # a pass that has nothing to fire: from now on the triggers remember
    for week in range(2):
        stand.clock.at = MONDAY + timedelta(weeks=week)
        for customer in CUSTOMERS[4 * week : 4 * week + 4]:
            stand.buys(customer, stand.clock.at - timedelta(minutes=5))
        stand.refresh()
        killed = 0
        while order(1 + 8 * week + EVERY * killed, stand, url) == "killed":
            killed += 1
        assert killed >= 3
        for name in TRIGGERS:
            sound(stand, name)
            assert len(stand.runs(name)) == (1 if name == "many" else 1 + week), name
    reached = {name: sound(stand, name) for name in TRIGGERS}
    assert {name: frame.height for name, frame in reached.items()} == {"weekly": 40, "new": 8, "bought": 8, "many": 20}


def test_points_are_given_once_wherever_a_pass_is_killed(
    stand: Stall, url: str | None, order: Callable[..., str]
) -> None:
    """Each kill comes a few statements later than the one before, and finds a customer more who has converted."""
    runs(stand)
    slug = fired(stand, control=0)
    stand.refresh()
    stand.lab.ledgers.accrue("points")
    tuesday, bought = stand.clock.at + timedelta(days=1), 0
    stand.clock.at = tuesday
    while bought < len(CUSTOMERS):
        stand.buys(CUSTOMERS[bought], tuesday + timedelta(minutes=bought))
        bought += 1
        stand.refresh(tuesday + timedelta(minutes=bought))
        if order(3 * bought, stand, url, "award") != "killed":
            break
    assert 5 < bought < len(CUSTOMERS)
    assert order(0, stand, url, "award").startswith("lived")
    assert bonuses(stand) == {who: (500, tuesday + timedelta(minutes=n)) for n, who in enumerate(CUSTOMERS[:bought])}
    assert said(stand.lab.performance.of(slug).points) == [(bought, 500 * bought, 0, 0, "")]
    stand.lab.ledgers.accrue("points")
    assert ties(stand)
