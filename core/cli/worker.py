"""`worker`: fires campaigns, sends their messages, recalculates segments and accrues points, until it is ended."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from threading import Event, Thread, current_thread, main_thread

from core import logs
from core.cli.parsing import Groups, command
from core.cli.reply import Reply, counted, table
from core.services.lab import Lab
from core.services.workers import living


def add(groups: Groups) -> None:
    """Add the command to the parser."""
    made = command(
        groups, "worker", _worker, help="fire campaigns, send, recalculate and accrue, until Ctrl-C", named=False
    )
    made.add_argument("--once", action="store_true", help="do everything that is due once, and end")
    made.add_argument("--until-closed", action="store_true", help=argparse.SUPPRESS)  # of standard input: by the app


def _worker(lab: Lab, args: argparse.Namespace) -> Reply:
    if args.once:
        turns = lab.worker().once()
        faults = [turn for turn in turns if turn.fault]
        text = table(["task", "fault"], ((turn.task, turn.fault) for turn in turns))
        note = f"{counted(len(faults), 'task')} could not be done." if faults else ""
        return Reply([asdict(turn) for turn in turns], text, code=1 if faults else 0, note=note)
    stop = Event()
    with living(lab.settings.home), _ended_by_signals(stop):
        if args.until_closed:
            Thread(target=_listen, args=[stop], name="until-closed", daemon=True).start()
        else:
            print(f"Worker {os.getpid()} is at work; Ctrl-C ends it.", file=sys.stderr, flush=True)
            logs.setup(lab.settings)  # on the console as well: nothing else there says what goes wrong
        lab.worker().run(stop)
    return Reply(None, "")


@contextmanager
def _ended_by_signals(stop: Event) -> Iterator[None]:
    """Have SIGTERM and SIGINT set `stop` for the length of the block."""
    if current_thread() is not main_thread():
        yield
        return
    wanted = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(each, lambda *_: stop.set()) for each in wanted]
    try:
        yield
    finally:
        for each, handler in zip(wanted, before, strict=True):
            signal.signal(each, handler)


def _listen(stop: Event) -> None:
    """Wait until standard input is closed, as it is when the process that held it ends, however it ended."""
    while os.read(sys.stdin.fileno(), 4096):
        pass
    stop.set()
