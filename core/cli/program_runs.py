"""`programs activate` and `pause`: put a version in force, knowing what that changes, or take it out."""

from __future__ import annotations

import argparse
import sys

from core.cli.parsing import Groups, command, day, number
from core.cli.reply import Reply, counted, table, visible
from core.errors import BadInput
from core.services.impacts import Impact
from core.services.lab import Lab
from core.services.programs import Program


def add(commands: Groups) -> None:
    """Add the commands to the group `programs`."""
    activate = command(commands, "activate", _activate, help="put a version in force", of="program")
    activate.add_argument("--version", type=number, help="which one; the newest if left out")
    activate.add_argument("--from", dest="from_on", type=day, metavar="DAY", help="the first day; the first possible")
    how = activate.add_mutually_exclusive_group()
    how.add_argument("--yes", action="store_true", help="do not ask")
    how.add_argument("--dry-run", action="store_true", help="tell what it would change, and change nothing")
    pause = command(commands, "pause", _pause, help="let nothing be earned any more", of="program")
    pause.add_argument("--on", type=day, metavar="DAY", help="from which day on; the first possible if left out")


def summary(program: Program) -> dict[str, object]:
    """Return what every answer about a program begins with."""
    return {
        "slug": program.slug, "name": program.name, "state": str(program.state), "version": program.version.version,
        "head": program.head, "active_version": program.active_version, "accrued_until": program.accrued_until,
        "expired_until": program.expired_until, "archived_at": program.archived_at,
    }  # fmt: skip


def _activate(lab: Lab, args: argparse.Namespace) -> Reply:
    asks = not (args.yes or args.dry_run)
    if asks and not sys.stdin.isatty():
        raise BadInput(
            "There is no terminal to ask on whether to activate it.",
            fix="Look at what would change with --dry-run, then add --yes to activate it without being asked.",
        )
    impact = lab.impacts.impact(args.name, version=args.version, from_on=args.from_on)
    told = _told(impact, lab.warehouse.profile.unit)
    if args.dry_run:
        return Reply({"is_activated": False, "impact": impact.summary()}, told)
    if asks:
        print(f"{visible(told)}\n\nActivate it? [y/N] ", end="", file=sys.stderr, flush=True)
        if sys.stdin.readline().strip().casefold() not in ("y", "yes"):
            return Reply({"is_activated": False, "impact": impact.summary()}, "Nothing was changed.", code=1)
    program = lab.programs.activate(impact.program, version=impact.version, from_on=impact.from_on)
    data = summary(program) | {"is_activated": True, "impact": impact.summary()}
    done = f"Version {impact.version} of {program.slug} is in force from {impact.from_on}."
    return Reply(data, done if asks else f"{told}\n\n{done}")


def _told(impact: Impact, unit: str) -> str:
    liability = f"{impact.liability_before:,} to {impact.liability_after:,} {unit}"
    lines = [
        f"Version {impact.version} of {impact.program}, in force from {impact.from_on}, would change:",
        f"  tiers      {impact.n_changed_tier:,} of {counted(impact.n_customers, 'customer')}",
        f"  points     {impact.points_before:,} to {impact.points_after:,}",
        f"  liability  {liability}, {impact.liability_after - impact.liability_before:+,}",
        impact.note,
    ]
    moves = table(("from tier", "to tier", "customers"), impact.tier_moves.rows())
    return "\n".join([*lines, *([] if impact.tier_moves.is_empty() else ["", moves])])


def _pause(lab: Lab, args: argparse.Namespace) -> Reply:
    program = lab.programs.pause(args.name, on=args.on)
    on = program.phases[-1].until_on
    return Reply(summary(program) | {"on": on}, f"{program.slug} pauses from {on} on.")
