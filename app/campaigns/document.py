"""A campaign's document as forms edit it: what has several kinds is flat, so that no kind loses what was typed for it.

Decimals and days are text, as in `CampaignDefinition.document`; what is at its default is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.campaigns import repeating
from app.documents.rows import Row, copied, trimmed
from core.kernel.canonical import Json

ORDER = (
    "name", "description", "program", "audience", "offer", "channels", "messages", "variants", "control",
    "stratify_by", "triggers", "again_after_days", "budget", "cost_per_contact", "conversion", "priority", "starts_on",
    "ends_on",
)  # fmt: skip
DEFAULTS: Mapping[str, Any] = {
    "description": "", "control": "0.1", "priority": 50, "cost_per_contact": "0.00", "messages": {}, "variants": [],
    "stratify_by": [], "conversion": {"purchase": True},
}  # fmt: skip
WITHIN = 14
ONCE, CRON, ENTERED, LEFT, ROWS, SIZE, FIGURE = "once", "cron", "entered", "left", "rows", "size", "figure"
PURCHASE, REDEMPTION, EVENT = "purchase", "redemption", "event"


def blank() -> Row:
    """Return where a new campaign begins."""
    return {"name": "", "audience": "", "offer": {"name": ""}, "channels": ["outbox"], "triggers": [], "messages": {}}


def flat_trigger(trigger: Mapping[str, Any]) -> Row:
    """Return a trigger with its kind beside its parts."""
    schedule, event, threshold = (copied(trigger.get(k) or {}) for k in ("schedule", "event", "threshold"))
    if schedule:
        return {"kind": CRON if "cron" in schedule else ONCE, **schedule}
    if threshold:
        way = "below" if "below" in threshold else "above"
        parts = {k: threshold.get(k) for k in ("size_of", "aggregate", "feature", "back")}
        return {"kind": SIZE if "size_of" in threshold else FIGURE, "way": way, "level": threshold.get(way), **parts}
    if "rows" in event:
        return {"kind": ROWS, **event}
    kind = LEFT if "left" in event else ENTERED
    return {"kind": kind, "segment": event.get(kind)}


def trigger_of(flat: Mapping[str, Any]) -> Row:
    """Return a trigger as the document has it."""
    kind = flat.get("kind", ONCE)
    if kind in (ONCE, CRON):
        return {"schedule": {"at": repeating.once(flat)} if kind == ONCE else {"cron": repeating.line(flat)}}
    if kind in (ENTERED, LEFT):
        return {"event": {kind: flat.get("segment") or ""}}
    if kind == ROWS:
        when = flat.get("when", True)
        return {"event": {"rows": flat.get("rows") or "", **({} if when is True else {"when": copied(when)})}}
    figure = ("size_of",) if kind == SIZE else ("aggregate", "feature")
    parts = {name: flat.get(name) or "" for name in figure}
    return {"threshold": {**parts, flat.get("way", "above"): flat.get("level") or "", "back": flat.get("back") or ""}}


def flat_conversion(conversion: Mapping[str, Any]) -> Row:
    """Return what counts as a conversion with its kind beside its parts."""
    kind = next((k for k in (REDEMPTION, EVENT) if conversion.get(k)), PURCHASE)
    purchase = conversion.get("purchase")
    when = copied(purchase["when"]) if isinstance(purchase, Mapping) and "when" in purchase else True
    days = conversion.get("within_days", WITHIN)
    return {"kind": kind, "within_days": days, "when": when, "event": conversion.get("event") or ""}


def conversion_of(flat: Mapping[str, Any]) -> Row:
    """Return what counts as a conversion as the document has it."""
    days = flat.get("within_days", WITHIN)
    found: Row = {} if days == WITHIN else {"within_days": days}
    match flat.get("kind"):
        case "redemption":
            return {**found, "redemption": True}
        case "event":
            return {**found, "event": flat.get("event") or ""}
    when = flat.get("when", True)
    return {**found, "purchase": True if when is True else {"when": copied(when)}}


def flat_variant(variant: Mapping[str, Any]) -> Row:
    """Return a variant with what it has of its own, and whether it has."""
    own = copied(variant)
    return {
        "name": own.get("name", ""), "share": own.get("share", ""), "messages": own.get("messages") or {},
        "offer": own.get("offer") or {}, "has_messages": bool(own.get("messages")), "has_offer": bool(own.get("offer")),
    }  # fmt: skip


def variant_of(flat: Mapping[str, Any]) -> Row:
    """Return a variant as the document has it."""
    found: Row = {"name": flat.get("name") or "", "share": flat.get("share") or ""}
    if flat.get("has_messages") and (said := messages_of(flat["messages"])):
        found["messages"] = said
    if flat.get("has_offer"):
        found["offer"] = offer_of(flat["offer"])
    return found


def messages_of(messages: Mapping[str, Any]) -> Row:
    """Return the messages in which anything is written."""
    made = {key: trimmed(m, {"html": False}) for key, m in messages.items()}
    return {key: m for key, m in made.items() if m.get("subject") or m.get("body")}


def offer_of(offer: Mapping[str, Any]) -> Row:
    """Return the offer without what is empty."""
    return {"name": "", **trimmed(offer, {"kind": "information", "value": "0.00"})}


def assembled(
    terms: Mapping[str, Any], *, triggers: Sequence[Mapping[str, Any]], variants: Sequence[Mapping[str, Any]],
    goal: Mapping[str, Any],
) -> dict[str, Json]:  # fmt: skip
    """Return the document of what the forms hold."""
    whole = {
        **terms, "offer": offer_of(terms.get("offer") or {}), "messages": messages_of(terms.get("messages") or {}),
        "variants": [variant_of(v) for v in variants], "conversion": conversion_of(goal),
    }  # fmt: skip
    found = trimmed(whole, DEFAULTS)
    found["triggers"] = [trigger_of(t) for t in triggers]
    return {name: found[name] for name in ORDER if name in found}
