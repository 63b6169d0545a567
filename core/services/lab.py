"""The composition root: everything is made and joined here, once. Pages, notebooks and commands hold a `Lab`."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self

from core.config import Settings
from core.errors import ConfigError
from core.features import Dictionary
from core.kernel.clock import Clock, FixedClock, SystemClock
from core.services.accounts import Accounts
from core.services.actions import Actions
from core.services.audiences import Audiences
from core.services.backup import Backup
from core.services.campaigning import Campaigning
from core.services.customers import Customers
from core.services.drafting import Drafting
from core.services.earning import Earning
from core.services.features import Features
from core.services.home import Home
from core.services.ids import CustomerIds
from core.services.impacts import Impacts
from core.services.ledgers import Ledgers
from core.services.liability import Liability
from core.services.live import Live
from core.services.loading import Loading
from core.services.memberships import Memberships
from core.services.mirror import Mirror
from core.services.notebook import show_richly
from core.services.points import Points
from core.services.processes import spawner
from core.services.programs import Programs
from core.services.quality import Quality
from core.services.refreshes import Refreshes, Tries, WarmUp
from core.services.replays import Replays
from core.services.search import Search
from core.services.segments import Segments
from core.services.standings import Standings
from core.services.transfer import Transfer
from core.services.warehouse import Warehouse
from core.store import Database
from core.warehouse import Engine, Increments, Profile, SnapshotStore
from core.warehouse.writeback.writing import WriteBack


class Lab(Campaigning):
    """Loyalty Lab on one warehouse and one store.

    warehouse: the source and its snapshots. refreshes: the jobs that take them. features: every customer's features
    as of an instant. segments: their definitions. audiences: counts, members, reasons, overlaps. memberships:
    recorded recalculations. search: customers by id, values and segments. customers: all of one customer. transfer:
    imports and exports. programs: their definitions. replays: rehearsals. ledgers: accruals and expiries. actions:
    redemptions and the like. accounts: one customer's points. liability: valuations. impacts: what a version would
    change. quality: what stands in the columns, and what the checks found. home: the figures of the first page.
    database: the store.
    """

    def __init__(self, settings: Settings, *, clock: Clock, engine: Engine, database: Database) -> None:
        self.settings = settings
        self.clock = clock
        self.database = database
        self._engine = engine
        home, actor = settings.home, settings.lab_user
        profile = Profile.load(settings.dwh_profile).within(settings.dwh_timezone)
        snapshots = SnapshotStore(
            home / "snapshots", keep=settings.lab_keep_snapshots,
            grace=timedelta(minutes=settings.lab_snapshot_grace_minutes), clock=clock, engine=engine,
            increments=Increments(
                timedelta(hours=settings.lab_full_compare_hours), timedelta(minutes=settings.lab_overlap_minutes)
            ),
        )  # fmt: skip
        self.warehouse = Warehouse(settings, profile, snapshots, clock=clock)
        self.features = Features(
            engine, snapshots, lambda: Dictionary.of(profile, settings.lab_dictionary), zone=profile.zone,
            folder=home / "features",
        )  # fmt: skip
        self._loyalty(profile, snapshots)
        ids = CustomerIds(engine, snapshots, folder=home / "lists")
        self.segments = Segments(self.features, ids, database=database, clock=clock, actor=actor)
        live = Live(settings, profile, self.features, engine=engine, clock=clock)
        self.audiences = Audiences(engine, self.features, self.segments, live=live)
        self.memberships = Memberships(
            engine, self.features, self.segments, self.audiences,
            database=database, clock=clock, actor=actor, folder=home / "memberships",
            write_back=WriteBack(settings, profile),
        )  # fmt: skip
        self.loading = Loading(settings, clock=clock)
        self.drafting = Drafting(settings)
        standings = Standings(engine, self.segments, database=database, folder=home / "memberships")
        self.search = Search(engine, self.features, self.segments, audiences=self.audiences)
        self.customers = Customers(
            engine, snapshots, profile, features=self.features, search=self.search, standings=standings,
            folder=home / "customer-rows",
        )  # fmt: skip
        self.transfer = Transfer(self.segments, self.audiences)
        self.quality = Quality(engine, snapshots, profile, folder=home / "columns")
        self.refreshes = Refreshes(
            self.warehouse.refresh, database=database, clock=clock, actor=actor, folder=home / "jobs",
            spawn=spawner(settings), tries=Tries(settings.lab_refresh_attempts),
            warm_ups=[
                WarmUp("Computing the features", lambda _progress: self.features.view()),
                WarmUp("Computing the first page", lambda _progress: self.home.trade()),
                WarmUp("Noting where the customers stand", self.customers.warm),
                WarmUp("Looking at the columns", self.quality.warm),
            ],
        )  # fmt: skip
        self.backup = Backup(database, folder=home / "memberships", clock=clock, actor=actor)
        self._campaigning(profile, snapshots)
        self.home = Home(
            engine, snapshots, self.features, self.segments, self.memberships, campaigns=self.campaign_concerns,
            clock=clock, folder=home / "home",
        )  # fmt: skip

    def _loyalty(self, profile: Profile, snapshots: SnapshotStore) -> None:
        """Make what programs are designed, rehearsed and run with."""
        home, actor = self.settings.home, self.settings.lab_user
        said: dict[str, Any] = {"database": self.database, "clock": self.clock, "actor": actor}
        earning = Earning(self._engine, snapshots, profile, features=self.features, folder=home / "programs")
        self.programs = Programs(earning, **said)
        self.replays = Replays(earning, self.programs, database=self.database)
        self.ledgers = Ledgers(earning, self.features, mirror=Mirror(self.database, folder=home / "programs"), **said)
        self.actions = Actions(earning, self.ledgers, **said)
        self.accounts = Accounts(self.programs, self.ledgers, database=self.database)
        self.liability = Liability(earning, self.ledgers)
        self.impacts = Impacts(self.programs, self.replays, self.ledgers)
        self.features.extend(Points(self._engine, self.ledgers, database=self.database, folder=home / "programs"))

    @classmethod
    def open(cls, settings: Settings | None = None, *, clock: Clock | None = None) -> Lab:
        """Open the lab that `.env` and the environment describe, or the one that `settings` do.

        Cheap: it reads two YAML files and starts an in-memory DuckDB; data is read when it is asked for.
        """
        chosen = settings or Settings.load()
        try:
            chosen.home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigError(
                f"The folder {chosen.home} cannot be made: {error.strerror}.",
                fix="Set LAB_HOME to a folder that this user may write to.",
            ) from None
        show_richly()
        engine = Engine(threads=chosen.lab_threads, memory_limit=chosen.lab_memory_limit, temp=chosen.home / "spill")
        url = chosen.store_url
        database = Database(url.get_secret_value()) if url else Database.at(chosen.home / "store.sqlite")
        return cls(chosen, clock=clock or SystemClock(), engine=engine, database=database)

    def at(self, instant: datetime, *, actor: str | None = None) -> Lab:
        """Return this lab with its clock set to an instant: the same data and store, for rehearsals and examples.

        What it does is recorded as done at that instant, by `actor` if somebody else is named. It is closed with this
        one.
        """
        settings = self.settings.model_copy(update={} if actor is None else {"lab_user": actor})
        return Lab(settings, clock=FixedClock(instant), engine=self._engine, database=self.database)

    def close(self) -> None:
        """Give back threads, memory and connections."""
        self._engine.close()
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
