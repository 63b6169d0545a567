"""Read the command line, run one command, turn errors into words. Exit codes: 0 good, 1 refused or failed, 2 misuse."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from typing import TextIO

from core import logs
from core.cli import campaigns, customers, db, delivery, doctor, programs, segments, setup, warehouse, worker
from core.cli.reply import Reply, visible
from core.config import Settings
from core.errors import BadInput, LabError
from core.services.lab import Lab

_log = logs.get_logger(__name__)


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    root = argparse.ArgumentParser(prog="python -m core", description="Loyalty Lab: rehearse, launch, measure.")
    groups = root.add_subparsers(dest="group", required=True, metavar="COMMAND")
    for module in (doctor, setup, warehouse, segments, programs, campaigns, delivery, customers, worker, db):
        module.add(groups)
    return root


def main(argv: Sequence[str] | None = None, *, settings: Settings | None = None, lab: Lab | None = None) -> int:
    """Run one command line and return its exit code.

    Without `settings`, those of `.env` and the environment hold; an open `lab` is used as it is and stays open.
    """
    try:
        return perform(parser().parse_args(argv), settings=settings, lab=lab)
    except KeyboardInterrupt:
        print("error: interrupted; nothing half-done is left behind.", file=sys.stderr)
        return 1


def perform(args: argparse.Namespace, *, settings: Settings | None = None, lab: Lab | None = None) -> int:
    """Run a command line that was read; see `main`."""
    for stream in (sys.stdout, sys.stderr):  # a terminal that lacks a character must not turn an answer into an error
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        command = f"{args.group} {getattr(args, 'command', '')}".strip()
        with (
            nullcontext(lab) if lab else _opened(settings or Settings.load()) as held,
            logs.timed(_log, "command.done", command=command) as facts,
        ):
            reply: Reply = args.run(held, args)
            facts["code"] = reply.code
        _answer(reply, as_json=args.json)
        return reply.code
    except LabError as error:
        print(f"error: {visible(str(error))}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # `... | head` closed the pipe: not our fault, and nothing to say to anybody
        _mute()
        return 0
    except Exception:
        _log.exception("command.failed")  # a fault of ours: it keeps its traceback
        raise


def _opened(settings: Settings) -> Lab:
    logs.setup(settings, console=False)
    return Lab.open(settings)


def _answer(reply: Reply, *, as_json: bool) -> None:
    text = reply.printed(as_json=as_json, ascii_only=not _is_unicode(sys.stdout))
    try:
        if text:
            print(text, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        _mute()
        raise BadInput(f"The answer cannot be written: {error.strerror}.", fix="Check where the output goes.") from None
    if reply.note:
        print(visible(reply.note), file=sys.stderr)


def _mute() -> None:
    """Let what is still in the buffer go nowhere, or the interpreter would complain about it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_unicode(stream: TextIO) -> bool:
    return (getattr(stream, "encoding", None) or "utf-8").casefold().replace("-", "").startswith("utf")
