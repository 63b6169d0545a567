"""What looking at a campaign came to, in sentences for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from core.campaigns import occasions
from core.campaigns.model import Campaign, Look, LookResult, Reason
from core.campaigns.occasions import ENTERED, LEFT, Occasion
from core.campaigns.states import CampaignState
from core.reports import words

_TELLING = (
    LookResult.FIRED, LookResult.FAULT, LookResult.NO_CHANNEL, LookResult.ALL_HELD_OUT, LookResult.EMPTY_SEGMENT,
    LookResult.NOT_MET, LookResult.NOT_DUE, LookResult.NOT_ACTIVE,
)  # fmt: skip
_UNREACHED = frozenset({Reason.UNREACHABLE, Reason.NO_CONSENT})
_NEXT = {
    CampaignState.DRAFT: "It is a draft: it has to be submitted, approved and activated first.",
    CampaignState.IN_REVIEW: "It is in review: it has to be approved and activated first.",
    CampaignState.APPROVED: "It is approved, and has to be activated first.",
    CampaignState.PAUSED: "It is paused; nothing fires until it is activated again.",
    CampaignState.ENDED: "It has ended.",
}


def inactive(campaign: Campaign, *, at: datetime) -> Look:
    """Return the look at a campaign that is not active."""
    return Look(campaign.slug, LookResult.NOT_ACTIVE, _NEXT[campaign.state], at)


def unlooked(campaign: Campaign, *, at: datetime, upcoming: datetime | None) -> Look:
    """Return the look at an active campaign that nobody has looked at yet."""
    text = "Nobody has looked at its triggers yet. `python -m core worker` does, and `make run` starts one."
    return Look(campaign.slug, LookResult.NOT_DUE, text, at, next_at=upcoming)


def merged(looks: Sequence[Look]) -> Look:
    """Return one look for all triggers of a campaign: the most telling result, and every sentence."""
    first = min(looks, key=lambda look: _TELLING.index(look.result))
    coming = [look.next_at for look in looks if look.next_at is not None]
    counts: dict[str, int] = {}
    for look in looks:
        for reason, n in look.counts.items():
            counts[reason] = counts.get(reason, 0) + n
    text = " ".join(dict.fromkeys(look.text for look in looks))
    return Look(first.campaign, first.result, text, looks[-1].at, first.run, min(coming, default=None), counts)


def said(trigger: str, key: str, *, zone: ZoneInfo) -> str:
    """Return for what an occasion of a trigger fires, as in "Fired by hand" or "Fired for 2 Oct 2017, 10:00 EDT"."""
    match trigger:
        case occasions.SCHEDULE:
            return f"for {words.instant(datetime.fromisoformat(key), zone)}"
        case occasions.ENTERED | occasions.LEFT:
            return f"for those who {trigger} the segment"
        case occasions.ROWS:
            return "for those with new rows"
        case occasions.THRESHOLD:
            return "for the level that was crossed"
    return "by hand"


def counted(counts: Mapping[Reason, int]) -> str:
    """Return the reasons that somebody has, with their numbers: "12 treated, 3 control"."""
    return ", ".join(f"{n:,} {str(reason).replace('_', ' ')}" for reason, n in counts.items() if n)


def nobody(counts: Mapping[Reason, int]) -> tuple[LookResult, str]:
    """Return why nobody of an audience could be treated."""
    if all(reason in _UNREACHED for reason, n in counts.items() if n):
        return LookResult.NO_CHANNEL, f"None of its channels may reach anybody: {counted(counts)}."
    return LookResult.ALL_HELD_OUT, f"Nobody could be treated: {counted(counts)}."


def closed(faults: Mapping[str, str]) -> str:
    """Return the sentence on channels that cannot be used."""
    return "None of its channels can be used. " + " ".join(f"{name}: {fault}" for name, fault in faults.items())


def outside(campaign: Campaign, occasion: Occasion) -> str:
    """Return the sentence on an event that nobody of the audience had."""
    n = 0 if occasion.who is None else occasion.who.height
    did = {ENTERED: "entered the segment", LEFT: "left the segment"}.get(occasion.trigger, "had a matching row")
    people = "1 customer" if n == 1 else f"{n:,} customers"
    return f"{people} {did}, and none of them is in the audience, the segment {campaign.definition.audience!r}."
