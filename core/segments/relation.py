"""The relation that a rule is asked of: every customer with features, shares and memberships of other segments.

The customers are those of a view (a file) or those of the warehouse itself, in the SQL of whichever answers.

Rules know only columns. What a rule refers to beyond the features (`bucket.<salt>`, `segment.<slug>`) becomes a column
here, in one subquery for each level of reference, so that counting, explaining and evaluating treat all fields alike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

import polars as pl
from sqlglot import exp

from core.contact.shares import bucket_sql
from core.rules import Rule, named
from core.rules import sql as condition
from core.segments.references import BUCKET, SEGMENT, ordered, references
from core.warehouse.parquet import quoted as text
from core.warehouse.parquet import relation as parquet

KEY = "customer_id"


class Customers(Protocol):
    """Every customer with features as of an instant, for an engine that speaks `dialect`."""

    @property
    def dialect(self) -> str:
        """The engine's SQL: duckdb or postgres."""
        ...

    @property
    def as_of(self) -> datetime:
        """The instant (UTC)."""
        ...

    def over(self, names: Collection[str], /) -> str:
        """Return the SQL behind FROM of `customer_id` and at least the features `names`, one row a customer."""
        ...


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
    view: Customers, wanted: Sequence[Rule], sources: Mapping[str, Source], *, extra: Sequence[str] = ()
) -> str:
    """Return the SQL of one row per customer with all columns that the rules in `wanted` (and `extra` segments) need.

    Columns: `customer_id`, every feature that they name (of a file all there are), `bucket.<salt>` for each salt named
    and `segment.<slug>` for each segment named, directly or by way of another segment.
    """
    slugs = in_order([*extra, *(s for rule in wanted for s in references(rule))], sources)
    rules = [*wanted, *(s for s in (sources[slug] for slug in slugs) if isinstance(s, Rule))]
    fields = {f for rule in rules for f in rule.fields}
    salts = sorted(f.removeprefix(BUCKET) for f in fields if f.startswith(BUCKET))
    to = view.dialect
    first = [f"{bucket_sql(KEY, s, dialect=to).sql(to)} AS {quoted(BUCKET + s, dialect=to)}" for s in salts]
    features = sorted(f for f in fields if not f.startswith((BUCKET, SEGMENT)))
    sql = f"SELECT {', '.join(['*', *first])} FROM {view.over(features)}"
    for level in _levels(slugs, sources):
        columns = [f"{_member(sources[slug], view)} AS {quoted(SEGMENT + slug, dialect=to)}" for slug in level]
        sql = f"SELECT *, {', '.join(columns)} FROM ({sql}) AS within"
    return f"({sql}) AS customers"


def _levels(slugs: Sequence[str], sources: Mapping[str, Source]) -> list[list[str]]:
    """Return the slugs (each after those it refers to) such that each refers only to slugs of lists before its own."""
    level: dict[str, int] = {}
    for slug in slugs:
        level[slug] = 1 + max((level[s] for s in _inside(sources[slug])), default=-1)
    return [[s for s in slugs if level[s] == n] for n in range(1 + max(level.values(), default=-1))]


def _member(source: Source, view: Customers) -> str:
    if isinstance(source, Rule):
        return condition(source, as_of=view.as_of, dialect=view.dialect)
    if view.dialect == "duckdb":
        return f"{KEY}::VARCHAR IN (SELECT {KEY} FROM {parquet(source.path)})"
    ids = pl.read_parquet(source.path, columns=[KEY], glob=False)[KEY]  # another server cannot read the file
    return f'{KEY}::TEXT COLLATE "C" IN (SELECT unnest({_array(ids)}::TEXT[]))'


def _array(values: pl.Series) -> str:
    """Return texts as one literal of PostgreSQL: a million of them are read at once, where each by itself is not."""
    escaped = values.str.replace_all(r'(["\\])', r"\$1")
    return text("{" + ",".join(f'"{value}"' for value in escaped) + "}")


def quoted(name: str, *, dialect: str = "duckdb") -> str:
    """Return the name of a field's column as a quoted SQL identifier."""
    return exp.to_identifier(named(name, dialect=dialect), quoted=True).sql(dialect)
