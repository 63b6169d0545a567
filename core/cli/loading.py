"""`warehouse demo`, `generate`: made-up data, embedded or loaded into a warehouse."""

from __future__ import annotations

import argparse

from core.cli.parsing import AS_OF, Groups, command
from core.cli.progress import show_progress
from core.cli.reply import Reply, table
from core.services.lab import Lab
from core.services.loading import GENERATORS, Loaded

TO = "postgresql://user:password@host/database or duckdb:///path/to/file.duckdb"
REPLACE = "also drop tables of the same names that the Lab did not make"


def add(commands: Groups) -> None:
    """Add the commands to the group `warehouse`."""
    demo = command(commands, "demo", _demo, help="build the demo warehouse, embedded or in another", named=False)
    demo.add_argument("--rebuild", action="store_true", help="build the embedded one also when it is there")
    demo.add_argument("--to", metavar="URL", help=f"load its tables there: {TO}")
    demo.add_argument("--replace", action="store_true", help=REPLACE)
    demo.set_defaults(misuse=demo.error)
    generate = command(commands, "generate", _generate, help="make up a warehouse of any size", named=False)
    generate.add_argument("--profile", required=True, choices=GENERATORS, help="which kind of warehouse")
    generate.add_argument("--customers", required=True, type=_count, metavar="N", help="how many customers")
    generate.add_argument("--to", required=True, metavar="URL", help=TO)
    generate.add_argument("--seed", type=int, default=1, help="the same seed makes the same customers (1)")
    generate.add_argument("--as-of", help=AS_OF.replace("the snapshot's own", "this minute"))
    generate.add_argument("--replace", action="store_true", help=REPLACE)


def _count(text: str) -> int:
    found = int(text.replace("_", ""))
    if found < 0:
        raise ValueError
    return found


_count.__name__ = "number of customers"  # argparse says: invalid number of customers value


def _demo(lab: Lab, args: argparse.Namespace) -> Reply:
    if args.rebuild if args.to else args.replace:
        args.misuse("--rebuild is for the embedded demo, --replace for the one loaded with --to")
    if args.to is not None:
        return _told(lab.loading.demo(args.to, replace=args.replace, progress=show_progress))
    path = lab.warehouse.demo(progress=show_progress, rebuild=args.rebuild)
    return Reply({"file": path}, f"The demo warehouse is {path}.")


def _generate(lab: Lab, args: argparse.Namespace) -> Reply:
    loaded = lab.loading.generate(
        args.to, customers=args.customers, seed=args.seed, as_of=args.as_of, replace=args.replace,
        progress=show_progress,
    )  # fmt: skip
    return _told(loaded)


def _told(loaded: Loaded) -> Reply:
    data = {"profile": loaded.profile, "made": loaded.made, "rows": dict(loaded.rows)}
    use = f"Set DWH_URL to that address and DWH_PROFILE={loaded.profile}, then run `python -m core warehouse refresh`."
    return Reply(data, f"Loaded: {loaded.made}.\n{table(['table', 'rows'], loaded.rows.items())}\n{use}")
