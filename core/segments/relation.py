"""The relation that a rule is asked of: every customer with features, shares and memberships of other segments.

Rules know only columns. What a rule refers to beyond the features (`bucket.<salt>`, `segment.<slug>`) becomes a column
here, by one subquery after another, so that counting, explaining and evaluating treat all fields alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlglot import exp

from core.contact.shares import bucket_sql
from core.errors import SegmentCycle
from core.features import FeatureView
from core.kernel.schema import Field, FieldType
from core.rules import Rule
from core.rules import sql as condition

SEGMENT = "segment."
BUCKET = "bucket."
KEY = "customer_id"

BUCKET_FIELD = Field(
    "bucket.*",
    FieldType.INTEGER,
    nullable=False,
    label="Random share",
    group="Random share",
    description="A stable bucket from 0 to 9,999 per customer and salt; below 1,000 is a stable tenth of all customers.",
)


def segment_field(slug: str, name: str) -> Field:
    """Return the field by which rules refer to the membership of a segment."""
    return Field(
        SEGMENT + slug,
        FieldType.BOOLEAN,
        nullable=False,
        label=name,
        group="Segments",
        description=f"Whether the customer is a member of the segment {name!r} as of the same instant.",
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """The members of a static segment: a Parquet file with one column `customer_id` (text)."""

    path: Path


Source = Rule | Listed  # where a segment's members come from


def references(rule: Rule) -> tuple[str, ...]:
    """Return the slugs of the segments that the rule refers to."""
    return tuple(sorted(f.removeprefix(SEGMENT) for f in rule.fields if f.startswith(SEGMENT)))


def in_order(start: Iterable[str], sources: Mapping[str, Source]) -> list[str]:
    """Return the slugs needed by `start` (included), each after those it refers to. Raises SegmentCycle."""
    done: list[str] = []

    def visit(slug: str, trail: Sequence[str]) -> None:
        if slug in trail:
            circle = [*trail[trail.index(slug) :], slug]
            raise SegmentCycle(
                f"The segments would contain each other: {' → '.join(circle)}.",
                fix="Take the reference to a segment out of one of these rules.",
            )
        if slug in done:
            return
        source = sources[slug]
        if isinstance(source, Rule):
            for other in references(source):
                visit(other, [*trail, slug])
        done.append(slug)

    for slug in start:
        visit(slug, [])
    return done


def relation(view: FeatureView, wanted: Sequence[Rule], sources: Mapping[str, Source], *, extra: Sequence[str] = ()) -> str:
    """Return the SQL of one row per customer with all columns that the rules in `wanted` (and `extra` segments) need.

    Columns: `customer_id`, every feature of the view, `bucket.<salt>` for each salt named and `segment.<slug>` for each
    segment named, directly or by way of another segment.
    """
    slugs = in_order([*extra, *(s for rule in wanted for s in references(rule))], sources)
    rules = [*wanted, *(s for s in (sources[slug] for slug in slugs) if isinstance(s, Rule))]
    salts = sorted({f.removeprefix(BUCKET) for rule in rules for f in rule.fields if f.startswith(BUCKET)})
    first = [f"{bucket_sql(KEY, salt).sql('duckdb')} AS {quoted(BUCKET + salt)}" for salt in salts]
    first += [
        f"{KEY}::VARCHAR IN (SELECT {KEY} FROM {parquet(source.path)}) AS {quoted(SEGMENT + slug)}"
        for slug in slugs
        if isinstance(source := sources[slug], Listed)
    ]
    sql = f"SELECT {', '.join(['*', *first])} FROM {view.relation}"
    for slug in slugs:
        source = sources[slug]
        if isinstance(source, Rule):
            sql = f"SELECT *, {condition(source, as_of=view.as_of)} AS {quoted(SEGMENT + slug)} FROM ({sql})"
    return f"({sql})"


def quoted(name: str) -> str:
    """Return `name` as a quoted SQL identifier."""
    return exp.to_identifier(name, quoted=True).sql("duckdb")


def parquet(path: Path) -> str:
    """Return the SQL that reads one Parquet file."""
    return f"read_parquet({exp.Literal.string(str(path)).sql('duckdb')})"
