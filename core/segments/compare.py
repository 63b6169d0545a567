"""Compare segments with each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from core.segments.references import SEGMENT
from core.segments.relation import quoted
from core.warehouse import Engine

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
