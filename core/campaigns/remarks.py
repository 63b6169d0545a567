"""What is no fault of a campaign, and should be known before it is launched: sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from core.campaigns import templates
from core.campaigns.definition import CampaignDefinition, Message, Messages, OfferKind, Variant
from core.campaigns.timing import is_ahead
from core.kernel.clock import business_day
from core.kernel.schema import Schema

_TAG = re.compile(r"</(p|a|div|b|i|em|strong|h\d|td|li|body|html)>|<br ?/?>", flags=re.IGNORECASE)


def remarks(definition: CampaignDefinition, features: Schema, *, now: datetime, zone: ZoneInfo) -> tuple[str, ...]:
    """Return what a person should know of a definition that has no faults, as of now."""
    return tuple(
        dict.fromkeys(
            [
                *_control(definition),
                *_variants(definition),
                *_unused(definition),
                *_worthless(definition),
                *_again(definition),
                *_passed(definition, now, zone),
                *_gaps(definition, features),
                *_markup(definition),
            ]
        )
    )


def _control(definition: CampaignDefinition) -> Iterator[str]:
    if not definition.control:
        yield "Nobody is held out as control, so no lift can be measured."
        if definition.stratify_by:
            yield "`stratify_by` divides the control group, and there is none."


def _variants(definition: CampaignDefinition) -> Iterator[str]:
    """Yield the pairs of variants that customers could not tell apart."""
    seen: dict[str, str] = {}
    for variant in definition.variants:
        first = seen.setdefault(_told(definition, variant), variant.name)
        if first != variant.name:
            yield f"The variants {first!r} and {variant.name!r} say and offer the same: nothing would be compared."


def _told(definition: CampaignDefinition, variant: Variant) -> str:
    messages = [definition.message(c, variant.name) for c in definition.channels]
    return repr([definition.offer_of(variant.name), *messages])


def _unused(definition: CampaignDefinition) -> Iterator[str]:
    named = set(definition.channels)
    held: list[tuple[str, Messages]] = [("", definition.messages)]
    held += [(f" of the variant {v.name!r}", v.messages) for v in definition.variants]
    for whose, messages in held:
        for key in messages.all().keys() - named - {"default"}:
            yield f"The message for {key}{whose} is never sent: {key} is not among the channels."


def _worthless(definition: CampaignDefinition) -> Iterator[str]:
    for offer in definition.offers().values():
        if offer.kind is OfferKind.POINTS and not offer.gives_points:
            yield f"The offer {offer.name!r} is one of 0 points, so nobody gets any: `value` says how many."


def _again(definition: CampaignDefinition) -> Iterator[str]:
    is_once = all(t.schedule is not None and t.schedule.at is not None for t in definition.triggers)
    if definition.again_after_days is not None and is_once and len(definition.triggers) == 1:
        yield "`again_after_days` changes nothing: the campaign goes off once."
    if definition.again_after_days is None and any(t.schedule and t.schedule.cron for t in definition.triggers):
        yield "Each customer is treated once, however often it goes off; `again_after_days` would change that."


def _passed(definition: CampaignDefinition, now: datetime, zone: ZoneInfo) -> Iterator[str]:
    for trigger in definition.triggers:
        schedule = trigger.schedule
        if schedule and schedule.at and not is_ahead(schedule, definition, now=now, zone=zone):
            yield f"{schedule.at} has passed."
    if definition.ends_on is not None and business_day(now, zone) > definition.ends_on:
        yield f"The campaign's last day, {definition.ends_on}, has passed."


def _written(definition: CampaignDefinition) -> Iterator[Message]:
    for messages in (definition.messages, *(v.messages for v in definition.variants)):
        yield from messages.all().values()


def _markup(definition: CampaignDefinition) -> Iterator[str]:
    if any(_TAG.search(m.body) and not m.is_html for m in _written(definition)):
        yield "A message looks like HTML and goes out as plain text: `html: true` would change that."


def _gaps(definition: CampaignDefinition, features: Schema) -> Iterator[str]:
    """Yield the names that some customers have no value of, and no other text stands for it."""
    texts = [text for m in _written(definition) for text in (m.subject, m.body)]
    bare = {p.name for text in texts for p in templates.parse(text).placeholders if p.fallback is None}
    for name in sorted(bare & set(features)):
        if features[name].nullable:
            what = f"Some customers have no {name}, and their message has a gap there"
            yield f'{what}: write {{{{ {name} | "…" }}}} with what shall stand instead.'
