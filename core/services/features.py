"""Features as of an instant, from the snapshot in force."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from core.features import Dictionary, FeatureView, build
from core.kernel.clock import parse_instant, start_of_day
from core.kernel.schema import Schema
from core.warehouse import Engine, Snapshot, SnapshotStore

AsOf = datetime | str | None  # an instant, its text (see parse_instant), or the snapshot's own


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
        """Return the instant (UTC) that `as_of` means: a day or time in the business time zone, or the snapshot's own."""
        held = snapshot or self._snapshots.current()
        if as_of is None:
            return held.as_of
        if isinstance(as_of, datetime):
            return as_of.astimezone(UTC) if as_of.tzinfo else as_of.replace(tzinfo=held.zone).astimezone(UTC)
        return parse_instant(as_of, held.zone)

    def end_of(self, day: date) -> datetime:
        """Return the instant (UTC) at which a business day ends: the as_of that knows all of it."""
        return start_of_day(day + timedelta(days=1), self._zone)

    def view(self, as_of: AsOf = None) -> FeatureView:
        """Return every customer's features as of an instant; built in about a second, then kept.

        Raises SnapshotMissing when nothing was refreshed yet.
        """
        snapshot = self._snapshots.current()
        instant = self.instant(as_of, snapshot=snapshot)
        return build(self._engine, snapshot, self.dictionary, as_of=instant, folder=self._folder)
