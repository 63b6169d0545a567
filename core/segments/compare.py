"""Compare segments: with each other (overlap) and with the whole base (profile)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from core.kernel.schema import Field, FieldType, Schema
from core.segments.references import SEGMENT
from core.segments.relation import quoted
from core.warehouse import Engine

TOP_VALUES = 12  # of a text feature
BLOCK = 100_000  # groups turned into numbers at once
_PAIRS = {"a": pl.String, "b": pl.String, "n_a": pl.Int64, "n_b": pl.Int64, "n_both": pl.Int64}


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many customers two segments share.

    pairs: columns a, b (slugs), n_a, n_b, n_both, share_of_a (n_both / n_a, null when a is empty), jaccard (n_both over
    the customers in either; null when both are empty). Every ordered pair stands once, also a segment with itself.
    left_out: segments that cannot be evaluated any more, by slug, with the reason.
    """

    total: int
    pairs: pl.DataFrame
    left_out: Mapping[str, str] = field(default_factory=dict)


def overlap(engine: Engine, relation: str, slugs: Sequence[str]) -> Overlap:
    """Count all pairs in one pass; `relation` has a column `segment.<slug>` for each of the distinct `slugs`.

    The customers are split into groups with equal memberships, which are few; the pairs are counted from those.
    """
    columns = [*(f"{quoted(SEGMENT + s)} AS s{i}" for i, s in enumerate(slugs)), "count(*) AS n"]
    groups = engine.frame(f"SELECT {', '.join(columns)} FROM {relation} GROUP BY ALL")
    both = _shared(groups, len(slugs))
    rows = [
        (a, b, int(both[i, i]), int(both[j, j]), int(both[i, j]))
        for i, a in enumerate(slugs)
        for j, b in enumerate(slugs)
    ]
    frame = pl.DataFrame(rows, schema=_PAIRS, orient="row")
    either = pl.col("n_a") + pl.col("n_b") - pl.col("n_both")
    return Overlap(
        int(groups["n"].sum()),
        frame.with_columns(
            share_of_a=pl.when(pl.col("n_a") > 0).then(pl.col("n_both") / pl.col("n_a")),
            jaccard=pl.when(either > 0).then(pl.col("n_both") / either),
        ),
    )


def _shared(groups: pl.DataFrame, n_segments: int) -> npt.NDArray[np.float64]:
    """Return the customers that every two segments share; whole numbers far below 2^53, so doubles are exact."""
    both = np.zeros((n_segments, n_segments))
    for block in groups.iter_slices(BLOCK):
        inside = block.drop("n").to_numpy().astype(np.float64)
        both += (inside.T * block["n"].to_numpy()) @ inside
    return both


@dataclass(frozen=True, slots=True)
class Profile:
    """A segment against all customers.

    numbers: one row a numeric feature: feature, label, group, unit, mean_in, mean_all, median_in, median_all,
    known_in, known_all (share of customers with a value), effect (difference of the means over the standard deviation
    of all customers; null when there is none).
    values: one row a value of a text or boolean feature: feature, label, group, value, n_in, n_all, share_in,
    share_all, index (100 times share_in / share_all; 100 is average).
    """

    n_in: int
    n_all: int
    numbers: pl.DataFrame
    values: pl.DataFrame


def profile(engine: Engine, relation: str, schema: Schema, *, truth: str) -> Profile:
    """Profile the customers of `relation` for whom `truth` holds."""
    fields = [schema[name] for name in schema]
    member = f"({truth})"
    ((n_in, n_all),) = engine.rows(f"SELECT count(*) FILTER (WHERE {member}), count(*) FROM {relation}")
    numeric = [f for f in fields if f.type.is_numeric]
    worded = [f for f in fields if f.type in (FieldType.STRING, FieldType.BOOLEAN)]
    values = _values(engine, relation, worded, member, (n_in, n_all))
    return Profile(n_in, n_all, _numbers(engine, relation, numeric, member), values)


def _numbers(engine: Engine, relation: str, fields: Sequence[Field], member: str) -> pl.DataFrame:
    asked = []
    for i, f in enumerate(fields):
        value = f"{quoted(f.name)}::DOUBLE"
        asked += [
            f"avg({value}) FILTER (WHERE {member}) AS a{i}", f"avg({value}) AS b{i}",
            f"median({value}) FILTER (WHERE {member}) AS c{i}", f"median({value}) AS d{i}",
            f"count({value}) FILTER (WHERE {member}) / nullif(count(*) FILTER (WHERE {member}), 0) AS e{i}",
            f"count({value}) / nullif(count(*), 0) AS f{i}", f"nullif(stddev_pop({value}), 0) AS g{i}",
        ]  # fmt: skip
    (row,) = engine.rows(f"SELECT {', '.join(asked)} FROM {relation}") if fields else ((),)
    rows = [(f.name, f.title, f.group, f.unit, *row[7 * i : 7 * i + 7]) for i, f in enumerate(fields)]
    names = ["mean_in", "mean_all", "median_in", "median_all", "known_in", "known_all", "deviation"]
    schema = dict.fromkeys(["feature", "label", "group", "unit"], pl.String) | dict.fromkeys(names, pl.Float64)
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    effect = (pl.col("mean_in") - pl.col("mean_all")) / pl.col("deviation")
    return frame.with_columns(effect=effect).drop("deviation")


def _values(
    engine: Engine, relation: str, fields: Sequence[Field], member: str, sizes: tuple[int, int]
) -> pl.DataFrame:
    schema = {"feature": pl.String, "value": pl.String, "n_in": pl.Int64, "n_all": pl.Int64}
    parts = [
        f"(SELECT {i} AS i, {quoted(f.name)}::VARCHAR AS value, count(*) FILTER (WHERE {member}) AS n_in, "
        f"count(*) AS n_all FROM {relation} GROUP BY 2 ORDER BY n_all DESC, value LIMIT {TOP_VALUES})"
        for i, f in enumerate(fields)
    ]
    rows = engine.rows(" UNION ALL ".join(parts)) if parts else []
    named = [(fields[i].name, value, n_in, n_all) for i, value, n_in, n_all in rows]
    words = dict.fromkeys(["feature", "label", "group"], pl.String)
    titles = pl.DataFrame([(f.name, f.title, f.group) for f in fields], schema=words, orient="row")
    n_in, n_all = sizes
    frame = pl.DataFrame(named, schema=schema, orient="row").join(titles, on="feature", maintain_order="left")
    share_in = pl.col("n_in") / n_in if n_in else pl.lit(None, pl.Float64)
    share_all = pl.col("n_all") / n_all if n_all else pl.lit(None, pl.Float64)
    return frame.with_columns(share_in=share_in, share_all=share_all).with_columns(
        index=100 * pl.col("share_in") / pl.col("share_all")
    )
