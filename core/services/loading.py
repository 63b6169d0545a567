"""Made-up data loaded into a warehouse: the demo, or as many customers as one likes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.config import Settings
from core.kernel.clock import Clock, parse_instant
from core.warehouse import Profile
from core.warehouse.loading.demo import demo_batches, demo_tables, made_by
from core.warehouse.loading.load import Batches, Table, load
from core.warehouse.loading.targets import target
from core.warehouse.loading.telecom import TABLES, Telecom
from core.warehouse.progress import Progress, quiet

GENERATORS = ("telecom",)  # profiles whose source tables can be made up


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded: for which profile, what it is, and the rows of each table."""

    profile: str
    made: str
    rows: Mapping[str, int]


class Loading:
    """The way of made-up data into a warehouse. Everything is loaded or nothing; other tables are left alone."""

    def __init__(self, settings: Settings, *, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock

    def generate(
        self, to: str, *, customers: int, seed: int = 1, as_of: str | None = None, replace: bool = False,
        progress: Progress = quiet,
    ) -> Loaded:  # fmt: skip
        """Make up a telecom with that many customers and load it into the warehouse at `to`.

        `as_of` is a day or an instant, this minute if left out; the same numbers, seed and instant make the same data.
        Raises BadInput for an address of no known kind, Refused for names that are taken, WarehouseError, StorageFull.
        """
        zone = Profile.load("telecom").zone
        at = parse_instant(as_of, zone) if as_of else self._clock.now().replace(second=0, microsecond=0)
        made = Telecom(customers, at, seed)
        rows = self._load(to, TABLES, made.batches, made_by=made.made_by, replace=replace, progress=progress)
        return Loaded("telecom", made.made_by, rows)

    def demo(self, to: str, *, replace: bool = False, progress: Progress = quiet) -> Loaded:
        """Load the tables of the demo into the warehouse at `to`. Raises as `generate`, ConfigError as `build_demo`."""
        rows = self._load(to, demo_tables(), demo_batches, made_by=made_by(), replace=replace, progress=progress)
        return Loaded("complete_journey", made_by(), rows)

    def _load(
        self, to: str, tables: tuple[Table, ...], batches: Batches, *, made_by: str, replace: bool, progress: Progress
    ) -> dict[str, int]:
        scratch = self._settings.home / "spill"
        into = target(to, scratch=scratch, connect_timeout=self._settings.dwh_connect_timeout)
        return load(
            into, tables, batches, made_by=made_by, replace=replace, scratch=scratch, progress=progress,
            threads=self._settings.lab_threads, memory_limit=self._settings.lab_memory_limit,
        )  # fmt: skip
