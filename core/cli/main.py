"""Read the command line, run one command, turn errors into words. Exit codes: 0 good, 1 refused or failed, 2 misuse."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from core import logs
from core.cli import db, doctor, segments, setup, warehouse
from core.config import Settings
from core.errors import LabError
from core.services.lab import Lab


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    root = argparse.ArgumentParser(prog="python -m core", description="Loyalty Lab: rehearse, launch, measure.")
    groups = root.add_subparsers(dest="group", required=True, metavar="COMMAND")
    for module in (doctor, setup, warehouse, segments, db):
        module.add(groups)
    return root


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code."""
    args = parser().parse_args(argv)
    try:
        settings = Settings.load()
        logs.setup(settings, console=False)
        with Lab.open(settings) as lab:
            reply = args.run(lab, args)
        print(reply.printed(as_json=getattr(args, "json", False)))
        sys.stdout.flush()
        return reply.code
    except LabError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("error: interrupted; nothing half-done is left behind.", file=sys.stderr)
        return 1
    except BrokenPipeError:  # `... | head` closed the pipe: not our fault, and nothing to say to anybody
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
