"""`programs redeem`, `cancel`, `adjust`: what is done to a customer's points by hand."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from decimal import Decimal

from core.cli.parsing import Groups, command
from core.cli.reply import Reply, counted
from core.programs.model import Action, ActionKind
from core.services.actions import Done
from core.services.lab import Lab

_CENT = Decimal("0.01")


def add(commands: Groups) -> None:
    """Add the commands to the group `programs`."""
    redeem = command(commands, "redeem", _redeem, help="let a customer spend points", of="program")
    redeem.add_argument("customer", help="the customer's id")
    what = redeem.add_mutually_exclusive_group(required=True)
    what.add_argument("--option", metavar="NAME", help="a burn option of the program")
    what.add_argument("--points", type=points, help="a number of points")
    cancel = command(commands, "cancel", _cancel, help="undo a redemption", of="program")
    cancel.add_argument("redemption", help="the redemption's key; the ledger shows it")
    adjust = command(commands, "adjust", _adjust, help="give or take points", of="program")
    adjust.add_argument("customer", help="the customer's id")
    adjust.add_argument("points", type=points, help="how many; below 0 takes them")
    for parser in (redeem, cancel, adjust):
        parser.add_argument("--key", help="under one key, it happens once; a new one if left out")
        parser.add_argument("--at", metavar="INSTANT", help="when; now if left out")
        is_needed = parser is adjust
        parser.add_argument("--reason", default="", required=is_needed, metavar="TEXT", help="why, for the ledger")


def points(text: str) -> int:
    """Read a number of points, signed. Raises ValueError, which argparse turns into a usage message."""
    return int(text)


points.__name__ = "number of points"  # argparse says: invalid number of points value


def _redeem(lab: Lab, args: argparse.Namespace) -> Reply:
    done = lab.actions.redeem(
        args.name, args.customer, option=args.option, points=args.points, key=args.key, at=args.at, reason=args.reason
    )
    return _done(lab, done)


def _cancel(lab: Lab, args: argparse.Namespace) -> Reply:
    return _done(lab, lab.actions.cancel(args.name, args.redemption, key=args.key, at=args.at, reason=args.reason))


def _adjust(lab: Lab, args: argparse.Namespace) -> Reply:
    done = lab.actions.adjust(args.name, args.customer, args.points, reason=args.reason, key=args.key, at=args.at)
    return _done(lab, done)


def _done(lab: Lab, done: Done) -> Reply:
    action = done.action
    value = None if action.value_cents is None else str(action.value_cents * _CENT)
    data = asdict(action) | {"kind": str(action.kind), "value": value, "is_new": done.is_new, "balance": done.balance}
    again = "" if done.is_new else f"Nothing new: this was recorded at {action.recorded_at:%Y-%m-%d %H:%M} UTC.\n"
    text = f"{again}{_told(action, value, lab.warehouse.profile.unit)} (key {action.key})."
    return Reply(data, f"{text}\nCustomer {action.customer_id} has {counted(done.balance, 'point')}.")


def _told(action: Action, value: str | None, unit: str) -> str:
    if action.kind is ActionKind.CANCEL:
        return f"Cancelled the redemption {action.cancels}"
    if action.kind is ActionKind.ADJUST:
        return f"{'Gave' if action.points > 0 else 'Took'} {counted(abs(action.points), 'point')}"
    what = f" for {action.option!r}, worth {value} {unit}" if action.option else ""
    return f"Redeemed {counted(action.points, 'point')}{what}"
