"""Features as of an instant, from the snapshot in force."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from core.errors import BadInput
from core.features import Dictionary, FeatureView, build
from core.kernel.clock import business_day, format_instant, parse_instant, reference_day, start_of_day
from core.kernel.schema import Field, Schema
from core.reports import words
from core.services.past import first_day, held_at, usable
from core.warehouse import Engine, Snapshot, SnapshotStore

# An instant, its text (see parse_instant), the snapshot's own, or a view that is held already: then several questions
# are answered from the very same data, even if a refresh comes in between.
AsOf = datetime | str | FeatureView | None
YEARS = range(1900, 2200)


class More(Protocol):
    """Another source of features of the same customers."""

    def fields(self) -> list[Field]:
        """Return its fields."""
        ...

    def state(self) -> str:
        """Return what changes whenever values do; empty where it has no fields."""
        ...

    def joined(self, base: str, as_of: datetime, *, path: Path) -> Path:
        """Write the rows of the SQL `base` with its own fields as of an instant to `path`, unless they are there."""
        ...


class Features:
    """The dictionary and the views that are built from it."""

    def __init__(
        self, engine: Engine, snapshots: SnapshotStore, dictionary: Callable[[], Dictionary], *, zone: ZoneInfo,
        folder: Path,
    ) -> None:  # fmt: skip
        self._more: More | None = None
        self._engine = engine
        self._snapshots = snapshots
        self._folder = folder
        self._zone = zone
        self._load = dictionary

    @cached_property
    def dictionary(self) -> Dictionary:
        """The dictionary, read when it is asked for: the warehouse can be looked at and refreshed without one.

        Raises ConfigError when it is not there or has faults.
        """
        return self._load()

    @property
    def zone(self) -> ZoneInfo:
        """The business time zone."""
        return self._zone

    @property
    def schema(self) -> Schema:
        """The features by name: the dictionary's in its order, then those of programs."""
        return self.dictionary.schema | (self._more.fields() if self._more else [])

    def extend(self, more: More) -> None:
        """Have another source of features of the same customers add its own to every view."""
        self._more = more

    @property
    def state(self) -> str:
        """What changes with the other source of features; empty where there is nothing of it."""
        return self._more.state() if self._more else ""

    def instant(self, as_of: AsOf, *, snapshot: Snapshot | None = None) -> datetime:
        """Return the instant (UTC) that `as_of` means: a day or time in the business time zone, or the snapshot's own.

        Raises BadInput for a text that is no instant, or one outside of YEARS.
        """
        if isinstance(as_of, FeatureView):
            return as_of.as_of
        held = snapshot or self._snapshots.current()
        return held.as_of if as_of is None else self.read(as_of, zone=held.zone)

    def read(self, as_of: datetime | str, *, zone: ZoneInfo | None = None) -> datetime:
        """Return the instant (UTC) that was written, no snapshot needed. Raises BadInput as `instant`."""
        try:
            found = _read(as_of, zone or self._zone)
        except OverflowError:  # at the end of the calendar, an offset leads out of it
            found = None
        if found is None or found.year not in YEARS:
            raise BadInput(
                f"The instant {as_of!s} lies outside of the years {YEARS[0]} to {YEARS[-1]}.",
                fix="Write a day of the warehouse's history, such as 2017-07-01.",
            )
        return found

    def end_of(self, day: date) -> datetime:
        """Return the instant (UTC) at which a business day ends: the as_of that knows all of it."""
        return start_of_day(day + timedelta(days=1), self._zone)

    @property
    def is_pinned(self) -> bool:
        """Whether features come from tables without history, so that only kept snapshots know the past."""
        return bool(self.dictionary.state_tables)

    def view(self, as_of: AsOf = None) -> FeatureView:
        """Return every customer's features as of an instant; built in about a second, then kept.

        Where features come from tables without history, the answer is that of the newest kept snapshot dated no later:
        `as_of` and `snapshot_id` of the view say which. Raises NoHistory when there is none, SnapshotMissing when
        nothing was refreshed yet.
        """
        return self.views(as_of)[0]

    def views(self, *instants: AsOf) -> list[FeatureView]:
        """Return the features as of several instants, all from one snapshot (see `view` for tables without history)."""
        if all(isinstance(i, FeatureView) for i in instants):
            return [i for i in instants if isinstance(i, FeatureView)]
        snapshot = self._snapshots.current()
        return [i if isinstance(i, FeatureView) else self._built(i, snapshot) for i in instants]

    def known_until(self) -> datetime:
        """Return the instant before which the snapshot in force knows every fact: its own as_of."""
        return self._snapshots.current().as_of

    def first_day(self) -> date:
        """Return the first business day as of whose end something is known."""
        snapshot = self._snapshots.current()
        last = reference_day(snapshot.as_of, self._zone)
        if self.is_pinned:
            return min((reference_day(s.as_of, self._zone) for s in self._kept()), default=last)
        return min(first_day(snapshot, self.dictionary) or last, last)

    def moments(self) -> list[datetime]:
        """Return instants (UTC) of the past to compare with the present, oldest first.

        They are the beginnings of the months that have history before them; where features come from tables without
        history, the instants of the kept snapshots but the last.
        """
        snapshot = self._snapshots.current()
        if self.is_pinned:
            return sorted({s.as_of for s in self._kept() if s.as_of < snapshot.as_of})
        months = _months(self.first_day(), business_day(snapshot.as_of, self._zone))
        return [start_of_day(day, self._zone) for day in months]

    def remark(self, asked: AsOf, view: FeatureView) -> str:
        """Return the sentence that says why a view is as of another instant than was asked; "" when it is not."""
        if asked is None or isinstance(asked, FeatureView) or view.as_of == (at := self.instant(asked)):
            return ""
        return (
            f"The warehouse keeps no history of {words.listed(self.dictionary.state_tables)}: asked as of "
            f"{format_instant(at)}, answered by snapshot {view.snapshot_id} as of {format_instant(view.as_of)}."
        )

    def _kept(self) -> list[Snapshot]:
        return usable(self._snapshots, self.dictionary)

    def _built(self, as_of: AsOf, current: Snapshot) -> FeatureView:
        at = self.instant(as_of, snapshot=current)
        if not self.is_pinned or at == current.as_of:
            return self._build(current, at)
        snapshot = held_at(self._kept(), at, dictionary=self.dictionary)
        with snapshot.hold():
            return self._build(snapshot, snapshot.as_of)

    def _build(self, snapshot: Snapshot, at: datetime) -> FeatureView:
        view = build(self._engine, snapshot, self.dictionary, as_of=at, folder=self._folder)
        if self._more is None or not (state := self._more.state()):
            return view
        path = view.path.with_name(f"{view.path.stem}-{state}.parquet")
        self._more.joined(view.relation, at, path=path)
        return replace(view, path=path, schema=self.schema)


def _months(first: date, last: date) -> list[date]:
    """Return the first of every month after `first`, up to the day `last`."""
    months = range(12 * first.year + first.month, 12 * last.year + last.month)
    return [date(month // 12, month % 12 + 1, 1) for month in months]


def _read(as_of: datetime | str, zone: ZoneInfo) -> datetime:
    found = parse_instant(as_of, zone) if isinstance(as_of, str) else as_of
    local = datetime.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    if local.tzinfo is None and local.time() != time() and _shifts(local, zone):
        raise BadInput(
            f"The clocks change at {as_of!s}, so it is no instant or two.",
            fix="Write it with its offset, such as 2017-11-05T01:30:00-05:00.",
        )
    return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)


def _shifts(local: datetime, zone: ZoneInfo) -> bool:
    first, second = (local.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    return first != second
