"""`campaigns plan`: who would get a campaign, who not and why, and how small an effect it could show."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

import polars as pl

from core.campaigns.model import Reason
from core.cli.parsing import AS_OF, Groups, command, file_content
from core.cli.reply import Reply, counted, table
from core.kernel.clock import format_instant
from core.services.lab import Lab
from core.services.planning import Plan, document_of
from core.services.transfer import write_frame

_ENDINGS = (".yaml", ".yml")


def add(commands: Groups) -> None:
    """Add the command to the group `campaigns`."""
    plan = command(commands, "plan", _plan, help="everybody in the audience, with one reason each", of="campaign")
    plan.add_argument("--at", metavar="INSTANT", help="when it is to fire; now if left out")
    plan.add_argument("--as-of", metavar="INSTANT", help=AS_OF)
    plan.add_argument(
        "--out", type=Path, metavar="FILE", help="write every customer with the reason to .csv or .parquet"
    )


def _plan(lab: Lab, args: argparse.Namespace) -> Reply:
    """Plan a stored campaign, or the one that a YAML file holds."""
    at = None if args.at is None else lab.features.read(args.at)
    is_file = args.name == "-" or Path(args.name).suffix.casefold() in _ENDINGS
    plan = lab.planning.plan(file_content(args.name) if is_file else args.name, at=at, as_of=args.as_of)
    power = lab.performance.design(plan.definition, arms_of(plan), as_of=plan.as_of)
    remarks = list(lab.campaigns.remarks(plan.definition))
    data = document_of(plan) | {"power": [asdict(p) for p in power], "remarks": remarks}
    if args.out is not None:
        data["rows"] = write_frame(plan.frame, args.out)
    reasons = table(["reason", "customers"], [[str(r), n] for r, n in plan.counts.items() if n])
    lines = [_head(plan), reasons, *(_smallest(asdict(p)) for p in power)]
    return Reply(data, "\n".join(lines), note="\n".join(f"note: {r}" for r in remarks))


def arms_of(plan: Plan) -> pl.DataFrame:
    """Return customer_id and arm of those who would be treated or held out as control."""
    return plan.frame.filter(pl.col("arm").is_not_null()).select("customer_id", "arm")


def _head(plan: Plan) -> str:
    treated = plan.counts[Reason.TREATED]
    return (
        f"{plan.slug}: {counted(plan.n_audience, 'customer')} in the audience as of {format_instant(plan.as_of)}, "
        f"{treated:,} would get it; the contacts cost {plan.cost:,.2f}."
    )


def _smallest(power: dict[str, Any]) -> str:
    """Say how small an effect on one metric could be shown, or why that cannot be told."""
    found, relative = power["planned_mde"], power["planned_mde_relative"]
    if found is None:
        why = "; ".join(dict.fromkeys(power["reasons"].values()))
        return f"{power['metric']}: no smallest effect can be told: {why}"
    share = "" if relative is None else f" ({relative:.1%} of the baseline)"
    return f"{power['metric']}: a difference of {found:.4g}{share} would be found with 80 % power."
