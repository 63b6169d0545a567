"""In whatever order snapshots, late purchases, accruals, deaths and passes come: who converted has the points, once."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.programs.model import Program, ProgramVersion
from core.services.actions import Actions
from core.services.awards import Awards
from core.services.ledgers import Ledgers
from tests.contract.campaigns.fixtures import stall_home
from tests.contract.campaigns.stall import CUSTOMERS, Stall, opened
from tests.contract.campaigns.test_awards import MONDAY, bonuses, dealt, fired, runs, ties

__all__ = ["stall_home"]

WINDOW = timedelta(days=3)
WHO = st.sampled_from(CUSTOMERS[:6])
HOUR = st.integers(-6, 30).map(lambda n: timedelta(hours=3 * n))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("buys"), WHO, HOUR), st.tuples(st.just("buys"), WHO, HOUR), st.just(("refresh",)),
        st.just(("award",)), st.just(("award",)), st.just(("dies",)), st.just(("accrue",)), st.just(("again",)),
    ),
    min_size=4, max_size=14,
)  # fmt: skip


class DiedError(Exception):
    """The process is gone."""


class Dying:
    """The ledgers as a process sees them that dies when the points are recorded, and not booked yet."""

    def __init__(self, ledgers: Ledgers) -> None:
        self._ledgers = ledgers

    def running(self, name: str) -> tuple[Program, list[ProgramVersion]]:
        return self._ledgers.running(name)

    def settle(self, program: Program, customers: pl.Series) -> int:
        raise DiedError


def dies(stand: Stall, slug: str) -> None:
    """Let a pass die on the way."""
    lab = stand.lab
    dying: Any = Dying(lab.ledgers)
    actions = Actions(lab.actions._earning, dying, database=lab.database, clock=stand.clock, actor="ann")
    own = lab.awards
    awards = Awards(own._measuring, own._contacts, actions=actions, engine=own._engine, database=lab.database)
    with suppress(DiedError):
        awards.award(slug)


def first_in(buys: list[tuple[str, datetime]], customer: str, known_until: datetime) -> datetime | None:
    """The slow reference: when a customer converted first, by the purchases that a snapshot shows."""
    found = [at for who, at in buys if who == customer and MONDAY <= at < min(MONDAY + WINDOW, known_until)]
    return min(found, default=None)


@given(steps=STEPS)
@example(steps=[*(("buys", who, timedelta(hours=3)) for who in CUSTOMERS[:6]), ("refresh",), ("dies",), ("award",)])
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_who_converted_has_them_once_and_nobody_else(stall_home: Path, steps: list[tuple[Any, ...]]) -> None:
    with TemporaryDirectory() as folder, opened(Path(shutil.copytree(stall_home, Path(folder) / "lab"))) as stand:
        runs(stand)
        stand.refresh(MONDAY)
        stand.lab.ledgers.accrue("points")
        slug = fired(stand, again_after_days=1)
        treated = dealt(stand, slug, "treated")
        buys: list[tuple[str, datetime]] = []
        shown, known_until, wanted = list(buys), MONDAY, dict[str, tuple[int, datetime]]()
        for n, (what, *told) in enumerate([*steps, ("refresh",), ("award",), ("accrue",)]):
            stand.clock.at = MONDAY + timedelta(hours=7 * (n + 1))
            if what == "buys":
                buys.append((told[0], MONDAY + told[1]))
                stand.buys(*buys[-1])
            elif what == "refresh":
                stand.refresh()
                shown, known_until = list(buys), stand.clock.at
            elif what == "accrue":
                stand.lab.ledgers.accrue("points")
            elif what == "again":
                stand.lab.launching.trigger(slug, is_now=True)
            else:
                dies(stand, slug) if what == "dies" else stand.lab.awards.award(slug)
                for customer in treated:
                    at = first_in(shown, customer, known_until)
                    if at is not None:
                        wanted.setdefault(customer, (500, at))
                assert what == "dies" or bonuses(stand) == wanted
        assert bonuses(stand) == wanted
        assert ties(stand)
