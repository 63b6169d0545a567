"""The plan of one occasion as a query: every customer of the audience, with exactly one reason.

asked      who is asked about, with what is known of them: addresses, consent, zone, contacts so far, earlier arm
staged     how far each channel can be used: unreachable, no consent, capped, quiet, usable
chosen     the first usable channel, and when a message by it is to be sent
settled    why nobody may be contacted, where that is so already
armed      treated or control, by stable hash, or as it was before
afforded   how many are treated up to here, in the order in which the budget is spent
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from core.campaigns.model import Reason
from core.contact.arms import (
    bucket_text,
    buckets,
    control_salt,
    holdout_salt,
    order_salt,
    steps,
    stratum_salt,
    variant_salt,
)
from core.contact.policy import ContactPolicy, Then
from core.contact.shares import BUCKETS
from core.warehouse.parquet import quoted

UNREACHABLE, NO_CONSENT, CAPPED, QUIET, USABLE = range(5)
_WHY = {
    UNREACHABLE: Reason.UNREACHABLE,
    NO_CONSENT: Reason.NO_CONSENT,
    CAPPED: Reason.CAPPED,
    QUIET: Reason.QUIET,
}


@dataclass(frozen=True, slots=True)
class Way:
    """A channel as a plan sees it: the SQL conditions over `asked` that it reaches somebody, who consents."""

    name: str
    reaches: str = "TRUE"
    consents: str = "TRUE"


@dataclass(frozen=True, slots=True)
class Question:
    """What a plan is made from. The SQL texts stand behind FROM.

    people: customer_id (text), occasion (text), stratum (text or null), and what `ways` and `zone` name.
    contacts: customer_id, channel, planned_at of everybody who was contacted, or will be today by a campaign that
    comes first. suppressed: customer_id, channel (empty: all). earlier: customer_id, arm, variant, last_at, occasion
    of who was treated or held out by this campaign before.

    quiet: a row for each zone: its name, whether it is quiet there at `at`, and when that ends; the first row is the
    business zone's, for customers of whom none is known. `zone` is the column of people with a customer's own zone.
    """

    slug: str
    at: datetime
    people: str
    contacts: str
    suppressed: str
    earlier: str
    ways: Sequence[Way]
    control: Decimal
    variants: Sequence[tuple[str, Decimal]] = ()
    is_stratified: bool = False
    again_after_days: int | None = None
    affordable: int | None = None  # how many may still be treated; None: any number
    policy: ContactPolicy = field(default_factory=ContactPolicy)
    quiet: Sequence[tuple[str, bool, datetime]] = ()
    zone: str | None = None
    holdout: tuple[str, float] | None = None  # salt and share


def plan_query(asked: Question) -> str:
    """Return the query of customer_id, occasion, reason, arm, variant, channel, planned_at: one row a customer.

    `arm` and `variant` are set for who is treated or control; `planned_at` (an instant) is when a message is to be
    sent. In no order.
    """
    steps_of = {
        "contacted": _contacted(asked),
        "off": _off(asked),
        "zones": _zones(asked),
        "asked": _asked(asked),
        "staged": _staged(asked),
        "chosen": _chosen(asked),
        "settled": _settled(asked),
        "armed": _armed(asked),
        "afforded": _afforded(asked),
    }
    chain = ",\n".join(f"{name} AS ({sql})" for name, sql in steps_of.items())
    reason = (
        "CASE WHEN why IS NOT NULL THEN why "
        f"WHEN is_beyond THEN '{Reason.OVER_BUDGET}' ELSE arm END"
    )  # fmt: skip
    is_dealt = "why IS NULL AND NOT is_beyond"
    return (
        f"WITH {chain}\nSELECT customer_id, occasion, {reason} AS reason, CASE WHEN {is_dealt} THEN arm END AS arm, "
        f"CASE WHEN {is_dealt} AND arm = '{Reason.TREATED}' THEN {_variant(asked)} END AS variant, "
        "channel, planned_at FROM afforded"
    )


def _instant(at: datetime) -> str:
    return f"TIMESTAMPTZ {quoted(at.isoformat())}"


def _contacted(asked: Question) -> str:
    """Count the contacts of each customer that each cap counts; later ones count too."""
    counts = []
    for n, cap in enumerate(asked.policy.caps):
        by = "" if cap.channel is None else f" AND channel = {quoted(cap.channel)}"
        counts.append(f"count(*) FILTER (planned_at > {_instant(asked.at - cap.window)}{by}) AS n_{n}")
    since = _instant(asked.at - asked.policy.longest)
    columns = ", ".join(["customer_id", *counts])
    return f"SELECT {columns} FROM {asked.contacts} WHERE planned_at > {since} GROUP BY customer_id"


def _off(asked: Question) -> str:
    """Gather by customer the channels that were unsubscribed from."""
    each = [f"bool_or(channel IN ('', {quoted(way.name)})) AS off_{n}" for n, way in enumerate(asked.ways)]
    return f"SELECT {', '.join(['customer_id', *each])} FROM {asked.suppressed} GROUP BY customer_id"


def _zones(asked: Question) -> str:
    rows = [
        f"({quoted(name)}, {'TRUE' if is_quiet else 'FALSE'}, {_instant(ends)})" for name, is_quiet, ends in asked.quiet
    ]
    values = ", ".join(rows or [f"('', FALSE, {_instant(asked.at)})"])
    return f"SELECT * FROM (VALUES {values}) AS z(name, is_quiet, ends_at)"


def _asked(asked: Question) -> str:
    counts = "".join(f", coalesce(c.n_{n}, 0) AS n_{n}" for n in range(len(asked.policy.caps)))
    off = "".join(f", coalesce(o.off_{n}, FALSE) AS off_{n}" for n in range(len(asked.ways)))
    _, is_quiet, ends = asked.quiet[0] if asked.quiet else ("", False, asked.at)
    quiet, until = str(is_quiet).upper(), _instant(ends)
    own = ""
    if asked.zone is not None:
        own = f" LEFT JOIN zones AS z ON z.name = p.{asked.zone}"
        quiet, until = f"coalesce(z.is_quiet, {quiet})", f"coalesce(z.ends_at, {until})"
    return (
        f"SELECT p.*, e.arm AS old_arm, e.variant AS old_variant, {_is_done(asked)} AS is_done, "
        f"{quiet} AS is_quiet, {until} AS ends_at{counts}{off} "
        f"FROM {asked.people} AS p LEFT JOIN {asked.earlier} AS e ON e.customer_id = p.customer_id "
        f"LEFT JOIN contacted AS c ON c.customer_id = p.customer_id LEFT JOIN off AS o ON o.customer_id = p.customer_id"
        f"{own}"
    )


def _is_done(asked: Question) -> str:
    if asked.again_after_days is None:
        return "e.customer_id IS NOT NULL"
    since = _instant(asked.at - timedelta(days=asked.again_after_days))
    return f"(e.customer_id IS NOT NULL AND (e.last_at > {since} OR e.occasion = p.occasion))"


def _staged(asked: Question) -> str:
    stages = ", ".join(f"{_stage(asked, n, way)} AS stage_{n}" for n, way in enumerate(asked.ways))
    return f"SELECT *, {stages} FROM asked"


def _stage(asked: Question, n: int, way: Way) -> str:
    caps = [f"n_{i} >= {cap.at_most}" for i, cap in asked.policy.caps_of(way.name)]
    capped = f"WHEN {' OR '.join(caps)} THEN {CAPPED} " if caps else ""
    quiet = f"WHEN is_quiet THEN {QUIET} " if _keeps_quiet(asked, way.name, Then.SKIP) else ""
    return (
        f"CASE WHEN NOT coalesce({way.reaches}, FALSE) THEN {UNREACHABLE} "
        f"WHEN off_{n} OR NOT coalesce({way.consents}, FALSE) THEN {NO_CONSENT} {capped}{quiet}ELSE {USABLE} END"
    )


def _keeps_quiet(asked: Question, channel: str, then: Then) -> bool:
    hours = asked.policy.quiet
    return hours is not None and hours.then is then and hours.applies_to(channel)


def _chosen(asked: Question) -> str:
    names = " ".join(f"WHEN stage_{n} = {USABLE} THEN {quoted(way.name)}" for n, way in enumerate(asked.ways))
    holds = [quoted(way.name) for way in asked.ways if _keeps_quiet(asked, way.name, Then.HOLD)]
    now = _instant(asked.at)
    ready = f"CASE WHEN is_quiet AND channel IN ({', '.join(holds)}) THEN ends_at ELSE {now} END" if holds else now
    reached = f"greatest({', '.join(f'stage_{n}' for n in range(len(asked.ways)))})"
    channel = f"CASE WHEN is_done THEN NULL {names} END"
    return f"SELECT *, {channel} AS channel, {reached} AS stage, {ready} AS planned_at FROM staged"


def _settled(asked: Question) -> str:
    why = " ".join(f"WHEN stage = {stage} THEN '{reason}'" for stage, reason in _WHY.items())
    held = ""
    if asked.holdout is not None:
        salt, share = asked.holdout
        within = f"{bucket_text('customer_id', holdout_salt(salt))} < {buckets(share)}"
        held = f" WHEN {within} THEN '{Reason.HOLDOUT}'"
    return f"SELECT *, CASE WHEN is_done THEN '{Reason.ALREADY_TREATED}' {why}{held} END AS why FROM chosen"


def _armed(asked: Question) -> str:
    """Deal out the arms: who had one keeps it; strata are walked in hash order, and control steps in evenly."""
    share = buckets(asked.control)
    if not asked.is_stratified:
        held = f"{bucket_text('customer_id', control_salt(asked.slug))} < {share}"
        return f"SELECT *, {_arm(held)} AS arm FROM settled"
    digest = f"md5({quoted(control_salt(asked.slug) + ':')} || customer_id)"
    place = f"row_number() OVER (PARTITION BY stratum, why IS NULL AND old_arm IS NULL ORDER BY {digest}, customer_id)"
    begin = f"coalesce({bucket_text('stratum', stratum_salt(asked.slug))}, 0)"
    held = f"(place * {share} + begin) // {BUCKETS} > ((place - 1) * {share} + begin) // {BUCKETS}"
    return f"SELECT *, {_arm(held)} AS arm FROM (SELECT *, {place} AS place, {begin} AS begin FROM settled)"


def _arm(held: str) -> str:
    return f"CASE WHEN old_arm IS NOT NULL THEN old_arm WHEN {held} THEN '{Reason.CONTROL}' ELSE '{Reason.TREATED}' END"


def _variant(asked: Question) -> str:
    if not asked.variants:
        return "NULL::VARCHAR"
    found = bucket_text("customer_id", variant_salt(asked.slug))
    ends = steps(share for _, share in asked.variants)
    cases = " ".join(f"WHEN {found} < {end} THEN {quoted(n)}" for (n, _), end in zip(asked.variants, ends, strict=True))
    known = ", ".join(quoted(name) for name, _ in asked.variants)
    return f"CASE WHEN old_variant IN ({known}) THEN old_variant {cases} END"


def _afforded(asked: Question) -> str:
    """Cut the budget off in hash order, for control as for treated, so that both remain of one kind."""
    if asked.affordable is None:
        return "SELECT *, FALSE AS is_beyond FROM armed"
    digest = f"md5({quoted(order_salt(asked.slug) + ':')} || customer_id)"
    is_treated = f"CASE WHEN why IS NULL AND arm = '{Reason.TREATED}' THEN 1 ELSE 0 END"
    upto = f"sum({is_treated}) OVER (ORDER BY {digest}, customer_id ROWS UNBOUNDED PRECEDING)"
    n = asked.affordable
    beyond = f"all_treated > {n} AND CASE WHEN arm = '{Reason.TREATED}' THEN upto > {n} ELSE upto >= {n} END"
    return (
        f"SELECT *, {beyond} AS is_beyond FROM "
        f"(SELECT *, {upto} AS upto, sum({is_treated}) OVER () AS all_treated FROM armed)"
    )


def counted(reasons: Mapping[str, int]) -> dict[Reason, int]:
    """Return a number for each reason, 0 where there is nobody, in the order of the enumeration."""
    return {reason: reasons.get(str(reason), 0) for reason in Reason}
