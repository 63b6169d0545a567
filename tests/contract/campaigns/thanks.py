"""A campaign of the stall that offers points of a program, set off on a Monday."""

from __future__ import annotations

from typing import Any

from tests.contract.campaigns.stall import Stall
from tests.contract.ledgers.market import PROGRAM, at

MONDAY, TUESDAY, WEDNESDAY = (at(f"10-0{day} 10:00") for day in (2, 3, 4))
OFFER = {"name": "Five hundred", "kind": "points", "value": 500}
THANKS: dict[str, Any] = {
    "name": "Thanks", "program": "points", "offer": OFFER, "control": 0.25, "conversion": {"within_days": 3},
}  # fmt: skip


def runs(stand: Stall, **changes: Any) -> None:
    """Put the program in force."""
    stand.lab.programs.create({**PROGRAM, "starts_on": "2017-10-01", **changes})
    stand.lab.programs.activate("points")


def fired(stand: Stall, **changes: Any) -> str:
    """A campaign that went off on Monday at ten, for everybody."""
    stand.clock.at = MONDAY
    slug = stand.launch(**THANKS | changes)
    assert [str(look.result) for look in stand.lab.launching.trigger(slug, is_now=True)] == ["fired"]
    return slug
