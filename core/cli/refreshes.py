"""`warehouse refresh`, `cancel`, `jobs`: take snapshots, here, in the background or again and again."""

from __future__ import annotations

import argparse
import select
import sys
from dataclasses import asdict
from datetime import timedelta
from threading import Event

from core.cli.parsing import Groups, command, number
from core.cli.progress import show_progress
from core.cli.reply import Reply, table
from core.cli.snapshots import told
from core.services.lab import Lab
from core.services.refreshes import Job, JobState
from core.services.schedule import Schedule

BETWEEN = 0.2  # seconds between two looks at a job that is being cancelled


def add(commands: Groups) -> None:
    """Add the commands to the group `warehouse`."""
    refresh = command(commands, "refresh", _refresh, help="take a new snapshot", named=False)
    refresh.add_argument("--full", action="store_true", help="read every table anew, also where increments would do")
    how = refresh.add_mutually_exclusive_group()
    how.add_argument("--background", action="store_true", help="in a process of its own; `warehouse jobs` shows it")
    how.add_argument("--retry", action="store_true", help="ask again, with longer and longer waits, while it is down")
    how.add_argument("--job", type=int, help=argparse.SUPPRESS)  # how a background process is told what to do
    how.add_argument("--every", type=minutes, metavar="MINUTES", help="again and again in the background, until Ctrl-C")
    refresh.add_argument("--line", type=int, help=argparse.SUPPRESS)
    refresh.add_argument("--until-closed", action="store_true", help=argparse.SUPPRESS)  # of standard input: by the app
    cancel = command(commands, "cancel", _cancel, help="end the refresh that runs", named=False)
    cancel.add_argument("job", type=int, nargs="?", help="its number; the one that runs if left out")
    jobs = command(commands, "jobs", _jobs, help="the refreshes, the newest first", named=False)
    jobs.add_argument("-n", type=number, default=10, help="how many (10)")


def _refresh(lab: Lab, args: argparse.Namespace) -> Reply:
    if args.background:
        job = lab.refreshes.start(full=args.full)
        return Reply(asdict(job), f"Refresh {job.job_id} began in the background, process {job.pid}.")
    if args.job is not None:
        job = lab.refreshes.run(args.job, line=args.line, progress=show_progress)
        return Reply(asdict(job), f"Refresh {job.job_id} put snapshot {job.snapshot_id} in force.")
    if args.every is not None:
        Schedule(lab.refreshes, every=args.every, clock=lab.clock).keep(_closed if args.until_closed else _waited)
        return Reply(None, "")
    job = lab.refreshes.refresh(full=args.full, retry=args.retry, progress=show_progress)
    return told(lab.warehouse.status(), note=_note(job))


def minutes(text: str) -> timedelta:
    """Read a number of minutes. Raises ValueError, which argparse turns into a usage message."""
    found = timedelta(minutes=float(text))
    if found <= timedelta():
        raise ValueError
    return found


def _closed(seconds: float) -> bool:
    """Wait that long, or until standard input is closed, as it is when the process that held it ends."""
    return bool(select.select([sys.stdin], [], [], seconds)[0]) and not sys.stdin.buffer.read(1)


def _waited(seconds: float) -> bool:
    Event().wait(seconds)
    return False


def _note(job: Job) -> str:
    return f"note: {job.what}\nWhat to do: {job.fix}" if job.what else ""


def _cancel(lab: Lab, args: argparse.Namespace) -> Reply:
    job = lab.refreshes.get(args.job) if args.job is not None else lab.refreshes.active()
    if job is None:
        return Reply(None, "No refresh is running.")
    if not job.is_active:
        return Reply(asdict(job), f"Refresh {job.job_id} has ended already ({job.state}).")
    while job.is_active:
        job = lab.refreshes.cancel(job.job_id)
        Event().wait(BETWEEN)
    if job.state is JobState.CANCELLED:
        return Reply(asdict(job), f"Refresh {job.job_id} is cancelled.")
    return Reply(asdict(job), f"Refresh {job.job_id} had ended before it heard of it ({job.state}).")


def _jobs(lab: Lab, args: argparse.Namespace) -> Reply:
    jobs = lab.refreshes.list(args.n)
    head = ("job", "state", "kind", "by", "requested_at", "finished_at", "tries", "step", "done", "snapshot")
    rows = (
        (j.job_id, str(j.state), j.kind, j.requested_by, j.requested_at, j.finished_at, j.attempt, j.step or None,
         f"{j.share:.0%}", j.snapshot_id)
        for j in jobs
    )  # fmt: skip
    reasons = "\n".join(f"{j.job_id}: {j.what}\n  What to do: {j.fix}" for j in jobs if j.what)
    text = f"{table(head, rows)}\n\n{reasons}".rstrip() if jobs else "No refresh was ever started."
    return Reply([asdict(j) for j in jobs], text)
