"""What the ledger of a program should hold of earnings: by every version in the days on which it was in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from core.kernel.canonical import Json
from core.kernel.clock import format_instant, reference_day
from core.programs.acting import INSTANT, Doings, days, refunds_of
from core.programs.days import NEVER, number, windows
from core.programs.definition import ProgramDefinition, Window
from core.programs.engine import earn
from core.programs.entries import ENTRIES, earnings
from core.programs.model import Program, ProgramVersion
from core.programs.ragged import Ints
from core.programs.settlement import Policy
from core.programs.tiers import Qualifying
from core.services.earning import Earning
from core.services.seen import Seen
from core.warehouse import Snapshot


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which one version was in force, both included."""

    policy: Policy
    until: date


def stretches(program: Program, versions: Sequence[ProgramVersion], *, until: date) -> list[Stretch]:
    """Return the stretches of a program up to a day, in the order of time."""
    known = {v.version: v.definition for v in versions}
    found = []
    for phase in program.phases:
        last = until if phase.until_on is None else min(until, phase.until_on - timedelta(days=1))
        definition = known[phase.version]
        if last >= phase.from_on:
            found.append(Stretch(Policy(phase.version, phase.from_on, definition), last))
    return found


@dataclass(frozen=True)
class Accrued:
    """What purchases earned: earn entries with `version`, of these customers alone (None: of all)."""

    earnings: pl.DataFrame
    customers: pl.Series | None = None


def accrued(
    earning: Earning, program: Program, versions: Sequence[ProgramVersion], *, until: datetime, snapshot: Snapshot,
    seen: Seen | None = None, anew: bool = False,
) -> Accrued:  # fmt: skip
    """Return what purchases before `until` earned, whatever the ledger holds.

    With `seen`, only customers of whom something changed since the last accrual are looked at, unless `anew`; a budget
    for all customers makes that everybody, if there is anybody. Raises Refused for points of 2^53 or more.
    """
    found = stretches(program, versions, until=reference_day(until, earning.profile.zone))
    changed: pl.Series | None = None
    if seen is not None:
        files = [seen.keep(n, _scored(earning, s, until=until, snapshot=snapshot)) for n, s in enumerate(found)]
        after = "" if program.accrued_until is None else format_instant(program.accrued_until)
        changed = None if anew else seen.changed(files, made_with(earning, found), after=after)
        if changed is not None and len(changed) and any(_is_joint(s) for s in found):
            changed = None
        groups = [[_of(pl.read_parquet(file, glob=False), changed)] for file in files]
    else:
        groups = [_scored(earning, s, until=until, snapshot=snapshot) for s in found]
    known, zone = {v.version: v.definition for v in versions}, earning.profile.zone
    parts: list[pl.DataFrame] = []
    returned: list[pl.DataFrame] = []
    for stretch, frames in zip(found, groups, strict=True):
        before = pl.concat(parts) if parts else None
        returned += [_returned(frame) for frame in frames]
        refunds = pl.concat(returned)
        parts += [_earned(stretch, frame, before, refunds=refunds, known=known, zone=zone) for frame in frames]
    empty = pl.DataFrame(schema=dict(ENTRIES) | {"version": pl.Int64})
    return Accrued(pl.concat(parts) if parts else empty, changed)


def made_with(earning: Earning, found: Sequence[Stretch]) -> Json:
    """Return all that scores depend on besides purchases."""
    versions = [[s.policy.version, s.policy.from_on.isoformat(), s.policy.definition.digest] for s in found]
    return [versions, earning.digest]


def _scored(earning: Earning, stretch: Stretch, *, until: datetime, snapshot: Snapshot) -> list[pl.DataFrame]:
    """Return the scored baskets of a stretch with `refunded_at`, part after part of the customers."""
    definition = stretch.policy.definition
    first = max(stretch.policy.from_on, definition.starts_on)
    last = min(stretch.until, definition.ends_on or stretch.until)
    return [
        _refunded(events.baskets.filter(pl.col("at") < until), events.refunds, until=until)
        for events in earning.events(definition, from_on=first, to_on=last, snapshot=snapshot)
    ]


def _refunded(baskets: pl.DataFrame, refunds: pl.DataFrame | None, *, until: datetime) -> pl.DataFrame:
    if refunds is None:
        return baskets.with_columns(pl.lit(None, dtype=INSTANT).alias("refunded_at"))
    first = refunds.filter(pl.col("at") < until).group_by("basket").agg(pl.col("at").min().alias("refunded_at"))
    named = baskets.with_columns(pl.col("basket").cast(pl.String).alias("name"))
    return named.join(first.rename({"basket": "name"}), on="name", how="left", maintain_order="left").drop("name")


def _returned(baskets: pl.DataFrame) -> pl.DataFrame:
    """Return the refunds of baskets: basket (text), at."""
    refunded = baskets.filter(pl.col("refunded_at").is_not_null())
    return refunded.select(pl.col("basket").cast(pl.String), pl.col("refunded_at").alias("at"))


def _of(baskets: pl.DataFrame, customers: pl.Series | None) -> pl.DataFrame:
    if customers is None:
        return baskets
    return baskets.filter(pl.col("customer_id").cast(pl.String).is_in(customers.implode()))


def _is_joint(stretch: Stretch) -> bool:
    return any(cap.is_global for cap in stretch.policy.definition.caps)


def _earned(
    stretch: Stretch, baskets: pl.DataFrame, before: pl.DataFrame | None, *, refunds: pl.DataFrame,
    known: Mapping[int, ProgramDefinition], zone: ZoneInfo,
) -> pl.DataFrame:  # fmt: skip
    """Return the earn entries of the baskets of a stretch.

    `before` are those of earlier stretches, by the versions `known`; `refunds` are those of these and of earlier ones.
    """
    policy = stretch.policy
    run = earn(
        policy.definition, baskets, Doings(refunds=refunds), from_on=policy.from_on, to_on=stretch.until, zone=zone,
        earlier=_earlier(before, baskets, refunds, zone=zone), used=_used(before, baskets, policy, known=known),
    )  # fmt: skip
    return earnings(run).with_columns(pl.lit(policy.version, dtype=pl.Int64).alias("version"))


def _earlier(
    before: pl.DataFrame | None, baskets: pl.DataFrame, refunds: pl.DataFrame | None, *, zone: ZoneInfo
) -> Qualifying | None:
    """Return the qualifying points of earlier stretches, by the numbers that these baskets give to customers."""
    if before is None:
        return None
    rows = before.join(_numbered(baskets), on="customer_id", how="inner", maintain_order="left")
    found = refunds_of(rows.select(pl.col("lot").alias("basket"), "at"), refunds, zone=zone, until=NEVER)
    refunded = np.full(rows.height, NEVER, dtype=np.int64)
    refunded[found["row"].to_numpy()] = days(found["day"])
    return Qualifying(rows["who"].cast(pl.Int64).to_numpy(), days(rows["day"]), rows["qualifying"].to_numpy(), refunded)


def _used(
    before: pl.DataFrame | None, baskets: pl.DataFrame, policy: Policy, *, known: Mapping[int, ProgramDefinition]
) -> Ints | None:
    """Return what earlier stretches awarded in the windows in which this one begins: caps x customers (see `award`).

    What a cap of one rule counts is what the rule of this name gave.
    """
    caps = policy.definition.caps
    if before is None or not caps:
        return None
    people = _numbered(baskets)
    found = np.zeros((len(caps), people.height), dtype=np.int64)
    for place, cap in enumerate(caps):
        if cap.per in (Window.TRANSACTION, Window.DAY):
            continue
        window = windows(days(before["day"]), cap.per)
        here = before.filter(pl.Series(window == windows(np.array([number(policy.from_on)]), cap.per)[0]))
        given = here.select("customer_id", _given_by(cap.rule, known).alias("points"))
        if cap.is_global:
            found[place] = given["points"].sum()
            continue
        given = given.group_by("customer_id").agg(pl.col("points").sum()).join(people, on="customer_id")
        found[place, given["who"].to_numpy()] = given["points"].to_numpy()
    return found


def _given_by(rule: str | None, known: Mapping[int, ProgramDefinition]) -> pl.Expr:
    """Return the expression of what a rule gave in an earn entry; None: all of them."""
    if rule is None:
        return pl.col("points")
    found = pl.lit(0, dtype=pl.Int64)
    for version, definition in known.items():
        for place, own in enumerate(definition.earn):
            if own.name == rule:
                part = pl.col("facts").str.json_path_match(f"$.awarded[{place}]").cast(pl.Int64)
                found = pl.when(pl.col("version") == version).then(part).otherwise(found)
    return found


def _numbered(baskets: pl.DataFrame) -> pl.DataFrame:
    """Return the customers (text) with the numbers `who` that these baskets give them."""
    return baskets.select(pl.col("customer_id").cast(pl.String)).unique(maintain_order=True).with_row_index("who")
