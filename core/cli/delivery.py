"""`delivery ...`: the queue of messages, what became of each, and what the outbox holds."""

from __future__ import annotations

import argparse
import os
import socket
from dataclasses import asdict

import polars as pl

from core.cli.parsing import Groups, command, number, position
from core.cli.reply import Reply, counted, table
from core.reports.deliveries import told
from core.services.delivery_log import CHANNELS, DeliveryState, Filter, Status
from core.services.lab import Lab

_SHOWN = ("execution_id", "campaign", "customer_id", "channel", "state", "attempts", "not_before", "reason")
_HEADS = {"execution_id": "no", "customer_id": "customer", "attempts": "tries", "not_before": "not before"}


def add(groups: Groups) -> None:
    """Add the group to the parser."""
    group = groups.add_parser("delivery", help="send messages, and see what became of them")
    commands = group.add_subparsers(dest="command", required=True, metavar="COMMAND")
    status = command(commands, "status", _status, help="how many messages are where", named=False)
    listed = command(commands, "list", _list, help="deliveries with their reasons, newest first", named=False)
    messages = command(commands, "messages", _messages, help="what the outbox holds, newest first", named=False)
    redrive = command(commands, "redrive", _redrive, help="put dead deliveries back into the queue", named=False)
    send = command(commands, "send", _send, help="send what is due, once; `worker` does so all the time", named=False)
    for parser in (status, listed, messages, redrive):
        parser.add_argument("--campaign", metavar="NAME", help="of one campaign")
    for parser in (listed, redrive):
        parser.add_argument("--channel", choices=CHANNELS, help="by one channel")
    listed.add_argument("--state", choices=[str(s) for s in DeliveryState], help="in one state")
    listed.add_argument("--run", type=number, dest="run_id", metavar="NUMBER", help="of one run")
    for parser in (listed, messages):
        parser.add_argument("--customer", metavar="ID", help="to one customer")
        parser.add_argument("--limit", type=number, default=100, help="how many; 100")
        parser.add_argument("--offset", type=position, default=0, help="how many of the newest to pass over")
    send.add_argument("--limit", type=number, help="how many at most; all that is due")


def _status(lab: Lab, args: argparse.Namespace) -> Reply:
    found = lab.deliveries.status(args.campaign)
    counts = found.counts.to_dicts()
    data = {
        "counts": counts, "states": found.states, "next_at": found.next_at, "faults": found.faults,
        "held_up": [asdict(held) for held in found.held_up],
    }  # fmt: skip
    shown = table(found.counts.columns, found.counts.rows()) if found.counts.height else "There is no delivery yet."
    due = [] if found.next_at is None else [f"The next is due at {found.next_at:%Y-%m-%d %H:%M:%S} UTC."]
    return Reply(data, "\n\n".join(["\n".join([shown, *due]), *_faults(found)]))


def _faults(found: Status) -> list[str]:
    """Return why channels that have something to send cannot be used, or failed to send it."""
    waiting = {row["channel"] for row in found.counts.to_dicts() if row["queued"] or row["leased"]}
    return [f"{channel}: {fault}" for channel, fault in found.faults.items() if channel in waiting] + [
        told(held, f"at {held.at:%Y-%m-%d %H:%M:%S} UTC") for held in found.held_up
    ]


def _list(lab: Lab, args: argparse.Namespace) -> Reply:
    asked = Filter(args.campaign, args.run_id, args.channel, args.state, args.customer)
    frame = lab.deliveries.page(asked, limit=args.limit, offset=args.offset)
    return _rows(frame.drop("facts"), _SHOWN, empty="There is no such delivery.")


def _messages(lab: Lab, args: argparse.Namespace) -> Reply:
    frame = lab.deliveries.messages(args.campaign, customer_id=args.customer, limit=args.limit, offset=args.offset)
    shown = ("message_id", "campaign", "customer_id", "variant", "kept_at", "subject")
    return _rows(frame, shown, empty="The outbox holds no such message.")


def _rows(frame: pl.DataFrame, columns: tuple[str, ...], *, empty: str) -> Reply:
    heads = [_HEADS.get(c, c) for c in columns]
    return Reply(frame.to_dicts(), table(heads, frame.select(columns).rows()) if frame.height else empty)


def _redrive(lab: Lab, args: argparse.Namespace) -> Reply:
    n = lab.deliveries.redrive(args.campaign, channel=args.channel)
    one = "delivery is" if n == 1 else "deliveries are"
    return Reply({"redriven": n}, f"{n:,} {one} back in the queue.")


def _send(lab: Lab, args: argparse.Namespace) -> Reply:
    worker = f"{socket.gethostname()[:80]}:{os.getpid()}:command"
    done = lab.sending.drain(worker) if args.limit is None else lab.sending.pass_(worker, limit=args.limit)
    told = [f"{counted(done.sent, 'message')} sent"]
    told += [f"{n:,} {word}" for word, n in (("to be tried again", done.retried), ("given up", done.dead),
                                              ("cancelled", done.cancelled)) if n]  # fmt: skip
    note = "\n".join(f"note: {fault}" for fault in _faults(lab.deliveries.status()))
    return Reply(asdict(done), f"{', '.join(told)}.", note=note)
