"""Points of campaigns that should have been given and were not: told cheaply enough for a page that opens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.campaigns.model import Campaign, Run
from core.errors import LabError
from core.kernel.clock import Clock
from core.programs.model import ProgramState
from core.reports import words
from core.services.attention import Concern, Where
from core.services.awards import Waiting
from core.store import Database
from core.warehouse import Snapshot

LATE = timedelta(minutes=10)  # for what a worker does besides, or cron before


class Counts(Protocol):
    """What is asked of `core.services.awards.Awards`."""

    def waiting(self, campaign: Campaign) -> tuple[Waiting, ...]:
        """Return who converted and has no points, by program."""
        ...


class Facts(Protocol):
    """What is asked of `core.services.measuring.Measuring`."""

    def snapshot(self) -> Snapshot:
        """Return the snapshot in force."""
        ...


@dataclass(frozen=True, slots=True)
class _Offered:
    """The programs (slugs) whose points a campaign has offered so far, and what counts as conversion for them."""

    seen: tuple[int, str, int]  # what tells the newest run from that of another store: number, key, size
    programs: tuple[str, ...]
    by_event: bool
    by_redemption: bool


@dataclass(frozen=True, slots=True)
class _Held:
    """Who waited, what that followed from, and how the ledgers stood, which a pass changes."""

    facts: tuple[object, ...]
    ledgers: tuple[object, ...]
    known_at: datetime  # by when the facts were there
    waiting: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class _Wait:
    """A wait for points that goes on as long as `what` it is stays the same, and since when."""

    what: tuple[object, ...]
    since: datetime


class PointsOwed:
    """Looks over campaigns that offer points; customers are counted once for what is known of them.

    `every`: how long a worker lets pass between two times that it gives points.
    """

    def __init__(self, awards: Counts, facts: Facts, *, database: Database, clock: Clock, every: timedelta) -> None:
        self._awards = awards
        self._facts = facts
        self._database = database
        self._clock = clock
        self._within = every + LATE
        self._offers: dict[str, _Offered] = {}
        self._held: dict[str, _Held] = {}
        self._since: dict[tuple[str, str], _Wait] = {}

    def of(self, campaign: Campaign, newest: Run) -> Iterator[Concern]:
        """Yield why customers of a campaign, whose last run is the `newest`, have no points though they converted.

        Of an active program, they may wait as long as a worker needs.
        """
        try:
            yield from self._owed(campaign, newest)
        except LabError as error:
            yield Concern(
                "warning", campaign.name, f"Its points cannot be given. {error.what}",
                f"{error.fix} Then `{_award(campaign)}` gives them, or the next pass of a worker.", _where(campaign),
            )  # fmt: skip

    def _owed(self, campaign: Campaign, newest: Run) -> list[Concern]:
        """Return what is to be told of who waits; the count is made anew when it could be another one."""
        offered = self._offered(campaign, newest)
        if not offered.programs:
            return []
        snapshot = self._facts.snapshot()
        with self._database.view() as work:
            programs = [work.programs.get(slug) for slug in offered.programs]
            ledgers = tuple(tuple(work.ledger.state(p.program_id)) for p in programs)
            event = (work.responses.last(), work.responses.recorded_at()) if offered.by_event else (None, None)
        known_at = max(snapshot.created_at, event[1] or snapshot.created_at)
        said = tuple((p.program_id, p.state, p.phases) for p in programs)
        facts = (offered.seen, snapshot.id, event[0], said, ledgers if offered.by_redemption else ())
        held = self._held.get(campaign.campaign_id)
        if held is None or held.facts != facts or (held.ledgers != ledgers and self._due(campaign, held)):
            held = self._counted(campaign, facts, ledgers, known_at=known_at)
        return [*self._due(campaign, held), *(_never(campaign, w) for w in held.waiting if w.n_never)]

    def _counted(
        self, campaign: Campaign, facts: tuple[object, ...], ledgers: tuple[object, ...], *, known_at: datetime
    ) -> _Held:
        """Return who waits by these facts. As long as nothing is told of them, a pass can only make them fewer."""
        held = _Held(facts, ledgers, known_at, self._awards.waiting(campaign))
        self._held[campaign.campaign_id] = held
        for waiting in held.waiting:
            if not waiting.n_due:
                self._since.pop((campaign.campaign_id, waiting.program.slug), None)
        return held

    def _offered(self, campaign: Campaign, newest: Run) -> _Offered:
        seen = (newest.run_id, newest.key, newest.n_audience)
        found = self._offers.get(campaign.campaign_id)
        if found is None or found.seen != seen:
            with self._database.view() as work:
                ran = {run.version for run in work.executions.runs(campaign.campaign_id)}
                made = [v.definition for v in work.campaigns.versions(campaign.campaign_id) if v.version in ran]
            giving = [d for d in made if any(offer.gives_points for offer in d.offers().values())]
            found = _Offered(
                seen, tuple(sorted({d.program for d in giving if d.program is not None})),
                any(d.conversion.event is not None for d in giving), any(d.conversion.redemption for d in giving),
            )  # fmt: skip
            self._offers[campaign.campaign_id] = found
        return found

    def _due(self, campaign: Campaign, held: _Held) -> list[Concern]:
        """Return that points are to be given, and that nobody does."""
        each = (self._late(campaign, waiting, known_at=held.known_at) for waiting in held.waiting if waiting.n_due)
        return [concern for concern in each if concern is not None]

    def _late(self, campaign: Campaign, waiting: Waiting, *, known_at: datetime) -> Concern | None:
        """Return that points of one program are to be given; None while they wait as always."""
        program, n = waiting.program, words.count(waiting.n_due, "customer")
        what = f"{n} converted and {'has' if waiting.n_due == 1 else 'have'} no points of {program.name} yet"
        if program.state is not ProgramState.ACTIVE:
            is_in = "is a draft" if program.state is ProgramState.DRAFT else f"is {program.state}"
            return Concern(
                "warning", campaign.name, f"{what}: the program {is_in}.",
                f"Activate it on the page Programs, or by `python -m core programs activate {program.slug}`; the next "
                f"pass then gives them: a worker's, or `{_award(campaign)}`.",
                _where(campaign),
            )  # fmt: skip
        span = self._clock.now() - self._waits_since(campaign, waiting, known_at=known_at)
        if span <= self._within:
            return None
        return Concern(
            "warning", campaign.name, f"{what}, and could have had them for {words.age(span)}.",
            f"`{_award(campaign)}` gives them, or says what stands in the way. A worker does so by itself, every "
            "`LAB_WORKER_ACCRUE_MINUTES`; what it could not do stands in `LAB_HOME/logs/lab.log`.",
            _where(campaign),
        )  # fmt: skip

    def _waits_since(self, campaign: Campaign, waiting: Waiting, *, known_at: datetime) -> datetime:
        """Return since when the first of them could have had points, as far as it is known.

        As long as the same one is the first and nobody is given any, newer snapshots change nothing.
        """
        program, first = waiting.program, waiting.since or known_at
        place, what = (campaign.campaign_id, program.slug), (first, waiting.n_given, program.phases)
        wait = self._since.get(place)
        if wait is None or wait.what != what:
            begun = max((phase.at for phase in program.phases), default=known_at)
            wait = self._since[place] = _Wait(what, max(first, known_at, begun))
        return wait.since


def _never(campaign: Campaign, waiting: Waiting) -> Concern:
    """Return that some converted too early for a program: for others to know, as no pass changes it."""
    program, n = waiting.program, words.count(waiting.n_never, "customer")
    first = min(phase.from_on for phase in program.phases)
    return Concern(
        "info", campaign.name,
        f"{n} converted before {words.day(first)}, the first day of {program.name}, and "
        f"{'gets' if waiting.n_never == 1 else 'get'} none of its points.",
        "Give them by hand if they were promised (`python -m core programs adjust`); archive the campaign when it is "
        "done with.",
        _where(campaign),
    )  # fmt: skip


def _where(campaign: Campaign) -> Where:
    return Where.campaign(campaign, tab="Performance")


def _award(campaign: Campaign) -> str:
    return f"python -m core campaigns award {campaign.slug}"
