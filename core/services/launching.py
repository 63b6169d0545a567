"""Launching: look at the triggers of active campaigns, and fire what is there, each occasion once.

A pass goes through the campaigns in the order of their priority, so that those compete in it whose occasions come
together. Every campaign that fires nothing says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

import polars as pl

from core import logs
from core.campaigns.model import Campaign, Look, LookResult, Reason, Run
from core.campaigns.occasions import Occasion
from core.campaigns.states import CampaignState
from core.errors import LabError
from core.kernel.clock import Clock
from core.services import looking, named
from core.services.audiences import Audiences
from core.services.definitions import refuse_archived
from core.services.firing import Ending, Fired, Firing
from core.services.looking import merged, unlooked
from core.services.segments import Segments
from core.services.triggers import Found, Triggers
from core.services.upcoming import next_at, rank
from core.store import Database

__all__ = ["Launching", "Look", "LookResult", "Reason", "Run"]

Faults = Callable[[], Mapping[str, str | None]]  # every channel, and why it cannot be used
_log = logs.get_logger(__name__)


class Launching:
    """Fires campaigns, and says why they did not fire."""

    def __init__(
        self, firing: Firing, triggers: Triggers, segments: Segments, audiences: Audiences, *, faults: Faults,
        database: Database, clock: Clock, actor: str,
    ) -> None:  # fmt: skip
        self._firing = firing
        self._triggers = triggers
        self._segments = segments
        self._audiences = audiences
        self._faults = faults
        self._database = database
        self._clock = clock
        self._actor = actor

    def trigger(
        self, name: str | None = None, *, is_now: bool = False, is_over: Callable[[], bool] = lambda: False
    ) -> list[Look]:
        """Look at the triggers of one campaign, or of all active ones, and fire what is there; return what came of it.

        `is_now` fires one campaign for everybody in its audience, whatever its triggers say. A fault of one campaign
        is a look of its own and keeps no other from firing; what it was about is tried again by the next pass. Once
        `is_over`, no other campaign is begun with. Raises NotFound for a campaign that is not there.
        """
        with self._database.view() as work:
            if name is None:
                chosen = [c for c in work.campaigns.all() if c.state is CampaignState.ACTIVE]
            else:
                chosen = [named.get(work.campaigns, name, kind="campaign")]
        found: list[Look] = []
        for campaign in sorted(chosen, key=rank):
            if is_over():
                break
            looks = self._looked(campaign, is_now=is_now)
            self._keep(campaign, looks)
            found += looks
        return found

    def fire(self, campaign: Campaign, occasion: Occasion, *, upcoming: datetime | None = None) -> Look:
        """Fire one occasion, and say what came of it; `upcoming` is when the campaign's schedule is due next.

        Raises Refused when the audience's segment is archived, and whatever planning raises: nothing is written then.
        """
        segment = self._segments.get(campaign.definition.audience)
        refuse_archived(segment)
        faults = self._faults()
        closed = {str(c): fault for c in campaign.definition.channels if (fault := faults.get(str(c)))}
        if len(closed) == len(campaign.definition.channels):
            return self._look(campaign, LookResult.NO_CHANNEL, looking.closed(closed), upcoming=upcoming)
        fired = self._firing.fire(campaign, occasion)
        result, text = self._said(campaign, occasion, fired)
        counts = {str(reason): n for reason, n in fired.plan.counts.items() if n}
        if fired.ending is Ending.FIRED and fired.run is not None:
            _log.info("campaign.fired", campaign=campaign.slug, run=fired.run.run_id, key=occasion.key, **counts)
        run = fired.run if fired.ending is Ending.FIRED else None
        return self._look(campaign, result, text, upcoming=upcoming, run=run, counts=counts)

    def looks(self) -> dict[str, Look]:
        """Return what the last look at each campaign came to, by its short name; one that is not active says so."""
        with self._database.view() as work:
            kept, campaigns = work.looks.all(), work.campaigns.all()
        now = self._clock.now()
        found = {}
        for campaign in campaigns:
            if campaign.state is not CampaignState.ACTIVE:
                found[campaign.slug] = looking.inactive(campaign, at=now)
            else:
                upcoming = next_at(campaign, self._triggers.zone, after=now)
                found[campaign.slug] = kept.get(campaign.slug) or unlooked(campaign, at=now, upcoming=upcoming)
        return found

    def runs(self, name: str) -> list[Run]:
        """Return what a campaign has fired, newest first. Raises NotFound."""
        with self._database.view() as work:
            return work.executions.runs(named.get(work.campaigns, name, kind="campaign").campaign_id)

    def executions(
        self, name: str, *, run_id: int | None = None, customer_id: str | None = None, reason: Reason | None = None,
        limit: int | None = None,
    ) -> pl.DataFrame:  # fmt: skip
        """Return what became of each customer on each occasion, in the order of their numbers; at most `limit` rows.

        Columns: execution_id, run_id, occasion, customer_id, reason, arm, variant, channel, planned_at (UTC), delivery
        (its state, null where nothing is sent) and why (what the delivery says of its state). Raises NotFound.
        """
        with self._database.view() as work:
            campaign = named.get(work.campaigns, name, kind="campaign")
            found = work.executions.told(
                campaign.campaign_id, run_id=run_id, customer_id=customer_id, outcome=reason, limit=limit
            )
        names = {"outcome": "reason", "state": "delivery", "reason": "why"}
        return found.drop("campaign_id").rename(names)

    def of_customer(self, customer_id: str) -> pl.DataFrame:
        """Return what became of one customer on every occasion of any campaign, newest first.

        Columns: campaign (slug), occasion, reason, arm, variant, channel, planned_at (UTC), delivery (its state, null
        where nothing is sent) and why.
        """
        with self._database.view() as work:
            found = work.executions.of_customer(customer_id)
        names = {"outcome": "reason", "state": "delivery", "reason": "why"}
        order = ["campaign", "occasion", "reason", "arm", "variant", "channel", "planned_at", "delivery", "why"]
        return found.rename(names).select(order)

    def _looked(self, campaign: Campaign, *, is_now: bool) -> list[Look]:
        """Look at one campaign, and fire what is there."""
        if campaign.state is not CampaignState.ACTIVE:
            return [looking.inactive(campaign, at=self._clock.now())]
        looks: list[Look] = []
        try:
            now = self._clock.now()
            found = [self._triggers.by_hand(campaign, now=now)] if is_now else self._triggers.look(campaign, now=now)
            for each in found:
                looks += self._acted(campaign, each)
        except LabError as error:
            looks.append(self._look(campaign, LookResult.FAULT, f"{error.what} {error.fix}"))
        except Exception as error:  # noqa: BLE001 - no campaign keeps another one from firing; it is logged whole
            _log.exception("campaign.failed", campaign=campaign.slug)
            text = f"It could not be looked at: {type(error).__name__}. The log in LAB_HOME/logs has the details."
            looks.append(self._look(campaign, LookResult.FAULT, text))
        return looks

    def _acted(self, campaign: Campaign, found: Found) -> Iterator[Look]:
        """Fire the occasions of a trigger, the oldest first, until one cannot be fired."""
        if not found.occasions:
            self._remember(campaign, found)
            yield self._look(campaign, found.result, found.text, upcoming=found.next_at)
        for occasion in found.occasions:
            look = self.fire(campaign, occasion, upcoming=found.next_at)
            yield look
            if look.result is LookResult.FAULT:
                return

    def _said(self, campaign: Campaign, occasion: Occasion, fired: Fired) -> tuple[LookResult, str]:
        """Return what came of an occasion, with its sentence."""
        plan = fired.plan
        match fired.ending:
            case Ending.THERE:
                said = looking.said(occasion.trigger, occasion.key, zone=self._triggers.zone)
                return LookResult.NOT_DUE, f"It has fired already {said}."
            case Ending.CHANGED:
                return LookResult.NOT_ACTIVE, "The campaign was paused, ended or edited at this moment; nothing fired."
            case Ending.BUSY:
                return LookResult.FAULT, "Other campaigns kept firing while it was planned; the next pass tries again."
            case Ending.FIRED if plan.counts[Reason.TREATED]:
                said = looking.said(occasion.trigger, occasion.key, zone=self._triggers.zone)
                return LookResult.FIRED, f"Fired {said}: {looking.counted(plan.counts)}."
        if plan.n_audience:
            return looking.nobody(plan.counts)
        if occasion.who is not None:
            return LookResult.EMPTY_SEGMENT, looking.outside(campaign, occasion)
        why = self._audiences.empty_because(campaign.definition.audience, as_of=plan.as_of) or ""
        return LookResult.EMPTY_SEGMENT, f"The segment {campaign.definition.audience!r} has no members. {why}".rstrip()

    def _look(
        self, campaign: Campaign, result: LookResult, text: str, *, upcoming: datetime | None = None,
        run: Run | None = None, counts: Mapping[str, int] | None = None,
    ) -> Look:  # fmt: skip
        return Look(campaign.slug, result, text, self._clock.now(), run, upcoming, counts or {})

    def _remember(self, campaign: Campaign, found: Found) -> None:
        """Have a trigger remember what was seen, unless somebody else did so meanwhile."""
        if found.number is None or found.state is None or found.state == found.before:
            return
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            now = work.campaigns.get(campaign.slug)
            is_same = work.looks.trigger_state(campaign.campaign_id, found.number) == found.before
            if is_same and (now.head, now.active_since) == (campaign.head, campaign.active_since):
                work.looks.save_trigger_state(campaign.campaign_id, found.number, found.state)

    def _keep(self, campaign: Campaign, looks: Sequence[Look]) -> None:
        """Keep what looking came to for whoever asks why."""
        if campaign.state is CampaignState.ACTIVE and looks:
            with self._database.unit(actor=self._actor, clock=self._clock) as work:
                work.looks.save(campaign.campaign_id, merged(looks))
