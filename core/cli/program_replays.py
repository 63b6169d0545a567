"""`programs replay` and `compare`: what a program, stored or in a file, would have brought."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import polars as pl

from core.cli.parsing import Groups, command, day, file_content, number
from core.cli.progress import show_progress
from core.cli.reply import Reply, table
from core.programs.burning import Burning
from core.services.lab import Lab
from core.services.replays import Comparison, Replay
from core.services.transfer import write_frame

_WHICH = "a program's short name or name, a .yaml file, or - for standard input"
_FIGURES = ("events", "customers", "points_issued", "points_burned", "points_expired", "points_adjusted", "outstanding",
            "redemptions", "refused", "cost", "liability")  # fmt: skip
_MONEY = ("cost", "liability")


def add(commands: Groups) -> None:
    """Add the commands to the group `programs`."""
    replay = command(commands, "replay", _replay, help="what a program would have brought", named=False)
    replay.add_argument("program", help=_WHICH)
    replay.add_argument("--version", type=number, help="of a stored program; the newest if left out")
    replay.set_defaults(misuse=replay.error)
    compare = command(commands, "compare", _compare, help="two programs, or two versions, side by side", named=False)
    compare.add_argument("a", help=_WHICH)
    compare.add_argument("b", nargs="?", help="another one; the same if left out, for --versions")
    compare.add_argument("--versions", nargs=2, type=number, metavar=("A", "B"), help="of stored programs")
    compare.add_argument("-n", type=number, default=10, help="how many who gain, and who lose, most (10)")
    compare.set_defaults(misuse=compare.error)
    for parser in (replay, compare):
        parser.add_argument("--from", dest="from_on", type=day, metavar="DAY", help="the first day")
        parser.add_argument("--to", dest="to_on", type=day, metavar="DAY", help="the last day, included")
        parser.add_argument(
            "--burn", default="none", metavar="HOW",
            help="how points are spent: none, history, history:PROGRAM or behaviour:PROBABILITY:SEED (none)",
        )  # fmt: skip
        parser.add_argument("--months", action="store_true", help="month by month, too")
        parser.add_argument("--customers", type=Path, metavar="FILE", help="write each customer to .csv or .parquet")


def records(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """Return the rows for JSON; money is text, as it never is a float."""
    return frame.with_columns(pl.selectors.decimal().cast(pl.String)).to_dicts()


def _given(text: str) -> str | bytes:
    """Return a program's name, or what a file holds."""
    path = Path(text)
    is_file = text == "-" or path.suffix.casefold() in (".yaml", ".yml") or (path.exists() and not path.is_dir())
    return file_content(text) if is_file else text


def _asked(args: argparse.Namespace) -> dict[str, Any]:
    return {"from_on": args.from_on, "to_on": args.to_on, "burn": Burning.parse(args.burn), "progress": show_progress}


def _replay(lab: Lab, args: argparse.Namespace) -> Reply:
    program = _given(args.program)
    if args.version is not None and isinstance(program, bytes):
        args.misuse("--version is for a stored program; a file is one version")
    found = lab.replays.replay(program, version=args.version, **_asked(args))
    extra = {"months": records(found.months), "ladder": records(found.ladder)} if args.months else {}
    parts = [_head(found), table(("", "total"), _totals(found))]
    parts += [_tiers([found])] if found.tiers else []
    parts += [table(found.months.columns, found.months.rows())] if args.months else []
    return Reply(found.summary() | extra, "\n\n".join(parts), note=_written(args, found.by_customer))


def _compare(lab: Lab, args: argparse.Namespace) -> Reply:
    if args.b is None and args.versions is None:
        args.misuse("name two programs, or one and --versions A B")
    a = _given(args.a)
    b = a if args.b is None else _given(args.b)
    if args.versions is not None and (isinstance(a, bytes) or isinstance(b, bytes)):
        args.misuse("--versions is for stored programs; a file is one version")
    found = lab.replays.compare(a, b, versions=tuple(args.versions or (None, None)), **_asked(args))
    gain, lose = found.winners(args.n), found.losers(args.n)
    data = found.summary() | {
        "tiers": records(found.tiers), "winners": records(gain), "losers": records(lose),
        **({"months": records(found.months)} if args.months else {}),
    }  # fmt: skip
    return Reply(data, _compared(found, gain, lose, months=args.months), note=_written(args, found.customers))


def _compared(found: Comparison, gain: pl.DataFrame, lose: pl.DataFrame, *, months: bool) -> str:
    rows = [
        (name, a, b, b - a) for (name, a), (_, b) in zip(_totals(found.a), _totals(found.b), strict=True)
    ]  # fmt: skip
    parts = [f"a: {_head(found.a)}\nb: {_head(found.b)}", table(("", "a", "b", "change"), rows)]
    parts += [_tiers([found.a, found.b])] if found.a.tiers or found.b.tiers else []
    for title, frame in (("gain", gain), ("lose", lose)):
        columns = ("customer_id", "issued_a", "issued_b", "gain", "tier_a", "tier_b")
        shown = table(columns, frame.select(columns).rows()) if frame.height else "nobody"
        parts.append(f"Who would {title} most\n{shown}")
    parts += [table(found.months.columns, found.months.rows())] if months else []
    return "\n\n".join(parts)


def _head(replay: Replay) -> str:
    version = "" if replay.version is None else f", version {replay.version}"
    spent = "" if replay.burning.kind == "none" else f", points spent by {replay.burning}"
    return f"{replay.program}{version}, {replay.from_on} to {replay.to_on}{spent}"


def _totals(replay: Replay) -> list[tuple[str, Any]]:
    names = {n: f"{n.replace('_', ' ')}, {replay.unit}" if n in _MONEY else n.replace("_", " ") for n in _FIGURES}
    return [(name, getattr(replay, n)) for n, name in names.items()]


def _tiers(replays: list[Replay]) -> str:
    names = dict.fromkeys(name for r in replays for name in r.tiers)
    heads = ("tier", "customers") if len(replays) == 1 else ("tier", "a", "b")
    return table(heads, ([name, *(r.tiers.get(name) for r in replays)] for name in names))


def _written(args: argparse.Namespace, frame: pl.DataFrame) -> str:
    if args.customers is None:
        return ""
    return f"note: wrote {write_frame(frame, args.customers):,} customers to {args.customers}."
