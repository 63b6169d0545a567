"""A campaign's definition in words, and the YAML of a document that is still being edited."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from core.campaigns.definition import CampaignDefinition, Offer, OfferKind, Trigger
from core.campaigns.kind import CAMPAIGN
from core.documents.writing import write_yaml
from core.errors import RuleError
from core.kernel.canonical import Json
from core.kernel.schema import Schema
from core.reports import schedules, words
from core.rules.check import check


def yaml_of(document: Mapping[str, Json]) -> str:
    """Return the YAML of a plain document, which may still have faults."""
    return write_yaml(document, CAMPAIGN)


def told(
    definition: CampaignDefinition, *, tables: Mapping[str, Schema], basket: Schema | None, zone: ZoneInfo, unit: str
) -> dict[str, list[str]]:
    """Return what a definition says, sentences by heading; `unit` is the currency.

    `tables` and `basket` are what its rules may name.
    """
    return {
        "Audience": _audience(definition),
        "Offer": [_offer(definition.offer, unit), *_variants(definition, unit), *_program(definition)],
        "Channels": [_channels(definition)],
        "When": [*(_trigger(t, tables, zone) for t in definition.triggers), *_days(definition)],
        "Control": _control(definition),
        "Limits": _limits(definition, unit),
        "Success": [_success(definition, basket, zone)],
    }


def _audience(definition: CampaignDefinition) -> list[str]:
    again = definition.again_after_days
    often = (
        "once in the whole campaign" if again is None else f"again after {words.count(again, 'day')} at the earliest"
    )
    return [f"The segment {definition.audience}", f"Each customer {often}"]


def _offer(offer: Offer, unit: str) -> str:
    code = f", with the code {offer.code}" if offer.code else ""
    if offer.kind is OfferKind.INFORMATION:
        return f"{offer.name}: nothing but the message{code}"
    if offer.kind is OfferKind.POINTS:
        return f"{offer.name}: {words.count(int(offer.value), 'point')} for each conversion{code}"
    cost = f" that costs {words.money(offer.value, unit)} for each conversion" if offer.value else ""
    return f"{offer.name}: a {offer.kind}{cost}{code}"


def _channels(definition: CampaignDefinition) -> str:
    first, *others = definition.channels
    return f"{first}, or else {', '.join(others)}: the first that can be used for a customer" if others else str(first)


def _variants(definition: CampaignDefinition, unit: str) -> list[str]:
    found = []
    for variant in definition.variants:
        own = [f"its own offer ({_offer(variant.offer, unit)})"] if variant.offer else []
        own += ["its own messages"] if variant.messages.all() else []
        found.append(
            f"Variant {variant.name}, {_share(variant.share)} of the treated: {' and '.join(own) or 'as above'}"
        )
    return found


def _program(definition: CampaignDefinition) -> list[str]:
    return [] if definition.program is None else [f"Of the program {definition.program}"]


def _share(share: object) -> str:
    return f"{float(str(share)) * 100:g} %"


def _trigger(trigger: Trigger, tables: Mapping[str, Schema], zone: ZoneInfo) -> str:
    """Return when a trigger sets the campaign off."""
    if trigger.schedule is not None:
        at = trigger.schedule.instant(zone)
        when = f"once, on {words.instant(at, zone)}" if at else schedules.said(str(trigger.schedule.cron))
        return f"{when[0].upper()}{when[1:]}"
    if trigger.event is not None:
        event = trigger.event
        if event.rows is None:
            verb = "enter" if event.entered else "leave"
            return f"For those who {verb} the segment {event.segment}"
        return f"For those with new rows in {event.rows}{_where(event.when, tables.get(event.rows), zone)}"
    threshold = trigger.threshold
    assert threshold is not None  # noqa: S101 - a trigger is one of the three
    figure = (
        f"the size of {threshold.size_of}" if threshold.size_of
        else f"the {threshold.aggregate} of {threshold.feature} in the audience"
    )  # fmt: skip
    way = "rises above" if threshold.is_up else "falls below"
    return f"When {figure} {way} {threshold.level:,f}, and again after it was back at {threshold.back:,f}"


def _where(rule: Json, schema: Schema | None, zone: ZoneInfo) -> str:
    """Return a rule in words, on one line; as JSON, where its fields are no longer known."""
    if rule is True:
        return ""
    try:
        said = check(rule, schema or Schema([]), time_zone=zone).text
        return f" where {' '.join(said.splitlines())}"
    except RuleError:
        return f" where {rule}"


def _days(definition: CampaignDefinition) -> list[str]:
    starts, ends = definition.starts_on, definition.ends_on
    span = [f"from {words.day(starts)}"] if starts else []
    span += [f"to {words.day(ends)}"] if ends else []
    return [f"Only {' '.join(span)}"] if span else []


def _control(definition: CampaignDefinition) -> list[str]:
    if not definition.control:
        return ["Nobody is held out"]
    evenly = f", evenly by {words.listed(definition.stratify_by)}" if definition.stratify_by else ""
    return [f"{_share(definition.control)} are held out{evenly}"]


def _limits(definition: CampaignDefinition, unit: str) -> list[str]:
    cost, budget = definition.cost_per_contact, definition.budget
    spent = "" if budget is None else f", and all together at most {words.money(budget, unit)}"
    return [
        f"A contact costs {words.money(cost, unit)}{spent}" if cost else "A contact costs nothing",
        f"Priority {definition.priority} of 100 among campaigns",
    ]


def _success(definition: CampaignDefinition, basket: Schema | None, zone: ZoneInfo) -> str:
    conversion = definition.conversion
    within = f"within {words.count(conversion.within_days, 'day')}"
    if conversion.redemption:
        return f"A redemption of points {within}"
    if conversion.purchase is None:
        return f"The event {conversion.event} {within}"
    return f"A purchase {within}{_where(conversion.purchase.when, basket, zone)}"
