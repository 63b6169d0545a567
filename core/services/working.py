"""What a worker has to do: responses, triggers, deliveries, recalculations, accruals and points of campaigns."""

from __future__ import annotations

import os
import socket
import uuid
from collections.abc import Iterator
from datetime import timedelta

from core import logs
from core.config import Settings
from core.errors import LabError
from core.programs.model import Program, ProgramState
from core.services.awards import Awards
from core.services.launching import Launching
from core.services.ledgers import Ledgers
from core.services.memberships import Memberships
from core.services.programs import Programs
from core.services.responses import Responses
from core.services.segments import Segments
from core.services.sending import Sending
from core.services.worker import IsOver, Task
from core.warehouse import SnapshotStore

_log = logs.get_logger(__name__)


class Working:
    """The tasks of a worker."""

    def __init__(
        self, launching: Launching, sending: Sending, *, responses: Responses, snapshots: SnapshotStore,
        segments: Segments, memberships: Memberships, programs: Programs, ledgers: Ledgers, awards: Awards,
    ) -> None:  # fmt: skip
        self._launching = launching
        self._sending = sending
        self._responses = responses
        self._snapshots = snapshots
        self._segments = segments
        self._memberships = memberships
        self._programs = programs
        self._ledgers = ledgers
        self._awards = awards
        self._accrued: dict[str, object] = {}  # what the last accrual of each program was made with
        self._heard = ""  # the snapshot whose responses were taken in
        self._name = f"{socket.gethostname()[:80]}:{os.getpid()}:{uuid.uuid4().hex[:8]}"

    def tasks(self, settings: Settings) -> Iterator[Task]:
        """Yield the tasks, at the intervals that the settings give; those that are never done are left out."""
        looking = timedelta(seconds=settings.lab_worker_trigger_seconds)
        yield Task("responses", looking, self._hear)  # first of all who unsubscribed
        yield Task("triggers", looking, self._trigger)
        yield Task("deliveries", timedelta(seconds=settings.lab_worker_delivery_seconds), self._deliver)
        slow = (
            ("recalculations", settings.lab_worker_recalculate_minutes, self._recalculate),
            ("accruals", settings.lab_worker_accrue_minutes, self._accrue),
        )
        for name, minutes, run in slow:
            if minutes:
                yield Task(name, timedelta(minutes=minutes), run, at_once=False)

    def _hear(self, is_over: IsOver) -> None:  # noqa: ARG002 - it takes no time
        """Take in the response events of a new snapshot."""
        held = self._snapshots.current().id
        if self._heard == held or self._responses.fault() is not None:
            return
        found = self._responses.read_warehouse()
        self._heard = held
        if found.n_new or found.n_refused:
            _log.info("responses.read", new=found.n_new, refused=found.n_refused)

    def _trigger(self, is_over: IsOver) -> None:
        self._launching.trigger(is_over=is_over)

    def _deliver(self, is_over: IsOver) -> None:
        self._sending.drain(self._name, is_over=is_over)

    def _recalculate(self, is_over: IsOver) -> None:
        """Recalculate the dynamic segments, one after another; one that cannot be keeps no other from it."""
        for segment in [s.slug for s in self._segments.all() if not s.is_static]:
            if is_over():
                return
            try:
                self._memberships.recalculate(segment)
            except LabError as error:
                _log.warning("recalculation.faulty", segment=segment, why=error.what)

    def _accrue(self, is_over: IsOver) -> None:
        """Accrue and expire active programs, unless their ledgers know all that the snapshot does; then give points.

        These are of campaigns: whoever converted by what the same snapshot knows gets them.
        """
        for program in self._programs.all():
            if is_over():
                return
            if program.state is ProgramState.ACTIVE:
                try:
                    self._bring_up(program)
                except LabError as error:
                    _log.warning("accrual.faulty", program=program.slug, why=error.what)
        self._award(is_over)

    def _award(self, is_over: IsOver) -> None:
        for award in self._awards.all(is_over=is_over):
            if award.fault:
                _log.warning("award.faulty", campaign=award.campaign, why=award.fault)
            elif award.n_customers:
                _log.info("award.given", campaign=award.campaign, customers=award.n_customers, points=award.points)

    def _bring_up(self, program: Program) -> None:
        held = self._snapshots.current()
        made_with = (held.id, program.phases)
        if self._accrued.get(program.slug) == made_with and program.accrued_until == held.as_of:
            return
        self._ledgers.accrue(program.slug)
        self._ledgers.expire(program.slug)
        self._accrued[program.slug] = made_with
