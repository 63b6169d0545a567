"""What may become of a campaign, in one table: the service, the command line and the page all read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class CampaignState(StrEnum):
    """How far a campaign is."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class Act(StrEnum):
    """What a person does to a campaign."""

    SUBMIT = "submit"
    REJECT = "reject"
    APPROVE = "approve"
    ACTIVATE = "activate"
    PAUSE = "pause"
    END = "end"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class Move:
    """From which states an act may be done, and where it leads."""

    sources: frozenset[CampaignState]
    target: CampaignState


_S = CampaignState

TRANSITIONS: Mapping[Act, Move] = {
    Act.SUBMIT: Move(frozenset({_S.DRAFT}), _S.IN_REVIEW),
    Act.REJECT: Move(frozenset({_S.IN_REVIEW}), _S.DRAFT),
    Act.APPROVE: Move(frozenset({_S.IN_REVIEW}), _S.APPROVED),
    Act.ACTIVATE: Move(frozenset({_S.APPROVED, _S.PAUSED}), _S.ACTIVE),
    Act.PAUSE: Move(frozenset({_S.ACTIVE}), _S.PAUSED),
    Act.END: Move(frozenset({_S.APPROVED, _S.ACTIVE, _S.PAUSED}), _S.ENDED),
    Act.EDIT: Move(frozenset({_S.DRAFT, _S.IN_REVIEW, _S.APPROVED, _S.PAUSED}), _S.DRAFT),
}


def possible(state: CampaignState) -> tuple[Act, ...]:
    """Return what may be done to a campaign in this state."""
    return tuple(act for act, move in TRANSITIONS.items() if state in move.sources)


def target(act: Act, state: CampaignState) -> CampaignState | None:
    """Return the state that the act leads to, or None where it is not possible."""
    move = TRANSITIONS[act]
    return move.target if state in move.sources else None
