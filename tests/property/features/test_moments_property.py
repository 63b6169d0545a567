"""Features as of moments are those of a view as of each instant, whoever is asked about, whenever, in whatever set."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
from hypothesis import event, given, settings
from hypothesis import strategies as st

from core.features import Dictionary
from core.features.compile import compile_query
from core.features.moments import daily_query, moments_query, needs_comparison
from core.warehouse import Engine, Profile
from tests.property.features.worlds import World, instants, snapshot_of, worlds

profile = Profile.load("complete_journey")
dictionary = Dictionary.load("complete_journey")
engine = Engine(threads=1)
ALL = list(dictionary.schema)
ALONE = [n for n in ALL if n not in needs_comparison(dictionary.plan, ALL)]
Moment = tuple[int, datetime]
Known = dict[Moment, dict[str, Any]]


@st.composite
def asked(draw: st.DrawFn) -> tuple[World, list[datetime]]:
    """A world, and up to four instants: of its baskets, of its boundaries, or of neither."""
    world = draw(worlds())
    own = [world.as_of, *(line["occurred_at"] for line in world.lines)]
    return world, draw(st.lists(st.one_of(st.sampled_from(own), instants), min_size=1, max_size=4, unique=True))


@contextmanager
def relations_of(world: World) -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        yield dictionary.relations(snapshot_of(world, profile, Path(folder) / "snapshot"))


def by_moment(frame: pl.DataFrame) -> Known:
    known = {(row.pop("customer_id"), row.pop("at")): row for row in frame.to_dicts()}
    assert len(known) == frame.height  # a moment has one row
    return known


def viewed(relations: dict[str, str], days: Sequence[datetime]) -> Known:
    """What the feature views as of these instants say."""
    query = compile_query(dictionary.plan, relations)
    frames = [engine.frame(query, {"as_of": at}).with_columns(at=pl.lit(at, pl.Datetime("us", "UTC"))) for at in days]
    return by_moment(pl.concat(frames))


def only(row: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: row[name] for name in ALL if name in names}


def moments_frame(moments: Sequence[Moment]) -> pl.DataFrame:
    schema = {"customer_id": pl.Int64, "at": pl.Datetime("us", "UTC")}
    return pl.DataFrame(moments, schema=schema, orient="row")


@settings(max_examples=settings.default.max_examples // 2)
@given(asked(), st.sets(st.tuples(st.integers(1, 8), st.integers(0, 3))), st.lists(st.sampled_from(ALONE), unique=True))
def test_a_moment_knows_what_a_view_as_of_it_knows(
    given_world: tuple[World, list[datetime]], pairs: set[tuple[int, int]], some: list[str]
) -> None:
    world, days = given_world
    moments = sorted({(customer, days[k % len(days)]) for customer, k in pairs})
    with relations_of(world) as relations:
        views = viewed(relations, days)
        for names in (ALONE, some):
            query = moments_query(dictionary.plan, relations, "asked", names=names)
            found = by_moment(engine.frame(query, tables={"asked": moments_frame([*moments, *moments[:2]])}))
            assert sorted(found) == moments
            event(f"{len(views.keys() & found.keys())} moments of customers")
            for moment, row in found.items():
                assert list(row) == [name for name in ALL if name in names]
                if moment in views:
                    assert row == only(views[moment], names), moment


@settings(max_examples=settings.default.max_examples // 2)
@given(asked())
def test_who_was_no_customer_yet_has_nothing_of_dated_tables(given_world: tuple[World, list[datetime]]) -> None:
    world, days = given_world
    moments = [(customer, at) for customer in range(1, 9) for at in days]
    specs = {f.name: f.spec for f in dictionary.plan.levels[0] if f.spec.table == "transactions"}
    with relations_of(world) as relations:
        views = viewed(relations, days)
        query = moments_query(dictionary.plan, relations, "asked", names=list(specs))
        found = by_moment(engine.frame(query, tables={"asked": moments_frame(moments)}))
    for moment in found.keys() - views.keys():
        assert found[moment] == {n: specs[n].otherwise for n in ALL if n in specs}


@settings(max_examples=settings.default.max_examples // 2)
@given(asked(), st.lists(st.sampled_from(ALL), unique=True))
def test_days_know_what_views_know_scores_and_all(given_world: tuple[World, list[datetime]], some: list[str]) -> None:
    world, days = given_world
    with relations_of(world) as relations:
        views = viewed(relations, days)
        for names in (ALL, some):
            query = daily_query(
                dictionary.plan, relations, relations[dictionary.plan.customers], days="days", names=names
            )
            found = by_moment(
                engine.frame(query, tables={"days": moments_frame([(0, at) for at in days]).select("at")})
            )
            assert found == {moment: only(row, names) for moment, row in views.items()}
