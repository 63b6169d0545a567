"""`programs ...`: the commands that keep a ledger, prove it, read it and value it."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from core.cli.parsing import AS_OF, Groups, command, day
from core.cli.program_replays import records
from core.cli.progress import show_progress
from core.cli.reply import Reply, counted, table
from core.services.accounts import Account
from core.services.lab import Lab
from core.services.liability import LiabilityReport

_SHOWN = 20  # entries that a ledger lacks; --json has all


def add(commands: Groups) -> None:
    """Add the commands to the group `programs`."""
    accrue = command(commands, "accrue", _accrue, help="book what purchases earned", of="program")
    accrue.add_argument("--until", metavar="INSTANT", help="a day or an instant; all that the snapshot knows")
    accrue.add_argument("--anew", action="store_true", help="look at everybody, and correct what does not tie")
    expire = command(commands, "expire", _expire, help="book what expired", of="program")
    expire.add_argument("--day", type=day, metavar="DAY", help="up to and on which day; the last that was accrued")
    ledger = command(commands, "ledger", _ledger, help="a customer's points, and every entry with its reason",
                     of="program")  # fmt: skip
    ledger.add_argument("customer", help="the customer's id")
    ledger.add_argument("--as-of", metavar="INSTANT", help=AS_OF)
    command(commands, "reconcile", _reconcile, help="prove that the ledger ties; repair nothing", of="program")
    liability = command(commands, "liability", _liability, help="what the points are worth", of="program")
    liability.add_argument("--as-of", type=day, metavar="DAY", help="at the end of which day; the last that is booked")
    liability.add_argument("--to", type=Path, metavar="FILE", help="write the vintages to .csv or .parquet")


def _accrue(lab: Lab, args: argparse.Namespace) -> Reply:
    done = lab.ledgers.accrue(args.name, until=args.until, anew=args.anew, progress=show_progress)
    text = f"{_entries(done.entries)} for {counted(done.customers, 'customer')}"
    corrected = f", {done.corrections:,} of them corrections" if done.corrections else ""
    return Reply(asdict(done), f"{text}{corrected}; accrued until {done.until:%Y-%m-%d %H:%M} UTC.")


def _entries(n: int) -> str:
    return "1 entry" if n == 1 else f"{n:,} entries"


def _expire(lab: Lab, args: argparse.Namespace) -> Reply:
    done = lab.ledgers.expire(args.name, day=args.day, progress=show_progress)
    return Reply(
        asdict(done), f"{counted(done.points, 'point')} of {counted(done.lots, 'lot')} expired up to {done.day}."
    )


def _ledger(lab: Lab, args: argparse.Namespace) -> Reply:
    account = lab.accounts.account(args.name, args.customer, at=args.as_of)
    if not account.is_known:
        lab.customers.get(args.customer)  # whom the warehouse does not know either is not there at all
    data = account.summary() | {
        "as_of": account.as_of, "expiring": records(account.expiring), "lots": records(account.lots),
        "entries": records(account.entries),
    }  # fmt: skip
    entries = account.entries.select("at", "kind", "points", "balance", "reason").rows()
    shown = table(("at", "kind", "points", "balance", "reason"), entries) if entries else "There is no entry."
    return Reply(data, "\n\n".join(filter(None, [_standing(account), _expiring(account), shown])))


def _standing(account: Account) -> str:
    parts = [f"{account.spendable:,} to spend"]
    parts += [f"{account.pending:,} pending"] if account.pending else []
    parts += [f"{account.debt:,} owed"] if account.debt else []
    lines = [
        f"Customer {account.customer_id} in {account.slug} as of {account.as_of:%Y-%m-%d %H:%M} UTC",
        f"{counted(account.balance, 'point')}: {', '.join(parts)}",
    ]
    if account.tier is not None:
        above = f", {account.points_to_next:,} to {account.next_tier}" if account.next_tier else ""
        lines.append(f"{account.tier}, {account.qualifying:,} qualifying points{above}")
    return "\n".join(lines)


def _expiring(account: Account) -> str:
    rows = account.expiring.select("expires_on", "points").rows()
    return table(("expires on", "points"), rows) if rows else ""


def _reconcile(lab: Lab, args: argparse.Namespace) -> Reply:
    found = lab.ledgers.reconcile(args.name)
    lacks = found.differences
    data = {"is_sound": found.is_sound, "checks": [asdict(c) for c in found.checks], "differences": records(lacks)}
    parts = [table(("", "check", "found"), (("ok" if c.is_sound else "FAULT", c.name, c.found) for c in found.checks))]
    if lacks.height:
        columns = ("customer_id", "kind", "lot", "points", "at", "key")
        more = f"\nand {lacks.height - _SHOWN:,} more" if lacks.height > _SHOWN else ""
        parts.append(f"What it lacks\n{table(columns, lacks.select(columns).head(_SHOWN).rows())}{more}")
    remedy = "The ledger is not sound. Nothing was repaired: `programs accrue --anew` corrects points."
    parts.append("The ledger is sound." if found.is_sound else remedy)
    return Reply(data, "\n\n".join(parts), code=0 if found.is_sound else 1)


def _liability(lab: Lab, args: argparse.Namespace) -> Reply:
    found = lab.liability.report(args.name, as_of=args.as_of)
    unit = lab.warehouse.profile.unit
    data = {
        "program": lab.programs.get(args.name).slug, "as_of": found.as_of, "outstanding": found.outstanding,
        "unit": unit, "point_value": f"{found.point_value:f}", "gross": str(found.gross),
        "deferred": None if found.deferred is None else str(found.deferred), "breakage": asdict(found.breakage),
        "vintages": records(found.vintages), "roll": records(found.roll),
    }  # fmt: skip
    note = ""
    if args.to is not None:
        n = lab.liability.export(args.name, args.to, as_of=found.as_of)
        note = f"note: wrote {counted(n, 'vintage')} to {args.to}."
    return Reply(data, _valued(found, unit), note=note)


def _valued(found: LiabilityReport, unit: str) -> str:
    expected = found.breakage
    between = "" if expected.low is None else f" ({expected.low:.1%} to {expected.high:.1%})"
    share = "unknown" if expected.value is None else f"{expected.value:.1%}{between}"
    deferred = "unknown" if found.deferred is None else f"{found.deferred:,} {unit}"
    lines = [
        f"At the end of {found.as_of}",
        f"  outstanding       {found.outstanding:,} points",
        f"  gross             {found.gross:,} {unit}",
        f"  breakage          {share}",
        f"  deferred revenue  {deferred}",
        *filter(None, [expected.reason]),
    ]
    vintages = found.vintages.select("month", "earned", "burned", "expired", "adjusted", "outstanding", "gross",
                                     "deferred")  # fmt: skip
    parts = ["\n".join(lines), *(table(f.columns, f.rows()) for f in (vintages, found.roll) if f.height)]
    return "\n\n".join(parts)
