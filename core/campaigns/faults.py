"""Every fault of a campaign at once, each with its place: structure, what must agree, and all that it names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from core.campaigns import templates, timing
from core.campaigns.consistency import inconsistencies, items, part
from core.campaigns.definition import CampaignDefinition
from core.campaigns.kind import CAMPAIGN
from core.campaigns.triggers import Threshold
from core.documents.plain import name_or_none, rows
from core.documents.rules import rule_problems
from core.documents.structure import in_order, structured
from core.documents.values import shown
from core.errors import Problem, did_you_mean
from core.kernel.schema import FieldType, Schema
from core.rules.check import check
from core.rules.tree import pointer

_SAID = ("name", "offer", "channels", "messages", "variants")
_STAND_INS: Mapping[str, Any] = {
    "name": "Campaign",
    "audience": "everybody",
    "offer": {"name": "Offer"},
    "channels": ["outbox"],
    "triggers": [{"schedule": {"cron": "0 0 * * *"}}],
}
_FEW = (FieldType.STRING, FieldType.BOOLEAN, FieldType.INTEGER)


@dataclass(frozen=True, slots=True)
class Known:
    """What a campaign may name.

    features: of the dictionary and of programs. segments, programs: short names of those that are not archived; the
    `archived_` ones are told apart in messages. tables: the fields of rows that a trigger may look at. basket: the
    fields of a purchase, None where the profile does not say what customers pay for. zone: of business.
    """

    features: Schema
    segments: Collection[str]
    programs: Collection[str]
    tables: Mapping[str, Schema]
    basket: Schema | None
    zone: ZoneInfo
    archived_segments: Collection[str] = field(default=())
    archived_programs: Collection[str] = field(default=())
    lists: Collection[str] = field(default=())  # the segments that are lists of customers


def campaign_problems(campaign: CampaignDefinition | Mapping[str, Any], known: Known) -> tuple[Problem, ...]:
    """Return every fault of a definition or of its plain document, in the order of the document; none if it can run."""
    document = campaign.document() if isinstance(campaign, CampaignDefinition) else campaign
    _, problems = structured(document, CAMPAIGN)
    if not isinstance(document, Mapping):
        return problems
    return in_order([*problems, *inconsistencies(document), *_named(document, known)], CAMPAIGN)


def lacking(campaign: CampaignDefinition, features: Schema) -> tuple[Problem, ...]:
    """Return what a plan of a sound definition asks for, and the dictionary has not any more."""
    document = campaign.document()
    return in_order([*_said(document, features), *_strata(document, features)], CAMPAIGN)


def figure_problems(threshold: Threshold, features: Schema) -> tuple[Problem, ...]:
    """Return why there is no such figure any more; none where it can be asked for."""
    return tuple(_aggregate(threshold.document(), "/threshold/feature", features))


def _named(document: Mapping[str, Any], known: Known) -> Iterator[Problem]:
    """Yield what the document names and nobody has, and a name by which nobody could ask for it."""
    name = name_or_none(document.get("name"))
    if name and name.isprintable() and not any(c.isalpha() for c in name):
        fix = "Put a word into it; numbers are what campaigns of the past are called by."
        yield Problem("/name", f"The name {shown(name)} has no letter.", fix)
    yield from _one(document.get("audience"), "/audience", "segment", known.segments, known.archived_segments)
    yield from _one(document.get("program"), "/program", "program", known.programs, known.archived_programs)
    yield from _said(document, known.features)
    yield from _strata(document, known.features)
    yield from _triggers(document, known)
    yield from _conversion(document, known)
    yield from timing.problems(document, known.zone)


def _one(value: Any, at: str, kind: str, names: Collection[str], archived: Collection[str] = ()) -> Iterator[Problem]:
    name = name_or_none(value)
    if not name or name in names:
        return
    if name in archived:
        fix = f"Bring it back (`python -m core {kind}s archive {name} --restore`), or name another one."
        yield Problem(at, f"The {kind} {shown(name)} is archived.", fix)
        return
    listed = ", ".join(sorted(names)[:10])
    hint = did_you_mean(name[:80], names) or (f"There are: {listed}." if listed else f"Create the {kind} first.")
    yield Problem(at, f"There is no {kind} {shown(name)}.", hint)


def _said(document: Mapping[str, Any], features: Schema) -> Iterator[Problem]:
    """Yield the faults of all messages, the campaign's own and those of its variants."""
    for at, holder in [("", document), *rows(document, "variants")]:
        yield from _texts(part(holder, "messages"), f"{at}/messages", features)


def _texts(messages: Mapping[str, Any], at: str, features: Schema) -> Iterator[Problem]:
    for key, message in messages.items():
        for name in ("subject", "body"):
            text = message.get(name) if isinstance(message, Mapping) else None
            if isinstance(text, str) and isinstance(key, str):
                yield from templates.problems(text, features, at=pointer(pointer(at, key), name))


def _strata(document: Mapping[str, Any], features: Schema) -> Iterator[Problem]:
    for n, name in enumerate(map(name_or_none, items(document, "stratify_by"))):
        at = pointer("/stratify_by", n)
        yield from _one(name, at, "feature", features)
        if name and name in features and features[name].type not in _FEW:
            what = f"{shown(name)} is {features[name].type}, with too many values to make groups of."
            yield Problem(at, what, "Name a feature with a few values, such as a text or a yes or no.")


def _triggers(document: Mapping[str, Any], known: Known) -> Iterator[Problem]:
    for at, trigger in rows(document, "triggers"):
        event, threshold = part(trigger, "event"), part(trigger, "threshold")
        for key in ("entered", "left"):
            yield from _segment(event.get(key), f"{at}/event/{key}", known)
            if (name := name_or_none(event.get(key))) and name in known.lists:
                what = f"The segment {shown(name)} is a list, which nobody enters or leaves by himself."
                yield Problem(f"{at}/event/{key}", what, "Name a segment that has a rule.")
        table = name_or_none(event.get("rows"))
        yield from _one(table, f"{at}/event/rows", "table of dated rows", known.tables)
        if table and table in known.tables:
            yield from _rule(event.get("when", True), f"{at}/event/when", known.tables[table], known.zone)
        yield from _segment(threshold.get("size_of"), f"{at}/threshold/size_of", known)
        yield from _aggregate(threshold, f"{at}/threshold/feature", known.features)


def _segment(value: Any, at: str, known: Known) -> Iterator[Problem]:
    yield from _one(value, at, "segment", known.segments, known.archived_segments)


def _aggregate(threshold: Mapping[str, Any], at: str, features: Schema) -> Iterator[Problem]:
    name = name_or_none(threshold.get("feature"))
    yield from _one(name, at, "feature", features)
    if name and name in features and threshold.get("aggregate") != "count" and not features[name].type.is_numeric:
        what = f"{shown(name)} is {features[name].type}, and no number."
        yield Problem(at, what, "Name a number, or take `aggregate: count`.")


def _conversion(document: Mapping[str, Any], known: Known) -> Iterator[Problem]:
    conversion = part(document, "conversion")
    is_purchase = not conversion.keys() & {"redemption", "event"}
    if is_purchase and known.basket is None:
        what = "The warehouse profile does not say what customers pay for, so no purchase is known."
        yield Problem("/conversion", what, "Count an event, such as {event: signed_up}, or describe `purchases` there.")
    elif known.basket is not None:
        rule = part(conversion, "purchase").get("when", True)
        yield from _rule(rule, "/conversion/purchase/when", known.basket, known.zone)


def _rule(rule: Any, at: str, schema: Schema, zone: ZoneInfo) -> Iterator[Problem]:
    if rule is True or isinstance(rule, str):  # text is found by its structure
        return
    yield from rule_problems(rule, at, check=partial(check, schema=schema, time_zone=zone), relative=_relative)


def _relative(at: str) -> Problem:
    what = "`within_last_days` counts from the day of a question; this rule is asked of what happened then."
    return Problem(at, what, "Leave it out: only new rows are looked at.")


def sayable(document: Any, features: Schema) -> tuple[CampaignDefinition | None, tuple[Problem, ...]]:
    """Return a definition with the messages, offer and variants of a plain document, and every fault of those.

    What else is to be written may be missing or wrong: other values stand for it.
    """
    given = document if isinstance(document, Mapping) else {}
    kept = {key: given[key] for key in _SAID if given.get(key) not in (None, "", [], ())}
    whole = {**_STAND_INS, **kept}
    definition, problems = structured(whole, CAMPAIGN)
    return definition, in_order([*problems, *_said(whole, features)], CAMPAIGN)
