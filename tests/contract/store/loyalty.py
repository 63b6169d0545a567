"""Programs, ledger entries and actions for the tests of the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl

from core.kernel.clock import FixedClock
from core.programs.definition import ProgramDefinition
from core.programs.model import Action, ActionKind, Program, ProgramState, ProgramVersion
from core.programs.text import of_document
from core.store import Database

AT = datetime(2017, 3, 4, 5, 6, 7, 89, tzinfo=UTC)
DAY = date(2017, 3, 4)
ODD = ("Zoë 'x' %", 'tab\tand "quote"', "back\\slash \\N", "two\nlines\r\n\\.\nmore", "日本\u2028", "", "\\N")
DOCUMENT = {
    "name": "Everyday",
    "point_value": "0.01",
    "starts_on": "2017-01-01",
    "earn": [
        {"name": "base", "points": {"*": [{"var": "amount"}, 0.1]}},
        {"name": "Zoë 'x' %", "per": "line", "when": {"==": [{"var": "department"}, "é\\n"]}, "points": 5},
    ],
    "caps": [{"per": "month", "limit": 9_007_199_254_740_991}],
    "tiers": [{"name": "Blue", "threshold": 0}, {"name": "Gold", "threshold": 500, "multiplier": "1.25"}],
    "burn": [{"name": "5 off", "points": 500, "value": "5.00"}],
}


def definition(**changes: object) -> ProgramDefinition:
    return of_document(DOCUMENT | changes)


def program(clock: FixedClock, slug: str = "everyday", **changes: object) -> Program:
    version = ProgramVersion(1, definition(**changes), "first", clock.now(), "ann")
    return Program(f"id-{slug}", slug, ProgramState.DRAFT, clock.now(), None, 1, version, (), None, None)


def edited(made: Program, **changes: object) -> Program:
    version = replace(made.version, version=made.head + 1, definition=definition(**changes), comment="again")
    return replace(made, head=version.version, version=version)


def add(database: Database, clock: FixedClock, made: Program) -> Program:
    with database.unit(actor="ann", clock=clock) as work:
        work.programs.add(made)
    return made


def entry(key: str, **changes: object) -> dict[str, Any]:
    plain = {
        "customer_id": "7", "kind": "earn", "lot": "31", "points": 12, "qualifying": 10, "at": AT, "day": DAY,
        "expires_on": DAY + timedelta(days=365), "spendable_on": None, "key": key, "corrects": None, "version": 1,
        "facts": '{"tier": 1}',
    }  # fmt: skip
    return plain | changes


def frame(*entries: dict[str, Any]) -> pl.DataFrame:
    days = dict.fromkeys(("day", "expires_on", "spendable_on"), pl.Date)
    text = dict.fromkeys(("corrects", "facts"), pl.String)
    return pl.DataFrame(entries, schema_overrides={"at": pl.Datetime("us", "UTC"), **days, **text})


def action(key: str, clock: FixedClock, **changes: object) -> Action:
    plain = Action(0, key, ActionKind.REDEEM, "7", 500, 500, "5 off", None, AT, "", clock.now(), "ann")
    return replace(plain, **changes)
