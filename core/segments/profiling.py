"""Compare a segment with the whole base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from core.kernel.schema import Field, FieldType, Schema
from core.segments.relation import quoted
from core.segments.sample import ALL, IN, SAMPLING, Sampling, sampled
from core.warehouse import Engine

TOP_VALUES = 12  # of a text feature
SAMPLED = "sampled"


@dataclass(frozen=True, slots=True)
class Profile:
    """A segment against all customers.

    n_in, n_all: members and all customers, always counted. seen_in, seen_all: how many of them the figures below were
    computed from; fewer than there are means that the figures are estimates (None: from all).
    numbers: one row a numeric feature: feature, label, group, unit, mean_in, mean_all, median_in, median_all,
    known_in, known_all (share of customers with a value), effect (difference of the means over the standard deviation
    of all customers; null when there is none).
    values: one row a value of a text or boolean feature: feature, label, group, value, n_in, n_all (customers; of an
    estimate the share times all), share_in, share_all, index (100 times share_in / share_all; 100 is average).
    """

    n_in: int
    n_all: int
    numbers: pl.DataFrame
    values: pl.DataFrame
    seen_in: int | None = None
    seen_all: int | None = None

    @property
    def is_exact(self) -> bool:
        """Whether the figures were computed from every customer."""
        return self.seen_in in (None, self.n_in) and self.seen_all in (None, self.n_all)

    @property
    def estimate(self) -> str:
        """The sentence that says from how many customers the figures were estimated; empty when they are exact."""
        if self.is_exact:
            return ""
        members = "all" if self.seen_in == self.n_in else f"{self.seen_in:,} of"
        return (
            f"The figures are estimated from {self.seen_all:,} of {self.n_all:,} customers "
            f"and {members} {self.n_in:,} members."
        )


@dataclass(frozen=True, slots=True)
class _Looked:
    """What is asked: the SQL of the customers looked at, and the conditions for members and for all among them."""

    engine: Engine
    relation: str
    member: str
    everybody: str = "TRUE"
    frame: pl.DataFrame | None = None

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self.engine.rows(sql, tables=None if self.frame is None else {SAMPLED: self.frame})


def profile(engine: Engine, relation: str, schema: Schema, *, truth: str, sampling: Sampling = SAMPLING) -> Profile:
    """Profile the customers of `relation` (over a `Numbered` view) for whom `truth` holds.

    Exact up to the bound of `sampling`, estimated above it; the profile says which.
    """
    fields, member = [schema[name] for name in schema], f"({truth})"
    numeric = [f for f in fields if f.type.is_numeric]
    worded = [f for f in fields if f.type in (FieldType.STRING, FieldType.BOOLEAN)]
    ((n_in, n_all),) = engine.rows(f"SELECT count(*) FILTER (WHERE {member}), count(*) FROM {relation}")
    steps = sampling.steps(n_in, n_all)
    seen_in, seen_all = n_in, n_all
    looked = _Looked(engine, relation, member)
    if steps[1] > 1:
        frame = sampled(engine, relation, [f.name for f in [*numeric, *worded]], member=member, steps=steps)
        seen_in, seen_all = int(frame[IN].sum()), int(frame[ALL].sum())
        looked = _Looked(engine, SAMPLED, quoted(IN), quoted(ALL), frame)
    values = _values(looked, worded, seen=(seen_in, seen_all), sizes=(n_in, n_all))
    return Profile(n_in, n_all, _numbers(looked, numeric), values, seen_in, seen_all)


def _numbers(looked: _Looked, fields: Sequence[Field]) -> pl.DataFrame:
    asked, inside, everywhere = [], f"FILTER (WHERE {looked.member})", f"FILTER (WHERE {looked.everybody})"
    for i, f in enumerate(fields):
        value = f"{quoted(f.name)}::DOUBLE"
        asked += [
            f"avg({value}) {inside} AS a{i}", f"avg({value}) {everywhere} AS b{i}",
            f"median({value}) {inside} AS c{i}", f"median({value}) {everywhere} AS d{i}",
            f"count({value}) {inside} / nullif(count(*) {inside}, 0) AS e{i}",
            f"count({value}) {everywhere} / nullif(count(*) {everywhere}, 0) AS f{i}",
            f"nullif(stddev_pop({value}) {everywhere}, 0) AS g{i}",
        ]  # fmt: skip
    (row,) = looked.rows(f"SELECT {', '.join(asked)} FROM {looked.relation}") if fields else ((),)
    rows = [(f.name, f.title, f.group, f.unit, *row[7 * i : 7 * i + 7]) for i, f in enumerate(fields)]
    names = ["mean_in", "mean_all", "median_in", "median_all", "known_in", "known_all", "deviation"]
    schema = dict.fromkeys(["feature", "label", "group", "unit"], pl.String) | dict.fromkeys(names, pl.Float64)
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    effect = (pl.col("mean_in") - pl.col("mean_all")) / pl.col("deviation")
    return frame.with_columns(effect=effect).drop("deviation")


def _values(looked: _Looked, fields: Sequence[Field], *, seen: tuple[int, int], sizes: tuple[int, int]) -> pl.DataFrame:
    schema = {"feature": pl.String, "value": pl.String, "n_in": pl.Int64, "n_all": pl.Int64}
    parts = [
        f"(SELECT {i} AS i, {quoted(f.name)}::VARCHAR AS value, count(*) FILTER (WHERE {looked.member}) AS n_in, "
        f"count(*) FILTER (WHERE {looked.everybody}) AS n_all FROM {looked.relation} "
        f"GROUP BY 2 ORDER BY n_all DESC, value LIMIT {TOP_VALUES})"
        for i, f in enumerate(fields)
    ]
    rows = looked.rows(" UNION ALL ".join(parts)) if parts else []
    named = [(fields[i].name, value, n_in, n_all) for i, value, n_in, n_all in rows]
    words = dict.fromkeys(["feature", "label", "group"], pl.String)
    titles = pl.DataFrame([(f.name, f.title, f.group) for f in fields], schema=words, orient="row")
    frame = pl.DataFrame(named, schema=schema, orient="row").join(titles, on="feature", maintain_order="left")
    shares = {
        f"share_{which}": pl.col(f"n_{which}") / n if n else pl.lit(None, pl.Float64)
        for which, n in zip(("in", "all"), seen, strict=True)
    }
    index = 100 * pl.col("share_in") / pl.when(pl.col("share_all") > 0).then(pl.col("share_all"))
    return (
        frame.with_columns(**shares)
        .with_columns(index=index)
        .with_columns(_upscaled("n_in", seen[0], sizes[0]), _upscaled("n_all", seen[1], sizes[1]))
    )


def _upscaled(column: str, seen: int, size: int) -> pl.Expr:
    """Return the customers with a value among all, as a count or as an estimate."""
    return pl.col(column) if seen == size else (pl.col(column) * (size / max(seen, 1))).round().cast(pl.Int64)
