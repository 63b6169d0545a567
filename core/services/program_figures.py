"""What stands in the ledger of a program, in sums, as of the snapshot's instant."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from core.programs.model import Program
from core.services.features import Features
from core.services.points import PREFIX
from core.services.programs import Programs

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Standing:
    """The customers with an account, their points together, what those are worth, and the customers of each tier."""

    customers: int
    outstanding: int
    liability: Decimal
    tiers: dict[str, int]


def standing(features: Features, programs: Programs, program: Program) -> Standing | None:
    """Return what stands in a program's ledger; None for a program that was never activated.

    It is read off the features of programs, so it agrees with what segments say.
    """
    view = features.view()
    balance, tier = (f"{PREFIX}{program.slug}.{name}" for name in ("points_balance", "tier"))
    if balance not in view.schema or not program.phases:
        return None
    known = pl.read_parquet(view.path, columns=[c for c in (balance, tier) if c in view.schema], glob=False)
    known = known.drop_nulls(balance)
    points = int(known[balance].sum())
    definition = programs.get(program.slug, version=program.phases[-1].version).definition
    counts = dict(known.group_by(tier).len().rows()) if tier in known.columns else {}
    tiers = {t.name: int(counts.get(t.name, 0)) for t in definition.tiers}
    return Standing(known.height, points, (points * definition.point_value).quantize(CENT), tiers)
