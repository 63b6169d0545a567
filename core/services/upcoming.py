"""What campaigns are going to do by their schedules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from core.campaigns.model import Campaign
from core.campaigns.schedule import Schedule
from core.campaigns.states import CampaignState
from core.kernel.clock import business_day


@dataclass(frozen=True, slots=True)
class Upcoming:
    """An occasion of a campaign's schedule that is still to come."""

    campaign: Campaign
    at: datetime


def rank(campaign: Campaign) -> tuple[int, str]:
    """Return what campaigns that compete are ordered by: the highest priority first, then by slug."""
    return -campaign.definition.priority, campaign.slug


def schedule_of(campaign: Campaign, zone: ZoneInfo) -> Schedule:
    """Return all schedules of a campaign as one; one without any is never due."""
    definition = campaign.definition
    written = [t.schedule for t in definition.triggers if t.schedule is not None]
    once = [at for s in written if (at := s.instant(zone)) is not None]
    crons = [s.cron for s in written if s.cron is not None]
    return Schedule(zone, once, crons, definition.starts_on, definition.ends_on)


def next_at(campaign: Campaign, zone: ZoneInfo, *, after: datetime) -> datetime | None:
    """Return when a campaign's schedule is due next, None if it never is."""
    return schedule_of(campaign, zone).following(after)


def later_today(
    campaigns: Iterable[Campaign], *, before: tuple[int, str], at: datetime, zone: ZoneInfo
) -> list[Upcoming]:
    """Return which active campaigns that rank before `before` have an occasion later on the business day of `at`.

    Each with its first such occasion, in the order in which they come.
    """
    found = []
    for campaign in sorted(campaigns, key=rank):
        is_other = campaign.slug != before[1]  # an edit that is planned does not compete with what it is an edit of
        comes_first = is_other and campaign.state is CampaignState.ACTIVE and rank(campaign) < before
        due = next_at(campaign, zone, after=at) if comes_first else None
        if due is not None and business_day(due, zone) == business_day(at, zone):
            found.append(Upcoming(campaign, due))
    return found
