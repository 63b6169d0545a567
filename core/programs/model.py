"""What the store keeps of a program: its versions, when each was in force, and what customers did with their points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.documents.version import Version
from core.programs.definition import ProgramDefinition

ProgramVersion = Version[ProgramDefinition]


class ProgramState(StrEnum):
    """Whether a program runs."""

    DRAFT = "draft"  # never activated
    ACTIVE = "active"
    PAUSED = "paused"


class EntryKind(StrEnum):
    """What moved points in a ledger entry."""

    EARN = "earn"  # a lot arrives
    BURN = "burn"  # a redemption draws from a lot
    EXPIRE = "expire"  # what is left of a lot is lost
    ADJUST = "adjust"  # by hand, up or down
    REVERSE = "reverse"  # a cancellation gives back, a refund claws back
    OFFSET = "offset"  # a lot pays debt


class ActionKind(StrEnum):
    """What a person does to an account."""

    REDEEM = "redeem"
    CANCEL = "cancel"
    ADJUST = "adjust"


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of business days in which one version is in force: from `from_on` to the day before `until_on`.

    An open phase has no `until_on`. `at` and `by` tell when and by whom it was begun.
    """

    version: int
    from_on: date
    until_on: date | None
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Program:
    """A program at its newest version (or at the one that was asked for).

    `slug` never changes. `head` is the number of the newest version, `phases` are in the order of time. The ledger
    holds what was earned before `accrued_until` (None: nothing yet) and what expired up to and on `expired_until`.
    """

    program_id: str
    slug: str
    state: ProgramState
    created_at: datetime
    archived_at: datetime | None
    head: int
    version: ProgramVersion
    phases: tuple[Phase, ...]
    accrued_until: datetime | None
    expired_until: date | None

    @property
    def name(self) -> str:
        """The name for people."""
        return self.version.definition.name

    @property
    def definition(self) -> ProgramDefinition:
        """The definition of this version."""
        return self.version.definition

    @property
    def active_version(self) -> int | None:
        """The version of the open phase of a running program, None for a draft and a paused one."""
        if self.state is not ProgramState.ACTIVE:
            return None
        return next((p.version for p in reversed(self.phases) if p.until_on is None), None)


@dataclass(frozen=True, slots=True)
class Action:
    """A redemption, a cancellation or an adjustment, as it was recorded; never changed afterwards.

    `points` are positive for a redemption, signed for an adjustment and 0 for a cancellation. `value_cents` is what a
    redemption was worth, `option` the burn option it took, `cancels` the key of the redemption that is undone.
    """

    action_id: int
    key: str
    kind: ActionKind
    customer_id: str
    points: int
    value_cents: int | None
    option: str | None
    cancels: str | None
    at: datetime
    reason: str
    recorded_at: datetime
    recorded_by: str
