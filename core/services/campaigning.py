"""The part of the composition root that makes what campaigns are defined, planned, sent and measured with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from core.channels.configured import channels_of
from core.channels.message import Outgoing
from core.config import Settings
from core.kernel.clock import Clock
from core.services.actions import Actions
from core.services.audiences import Audiences
from core.services.awards import Awards
from core.services.campaign_concerns import CampaignConcerns
from core.services.campaign_terms import Terms
from core.services.campaigns import Campaigns
from core.services.contacted import Contacts
from core.services.delivery_log import DeliveryLog
from core.services.execution_files import ExecutionFiles
from core.services.features import Features
from core.services.firing import Firing
from core.services.happenings import Happenings
from core.services.holdout_report import HoldoutReports
from core.services.holdouts import Holdouts
from core.services.launching import Launching
from core.services.ledgers import Ledgers
from core.services.measuring import Measuring
from core.services.memberships import Memberships
from core.services.mirror import Mirror
from core.services.past_campaigns import PastCampaigns
from core.services.people import People
from core.services.performance import Performance
from core.services.planning import Planning
from core.services.points_owed import PointsOwed
from core.services.policies import Policies
from core.services.programs import Programs
from core.services.reach import Reach
from core.services.report_files import Reports
from core.services.response_files import ResponseFiles
from core.services.responses import Responses
from core.services.sample_ratios import SampleRatios
from core.services.segments import Segments
from core.services.sending import Patience, Sending
from core.services.triggers import Triggers
from core.services.worker import Worker
from core.services.working import Working
from core.store import Database
from core.warehouse import Engine, Profile, SnapshotStore


class Campaigning:
    """What a Lab has for campaigns.

    campaigns: their definitions, and how far each is. awards: the points that they give. past: what ran before the Lab.
    Lab is one, and calls `_campaigning` once its other services are there.
    """

    settings: Settings
    clock: Clock
    database: Database
    features: Features
    segments: Segments
    audiences: Audiences
    memberships: Memberships
    programs: Programs
    ledgers: Ledgers
    actions: Actions
    _engine: Engine

    def _campaigning(self, profile: Profile, snapshots: SnapshotStore) -> None:
        """Make the services."""
        settings = self.settings
        self.past = PastCampaigns(self._engine, snapshots, profile, features=self.features)
        said: dict[str, Any] = {"database": self.database, "clock": self.clock, "actor": settings.lab_user}
        channels = channels_of(settings, profile, keep=self._keep, clock=self.clock)
        terms = Terms(self._engine, profile, self.features, segments=self.segments, database=self.database)
        self.campaigns = Campaigns(terms, channels, **said, four_eyes=settings.lab_four_eyes)
        self.sending = Sending(
            Reach(self._engine, snapshots, profile), channels, **said,
            patience=Patience(settings.lab_delivery_attempts, timedelta(seconds=settings.lab_lease_seconds)),
        )  # fmt: skip
        self.deliveries = DeliveryLog(self.sending, **said)
        self._launches(profile, snapshots, said)
        self.reports = Reports(
            self.performance, self.past, self.holdout_report, features=self.features, database=self.database,
            clock=self.clock,
        )  # fmt: skip

    def worker(self) -> Worker:
        """Return a worker: it fires, sends, recalculates and accrues until it is told to end."""
        working = Working(
            self.launching, self.sending, responses=self.responses, snapshots=self._snapshots,
            segments=self.segments, memberships=self.memberships, programs=self.programs, ledgers=self.ledgers,
            awards=self.awards,
        )  # fmt: skip
        return Worker(working.tasks(self.settings), clock=self.clock)

    def _launches(self, profile: Profile, snapshots: SnapshotStore, said: dict[str, Any]) -> None:
        """Make what plans and fires campaigns, and what holds for all of them."""
        engine, database, self._snapshots = self._engine, self.database, snapshots
        files = ExecutionFiles(engine, database=database, folder=self.settings.home / "executions")
        self._measures(profile, files)
        self.holdouts, self.policies = Holdouts(**said), Policies(**said)
        self.planning = Planning(
            engine, self.features, self.audiences, segments=self.segments, campaigns=self.campaigns,
            people=People(engine, snapshots, profile), files=files, database=database, clock=self.clock,
        )  # fmt: skip
        happenings = Happenings(
            engine, snapshots, profile, features=self.features, segments=self.segments, audiences=self.audiences,
            memberships=self.memberships, files=files,
        )  # fmt: skip
        triggers = Triggers(self.features, happenings, database=database)
        self.launching = Launching(
            Firing(self.planning, keep=files.keep, **said), triggers, self.segments, self.audiences,
            faults=self.campaigns.channels, **said,
        )  # fmt: skip
        self.campaign_concerns = CampaignConcerns(
            self.campaigns, triggers, self._ratios, owed=self._owed, database=database, clock=self.clock,
            home=self.settings.home,
        )  # fmt: skip

    def _measures(self, profile: Profile, files: ExecutionFiles) -> None:
        """Make what reads response events and says what campaigns brought."""
        engine, database, home = self._engine, self.database, self.settings.home
        responses = ResponseFiles(engine, database=database, folder=home / "responses")
        self.responses = Responses(
            engine, self._snapshots, profile, database=database, files=responses, clock=self.clock,
            actor=self.settings.lab_user,
        )  # fmt: skip
        ledgers = Mirror(database, folder=home / "programs")
        measuring = Measuring(
            engine, self._snapshots, profile, database=database, responses=responses, ledgers=ledgers
        )  # fmt: skip
        contacts = Contacts(
            engine, database=database, executions=files, responses=responses, folder=home / "contacted"
        )  # fmt: skip
        self.awards = Awards(measuring, contacts, actions=self.actions, engine=engine, database=database)
        self.performance = Performance(
            measuring, contacts, self.awards, campaigns=self.campaigns, features=self.features, database=database,
            clock=self.clock,
        )  # fmt: skip
        self._ratios = SampleRatios(contacts, measuring, database=database)
        self._owed = PointsOwed(
            self.awards, measuring, database=database, clock=self.clock,
            every=timedelta(minutes=self.settings.lab_worker_accrue_minutes),
        )  # fmt: skip
        self.holdout_report = HoldoutReports(
            engine, measuring, features=self.features, executions=files, database=database
        )  # fmt: skip

    def _keep(self, messages: Sequence[Outgoing]) -> None:
        """Put messages into the outbox, each once."""
        with self.database.unit(actor=self.settings.lab_user, clock=self.clock) as work:
            work.outbox.keep(messages, at=work.now)
