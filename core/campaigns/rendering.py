"""A message as one customer gets it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.campaigns.definition import CampaignDefinition, Channel
from core.campaigns.templates import Escape, guarded, parse, render


@dataclass(frozen=True, slots=True)
class Rendered:
    """What is sent: one line of subject (may be empty), and the body, text or HTML."""

    subject: str
    body: str
    is_html: bool


def rendered(
    definition: CampaignDefinition, *, channel: str, variant: str | None, customer_id: str, facts: Mapping[str, Any]
) -> Rendered:
    """Return the message of a channel and variant with the `facts` of one customer (see `core.campaigns.facts`).

    Nothing where the campaign has no message for the channel, as for the warehouse. Raises BadInput when a value is
    lacking that was not kept.
    """
    message = definition.message(channel, variant)
    if message is None:
        return Rendered("", "", is_html=False)
    values = {**facts, **_own(definition, variant, customer_id)}
    subject = render(parse(message.subject), values, Escape.HEADER)
    body = render(parse(message.body), values, Escape.HTML if message.is_html else Escape.TEXT)
    if channel == Channel.CSV:
        return Rendered(guarded(subject), guarded(body), is_html=message.is_html)
    return Rendered(subject, body, is_html=message.is_html)


def _own(definition: CampaignDefinition, variant: str | None, customer_id: str) -> dict[str, str | None]:
    """Return the values of `core.campaigns.templates.OWN`; None is what is not there, so a fallback can stand."""
    offer = definition.offer_of(variant)
    return {
        "customer_id": customer_id,
        "campaign.name": definition.name,
        "offer.name": offer.name,
        "offer.code": offer.code or None,
        "offer.value": f"{offer.value:f}" if offer.value else None,
    }
