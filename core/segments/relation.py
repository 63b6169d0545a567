"""The relation that a rule is asked of: every customer with features, shares and memberships of other segments.

Rules know only columns. What a rule refers to beyond the features (`bucket.<salt>`, `segment.<slug>`) becomes a column
here, in one subquery for each level of reference, so that counting, explaining and evaluating treat all fields alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlglot import exp

from core.contact.shares import bucket_sql
from core.features import FeatureView
from core.rules import Rule
from core.rules import sql as condition
from core.segments.references import BUCKET, SEGMENT, ordered, references
from core.warehouse.parquet import relation as parquet

KEY = "customer_id"


@dataclass(frozen=True, slots=True)
class Listed:
    """The members of a static segment: a Parquet file with one column `customer_id` (text)."""

    path: Path


Source = Rule | Listed  # where a segment's members come from


def in_order(start: Iterable[str], sources: Mapping[str, Source]) -> list[str]:
    """Return the slugs needed by `start` (included), each after those it refers to. Raises as `ordered`."""
    return ordered(start, {slug: _inside(source) for slug, source in sources.items()})


def _inside(source: Source) -> tuple[str, ...]:
    return references(source) if isinstance(source, Rule) else ()


def relation(
    view: FeatureView, wanted: Sequence[Rule], sources: Mapping[str, Source], *, extra: Sequence[str] = ()
) -> str:
    """Return the SQL of one row per customer with all columns that the rules in `wanted` (and `extra` segments) need.

    Columns: `customer_id`, every feature of the view, `bucket.<salt>` for each salt named and `segment.<slug>` for each
    segment named, directly or by way of another segment.
    """
    slugs = in_order([*extra, *(s for rule in wanted for s in references(rule))], sources)
    rules = [*wanted, *(s for s in (sources[slug] for slug in slugs) if isinstance(s, Rule))]
    salts = sorted({f.removeprefix(BUCKET) for rule in rules for f in rule.fields if f.startswith(BUCKET)})
    first = [f"{bucket_sql(KEY, salt).sql('duckdb')} AS {quoted(BUCKET + salt)}" for salt in salts]
    sql = f"SELECT {', '.join(['*', *first])} FROM {view.relation}"
    for level in _levels(slugs, sources):
        columns = [f"{_member(sources[slug], view)} AS {quoted(SEGMENT + slug)}" for slug in level]
        sql = f"SELECT *, {', '.join(columns)} FROM ({sql})"
    return f"({sql})"


def _levels(slugs: Sequence[str], sources: Mapping[str, Source]) -> list[list[str]]:
    """Return the slugs (each after those it refers to) such that each refers only to slugs of lists before its own."""
    level: dict[str, int] = {}
    for slug in slugs:
        level[slug] = 1 + max((level[s] for s in _inside(sources[slug])), default=-1)
    return [[s for s in slugs if level[s] == n] for n in range(1 + max(level.values(), default=-1))]


def _member(source: Source, view: FeatureView) -> str:
    if isinstance(source, Rule):
        return condition(source, as_of=view.as_of)
    return f"{KEY}::VARCHAR IN (SELECT {KEY} FROM {parquet(source.path)})"


def quoted(name: str) -> str:
    """Return `name` as a quoted SQL identifier."""
    return exp.to_identifier(name, quoted=True).sql("duckdb")
