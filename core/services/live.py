"""The warehouse as it is at this moment, asked itself instead of a snapshot of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cached_property

from core.config import Settings
from core.errors import NoHistory
from core.features import FeatureView, LiveFeatures, Translations
from core.kernel.clock import Clock, start_of_day
from core.reports import words
from core.services.features import AsOf, Features
from core.warehouse import Engine, Profile
from core.warehouse.pushdown.asking import Pushdown, pushed_down


class Live:
    """Opens the warehouse for questions that PostgreSQL answers over its own tables."""

    def __init__(
        self, settings: Settings, profile: Profile, features: Features, *, engine: Engine, clock: Clock
    ) -> None:
        self._settings = settings
        self._profile = profile
        self._features = features
        self._engine = engine
        self._clock = clock

    @contextmanager
    def customers(self, as_of: AsOf = None) -> Iterator[tuple[Pushdown, LiveFeatures]]:
        """Hold the warehouse open in one state of its data: yield it, and its customers as of an instant.

        `as_of` left out means now; of a finished data set, the midnight after its last fact. Raises ConfigError when
        DWH_URL names no PostgreSQL, NoHistory for another instant where tables keep no history, WarehouseUnreachable,
        ContractViolation.
        """
        dictionary = self._features.dictionary
        if as_of is not None and dictionary.state_tables:
            names = words.listed(dictionary.state_tables)
            raise NoHistory(
                f"The warehouse keeps no history of {names}: it knows only what is now.",
                fix="Leave the instant out, or ask the kept snapshots (the engine duckdb).",
            )
        with pushed_down(self._settings) as warehouse:
            relations = warehouse.relations(self._profile)
            at = self._now(warehouse, relations) if as_of is None else self._read(as_of)
            yield warehouse, LiveFeatures(self._translations, relations, at)

    @cached_property
    def _translations(self) -> Translations:
        return Translations(self._features.dictionary.plan, self._engine)

    def _read(self, as_of: datetime | str | FeatureView) -> datetime:
        return as_of.as_of if isinstance(as_of, FeatureView) else self._features.read(as_of)

    def _now(self, warehouse: Pushdown, relations: Mapping[str, str]) -> datetime:
        """Return the default instant, as a snapshot has it."""
        last = None if self._profile.is_live else warehouse.last_day(self._profile, relations)
        return self._clock.now() if last is None else start_of_day(last + timedelta(days=1), self._profile.zone)
