"""What the store keeps of a campaign: versions, who moved it on, what fired, whom it reached and whom it held out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from core.campaigns.definition import CampaignDefinition
from core.campaigns.states import Act, CampaignState
from core.documents.version import Version

CampaignVersion = Version[CampaignDefinition]


class Reason(StrEnum):
    """What became of a customer of the audience on one occasion; each has exactly one."""

    TREATED = "treated"
    CONTROL = "control"
    HOLDOUT = "holdout"
    CAPPED = "capped"
    QUIET = "quiet"
    UNREACHABLE = "unreachable"
    NO_CONSENT = "no_consent"
    ALREADY_TREATED = "already_treated"
    OVER_BUDGET = "over_budget"


class DeliveryState(StrEnum):
    """How far a message is."""

    QUEUED = "queued"
    LEASED = "leased"  # a worker is sending it
    SENT = "sent"
    DEAD = "dead"  # given up, with the reason
    CANCELLED = "cancelled"


class LookResult(StrEnum):
    """What came of looking at a trigger."""

    FIRED = "fired"
    NOT_ACTIVE = "not_active"
    NOT_DUE = "not_due"
    NOT_MET = "not_met"
    EMPTY_SEGMENT = "empty_segment"
    ALL_HELD_OUT = "all_held_out"  # somebody was there, and nobody could be treated: the counts say why
    NO_CHANNEL = "no_channel"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Transition:
    """One step of a campaign's life: what was done to which version, when, by whom, and the note."""

    act: Act
    state: CampaignState  # after it
    version: int
    at: datetime
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign at its newest version (or at the one that was asked for). `slug` never changes.

    `active_since` is the instant from which occasions count: the last activation; None while it never was active.
    """

    campaign_id: str
    slug: str
    state: CampaignState
    created_at: datetime
    archived_at: datetime | None
    head: int
    version: CampaignVersion
    active_since: datetime | None

    @property
    def name(self) -> str:
        """The name for people."""
        return self.version.definition.name

    @property
    def definition(self) -> CampaignDefinition:
        """The definition of this version."""
        return self.version.definition


@dataclass(frozen=True, slots=True)
class Run:
    """One firing of a trigger: its key is unique in its campaign. `counts` has how many customers had each reason."""

    run_id: int
    campaign_id: str
    version: int
    key: str
    trigger: str  # schedule, entered, left, rows, threshold or manual
    as_of: datetime
    snapshot_id: str
    n_audience: int
    counts: Mapping[str, int]
    policy_version: int
    holdout_id: int | None
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Look:
    """What came of looking at a campaign's triggers; `next_at` is when its schedule is due next, where it has one."""

    campaign: str  # slug
    result: LookResult
    text: str  # a sentence for people
    at: datetime
    run: Run | None = None
    next_at: datetime | None = None
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message to one customer on its way, as a worker holds it."""

    execution_id: int
    campaign_id: str
    run_id: int
    customer_id: str
    occasion: str
    arm: str
    variant: str | None
    channel: str
    attempts: int  # this one included
    facts: Mapping[str, Any]  # the values of the message's placeholders, as they were planned
    planned_at: datetime


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of an attempt: sent (with the channel's own reference), to be tried again, dead or cancelled."""

    execution_id: int
    attempts: int  # of the claim: whoever claimed it later settles it instead
    state: DeliveryState
    reason: str = ""
    reference: str = ""
    not_before: datetime | None = None  # of a retry


@dataclass(frozen=True, slots=True)
class HeldUp:
    """A channel that failed to send what still waits."""

    channel: str
    at: datetime  # of the last attempt
    attempts: int  # the most that a message has seen
    reason: str  # of the last attempt
    due_since: datetime  # when what has waited longest was, or is, due
    sent_at: datetime | None  # when the channel sent something last, whatever campaign it was of

    @property
    def is_over(self) -> bool:
        """Whether something was sent since the last failure: the channel works again, and what waits is tried later."""
        return self.sent_at is not None and self.sent_at > self.at


@dataclass(frozen=True, slots=True)
class Holdout:
    """A share of all customers who get nothing from any campaign, from an instant until another (None: still)."""

    holdout_id: int
    name: str
    share: float  # 0 to 0.5
    salt: str
    from_at: datetime
    until_at: datetime | None
    started_by: str
    ended_by: str | None
