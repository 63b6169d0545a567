"""Worlds to plan in, full of collisions, and the product asked about them as the reference is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from hypothesis import strategies as st

from core.campaigns.plan import Question, Way, plan_query
from core.contact.policy import ContactPolicy, FrequencyCap, QuietHours, Then, ZoneOf
from core.contact.quiet import end_of_quiet, is_quiet
from core.warehouse import Engine
from tests.property.campaigns.reference_plan import Cap, Contact, Earlier, Person, Quiet, Row, World

INSTANT = pl.Datetime("us", "UTC")
CHANNELS = ("outbox", "csv", "email", "webhook", "warehouse")
ZONES = ("America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe", "Europe/Berlin")
NO_ZONES = (None, "", "Mars/Olympus", "america/new york", "../UTC")
CHANGES = (
    datetime(2017, 3, 12, 7, tzinfo=UTC), datetime(2017, 11, 5, 6, tzinfo=UTC), datetime(2017, 3, 26, 1, tzinfo=UTC),
    datetime(2017, 4, 1, 15, tzinfo=UTC), datetime(2011, 12, 30, 10, tzinfo=UTC), datetime(2017, 6, 1, tzinfo=UTC),
)  # fmt: skip
SHARES = tuple(map(Decimal, ("0", "0.0001", "0.1", "0.3333", "0.5", "0.9")))
SALTS = ("2017-06", "a'b", "")
BORDERS = (timedelta(), timedelta(microseconds=1), -timedelta(microseconds=1), timedelta(hours=3), -timedelta(hours=3))


@st.composite
def worlds(draw: st.DrawFn, most: int = 10) -> World:
    """Draw a world of a few customers."""
    names = draw(st.lists(st.sampled_from([str(n) for n in range(1, 40)]), min_size=1, max_size=most, unique=True))
    return world_of(names, np.random.default_rng(draw(st.integers(0, 2**32 - 1))), near=draw(st.sampled_from(CHANGES)))


def large_world(seed: int, n: int) -> World:
    """Return a world of many customers; the same seed gives the same one."""
    chance = np.random.default_rng(seed)
    return world_of([str(i) for i in chance.permutation(10 * n)[:n]], chance, near=CHANGES[seed % len(CHANGES)])


def world_of(names: list[str], chance: np.random.Generator, *, near: datetime) -> World:
    at = near + timedelta(minutes=int(chance.integers(-2 * 1440, 2 * 1440)), seconds=int(chance.integers(0, 60)))
    caps = tuple(_caps(chance))
    variants = _variants(chance)
    again = _one(chance, (None, None, 1, 7))
    people = tuple(_person(name, chance) for name in names)
    contacts = tuple(c for p in people for c in _contacts(p.customer_id, chance, caps=caps, at=at))
    cost = _one(chance, (Decimal(0), Decimal("0.10"), Decimal("0.33")))
    left = cost * int(chance.integers(-1, len(names) + 2)) + _one(chance, (Decimal(0), Decimal("0.05")))
    quiet = _quiet(chance)
    return World(
        at=at,
        slug=_one(chance, ("spring", "it-s", "x")),
        business=_one(chance, ZONES),
        channels=tuple(str(c) for c in chance.permutation(CHANNELS)[: chance.integers(1, 4)]),
        people=people,
        contacts=contacts,
        suppressed=tuple(
            (p.customer_id, _one(chance, (*CHANNELS, None))) for p in people if chance.random() < 0.15
        ),
        earlier=tuple(e for p in people for e in _earlier(p, chance, at=at, again=again or 1)),
        caps=caps,
        quiet=quiet,
        holdout=_one(chance, (None, (_one(chance, SALTS), _one(chance, SHARES)))),
        control=_one(chance, SHARES),
        is_stratified=bool(chance.random() < 0.5),
        variants=variants,
        budget=_one(chance, (None, left, left)),
        cost=cost,
        again_after_days=again,
    )  # fmt: skip


def _one(chance: np.random.Generator, values: Iterable[object]) -> object:
    found = list(values)
    return found[int(chance.integers(len(found)))]


def _caps(chance: np.random.Generator) -> Iterable[Cap]:
    for _ in range(int(chance.integers(0, 4))):
        yield Cap(int(chance.integers(0, 4)), _one(chance, (1, 7, 30)), _one(chance, (None, *CHANNELS)))


def _variants(chance: np.random.Generator) -> tuple[tuple[str, Decimal], ...]:
    return _one(
        chance,
        ((), (("A", Decimal("0.5")), ("B", Decimal("0.5"))),
         (("A", Decimal("0.3333")), ("it's", Decimal("0.3333")), ("C", Decimal("0.3334")))),
    )  # fmt: skip


def _quiet(chance: np.random.Generator) -> Quiet | None:
    if chance.random() < 0.2:
        return None
    begins, ends = (time(int(chance.integers(24)), int(_one(chance, (0, 30, 59)))) for _ in range(2))
    if begins == ends:
        return None
    channels = frozenset(c for c in CHANNELS if chance.random() < 0.3)
    return Quiet(begins, ends, bool(chance.random() < 0.7), bool(chance.random() < 0.4), channels)


def _person(name: str, chance: np.random.Generator) -> Person:
    return Person(
        name,
        _one(chance, ("now", "day:2017-06-01")),
        _one(chance, ("", "young", "o'ld", '["a", null]')),
        frozenset({"email"} if chance.random() < 0.7 else ()),
        frozenset(c for c in CHANNELS if chance.random() < 0.8),
        _one(chance, (*ZONES, *NO_ZONES)),
    )


def _contacts(name: str, chance: np.random.Generator, *, caps: tuple[Cap, ...], at: datetime) -> Iterable[Contact]:
    """Yield contacts on the borders of the windows, in them, before them, and after the plan's instant."""
    windows = [timedelta(days=c.per_days) for c in caps] or [timedelta(days=7)]
    for _ in range(int(chance.integers(0, 4))):
        when = at - _one(chance, windows) + _one(chance, BORDERS)
        yield Contact(name, _one(chance, CHANNELS), _one(chance, (when, when, at, at + timedelta(hours=5))))


def _earlier(person: Person, chance: np.random.Generator, *, at: datetime, again: int) -> Iterable[Earlier]:
    """Yield what this campaign did with a customer before: the same arm and variant each time, the last one latest."""
    if chance.random() < 0.6:
        return
    arm = _one(chance, ("treated", "control"))
    variant = _one(chance, (None, "A", "B", "gone")) if arm == "treated" else None
    last = at - timedelta(days=again) + _one(chance, BORDERS)
    yield Earlier(person.customer_id, "long ago", arm, variant, last - timedelta(days=90))
    yield Earlier(person.customer_id, "capped", "capped", None, last - timedelta(days=1))
    yield Earlier(person.customer_id, _one(chance, ("before", person.occasion)), arm, variant, last)


def planned(engine: Engine, world: World, *, tables: dict[str, pl.DataFrame] | None = None) -> dict[str, Row]:
    """Ask the product; the rows of its answer, by customer. Each customer must be in it once."""
    frame = engine.frame(plan_query(question(world)), tables=tables or tables_of(world))
    found = {
        c: Row(reason, arm, variant, channel, at)
        for c, reason, arm, variant, channel, at in frame.select(
            "customer_id", "reason", "arm", "variant", "channel", "planned_at"
        ).iter_rows()
    }
    assert frame.height == len(found) == len(world.people)
    assert sorted(frame.select("customer_id", "occasion").iter_rows()) == sorted(
        (p.customer_id, p.occasion) for p in world.people
    )
    return found


def question(world: World) -> Question:
    """Return the question that a service would ask about such a world."""
    quiet = world.quiet
    hours = quiet and QuietHours(
        quiet.begins,
        quiet.ends,
        ZoneOf.CUSTOMER if quiet.is_customers else ZoneOf.BUSINESS,
        Then.SKIP if quiet.is_skip else Then.HOLD,
        tuple(sorted(quiet.channels)),
    )
    zones = [world.business, *(z for z in ZONES if z != world.business)] if quiet else []
    affordable = None
    if world.budget is not None and world.cost:
        affordable = max(0, int(world.budget // world.cost))
    return Question(
        slug=world.slug,
        at=world.at,
        people="people",
        contacts="contacts",
        suppressed="suppressed",
        earlier="earlier",
        ways=[Way(c, f"reach_{c}" if c in world.needs_address else "TRUE", f"consent_{c}") for c in world.channels],
        control=world.control,
        variants=world.variants,
        is_stratified=world.is_stratified,
        again_after_days=world.again_after_days,
        affordable=affordable,
        policy=ContactPolicy(tuple(FrequencyCap(c.at_most, c.per_days, c.channel) for c in world.caps), hours),
        quiet=[
            (z, is_quiet(world.at, ZoneInfo(z), hours), end_of_quiet(world.at, ZoneInfo(z), hours))
            for z in zones
            if hours
        ],
        zone="zone" if quiet and quiet.is_customers else None,
        holdout=world.holdout and (world.holdout[0], float(world.holdout[1])),
    )


def tables_of(world: World) -> dict[str, pl.DataFrame]:
    """Return the frames that a question names. What is not known of a person is null for some, and false for others."""
    people = {
        "customer_id": [p.customer_id for p in world.people],
        "occasion": [p.occasion for p in world.people],
        "stratum": [p.stratum for p in world.people],
        "zone": [p.zone for p in world.people],
        "reach_email": ["email" in p.addressed or _no(n) for n, p in enumerate(world.people)],
        **{
            f"consent_{c}": [c in p.consents or _no(n) for n, p in enumerate(world.people)] for c in CHANNELS
        },
    }  # fmt: skip
    texts = dict.fromkeys(("customer_id", "occasion", "stratum", "zone"), pl.String)
    flags = dict.fromkeys(("reach_email", *(f"consent_{c}" for c in CHANNELS)), pl.Boolean)
    contact = {"customer_id": pl.String, "channel": pl.String, "planned_at": INSTANT}
    return {
        "people": pl.DataFrame(people, schema=texts | flags),
        "contacts": pl.DataFrame(
            [(c.customer_id, c.channel, c.planned_at) for c in world.contacts], schema=contact, orient="row"
        ),
        "suppressed": pl.DataFrame(
            [(c, channel or "") for c, channel in world.suppressed],
            schema={"customer_id": pl.String, "channel": pl.String},
            orient="row",
        ),
        "earlier": _earlier_frame(world.earlier),
    }


def _no(n: int) -> bool | None:
    return None if n % 2 else False


def _earlier_frame(earlier: Iterable[Earlier]) -> pl.DataFrame:
    last: dict[str, Earlier] = {}
    for e in sorted(earlier, key=lambda e: e.planned_at):
        if e.outcome in {"treated", "control"}:
            last[e.customer_id] = e
    schema = {
        "customer_id": pl.String, "arm": pl.String, "variant": pl.String, "last_at": INSTANT, "occasion": pl.String,
    }  # fmt: skip
    rows = [(e.customer_id, e.outcome, e.variant, e.planned_at, e.occasion) for e in last.values()]
    return pl.DataFrame(rows, schema=schema, orient="row")
