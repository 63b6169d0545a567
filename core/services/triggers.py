"""Looking at a campaign's triggers: which occasions are there, and where none is, why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from core.campaigns import occasions
from core.campaigns.model import Campaign, LookResult
from core.campaigns.occasions import Occasion
from core.campaigns.schedule import Schedule, key_of
from core.campaigns.thresholds import Arming
from core.campaigns.triggers import Threshold, Trigger, TriggerKind
from core.errors import LabError, Refused
from core.kernel.canonical import digest
from core.kernel.clock import business_day, format_instant
from core.reports import words
from core.services.features import Features
from core.services.happenings import Happenings
from core.services.upcoming import schedule_of
from core.store import Database

State = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """What looking at a trigger came to: occasions, the oldest first; or none, and then why.

    `number` is that of the trigger's memory, `before` what it remembered, and `state` what it is to remember
    where nothing fires.
    """

    result: LookResult = LookResult.NOT_MET
    text: str = ""
    occasions: Sequence[Occasion] = ()
    number: int | None = None
    before: State | None = None
    state: State | None = None
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """Instants of a schedule that passed unfired. due: it fires when somebody looks; missed: it never will."""

    due: datetime | None
    missed: datetime | None


class Triggers:
    """Looks at triggers; fires nothing."""

    def __init__(self, features: Features, happenings: Happenings, *, database: Database) -> None:
        self._features = features
        self._happenings = happenings
        self._database = database

    @property
    def zone(self) -> ZoneInfo:
        """The business time zone."""
        return self._features.zone

    def look(self, campaign: Campaign, *, now: datetime) -> Iterator[Found]:
        """Yield what each trigger of an active campaign comes to; all its schedules are one.

        A trigger that cannot be looked at is a fault of its own, of which nothing is remembered.
        """
        others = [t for t in campaign.definition.triggers if t.schedule is None]
        if len(others) < len(campaign.definition.triggers):
            yield self._schedule(campaign, now=now)
        why = self._outside(campaign, now)
        if others and why is not None:
            yield why
            return
        for trigger in others:
            try:
                yield self._other(campaign, trigger)
            except LabError as error:
                yield Found(LookResult.FAULT, f"{error.what} {error.fix}")

    def by_hand(self, campaign: Campaign, *, now: datetime) -> Found:
        """Return the occasion that a person makes."""
        if (why := self._outside(campaign, now)) is not None:
            return why
        key = f"{occasions.MANUAL}:{format_instant(now)}"
        return Found(occasions=[Occasion(key, occasions.MANUAL)])

    def _schedule(self, campaign: Campaign, *, now: datetime) -> Found:
        """Look at all schedules of a campaign. What fired last is told by the runs, so nothing needs remembering."""
        schedule, last = self._scheduled(campaign)
        due = schedule.due(now, since=since_of(campaign), fired=last)
        after = schedule.following(max(now, last or now))
        if due is not None:
            return Found(occasions=[Occasion(key_of(due), occasions.SCHEDULE)], next_at=after)
        if after is None:
            return Found(LookResult.NOT_DUE, "Its schedule is not due any more.")
        early = (
            ""
            if last is None or last <= now
            else f"It has fired for {words.instant(last, self.zone)} already, which is still to come. "
        )
        text = f"{early}Its schedule is due next on {words.instant(after, self.zone)}."
        return Found(LookResult.NOT_DUE, text, next_at=after)

    def passed(self, campaign: Campaign, *, now: datetime) -> Passed:
        """Return which instants of an active campaign's schedule have passed without its firing."""
        schedule, last = self._scheduled(campaign)
        since = since_of(campaign)
        return Passed(schedule.due(now, since=since, fired=last), schedule.missed(now, since=since, fired=last))

    def _scheduled(self, campaign: Campaign) -> tuple[Schedule, datetime | None]:
        """Return all schedules of a campaign as one, and the last of their instants that fired."""
        _, fired = self._fired(campaign, occasions.SCHEDULE)
        return schedule_of(campaign, self.zone), None if fired is None else datetime.fromisoformat(fired)

    def _fired(self, campaign: Campaign, trigger: str) -> tuple[int, str | None]:
        """Return how often a kind of trigger fired, and the last of its keys."""
        with self._database.view() as work:
            return work.executions.fired(campaign.campaign_id, trigger)

    def _outside(self, campaign: Campaign, now: datetime) -> Found | None:
        """Return why nothing fires today, or None for a day of the campaign."""
        day, definition = business_day(now, self.zone), campaign.definition
        if definition.starts_on is not None and day < definition.starts_on:
            return Found(LookResult.NOT_DUE, f"The campaign's first day is {words.day(definition.starts_on)}.")
        if definition.ends_on is not None and day > definition.ends_on:
            return Found(LookResult.NOT_DUE, f"The campaign's last day was {words.day(definition.ends_on)}.")
        return None

    def _other(self, campaign: Campaign, trigger: Trigger) -> Found:
        """Look at a trigger that remembers, by what it says: an edit of others, or of their order, forgets nothing."""
        of = digest(trigger.document())
        number = int(of[:7], 16)  # what every store takes for an integer
        with self._database.view() as work:
            before = work.looks.trigger_state(campaign.campaign_id, number)
        known = before if before is not None and before.get("of") == of else {}
        memory = Memory(campaign, number, before=before, of=of, known=known)
        if trigger.threshold is not None:
            return self._threshold(memory, trigger.threshold)
        if trigger.kind is TriggerKind.ROWS:
            return self._rows(memory, trigger)
        return self._moved(memory, trigger)

    def _threshold(self, memory: Memory, threshold: Threshold) -> Found:
        """Look whether a figure crossed its level. A pause does not make it ready again."""
        value = self._happenings.figure(threshold, memory.campaign.definition.audience)
        arming = Arming.of(memory.known or None)
        state = memory.with_(arming.after(threshold, value).document())
        if arming.fires(threshold, value):
            n, _ = self._fired(memory.campaign, occasions.THRESHOLD)
            made = memory.occasion(f"crossing:{n + 1}", occasions.THRESHOLD, state=state)
            return memory.found(occasions=[made])
        return memory.found(_stands(threshold, value, is_armed=arming.is_armed), state=state)

    def _moved(self, memory: Memory, trigger: Trigger) -> Found:
        """Look who entered or left a segment: an occasion for each recalculation since the activation."""
        event, kind = trigger.event, str(trigger.kind)
        assert event is not None  # noqa: S101 - the kind says so
        slug, is_entered = str(event.segment), event.entered is not None
        since = since_of(memory.campaign)
        moves = self._happenings.moves(slug, since=since, after=memory.since_activation("run"))
        made, before = [], memory.before
        for move in moves.runs:
            n = move.run.n_joined if is_entered else move.run.n_left
            if move.tells and n:
                key = f"{kind}:{move.run.run_id}"
                state = memory.with_({"run": move.run.run_id})
                who = self._happenings.movers(slug, move.run, has_entered=is_entered, occasion=key)
                made.append(memory.occasion(key, kind, who=who, state=state, before=before))
                before = state
        state = memory.with_({"run": moves.last})
        word = "entered" if is_entered else "left"
        at = words.instant(moves.as_of, self.zone)
        text = f"Nobody {word} the segment {slug!r} in its recalculation as of {at}."
        return memory.found(text, occasions=made, state=state)

    def _rows(self, memory: Memory, trigger: Trigger) -> Found:
        """Look who has new rows, unless the snapshot is the one that was looked at last."""
        event = trigger.event
        assert event is not None  # noqa: S101 - the kind says so
        held, seen = self._happenings.snapshot(), memory.since_activation("snapshot")
        zone, since = self.zone, since_of(memory.campaign)
        until = words.instant(held.as_of, zone)
        if seen == held.id:
            return memory.found(f"No row of {event.rows!r} is newer than {until}, when the snapshot was taken.")
        if held.as_of <= since:
            text = f"The snapshot knows no row of {event.rows!r} after {until}; the campaign is active since "
            return memory.found(f"{text}{words.instant(since, zone)}.")
        looked = memory.since_activation("day")
        first = business_day(since, zone)
        from_on = first if looked is None else max(first, date.fromisoformat(looked) - occasions.LATE_ROWS)
        who = self._happenings.newcomers(memory.campaign, event, since=since, from_on=from_on)
        last = business_day(held.as_of - timedelta(microseconds=1), zone)
        state = memory.with_({"snapshot": held.id, "day": last.isoformat()})
        if who.is_empty():
            first_day = words.day(from_on)
            text = f"Nobody whom it may treat has a new row of {event.rows!r} that matches, from {first_day} on."
            return memory.found(text, state=state)
        key = f"{occasions.ROWS}:{held.id}:{memory.of[:8]}"
        return memory.found(occasions=[memory.occasion(key, occasions.ROWS, who=who, state=state)])


@dataclass(frozen=True, slots=True)
class Memory:
    """What one trigger of a campaign remembers: as it is stored, and what still counts of it."""

    campaign: Campaign
    number: int
    before: State | None
    of: str  # digest of the trigger
    known: State

    def since_activation(self, name: str) -> Any:
        """Return what was remembered since the campaign was activated last, or None."""
        return self.known.get(name) if self.known.get("since") == self._since else None

    def with_(self, values: State) -> State:
        """Return what is to be remembered from now on."""
        return {"of": self.of, "since": self._since, **values}

    def occasion(self, key: str, trigger: str, **more: Any) -> Occasion:
        """Return an occasion of this trigger."""
        return Occasion(key, trigger, number=self.number, **{"before": self.before, **more})

    def found(self, text: str = "", *, occasions: Sequence[Occasion] = (), state: State | None = None) -> Found:
        """Return what the look came to."""
        return Found(LookResult.NOT_MET, text, occasions, self.number, self.before, state)

    @property
    def _since(self) -> str:
        return format_instant(since_of(self.campaign))


def since_of(campaign: Campaign) -> datetime:
    """Return the instant from which occasions count. Raises Refused for a campaign that never was active."""
    if campaign.active_since is None:
        raise Refused(
            f"Campaign {campaign.slug!r} was never active.",
            fix=f"Activate it: `python -m core campaigns activate {campaign.slug}`.",
        )
    return campaign.active_since


def _stands(threshold: Threshold, value: float | None, *, is_armed: bool) -> str:
    """Return the sentence on a figure that fires nothing."""
    of = f"the segment {threshold.size_of!r}" if threshold.size_of else f"{threshold.feature} ({threshold.aggregate})"
    if value is None:
        return f"There is no figure of {of}: nobody in the audience has a value."
    side, back = ("above", "at or under") if threshold.is_up else ("below", "at or over")
    if is_armed:
        return f"The figure of {of} is {value:,.15g}; it fires {side} {threshold.level:,f}."
    return f"The figure of {of} is {value:,.15g}; it fired before, and is ready again {back} {threshold.back:,f}."
