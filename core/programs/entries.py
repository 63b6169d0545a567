"""The outcome of a run as ledger entries: what, whose, how many points, when, and the key of each."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from core.kernel.clock import start_of_day
from core.programs.acting import INSTANT, Kind
from core.programs.days import NEVER, UNKNOWN, expires_on
from core.programs.engine import Earnings, Run
from core.programs.happenings import Op
from core.programs.model import EntryKind
from core.programs.moves import ADJUST, BURN, EXPIRE, NONE, OFFSET, REVERSE
from core.programs.preparing import ADJUSTMENT, BASKET, RETURNED
from core.programs.ragged import Ints
from core.programs.settled import Settled

DEBT = "debt"
ENTRIES: dict[str, Kind] = {
    "customer_id": pl.String, "kind": pl.String, "lot": pl.String, "points": pl.Int64, "qualifying": pl.Int64,
    "at": INSTANT, "day": pl.Date, "expires_on": pl.Date, "spendable_on": pl.Date, "key": pl.String,
    "facts": pl.String,
}  # fmt: skip
_KINDS = list(EntryKind)


def entries(run: Run) -> pl.DataFrame:
    """Return the ledger entries of a run (columns ENTRIES) in no particular order, each key once.

    A basket whose points were cut to nothing has an entry of none, so that one can see why.
    """
    return pl.concat([earnings(run), movements(run.settled)])


def movements(settled: Settled) -> pl.DataFrame:
    """Return the entries of all that is not earned by baskets (columns ENTRIES)."""
    return pl.concat([_given(settled), _moved(settled)])


def earnings(run: Earnings) -> pl.DataFrame:
    """Return the entries of what baskets earned. `facts` is JSON: tier; base, wanted, awarded points of each rule."""
    timeline, found = run.timeline, run.awards
    rows = np.flatnonzero(found.wanted.sum(axis=0) + timeline.base.sum(axis=0) > 0)
    expires = expires_on(timeline.day[rows], run.definition.expiry)
    baskets = timeline.frame[rows].select(pl.col("customer_id", "basket").cast(pl.String), "at", "day")
    return baskets.select(
        "customer_id",
        pl.lit("earn").alias("kind"),
        pl.col("basket").alias("lot"),
        pl.Series("points", found.points.sum(axis=0)[rows]),
        pl.Series("qualifying", found.qualifying[rows]),
        "at",
        "day",
        day_column("expires_on", expires),
        (pl.col("day") + pl.duration(days=run.definition.pending_days)).alias("spendable_on"),
        ("earn:" + pl.col("basket")).alias("key"),
        _facts(run, rows).alias("facts"),
    )


def _facts(run: Earnings, rows: Ints) -> pl.Series:
    """Return how each came to its points: {"tier": 1, "base": [12], "wanted": [15], "awarded": [15]}."""
    found = run.awards
    columns = {"tier": pl.Series(found.level[rows])}
    parts = {"base": run.timeline.base, "wanted": found.wanted, "awarded": found.points}
    columns |= {f"{name}{n}": pl.Series(row[rows]) for name, values in parts.items() for n, row in enumerate(values)}
    n_rules = len(run.timeline.base)
    pieces: list[pl.Expr] = [pl.lit('{"tier": '), pl.col("tier").cast(pl.String)]
    for name in parts:
        pieces.append(pl.lit(f', "{name}": ['))
        for n in range(n_rules):
            pieces += [pl.lit(", " if n else ""), pl.col(f"{name}{n}").cast(pl.String)]
        pieces.append(pl.lit("]"))
    return pl.DataFrame(columns).select(pl.concat_str([*pieces, pl.lit("}")])).to_series()


def _given(settled: Settled) -> pl.DataFrame:
    """Return the entries of lots that were given by hand."""
    ready = settled.prepared
    place = np.flatnonzero(ready.source == ADJUSTMENT)
    acts = settled.actions[ready.of[place]]
    return acts.select(
        "customer_id",
        pl.lit("adjust").alias("kind"),
        ("adjust:" + pl.col("key")).alias("lot"),
        "points",
        pl.lit(0, dtype=pl.Int64).alias("qualifying"),
        "at",
        "day",
        day_column("expires_on", settled.acts.expires[ready.of[place]]),
        pl.col("day").alias("spendable_on"),
        pl.concat_str(pl.lit("adjust:"), "key", pl.lit(":adjust:"), "key").alias("key"),
        pl.lit(None, dtype=pl.String).alias("facts"),
    )


def _moved(settled: Settled) -> pl.DataFrame:
    """Return the entries of everything after a lot's arrival."""
    moves, lots, ready = settled.books.moves.columns(), lots_frame(settled), settled.prepared
    source, of = np.r_[ready.source, NONE][moves["lot"]], np.r_[ready.of, NONE][moves["lot"]]
    returned = (source == RETURNED) & (moves["points"] > 0) & (moves["kind"] == REVERSE)
    expires = np.r_[settled.acts.expires, UNKNOWN][np.where(returned, of, NONE)]
    names = lots["name"]
    frame = pl.DataFrame({
        "customer_id": settled.customers.gather(pl.Series(moves["customer"], dtype=pl.UInt32)),
        "code": moves["kind"], "points": moves["points"], "moment": moves["at"],
        "lot": _named(names, moves["lot"]).fill_null(DEBT), "payer": _named(names, moves["payer"]),
        "act": _named(_causes(settled), moves["cause"]), "arrival": _named(lots["cause"], moves["payer"]),
        "of_debt": moves["lot"] == NONE, "of_refund": np.r_[settled.books.ops.kind, NONE][moves["cause"]] == Op.REFUND,
    }).with_columns(day_column("day", moves["day"]), day_column("expires_on", expires))  # fmt: skip
    at = pl.when(pl.col("moment") == NONE).then("midnight").otherwise(pl.col("moment").cast(INSTANT))
    return frame.join(_midnights(frame["day"], settled.zone), on="day", how="left", maintain_order="left").select(
        "customer_id",
        pl.col("code")
        .replace_strict(range(len(_KINDS)), [str(k) for k in _KINDS], return_dtype=pl.String)
        .alias("kind"),
        "lot",
        "points",
        pl.lit(0, dtype=pl.Int64).alias("qualifying"),
        at.alias("at"),
        "day",
        "expires_on",
        pl.lit(None, dtype=pl.Date).alias("spendable_on"),
        _key().alias("key"),
        pl.lit(None, dtype=pl.String).alias("facts"),
    )


def _key() -> pl.Expr:
    """Return the expression of the key of a movement."""
    code, act = pl.col("code"), pl.col("act")
    paid = pl.format(
        "offset:{}{}:{}",
        pl.when("of_debt").then(pl.lit("debt:")).otherwise(pl.lit("")),
        "payer",
        pl.coalesce("act", "arrival"),
    )
    word = pl.when(code == BURN).then(pl.lit("burn")).when(code == ADJUST).then(pl.lit("adjust"))
    said = word.when("of_refund").then(pl.lit("refund")).otherwise(pl.lit("reverse"))
    lost = pl.when(act.is_null()).then(pl.format("expire:{}", "lot")).otherwise(pl.format("expire:{}:{}", "lot", "act"))
    return (
        pl.when(code == OFFSET)
        .then(paid)
        .when(code == EXPIRE)
        .then(lost)
        .otherwise(pl.format("{}:{}:{}", said, "act", "lot"))
    )


def lots_frame(settled: Settled) -> pl.DataFrame:
    """Return what each lot is called (`name`), and what a debt that it pays on arrival is caused by (`cause`)."""
    ready = settled.prepared
    is_basket = ready.source == BASKET
    frame = pl.DataFrame({
        "basket": _named(settled.baskets, np.where(is_basket, ready.of, NONE)),
        "act": _named(settled.actions["key"], np.where(is_basket, NONE, ready.of)),
        "given": ready.source == ADJUSTMENT,
    })  # fmt: skip
    prefix = pl.when("given").then(pl.lit("adjust:")).otherwise(pl.lit("cancel:"))
    return frame.select(
        pl.coalesce("basket", prefix + pl.col("act")).alias("name"), pl.coalesce("act", pl.lit("earn")).alias("cause")
    )


def _causes(settled: Settled) -> pl.Series:
    """Return the key of the act behind each operation: of a refund the basket, of a choice `behaviour:<basket>`."""
    act = settled.prepared.act
    frame = pl.DataFrame({
        "key": _named(settled.actions["key"], np.where(act < settled.actions.height, act, NONE)),
        "basket": _named(settled.baskets, settled.acts.basket[act]),
        "chosen": settled.books.ops.kind == Op.CHOOSE,
    })  # fmt: skip
    chosen = pl.when("chosen").then("behaviour:" + pl.col("basket")).otherwise("basket")
    return frame.select(pl.coalesce("key", chosen)).to_series()


def _named(names: pl.Series, place: Ints) -> pl.Series:
    """Return the names at these places, null at NONE."""
    if not len(names):
        return pl.Series([None] * len(place), dtype=pl.String)
    wanted = pl.Series(place, dtype=pl.Int64)
    return names.gather(wanted.set(wanted == NONE, None).cast(pl.UInt32))


def day_column(name: str, numbers: Ints) -> pl.Expr:
    """Return days as a column; NEVER and UNKNOWN are null."""
    is_day = (numbers < NEVER) & (numbers != UNKNOWN)
    known = pl.Series(np.where(is_day, numbers, 0)).cast(pl.Int32).cast(pl.Date)
    return pl.when(pl.Series(is_day, dtype=pl.Boolean)).then(known).alias(name)


def _midnights(days: pl.Series, zone: ZoneInfo) -> pl.DataFrame:
    unique = days.unique().drop_nulls()
    at = [start_of_day(day, zone) for day in unique]
    return pl.DataFrame({"day": unique, "midnight": pl.Series(at, dtype=INSTANT)})
