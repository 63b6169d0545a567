"""Campaigns drawn by Hypothesis: any that passes the check, over what `tests.unit.campaigns.cases` knows.

All kinds of offers, messages, variants, triggers and conversions; names and texts that YAML could take for something
else; amounts and shares with few and many decimals.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from core.campaigns.definition import CampaignDefinition
from core.campaigns.text import of_document
from core.campaigns.values import is_text
from tests.property.programs.definitions import TRAPS, days, decimals

SEGMENTS = ("regulars", "lapsing")
FIELDS = ("customer_id", "offer.code", "campaign.name", "total_revenue", "income", "program.every-day.points_balance")
CRONS = ("0 10 * * MON", "*/5 * * * *", "0 0 1 JAN *", "30 9-17 * * 1-5", "0 12 L * *", "0 9 * * FRI#2")
TIMES = ("2017-10-02T10:00", "2017-10-02T10:00:30", "2017-03-12T02:30Z", "2017-11-05T01:30-05:00", "2000-02-29T23:59")
LOGIC = (True, {">": [{"var": "amount"}, 10]}, {"<": [{"var": "amount"}, 0.1]}, {"in": ["no", {"var": "department"}]})
ROWS = (True, {">": [{"var": "sales"}, 1.5]}, {"in": [{"var": "store_id"}, [1, 2]]}, False)

odd_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(TRAPS)
names = odd_texts.map(lambda t: " ".join("".join(c if c.isprintable() else " " for c in t).split()) or "x")
titles = names.map(lambda name: name if any(c.isalpha() for c in name) else f"{name} x")  # numbers are past ones'
texts = (odd_texts | st.sampled_from(("", "a\nb", "a\n\n  b\n- c", "x \n y", "a\u2028b", "a\x07b"))).map(
    lambda t: t.replace("\0", "").strip()
)
lines = odd_texts.map(lambda t: "".join(c for c in t if is_text(c)).replace("{", "{ ").strip())
placeholders = st.builds(
    lambda name, fallback: f'{{{{ {name} | "{fallback}" }}}}' if fallback else f"{{{{{name}}}}}",
    st.sampled_from(FIELDS), st.sampled_from(("", "none", "12-31")),
)  # fmt: skip
bodies = st.lists(lines | placeholders | st.sampled_from(("\n", "\n\n", "\t", "  ")), min_size=1, max_size=6).map(
    lambda parts: "".join(p.replace("{", "{ ") if p.endswith("{") else p for p in parts).strip() or "x"
)
money = decimals(2, least="0.01", most="999999")
levels = decimals(4, least="-10000", most="10000")
messages = st.builds(
    lambda subject, body, html: {"subject": subject, "body": body} | ({"html": True} if html else {}),
    lines.map(lambda t: t or "x"), bodies, st.booleans(),
)  # fmt: skip


@st.composite
def offers(draw: st.DrawFn, *, has_program: bool) -> dict[str, Any]:
    kinds = ("discount", "gift", "information", *(("points",) if has_program else ()))
    kind = draw(st.sampled_from(kinds))
    value = draw(st.integers(0, 10**6) if kind == "points" else money)
    return {"name": draw(names), "kind": kind, "value": value, "code": draw(lines)}


@st.composite
def held(draw: st.DrawFn, *, is_whole: bool) -> dict[str, Any]:
    """Messages by channel; `is_whole`: with one for every channel."""
    keys = draw(st.sets(st.sampled_from(("outbox", "csv", "email", "webhook"))))
    chosen = [*sorted(keys), *(["default"] if is_whole or draw(st.booleans()) else [])]
    return {key: draw(messages) for key in chosen}


@st.composite
def triggers(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(("at", "cron", "entered", "left", "rows", "size", "aggregate")))
    if kind == "at":
        return {"schedule": {"at": draw(st.sampled_from(TIMES))}}
    if kind == "cron":
        return {"schedule": {"cron": draw(st.sampled_from(CRONS))}}
    if kind in ("entered", "left"):
        return {"event": {kind: draw(st.sampled_from(SEGMENTS))}}
    if kind == "rows":
        return {"event": {"rows": "transactions", "when": draw(st.sampled_from(ROWS))}}
    low, high = sorted((draw(levels), draw(levels)))
    crossing = draw(st.sampled_from(({"above": high, "back": low}, {"below": low, "back": high})))
    if kind == "size":
        return {"threshold": {"size_of": draw(st.sampled_from(SEGMENTS)), **crossing}}
    aggregate = draw(st.sampled_from(("mean", "sum", "min", "max", "count")))
    return {"threshold": {"aggregate": aggregate, "feature": "total_revenue", **crossing}}


@st.composite
def variants(draw: st.DrawFn, *, has_program: bool) -> list[dict[str, Any]]:
    called = draw(st.lists(names, max_size=4, unique_by=str.casefold))
    cuts = (
        sorted(draw(st.sets(st.integers(1, 9999), min_size=len(called) - 1, max_size=len(called) - 1)))
        if called
        else []
    )
    edges = [0, *cuts, 10_000]
    found = []
    for n, name in enumerate(called):
        variant = {"name": name, "share": Decimal(edges[n + 1] - edges[n]) / 10_000}
        if draw(st.booleans()):
            variant["messages"] = draw(held(is_whole=False))
        if draw(st.booleans()):
            variant["offer"] = draw(offers(has_program=has_program))
        found.append(variant)
    return found


@st.composite
def conversions(draw: st.DrawFn, *, has_program: bool) -> dict[str, Any]:
    kinds: list[dict[str, Any]] = [
        {}, {"purchase": True}, {"purchase": {"when": draw(st.sampled_from(LOGIC))}}, {"event": draw(names)},
    ]  # fmt: skip
    kinds += [{"redemption": True}] if has_program else []
    return draw(st.sampled_from(kinds)) | draw(st.sampled_from(({}, {"within_days": draw(st.integers(1, 366))})))


@st.composite
def periods(draw: st.DrawFn) -> dict[str, Any]:
    """Days that hold every single occasion of TIMES, or none."""
    first = date(2000, 2, 29) - timedelta(days=draw(st.integers(0, 1000)))
    last = date(2017, 11, 5) + timedelta(days=draw(st.integers(0, 1000)))
    return draw(st.sampled_from(({}, {"starts_on": first}, {"ends_on": last}, {"starts_on": first, "ends_on": last})))


@st.composite
def definitions(draw: st.DrawFn) -> CampaignDefinition:
    has_program = draw(st.booleans())
    several = st.sampled_from(("income", "is_online", "last_purchase_days_ago"))
    channels = st.sampled_from(("outbox", "csv", "email", "webhook", "warehouse"))
    document: dict[str, Any] = {
        "name": draw(titles),
        "description": draw(texts),
        "audience": draw(st.sampled_from(SEGMENTS)),
        "offer": draw(offers(has_program=has_program)),
        "channels": draw(st.lists(channels, min_size=1, unique=True)),
        "messages": draw(held(is_whole=True)),
        "variants": draw(variants(has_program=has_program)),
        "control": draw(decimals(4, most="0.9")),
        "stratify_by": draw(st.lists(several, max_size=3, unique=True)),
        "triggers": draw(st.lists(triggers(), min_size=1, max_size=5)),
        "priority": draw(st.integers(0, 100)),
        "conversion": draw(conversions(has_program=has_program)),
        **draw(periods()),
    }
    if has_program:
        document["program"] = "every-day"
    if draw(st.booleans()):
        document["again_after_days"] = draw(days)
    if draw(st.booleans()):
        document["cost_per_contact"] = draw(money)
        document["budget"] = document["cost_per_contact"] + draw(money)
    return of_document(document)
