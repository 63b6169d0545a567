"""What campaigns need somebody's attention for, each with a remedy and the page that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from core.campaigns.model import Campaign, DeliveryState, HeldUp, LookResult, Run
from core.campaigns.states import Act, CampaignState
from core.kernel.clock import Clock, business_day
from core.reports import words
from core.services import workers
from core.services.attention import Concern, Where
from core.services.campaigns import Campaigns
from core.services.points_owed import PointsOwed
from core.services.sample_ratios import SampleRatios
from core.services.triggers import Triggers
from core.services.unfired import Known, unfired
from core.store import Database

STUBBORN = 5  # attempts for the same message, which take eight minutes
OVERDUE = timedelta(minutes=8)  # of a large run the first messages are tried again only when all had their turn
SENDING = (CampaignState.ACTIVE, CampaignState.PAUSED)  # of others nothing that was given up can be sent any more


@dataclass(frozen=True, slots=True)
class _Stored:
    """What the store says, in one state: campaigns that are not archived, and what is known of the active ones."""

    campaigns: Sequence[Campaign]
    active: Mapping[str, Known]  # by slug
    newest: Mapping[str, Run]  # by id
    dead: pl.DataFrame  # see `DeliveryRepository.counts`
    faults: Mapping[str, str | None]  # by channel
    held_up: Sequence[HeldUp]

    def of(self, *states: CampaignState) -> list[Campaign]:
        return [c for c in self.campaigns if c.state in states]

    def run(self, campaign: Campaign) -> Run | None:
        """Return the newest run of a campaign."""
        return self.newest.get(campaign.campaign_id)


class CampaignConcerns:
    """Looks over all campaigns; it fires nothing, and counts customers once for what is new of them."""

    def __init__(
        self, campaigns: Campaigns, triggers: Triggers, ratios: SampleRatios, *, owed: PointsOwed, database: Database,
        clock: Clock, home: Path,
    ) -> None:  # fmt: skip
        self._campaigns = campaigns
        self._triggers = triggers
        self._ratios = ratios
        self._owed = owed
        self._database = database
        self._clock = clock
        self._home = home

    def all(self) -> tuple[Concern, ...]:
        """Return everything about campaigns that needs attention. Raises StoreNotReady, StorageFull."""
        stored = self._stored()
        if not stored.campaigns:
            return ()
        active = stored.of(CampaignState.ACTIVE)
        return (
            *filter(None, (unfired(c, stored.active[c.slug]) for c in active)),
            *self._alone(active, stored),
            *self._channels(active, stored),
            *_held_up(stored, self._triggers.zone, now=self._clock.now()),
            *_given_up(stored),
            *self._mismatches(stored),
            *(concern for c in stored.campaigns if (run := stored.run(c)) for concern in self._owed.of(c, run)),
            *(self._in_review(c) for c in stored.of(CampaignState.IN_REVIEW)),
        )

    def _stored(self) -> _Stored:
        now, zone, active = self._clock.now(), self._triggers.zone, {}
        faults = self._campaigns.channels()
        usable = [channel for channel, fault in faults.items() if fault is None]
        with self._database.view() as work:
            campaigns, looks = work.campaigns.all(), work.looks.all()
            newest, dead = work.executions.newest(), work.deliveries.counts(state=DeliveryState.DEAD)
            held_up = work.deliveries.held_up(usable, now=now)
        for campaign in campaigns:
            if campaign.state is CampaignState.ACTIVE and campaign.active_since is not None:
                look = looks.get(campaign.slug)
                of_now = look if look is not None and look.at >= campaign.active_since else None
                passed = self._triggers.passed(campaign, now=now)
                active[campaign.slug] = Known(of_now, newest.get(campaign.campaign_id), passed, now, zone)
        return _Stored(campaigns, active, newest, dead, faults, held_up)

    def _alone(self, active: Sequence[Campaign], stored: _Stored) -> Iterator[Concern]:
        """Yield that nobody looks: no worker lives here, and no other one, nor cron, has looked of late."""
        alone = [c for c in active if not stored.active[c.slug].is_looked_at]
        if alone and not workers.alive(self._home):
            who, are = words.listed(c.name for c in alone), "is" if len(alone) == 1 else "are"
            yield Concern("warning", "Worker", f"{who} {are} active. {workers.NONE}", workers.START, _among(alone))

    def _channels(self, active: Sequence[Campaign], stored: _Stored) -> Iterator[Concern]:
        """Yield the channels that cannot be used, but of campaigns that say so of all of theirs."""
        looks = {slug: known.look for slug, known in stored.active.items()}
        silent = [c for c in active if not ((look := looks[c.slug]) and look.result is LookResult.NO_CHANNEL)]
        for channel, fault in stored.faults.items() if silent else ():
            by = [c for c in silent if channel in c.definition.channels]
            if fault and by:
                who, use = words.listed(c.name for c in by), "uses" if len(by) == 1 else "use"
                yield Concern(
                    "warning", f"Channel {channel}", f"{fault} {who} {use} it, and its messages wait.",
                    "Set what is missing in `.env` (docs/CHANNELS.md), or pause what uses it and take the channel out.",
                    _among(by),
                )  # fmt: skip

    def _mismatches(self, stored: _Stored) -> Iterator[Concern]:
        """Yield which campaigns dealt their customers otherwise than they should have."""
        for campaign in stored.campaigns:
            run = stored.run(campaign)
            if run is not None and self._ratios.is_mismatch(campaign, run):
                yield Concern(
                    "error", campaign.name,
                    "Its groups are not as large as they should be (sample-ratio mismatch), so its lifts cannot be "
                    "trusted.",
                    "Look for customers who are missing from one of them: its tab Performance has the sizes.",
                    Where.campaign(campaign, tab="Performance"),
                )  # fmt: skip

    def _in_review(self, campaign: Campaign) -> Concern:
        step = next(t for t in reversed(self._campaigns.transitions(campaign.slug)) if t.act is Act.SUBMIT)
        day = words.day(business_day(step.at, self._triggers.zone))
        what = f"It waits for approval: {step.by} submitted version {step.version} on {day}."
        fix = f"Approve or reject it on its tab Overview, or by `python -m core campaigns approve {campaign.slug}`."
        return Concern("info", campaign.name, what, fix, Where.campaign(campaign))


def _held_up(stored: _Stored, zone: ZoneInfo, *, now: datetime) -> Iterator[Concern]:
    """Yield the channels that fail again and again; what passes by itself within minutes is not told."""
    for held in stored.held_up:
        is_stubborn = held.attempts >= STUBBORN
        if not held.is_over and (is_stubborn or held.due_since <= now - OVERDUE):
            last, since = words.instant(held.at, zone), words.instant(held.due_since, zone)
            yield Concern(
                "warning", f"Channel {held.channel}",
                f"{held.reason} "
                + (f"It was tried {held.attempts} times, last {last}, and its messages wait." if is_stubborn
                   else f"It was tried last {last}, and its messages have waited since {since}."),
                "Mend that, or pause the campaigns until it is mended: what fails for hours is given up. The page "
                "Delivery and `python -m core delivery status` say how it stands.",
                Where("delivery", "Open Delivery"),
            )  # fmt: skip


def _given_up(stored: _Stored) -> Iterator[Concern]:
    """Yield how many messages were given up that could be sent again."""
    names = {c.slug: c.name for c in stored.of(*SENDING)}
    dead = stored.dead.filter(pl.col("campaign").is_in(list(names)))
    if dead.is_empty():
        return
    by = dead.group_by("channel").agg(pl.col("n").sum()).sort("channel").rows()
    n, whose = sum(n for _, n in by), dead["campaign"].unique().sort().to_list()
    which = words.listed(f"{n:,} by {channel}" for channel, n in by)
    what = f"{words.count(n, 'message was', 'messages were')} given up: {which}, of "
    query = {"view": "Deliveries", "state": str(DeliveryState.DEAD)}
    if len(whose) == 1:
        query["campaign"] = whose[0]
    yield Concern(
        "warning", "Delivery", f"{what}{words.listed(names[slug] for slug in whose)}.",
        "Each has its reason. Mend what made them fail, then put them back into the queue: on the tab Overview of the "
        "page Delivery, or by `python -m core delivery redrive`.",
        Where("delivery", "Open Delivery", query),
    )  # fmt: skip


def _among(campaigns: Sequence[Campaign]) -> Where:
    """Return where to look at campaigns: the page of the one there is, or the list."""
    return Where.campaign(campaigns[0]) if len(campaigns) == 1 else Where("campaigns", "Open Campaigns")
