"""What the ledger of a program should hold of earnings: by every version in the days on which it was in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from core.kernel.clock import reference_day
from core.programs.acting import Doings, days, refunds_of
from core.programs.days import NEVER
from core.programs.engine import earn
from core.programs.entries import ENTRIES, earnings
from core.programs.model import Program, ProgramVersion
from core.programs.settlement import Policy
from core.programs.tiers import Qualifying
from core.services.earning import Earning
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


def accrued(
    earning: Earning, program: Program, versions: Sequence[ProgramVersion], *, until: datetime, snapshot: Snapshot
) -> pl.DataFrame:
    """Return the earn entries of all purchases before `until`, whatever the ledger holds, with `version`.

    Raises Refused for points of 2^53 or more.
    """
    zone = earning.profile.zone
    parts: list[pl.DataFrame] = []
    for stretch in stretches(program, versions, until=reference_day(until, zone)):
        definition = stretch.policy.definition
        first = max(stretch.policy.from_on, definition.starts_on)
        last = min(stretch.until, definition.ends_on or stretch.until)
        before = pl.concat(parts) if parts else None
        for events in earning.events(definition, from_on=first, to_on=last, snapshot=snapshot):
            refunds = events.refunds if events.refunds is None else events.refunds.filter(pl.col("at") < until)
            baskets = events.baskets.filter(pl.col("at") < until)
            run = earn(
                definition, baskets, Doings(refunds=refunds), from_on=stretch.policy.from_on, to_on=stretch.until,
                zone=zone, earlier=_earlier(before, baskets, refunds, zone=zone),
            )  # fmt: skip
            parts.append(earnings(run).with_columns(pl.lit(stretch.policy.version, dtype=pl.Int64).alias("version")))
    return pl.concat(parts) if parts else pl.DataFrame(schema=dict(ENTRIES) | {"version": pl.Int64})


def _earlier(
    before: pl.DataFrame | None, baskets: pl.DataFrame, refunds: pl.DataFrame | None, *, zone: ZoneInfo
) -> Qualifying | None:
    """Return the qualifying points of earlier stretches, by the numbers that these baskets give to customers."""
    if before is None:
        return None
    known = baskets.select(pl.col("customer_id").cast(pl.String)).unique(maintain_order=True).with_row_index("who")
    rows = before.join(known, on="customer_id", how="inner", maintain_order="left")
    found = refunds_of(rows.select(pl.col("lot").alias("basket"), "at"), refunds, zone=zone, until=NEVER)
    refunded = np.full(rows.height, NEVER, dtype=np.int64)
    refunded[found["row"].to_numpy()] = days(found["day"])
    return Qualifying(rows["who"].cast(pl.Int64).to_numpy(), days(rows["day"]), rows["qualifying"].to_numpy(), refunded)
