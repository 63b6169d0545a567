"""What must be added to a ledger so that it says what it should: new entries, and corrections of old ones."""

from __future__ import annotations

import polars as pl

WRITTEN = (
    "customer_id", "kind", "lot", "points", "qualifying", "at", "day", "expires_on", "spendable_on", "key", "corrects",
    "version", "facts",
)  # fmt: skip
BASE = pl.coalesce("corrects", "key").alias("base")  # the first entry of those that one is added up with
_VALUES = ("points", "qualifying")


def missing(ledger: pl.DataFrame, wanted: pl.DataFrame) -> pl.DataFrame:
    """Return the entries to add (columns WRITTEN); none where the ledger says it all.

    `ledger` are the entries of some customers, `wanted` all that should be there of the same customers (columns WRITTEN
    without `corrects`, each key of a customer once). Entries are compared by customer, key and instant: what they add
    up to, corrections among them.
    """
    same = ["customer_id", "base", "at"]
    there = ledger.with_columns(BASE).group_by(same, maintain_order=True).agg(
        pl.col("points", "qualifying").sum().name.suffix("_there"),
        pl.col("kind", "lot", "day", "version").first().name.suffix("_there"),
    )  # fmt: skip
    both = wanted.with_columns(pl.col("key").alias("base")).join(there, on=same, how="full", coalesce=True)
    is_new = pl.col("points_there").is_null() & ~pl.col("base").is_in(ledger.select(BASE).to_series().implode())
    changed = [(pl.col(v).fill_null(0) != pl.col(f"{v}_there").fill_null(0)) for v in _VALUES]
    rows = both.filter(is_new | pl.any_horizontal(changed)).select(
        "customer_id", *(pl.coalesce(c, f"{c}_there").alias(c) for c in ("kind", "lot", "day", "version")),
        *((pl.col(v).fill_null(0) - pl.col(f"{v}_there").fill_null(0)).alias(v) for v in _VALUES),
        "at", "expires_on", "spendable_on", "facts", "base",
    )  # fmt: skip
    return _keyed(rows, ledger)


def renumbered(rows: pl.DataFrame, ledger: pl.DataFrame) -> pl.DataFrame:
    """Return entries to add (columns WRITTEN) with the keys that follow those of `ledger`, which may be anybody's.

    A basket that went from one customer to another has entries in both accounts, all under one key.
    """
    return _keyed(rows.with_columns(BASE).drop("key", "corrects"), ledger)


def _keyed(rows: pl.DataFrame, ledger: pl.DataFrame) -> pl.DataFrame:
    """Return rows with keys, given what each is about (`base`): the first of all entries about it is no correction."""
    seen = ledger.group_by(BASE).agg(pl.len().cast(pl.Int64).alias("seen"))
    ordered = rows.join(seen, on="base", how="left").sort("base", "at", "customer_id")
    nth = pl.col("seen").fill_null(0) + pl.int_range(pl.len()).over("base")
    return ordered.with_columns(
        pl.when(nth == 0).then("base").otherwise(pl.format("{}~{}", "base", nth)).alias("key"),
        pl.when(nth == 0).then(None).otherwise("base").alias("corrects"),
    ).select(WRITTEN)
