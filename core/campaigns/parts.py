"""The parts of a campaign: the offer, its messages, its variants, and what counts as a conversion."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from core.campaigns import values
from core.documents.part import Part
from core.documents.values import EXACT, decimal, logic, named, refuse, text, whole, word, yes_or_no
from core.kernel.canonical import Json

Text = Annotated[str, BeforeValidator(text)]
Line = Annotated[str, BeforeValidator(values.line)]
Logic = Annotated[Json, BeforeValidator(logic)]
MOST_MONEY = Decimal(EXACT - 1) / 100
_WITHIN = 14


class Channel(StrEnum):
    """A way to a customer."""

    OUTBOX = "outbox"  # kept in the store, readable on a page
    CSV = "csv"  # a file for each run
    EMAIL = "email"
    WEBHOOK = "webhook"
    WAREHOUSE = "warehouse"  # the audience with its arms, for whoever sends on their own


class OfferKind(StrEnum):
    """What a customer gets."""

    DISCOUNT = "discount"
    POINTS = "points"
    GIFT = "gift"
    INFORMATION = "information"  # nothing but the message


class Offer(Part):
    """What is offered, and what one conversion costs by it: money, or points for an offer of points."""

    name: Annotated[str, BeforeValidator(named("offer", example="Five dollars off"))]
    kind: Annotated[OfferKind, BeforeValidator(word(OfferKind))] = OfferKind.INFORMATION
    value: Annotated[Decimal, BeforeValidator(decimal(places=2, most=MOST_MONEY, example="5.00"))] = Decimal("0.00")
    code: Line = ""

    @property
    def gives_points(self) -> bool:
        """Whether who converts gets points."""
        return self.kind is OfferKind.POINTS and self.value > 0

    @field_validator("value")
    @classmethod
    def _whole(cls, value: Decimal, info: ValidationInfo) -> Decimal:
        if info.data.get("kind") is not OfferKind.POINTS or not value:
            return value
        if value != value.to_integral_value():
            refuse(f"{value} is no whole number of points.", fix="Write digits alone, such as 200.")
        return value.quantize(Decimal(1))


class Message(Part):
    """What a customer reads. Placeholders such as `{{ last_purchase_on }}` stand for values of that customer."""

    subject: Line = ""
    body: Annotated[str, BeforeValidator(values.body)]
    is_html: Annotated[bool, BeforeValidator(yes_or_no)] = Field(False, alias="html")


class Messages(Part):
    """A message for each channel; `default` is that of the channels without one of their own."""

    default: Message | None = None
    outbox: Message | None = None
    csv: Message | None = None
    email: Message | None = None
    webhook: Message | None = None

    def of(self, channel: str) -> Message | None:
        """Return the message of a channel: its own, else the default one, else None."""
        own = getattr(self, channel) if channel in type(self).model_fields else None
        return own or self.default

    def all(self) -> dict[str, Message]:
        """Return the messages that are there by their keys."""
        return {key: m for key in type(self).model_fields if (m := getattr(self, key)) is not None}


class Variant(Part):
    """One of several forms of a campaign: its share of the treated, and what differs from the campaign's own."""

    name: Annotated[str, BeforeValidator(named("variant", example="A"))]
    share: Annotated[Decimal, BeforeValidator(decimal(places=4, above=Decimal(0), most=Decimal(1), example="0.5"))]
    messages: Messages = Messages()
    offer: Offer | None = None


class Purchase(Part):
    """A purchase after the contact: any, or one that `when` holds for. Written `true` or {when: rule}."""

    when: Logic = True

    @model_validator(mode="before")
    @classmethod
    def _word(cls, value: Any) -> Any:
        if value is True:
            return {}
        if value is False:
            refuse("A purchase that counts for nothing is no conversion.", fix="Write true, or leave the key out.")
        return value

    def document(self) -> Any:
        """Return true, or {"when": rule}."""
        return True if self.when is True else {"when": self.when}


class Conversion(Part):
    """What counts as success within `within_days` days after the contact. Exactly one of the three is given.

    redemption: of points of the campaign's program. event: an imported response event of this name.
    """

    within_days: Annotated[int, BeforeValidator(whole(1, below=367, example=_WITHIN))] = _WITHIN
    purchase: Purchase | None = None
    redemption: Annotated[bool, BeforeValidator(yes_or_no)] = False
    event: Annotated[str, BeforeValidator(named("event", example="signed_up"))] | None = None

    @model_validator(mode="before")
    @classmethod
    def _any_purchase(cls, value: Any) -> Any:
        """Take a purchase where nothing but the days is given."""
        is_bare = isinstance(value, dict) and not value.keys() & {"purchase", "redemption", "event"}
        return {**value, "purchase": True} if is_bare else value

    @model_validator(mode="after")
    def _one(self) -> Conversion:
        if (self.purchase is not None) + self.redemption + (self.event is not None) != 1:
            fix = "Write one, such as {purchase: true}, {redemption: true} or {event: signed_up}."
            refuse("A conversion is exactly one of `purchase`, `redemption` and `event`.", fix=fix)
        return self
