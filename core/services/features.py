"""Features as of an instant, from the snapshot in force."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from core.errors import BadInput
from core.features import Dictionary, FeatureView, build
from core.kernel.clock import parse_instant, start_of_day
from core.kernel.schema import Schema
from core.warehouse import Engine, Snapshot, SnapshotStore

# An instant, its text (see parse_instant), the snapshot's own, or a view that is held already: then several questions
# are answered from the very same data, even if a refresh comes in between.
AsOf = datetime | str | FeatureView | None
YEARS = range(1900, 2200)


class Features:
    """The dictionary and the views that are built from it."""

    def __init__(
        self, engine: Engine, snapshots: SnapshotStore, dictionary: Dictionary, *, zone: ZoneInfo, folder: Path
    ) -> None:
        self._engine = engine
        self._snapshots = snapshots
        self._folder = folder
        self._zone = zone
        self.dictionary = dictionary

    @property
    def zone(self) -> ZoneInfo:
        """The business time zone."""
        return self._zone

    @property
    def schema(self) -> Schema:
        """The features by name, in the dictionary's order."""
        return self.dictionary.schema

    def instant(self, as_of: AsOf, *, snapshot: Snapshot | None = None) -> datetime:
        """Return the instant (UTC) that `as_of` means: a day or time in the business time zone, or the snapshot's own.

        Raises BadInput for a text that is no instant, or one outside of YEARS.
        """
        if isinstance(as_of, FeatureView):
            return as_of.as_of
        held = snapshot or self._snapshots.current()
        if as_of is None:
            return held.as_of
        try:
            found = _read(as_of, held.zone)
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

    def view(self, as_of: AsOf = None) -> FeatureView:
        """Return every customer's features as of an instant; built in about a second, then kept.

        Raises SnapshotMissing when nothing was refreshed yet.
        """
        return self.views(as_of)[0]

    def views(self, *instants: AsOf) -> list[FeatureView]:
        """Return the features as of several instants, all from one snapshot."""
        if all(isinstance(i, FeatureView) for i in instants):
            return [i for i in instants if isinstance(i, FeatureView)]
        snapshot = self._snapshots.current()
        return [i if isinstance(i, FeatureView) else self._built(i, snapshot) for i in instants]

    def known_until(self) -> datetime:
        """Return the instant before which the snapshot in force knows every fact: its own as_of."""
        return self._snapshots.current().as_of

    def _built(self, as_of: AsOf, snapshot: Snapshot) -> FeatureView:
        instant = self.instant(as_of, snapshot=snapshot)
        return build(self._engine, snapshot, self.dictionary, as_of=instant, folder=self._folder)


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
