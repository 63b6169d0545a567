"""A market stall for campaigns: the tiny live market of the ledgers, with segments and campaigns that are set off.

Customers c00 to c19 buy what a test lets them; a new snapshot shows it. The clock stands where it is put.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from core.campaigns.model import Look, Run
from core.kernel.clock import FixedClock
from core.services.lab import Lab
from tests.contract.ledgers.market import at, build, settings_of

CUSTOMERS = [f"c{n:02d}" for n in range(20)]
BEGIN = at("10-02 09:00")  # a Monday
OFFER = {"name": "Hello", "kind": "information"}
PLAIN: dict[str, Any] = {
    "audience": "everybody",
    "offer": OFFER,
    "channels": ["outbox"],
    "messages": {"default": {"subject": "Hello", "body": "You came {{ visits }} times."}},
    "control": 0.25,
    "triggers": [{"schedule": {"cron": "0 10 * * MON"}}],
}


class Stall:
    """A lab on the market, and what tests do with it."""

    plain = PLAIN

    def __init__(self, lab: Lab, clock: FixedClock) -> None:
        self.lab = lab
        self.clock = clock
        self._baskets = 0

    def sql(self, text: str, *values: Any) -> None:
        with duckdb.connect(str(self.lab.settings.home / "market.duckdb")) as db:
            db.execute(text, list(values))

    def buys(self, customer: str, when: datetime | None = None, amount: float = 10) -> None:
        self._baskets += 1
        self.sql(
            "INSERT INTO purchases VALUES ($1, $2, $3, $4)", customer, self._baskets, amount, when or self.clock.at
        )

    def refresh(self, when: datetime | None = None) -> None:
        """Take a snapshot (at an instant)."""
        self.clock.at = when or self.clock.at
        self.lab.warehouse.refresh()

    def define(self) -> None:
        """Create the segments of everybody and of who bought."""
        self.lab.segments.create("Everybody", {">=": [{"var": "visits"}, 0]})
        self.lab.segments.create("Buyers", {">=": [{"var": "visits"}, 1]})

    def launch(self, name: str = "Hello", **changes: Any) -> str:
        """Make a campaign active; return its short name."""
        slug = self.lab.campaigns.create({"name": name, **PLAIN, **changes}).slug
        for act in ("submit", "approve", "activate"):
            getattr(self.lab.campaigns, act)(slug)
        return slug

    def edit(self, slug: str, **changes: Any) -> None:
        """Save another version of a paused campaign, and make that active."""
        campaign = self.lab.campaigns.get(slug)
        document = campaign.definition.document() | changes
        self.lab.campaigns.edit(slug, document, seen=campaign.head)
        for act in ("submit", "approve", "activate"):
            getattr(self.lab.campaigns, act)(slug)

    def look(self, slug: str, when: datetime | None = None) -> list[Look]:
        """Let a pass go over one campaign (at an instant)."""
        self.clock.at = when or self.clock.at
        return self.lab.launching.trigger(slug)

    def results(self, slug: str, when: datetime | None = None) -> list[str]:
        return [str(look.result) for look in self.look(slug, when)]

    def runs(self, slug: str) -> list[Run]:
        return self.lab.launching.runs(slug)[::-1]

    def keys(self, slug: str) -> list[str]:
        return [run.key for run in self.runs(slug)]

    def outcomes(self, slug: str, run: int = -1) -> dict[str, str]:
        """What became of each customer in one of its runs."""
        frame = self.lab.launching.executions(slug, run_id=self.runs(slug)[run].run_id)
        return dict(frame.select("customer_id", "reason").iter_rows())


@contextmanager
def stall(home: Path, url: str | None = None) -> Iterator[Stall]:
    """A stall with 20 customers who never bought anything, and the segments of everybody and of who bought."""
    build(home, url)
    with duckdb.connect(str(home / "market.duckdb")) as db:
        db.execute("DELETE FROM customers")
        db.executemany("INSERT INTO customers VALUES ($1)", [[customer] for customer in CUSTOMERS])
    with opened(home, url) as found:
        found.lab.database.upgrade()
        found.refresh()
        found.define()
        yield found


@contextmanager
def opened(home: Path, url: str | None = None, *, clock: FixedClock | None = None) -> Iterator[Stall]:
    """A stall that was built in `home`, or a copy of it."""
    own = clock or FixedClock(BEGIN)
    with Lab.open(settings_of(home, url), clock=own) as lab:
        yield Stall(lab, own)


@contextmanager
def beside(stand: Stall, url: str | None = None) -> Iterator[Stall]:
    """Another process on the same store and the same LAB_HOME."""
    with opened(stand.lab.settings.home, url, clock=FixedClock(stand.clock.at)) as found:
        yield found


def later(**by: float) -> datetime:
    return BEGIN + timedelta(**by)
