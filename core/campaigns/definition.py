"""What a campaign is: whom it is for, what it offers and says, when, and how it is measured. Never changed once made.

Each part is read strictly and in its own bounds; what must agree between the parts is looked at in
`core.campaigns.consistency`, and what it may name in `core.campaigns.faults`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator

from core.campaigns.parts import (
    MOST_MONEY,
    Channel,
    Conversion,
    Message,
    Messages,
    Offer,
    OfferKind,
    Purchase,
    Text,
    Variant,
)
from core.campaigns.triggers import Aggregate, Event, Schedule, Threshold, Trigger, TriggerKind
from core.documents import values
from core.documents.part import Part
from core.documents.values import DAYS, decimal, named, whole, word
from core.kernel.canonical import digest

__all__ = [
    "Aggregate",
    "CampaignDefinition",
    "Channel",
    "Conversion",
    "Event",
    "Message",
    "Messages",
    "Offer",
    "OfferKind",
    "Purchase",
    "Schedule",
    "Threshold",
    "Trigger",
    "TriggerKind",
    "Variant",
]

Day = Annotated[date, BeforeValidator(values.day)]
Money = BeforeValidator(decimal(places=2, most=MOST_MONEY, example="0.10"))


class CampaignDefinition(Part):
    """A whole campaign. `core.campaigns.text` reads and writes it; equal definitions have equal documents."""

    name: Annotated[str, BeforeValidator(named("campaign", example="Win back"))]
    description: Text = ""
    program: Annotated[str, BeforeValidator(named("program", example="everyday"))] | None = None
    audience: Annotated[str, BeforeValidator(named("segment", example="lapsing-regulars"))]
    offer: Offer
    channels: tuple[Annotated[Channel, BeforeValidator(word(Channel))], ...]  # the preferred one first
    messages: Messages = Messages()
    variants: tuple[Variant, ...] = ()
    control: Annotated[Decimal, BeforeValidator(decimal(places=4, most=Decimal("0.9"), example="0.1"))] = Decimal("0.1")
    stratify_by: tuple[Annotated[str, BeforeValidator(named("feature", example="income"))], ...] = ()
    triggers: tuple[Trigger, ...]
    again_after_days: Annotated[int, BeforeValidator(whole(1, below=DAYS + 1, example=30))] | None = None
    budget: Annotated[
        Decimal, BeforeValidator(decimal(places=2, above=Decimal(0), most=MOST_MONEY, example="1000.00"))
    ] | None = None  # fmt: skip
    cost_per_contact: Annotated[Decimal, Money] = Decimal("0.00")
    conversion: Conversion = Conversion(purchase=Purchase())
    priority: Annotated[int, BeforeValidator(whole(0, below=101, example=50))] = 50  # the highest goes first
    starts_on: Day | None = None
    ends_on: Day | None = None  # its last day

    @property
    def digest(self) -> str:
        """What identifies the content of the definition."""
        return digest(self.document())

    def variant(self, name: str | None) -> Variant | None:
        """Return the variant of this name; None for a campaign without variants, or where nobody has that name."""
        return next((v for v in self.variants if v.name == name), None)

    def message(self, channel: str, variant: str | None = None) -> Message | None:
        """Return what is sent on a channel to those of a variant.

        A variant's own message, and then its default one, come before those of the campaign. None where nothing is
        written for the channel: the warehouse gets arms and no messages.
        """
        chosen = self.variant(variant)
        return (chosen.messages.of(channel) if chosen else None) or self.messages.of(channel)

    def offer_of(self, variant: str | None = None) -> Offer:
        """Return what those of a variant are offered."""
        chosen = self.variant(variant)
        return chosen.offer if chosen and chosen.offer else self.offer

    def offers(self) -> dict[str | None, Offer]:
        """Return what is offered, by variant; None stands for everybody where there are no variants."""
        named: dict[str | None, Offer] = {v.name: self.offer_of(v.name) for v in self.variants}
        return named or {None: self.offer}
