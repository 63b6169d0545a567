"""What must be added to a ledger so that it says what it should: new entries, and corrections of old ones."""

from __future__ import annotations

import polars as pl

WRITTEN = (
    "customer_id", "kind", "lot", "points", "qualifying", "at", "day", "expires_on", "spendable_on", "key", "corrects",
    "version", "facts",
)  # fmt: skip
_VALUES = ("points", "qualifying")


def missing(ledger: pl.DataFrame, wanted: pl.DataFrame) -> pl.DataFrame:
    """Return the entries to add (columns WRITTEN); none where the ledger says it all.

    `ledger` are the entries of some customers, `wanted` all that should be there of the same customers (columns WRITTEN
    without `corrects`, each key once). Entries are compared by key and instant: what they add up to, corrections
    among them.
    """
    base = pl.coalesce("corrects", "key")
    there = ledger.with_columns(base.alias("base")).group_by("base", "at", maintain_order=True).agg(
        pl.col("points", "qualifying").sum().name.suffix("_there"),
        pl.col("customer_id", "kind", "lot", "day", "version").first().name.suffix("_there"),
    )  # fmt: skip
    seen = ledger.group_by(base.alias("base")).agg(pl.len().cast(pl.Int64).alias("seen"))
    both = wanted.with_columns(pl.col("key").alias("base")).join(there, on=["base", "at"], how="full", coalesce=True)
    both = both.join(seen, on="base", how="left").with_columns(pl.col("seen").fill_null(0))
    changed = [(pl.col(v).fill_null(0) != pl.col(f"{v}_there").fill_null(0)) for v in _VALUES]
    rows = both.filter((pl.col("seen") == 0) | pl.any_horizontal(changed)).sort("base", "at")
    nth = pl.col("seen") + pl.int_range(pl.len()).over("base")
    is_new = nth == 0
    return rows.select(
        *(pl.coalesce(c, f"{c}_there").alias(c) for c in ("customer_id", "kind", "lot", "day", "version")),
        *((pl.col(v).fill_null(0) - pl.col(f"{v}_there").fill_null(0)).alias(v) for v in _VALUES),
        "at",
        "expires_on",
        "spendable_on",
        pl.when(is_new).then("base").otherwise(pl.format("{}~{}", "base", nth)).alias("key"),
        pl.when(is_new).then(None).otherwise("base").alias("corrects"),
        "facts",
    ).select(WRITTEN)
