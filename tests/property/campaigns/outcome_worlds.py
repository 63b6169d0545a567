"""Little worlds of purchases around first contacts, and a slow reference that goes through them one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

import polars as pl
from hypothesis import strategies as st

from core.campaigns.happened import events_sql, purchases_sql
from core.campaigns.outcomes import Asked, Outcomes, outcomes_query, span
from core.kernel.canonical import Json
from core.kernel.schema import Schema
from core.programs.definition import Per
from core.programs.fields import event_schemas
from core.warehouse import Engine, Profile
from core.warehouse.baskets import Tables

START = datetime(2017, 3, 10, 15, tzinfo=UTC)  # a change of the clocks lies in the window
DAY = timedelta(days=1)
INSTANT = pl.Datetime("us", "UTC")
LIMIT = 20  # an amount that the rule asks for
RULE: Json = {"and": [{">=": [{"var": "amount"}, LIMIT]}, {"<": [{"var": "n_lines"}, 3]}]}
ARMS = (("control", None), ("treated", "A"), ("treated", "B"))


def profile(*, is_row: bool, refunds: str | None = None) -> Profile:
    """A shop of which a basket is one row of the purchases, or several; `refunds`: with a table of them, dated so."""
    back = {"table": "returns", "basket": "basket_id", "instant": "at"}
    returns = {"description": "", "source": "x", "instant": "at", "columns": {"basket_id": "integer", "at": refunds}}
    return Profile.model_validate({
        "name": "shop", "time_zone": "America/New_York", "is_live": False, "unit": "USD",
        "purchases": {"table": "lines", "basket": "basket_id", "amount": "cents",
                      **({"refunds": back} if refunds else {})},
        "tables": {
            "customers": {"description": "", "source": "x", "key": ["customer_id"],
                          "columns": {"customer_id": {"type": "integer"}}},
            "lines": {"description": "", "source": "x", "instant": "at", "day": "on",
                      "key": ["basket_id"] if is_row else [],
                      "columns": {"customer_id": "integer", "basket_id": "integer", "cents": "cents",
                                  "at": "timestamp", "on": {"type": "date", "day_of": "at"}}},
            **({"returns": returns} if refunds else {}),
        },
    })  # fmt: skip


@dataclass(frozen=True)
class Line:
    customer: int
    basket: int
    at: datetime
    cents: int


@dataclass(frozen=True)
class World:
    """Units are customer, arm, variant, first contact; `events` count as conversions by themselves."""

    units: Sequence[tuple[int, str, str | None, datetime]]
    lines: Sequence[Line]
    events: Sequence[tuple[int, datetime]]
    days: int
    known_until: datetime
    when: Json
    is_row: bool


@dataclass
class Group:
    """What a group of customers did, added up."""

    sums: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("n", "y", "yy", "x", "xx", "xy", "c", "b", "cb"), 0)
    )

    def add(self, did: tuple[int, int, bool, bool]) -> None:
        y, x, c, b = did
        values = {"n": 1, "y": y, "yy": y * y, "x": x, "xx": x * x, "xy": x * y, "c": c, "b": b, "cb": c and b}
        self.sums = {name: self.sums[name] + int(values[name]) for name in self.sums}


def asked(engine: Engine, world: World) -> Outcomes:
    """The set-based answer."""
    shop = profile(is_row=world.is_row)
    firsts = [first for *_, first in world.units] or [START]
    between = span(min(firsts), max(firsts), days=world.days, known_until=world.known_until)
    purchases = purchases_sql(
        Tables(shop, shop.purchases, {"lines": "lines"}), world.when, event_schemas(shop, Schema([]))[Per.BASKET],
        between=between, known_until=world.known_until,
    )  # fmt: skip
    happened = f"({purchases} UNION ALL {events_sql('events')})"
    query = outcomes_query(Asked("units", happened, world.days, world.known_until))
    return Outcomes.of(world.days, engine.rows(query, tables=_tables(world)))


def _tables(world: World) -> dict[str, pl.DataFrame]:
    lines = [(x.customer, x.basket, x.at, x.cents) for x in world.lines]
    units = [(n, *unit) for n, unit in enumerate(world.units)]
    return {
        "lines": pl.DataFrame(lines, orient="row", schema={
            "customer_id": pl.Int64, "basket_id": pl.Int64, "at": INSTANT, "cents": pl.Int64}),
        "units": pl.DataFrame(units, orient="row", schema={
            "u": pl.Int64, "customer_id": pl.Int64, "arm": pl.String, "variant": pl.String, "first_at": INSTANT}),
        "events": pl.DataFrame(list(world.events), orient="row", schema={"customer_id": pl.Int64, "at": INSTANT}),
    }  # fmt: skip


def group(world: World, arm: str, variant: str | None, *, is_whole: bool) -> dict[str, int]:
    """The slow answer: the sums of an arm, of the customers whose window is over or of all."""
    found = Group()
    for customer, a, v, first in world.units:
        if a == arm and variant in (None, v) and (not is_whole or known(world, first) == world.days):
            found.add(_did(world, customer, first))
    return found.sums


def first_days(world: World, days: int, arm: str) -> dict[str, int]:
    """The slow answer for the first days of the window."""
    found = Group()
    for customer, a, _, first in world.units:
        if a == arm and known(world, first) >= days:
            found.add(_did(world, customer, first, until=days))
    return {name: found.sums[name] for name in ("n", "y", "yy", "c")}


def known(world: World, first: datetime) -> int:
    """How many whole days after the first contact are known."""
    return max(0, min(world.days, (world.known_until - first) // DAY))


def _did(world: World, customer: int, first: datetime, *, until: int | None = None) -> tuple[int, int, bool, bool]:
    """Revenue in the window and before it, and whether the customer converted in either."""
    begin, end = first - world.days * DAY, first + (world.days if until is None else until) * DAY
    y = x = 0
    c = b = False
    for at, cents, converts in _happenings(world, customer):
        if first <= at < end:
            y, c = y + cents, c or converts
        elif begin <= at < first:
            x, b = x + cents, b or converts
    return y, x, c, b


def _happenings(world: World, customer: int) -> list[tuple[datetime, int, bool]]:
    mine = sorted(
        (x for x in world.lines if x.customer == customer and x.at < world.known_until), key=lambda x: x.basket
    )
    baskets: list[tuple[datetime, int, bool]] = []
    if world.is_row:
        parts: list[list[Line]] = [[x] for x in mine]
    else:
        parts = [list(rows) for _, rows in groupby(mine, key=lambda x: x.basket)]
    for rows in parts:
        cents = sum(row.cents for row in rows)
        is_meant = world.when if isinstance(world.when, bool) else cents >= 100 * LIMIT and len(rows) < 3
        baskets.append((min(row.at for row in rows), cents, bool(is_meant) and cents >= 0))
    return baskets + [(at, 0, True) for who, at in world.events if who == customer and at < world.known_until]


def _instants(days: int) -> st.SearchStrategy[datetime]:
    """Instants around the start, for a window of so many days; many on the very edge of a day or a window."""
    hours = st.integers(-24 * 2 * days, 24 * 2 * days).map(lambda h: START + timedelta(hours=h))
    edges = st.sampled_from([-days, 0, days]).map(lambda d: START + d * DAY)
    a_little = st.sampled_from([timedelta(), timedelta(), timedelta(microseconds=1), timedelta(microseconds=-1)])
    return st.builds(lambda at, more: at + more, st.one_of(hours, edges), a_little)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Any little world."""
    days = draw(st.sampled_from([1, 2, 3, 7, 33]))
    is_row = draw(st.booleans())
    n = draw(st.integers(1, 5))
    deal = st.tuples(st.sampled_from(ARMS), st.one_of(st.just(START), _instants(1)))
    units = [(who, *arm, first) for who, (arm, first) in ((who, draw(deal)) for who in range(n))]
    who = st.integers(0, n)  # the last of them is in no arm
    lines: list[Line] = draw(
        st.lists(st.builds(Line, who, st.integers(1, 4), _instants(days), st.integers(-500, 4000)), max_size=25)
    )
    if is_row:  # a basket has one row
        lines = [Line(x.customer, number, x.at, x.cents) for number, x in enumerate(lines)]
    events: Any = draw(st.lists(st.tuples(who, _instants(days)), max_size=4))
    until = draw(st.one_of(st.just(START + 99 * DAY), _instants(days)))
    return World(units, lines, events, days, until, draw(st.sampled_from([True, False, RULE])), is_row)
