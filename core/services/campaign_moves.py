"""How a campaign moves on: by the one table of transitions, with who did it, and what keeps it from moving."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from core.campaigns.model import Campaign, Transition
from core.campaigns.states import Act, CampaignState, possible, target
from core.campaigns.timing import can_come
from core.errors import Conflict, Refused
from core.services import named
from core.store import UnitOfWork

__all__ = ["Act", "CampaignState", "move", "next_state", "possible", "state_of"]

WORDS: Mapping[Act, str] = {
    Act.SUBMIT: "submitted", Act.REJECT: "rejected", Act.APPROVE: "approved", Act.ACTIVATE: "activated",
    Act.PAUSE: "paused", Act.END: "ended", Act.EDIT: "edited",
}  # fmt: skip
OVER = "The campaign was ended."
_OWN = "Approved by who submitted it."


def state_of(state: CampaignState) -> str:
    """Return a state in words, as they follow "is"."""
    return "a draft" if state is CampaignState.DRAFT else str(state).replace("_", " ")


def next_state(campaign: Campaign, act: Act) -> CampaignState:
    """Return where an act leads. Raises Refused, saying what is possible instead."""
    found = target(act, campaign.state)
    if found is not None:
        return found
    named_acts = [str(a) for a in possible(campaign.state)]
    if campaign.state is CampaignState.ENDED:
        fix = "Create another campaign from its definition; one that has ended stays as it was."
    elif act is Act.EDIT and campaign.state is CampaignState.ACTIVE:
        fix = "Pause it first; the new version is reviewed before it runs."
    else:
        fix = f"What can be done now: {', '.join(named_acts)}."
    what = f"Campaign {campaign.slug!r} is {_now(campaign.state)}, so it cannot be {WORDS[act]}."
    raise Refused(what, fix=fix)


def move(work: UnitOfWork, campaign: Campaign, act: Act, *, note: str, seen: int | None, four_eyes: bool) -> None:
    """Take the step inside a transaction, with its record. Raises Refused, Conflict."""
    named.refuse_archived(campaign, kind="campaign")
    state = next_state(campaign, act)
    if seen is not None and seen != campaign.head:
        raise Conflict(
            f"Campaign {campaign.slug!r} was saved as version {campaign.head} by {campaign.version.created_by} since "
            f"version {seen}, which you looked at.",
            fix="Look at the new version, and do it again.",
        )
    if act is Act.APPROVE:
        note = _approval(work, campaign, note, four_eyes=four_eyes)
    work.campaigns.set_state(campaign.campaign_id, Transition(act, state, campaign.head, work.now, work.actor, note))
    if act is Act.END:  # what a worker holds is on its way; the sender's own sweep gets the rest
        work.deliveries.cancel(campaign.campaign_id, reason=OVER, now=work.now)
    work.record(
        str(act), "campaign", subject=campaign.slug, before={"state": str(campaign.state)},
        after={"state": str(state), "version": campaign.head, "note": note},
    )  # fmt: skip


def refuse_channels(campaign: Campaign, faults: Mapping[str, str | None]) -> None:
    """Raise Refused for channels that cannot be used."""
    told = [f"{c}: {fault}" for c in campaign.definition.channels if (fault := faults.get(c))]
    if told:
        raise Refused(
            f"Campaign {campaign.slug!r} cannot be activated, for it names channels that cannot be used:\n"
            + "\n".join(f"  - {t}" for t in told),
            fix="Set what is missing in `.env`, or take the channel out of the campaign.",
        )


def refuse_over(campaign: Campaign, now: datetime, zone: ZoneInfo) -> None:
    """Raise Refused for a campaign that could never go off."""
    if not can_come(campaign.definition, now, zone):
        raise Refused(
            f"Campaign {campaign.slug!r} cannot be activated: every time at which it would go off lies in the past.",
            fix="Edit its schedule or its last day; it is reviewed again then.",
        )


def refuse_running(campaign: Campaign) -> None:
    """Raise Refused for archiving a campaign that still has something to do."""
    if campaign.state in (CampaignState.ACTIVE, CampaignState.PAUSED):
        raise Refused(
            f"Campaign {campaign.slug!r} is {_now(campaign.state)}.",
            fix=f"End it first: `python -m core campaigns end {campaign.slug}`.",
        )


def _now(state: CampaignState) -> str:
    return "over" if state is CampaignState.ENDED else state_of(state)


def _approval(work: UnitOfWork, campaign: Campaign, note: str, *, four_eyes: bool) -> str:
    """Return the note of an approval. Raises Refused where somebody else has to give it."""
    steps = work.campaigns.transitions(campaign.campaign_id)
    submitter = next((t.by for t in reversed(steps) if t.act is Act.SUBMIT), None)
    if submitter != work.actor:
        return note
    if four_eyes:
        raise Refused(
            f"Campaign {campaign.slug!r} was submitted by {submitter}, and LAB_FOUR_EYES asks for another person.",
            fix="Let somebody else approve it.",
        )
    return f"{note} {_OWN}".strip()
