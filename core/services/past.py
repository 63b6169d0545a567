"""The past of tables that keep none: what the kept snapshots still know of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from core.errors import NoHistory
from core.features import Dictionary
from core.kernel.clock import format_instant
from core.reports import words
from core.warehouse import Snapshot, SnapshotStore


def usable(snapshots: SnapshotStore, dictionary: Dictionary) -> list[Snapshot]:
    """Return the kept snapshots that hold what the dictionary names, the earliest as_of first.

    Those of one as_of stay in the order in which they were published.
    """
    return sorted((s for s in snapshots.list() if not dictionary.problems(s)), key=lambda s: s.as_of)


def held_at(kept: Sequence[Snapshot], at: datetime, *, dictionary: Dictionary) -> Snapshot:
    """Return the newest of the `kept` snapshots (as `usable` gives them) that is dated no later than `at`.

    Raises NoHistory that names the oldest of them.
    """
    known = [s for s in kept if s.as_of <= at]
    if known:
        return known[-1]
    names = words.listed(dictionary.state_tables)
    oldest = "no kept snapshot holds what the feature dictionary needs"
    if kept:
        oldest = f"the oldest kept snapshot is {kept[0].id}, as of {format_instant(kept[0].as_of)}"
    raise NoHistory(
        f"Nothing is known as of {format_instant(at)}: the warehouse keeps no history of {names}, and {oldest}.",
        fix="Ask for a later instant. History grows with every `python -m core warehouse refresh`; LAB_KEEP_SNAPSHOTS "
        "says how many snapshots are kept.",
    )


def first_day(snapshot: Snapshot, dictionary: Dictionary) -> date | None:
    """Return the business day of the first fact that makes somebody a customer; None when there is no dated fact.

    Where the customers' table is not dated, it is the first fact of any table that the snapshot dates.
    """
    customers = snapshot.tables[dictionary.plan.customers]
    tables = [customers] if customers.instant else list(snapshot.tables.values())
    return min((t.first_on for t in tables if t.first_on is not None), default=None)
