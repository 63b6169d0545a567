"""Memberships written into the warehouse: what stands there is what was recorded, however often it is written."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import psycopg2
import pytest
from pydantic import SecretStr

from core.errors import BadInput, LabError, Refused, SegmentIsStatic, WarehouseError, WarehouseRefused
from core.kernel.clock import FixedClock
from core.services.lab import Lab
from scripts.postgres import Server
from tests.postgres import database, run
from tests.unit.cli.asking import ask
from tests.unit.services.shop import CLOCK, EMPTY, build

LATELY = {"<": [{"var": "last_purchase_days_ago"}, 3]}  # a rule that customers leave, too
MARCH, APRIL = "2017-03-01", "2017-04-02"
COLUMNS = "segment, version, as_of, customer_id, entered_at"
FIRST, LAST = "segment text, version integer, as_of timestamp with time zone", "entered_at timestamp with time zone"
UNIQUE = "PRIMARY KEY (segment, customer_id)"


@dataclass(frozen=True)
class Shop:
    """A lab, and the way past it to its warehouse."""

    lab: Lab
    rows: Callable[[str], list[tuple[Any, ...]]]

    def make(self, sql: str) -> None:
        """Run a statement that answers nothing."""
        assert self.rows(f"{sql}; SELECT 1") == [(1,)]

    def segment(self, rule: Any = LATELY) -> str:
        """A new segment, recorded as of March."""
        slug = self.lab.segments.create(f"S {uuid.uuid4().hex[:8]}", rule).slug
        self.lab.memberships.recalculate(slug, as_of=MARCH)
        return slug

    def recorded(self, slug: str) -> list[tuple[Any, ...]]:
        """The rows that must stand there."""
        run = self.lab.memberships.runs(slug)[-1]
        frame = self.lab.memberships.recorded(slug)
        members = frame.filter(frame["left_at"].is_null()).select("customer_id", "entered_at").sort("customer_id")
        return [(slug, run.version, run.as_of, c, at) for c, at in members.rows()]

    def written(self, slug: str, table: str = "loyalty_segment_member") -> list[tuple[Any, ...]]:
        return self.rows(f"SELECT {COLUMNS} FROM {table} WHERE segment = '{slug}' ORDER BY customer_id")


def asked_of(url: str) -> Callable[[str], list[tuple[Any, ...]]]:
    def rows(sql: str) -> list[tuple[Any, ...]]:
        with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
            connection.autocommit = True
            cursor.execute("SET TimeZone = 'UTC'")
            cursor.execute(sql)
            return cursor.fetchall()

    return rows


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """The shop on its own DuckDB file."""
    home = tmp_path_factory.mktemp("shop") / "lab"
    settings = build(home)

    def rows(sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(home / "shop.duckdb")) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            return connection.execute(sql).fetchall()

    with Lab.open(settings, clock=FixedClock(CLOCK)) as lab:
        yield Shop(lab, rows)


@pytest.fixture(scope="module")
def server(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """The shop on a PostgreSQL; of its own tables only the types of the ids matter here."""
    settings = build(tmp_path_factory.mktemp("shop") / "lab")
    with database(postgres) as url:
        run(url, EMPTY.format(id="integer"))
        there = settings.model_copy(update={"dwh_url": SecretStr(url)})
        with Lab.open(there, clock=FixedClock(CLOCK)) as lab:
            yield Shop(lab, asked_of(url))


@pytest.fixture(params=["server", "file"])
def shop(request: pytest.FixtureRequest) -> Shop:
    return request.getfixturevalue(request.param)


def test_what_stands_there_is_what_was_recorded(shop: Shop) -> None:
    slug, other = shop.segment(), shop.segment({">": [{"var": "total_revenue"}, 500]})
    first = shop.lab.memberships.write_back(slug)
    assert (first.inserted, first.updated, first.removed) == (first.members, 0, 0)
    assert 0 < first.members < 60
    assert shop.written(slug) == shop.recorded(slug)
    shop.lab.memberships.write_back(other)
    again = shop.lab.memberships.write_back(slug)
    assert (again.inserted, again.updated, again.removed, again.members) == (0, 0, 0, first.members)
    change = shop.lab.memberships.recalculate(slug, as_of=APRIL)
    assert change.n_joined > 0
    assert change.n_left > 0
    later = shop.lab.memberships.write_back(slug)
    stayed = change.n_members - change.n_joined
    assert (later.inserted, later.updated, later.removed) == (change.n_joined, stayed, change.n_left)
    assert shop.written(slug) == shop.recorded(slug)
    assert shop.written(other) == shop.recorded(other)


def test_a_segment_without_members_has_no_rows(shop: Shop) -> None:
    slug = shop.segment()
    shop.lab.memberships.write_back(slug)
    shop.lab.segments.edit(slug, rule=False, seen=1)
    shop.lab.memberships.recalculate(slug, as_of=APRIL)
    assert shop.lab.memberships.write_back(slug).removed > 0
    assert shop.written(slug) == []


def test_any_table_and_schema(shop: Shop) -> None:
    slug = shop.segment()
    schema = f"crm_{uuid.uuid4().hex[:6]}"
    with pytest.raises(WarehouseRefused, match=schema):
        shop.lab.memberships.write_back(slug, table=f"{schema}.Members")
    shop.make(f"CREATE SCHEMA {schema}")
    done = shop.lab.memberships.write_back(slug, table=f"{schema}.Members")
    assert done.inserted > 0
    assert shop.written(slug, f'{schema}."Members"') == shop.recorded(slug)


@pytest.mark.parametrize("name", ["", "a.b.c", ".x", "x" * 64, "a\n"])
def test_a_name_that_no_table_can_have(name: str, shop: Shop) -> None:
    with pytest.raises(BadInput, match="cannot be the name"):
        shop.lab.memberships.write_back(shop.segment(), table=name)


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ("segment text, n integer", "it has no column version"),
        (f"{FIRST}, customer_id text, {LAST}, {UNIQUE}", "customer_id is"),
        (f"{FIRST}, customer_id {{id}}, {LAST}", "no unique key"),
        (f"{FIRST}, customer_id {{id}}, note text, {LAST}, {UNIQUE}", "note besides"),
    ],
)
def test_somebody_elses_table_is_left_alone(columns: str, words: str, shop: Shop) -> None:
    name, slug = f"t_{uuid.uuid4().hex[:6]}", shop.segment()
    id_type = "integer" if shop.lab.settings.dwh_url.get_secret_value().startswith("postgres") else "bigint"
    shop.make(f"CREATE TABLE {name} ({columns.format(id=id_type)})")
    with pytest.raises(Refused, match=words):
        shop.lab.memberships.write_back(slug, table=name)
    assert shop.rows(f"SELECT count(*) FROM {name}") == [(0,)]


def test_a_view_is_no_table(shop: Shop) -> None:
    name = f"v_{uuid.uuid4().hex[:6]}"
    shop.make(f"CREATE VIEW {name} AS SELECT 1 AS segment")
    with pytest.raises(Refused, match="is no table"):
        shop.lab.memberships.write_back(shop.segment(), table=name)


def test_only_recordings_of_rules_are_written(shop: Shop) -> None:
    listed = shop.lab.segments.create_static(f"L {uuid.uuid4().hex[:6]}", ["1", "2"]).segment.slug
    fresh = shop.lab.segments.create(f"F {uuid.uuid4().hex[:6]}", LATELY).slug
    for slug, error in ((listed, SegmentIsStatic), (fresh, Refused)):
        with pytest.raises(error):
            shop.lab.memberships.write_back(slug)


def test_the_command_line_and_the_audit_log(shop: Shop) -> None:
    slug = shop.segment()
    answer = ask(shop.lab, "segments", "write-back", slug, "--json")
    assert answer.code == 0, answer.err
    n = len(shop.recorded(slug))
    assert answer.json == {
        "segment": slug, "table": "loyalty_segment_member", "members": n, "inserted": n, "updated": 0, "removed": 0,
    }  # fmt: skip
    again = ask(shop.lab, "segments", "write-back", slug)
    assert again.out == (f"loyalty_segment_member holds {n} members of {slug}: 0 inserted, 0 updated, 0 removed.\n")
    with shop.lab.database.view() as work:
        acts = [(r.action, r.after) for r in work.audit.of("segment", slug)]
    assert [action for action, _ in acts[:2]] == ["write back", "write back"]
    assert f'"inserted":{n}' in (acts[1][1] or "")


def test_the_embedded_demo_is_not_written_into(server: Shop) -> None:
    slug = server.segment()
    settings = server.lab.settings.model_copy(update={"dwh_url": SecretStr("demo://complete_journey")})
    with Lab.open(settings) as lab, pytest.raises(Refused, match="embedded demo"):
        lab.memberships.write_back(slug)


def test_who_may_not_write_is_told_what_to_grant(server: Shop, postgres: Server) -> None:
    slug, url = server.segment(), server.lab.settings.dwh_url.get_secret_value()
    guest = f"guest_{uuid.uuid4().hex[:6]}"
    run(
        url, f"CREATE ROLE {guest} LOGIN PASSWORD 'a secret'", f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {guest}"
    )
    own = postgres.url(url.rpartition("/")[2], user=guest, password="a secret")
    with Lab.open(server.lab.settings.model_copy(update={"dwh_url": SecretStr(own)})) as lab:
        with pytest.raises(WarehouseRefused, match="does not let us write") as raised:
            lab.memberships.write_back(slug, table="granted")
        assert "GRANT" in raised.value.fix
        assert "secret" not in str(raised.value)
        run(
            url,
            "CREATE TABLE granted (segment text, version integer, as_of timestamptz, customer_id integer, "
            "entered_at timestamptz, UNIQUE (customer_id, segment))",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON granted TO {guest}",
        )
        assert lab.memberships.write_back(slug, table="granted").inserted > 0
    run(url, f"DROP OWNED BY {guest}", f"DROP ROLE {guest}")


def test_everything_is_written_or_nothing(server: Shop) -> None:
    slug, url = server.segment(), server.lab.settings.dwh_url.get_secret_value()
    server.lab.memberships.write_back(slug)
    before = server.written(slug)
    server.lab.memberships.recalculate(slug, as_of=APRIL)
    run(
        url,
        "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'not today'; END$$",
        "CREATE TRIGGER no BEFORE INSERT ON loyalty_segment_member FOR EACH ROW EXECUTE FUNCTION no()",
    )
    with pytest.raises(WarehouseError, match="not today"):
        server.lab.memberships.write_back(slug)
    assert server.written(slug) == before
    run(url, "DROP FUNCTION no() CASCADE")
    server.lab.memberships.write_back(slug)
    assert server.written(slug) == server.recorded(slug)


def test_several_at_once(server: Shop) -> None:
    slugs = [server.segment(), server.segment({">": [{"var": "total_revenue"}, 300]})] * 3
    faults: list[LabError] = []

    def write(slug: str) -> None:
        try:
            server.lab.memberships.write_back(slug, table="crowded")
        except LabError as error:
            faults.append(error)

    threads = [threading.Thread(target=write, args=[slug]) for slug in slugs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert all(server.written(slug, "crowded") == server.recorded(slug) for slug in slugs)


def test_ids_have_the_warehouses_own_type(postgres_url: str, tmp_path: Path) -> None:
    names = {n: str(uuid.UUID(int=n)) for n in range(1, 61)}
    settings = build(tmp_path / "lab", name=lambda n: names[n])
    run(postgres_url, EMPTY.format(id="uuid"))
    there = settings.model_copy(update={"dwh_url": SecretStr(postgres_url)})
    with Lab.open(there, clock=FixedClock(CLOCK)) as lab:
        shop = Shop(lab, asked_of(postgres_url))
        slug = shop.segment()
        assert lab.memberships.write_back(slug).inserted > 0
        assert shop.rows("SELECT pg_typeof(customer_id)::text FROM loyalty_segment_member LIMIT 1") == [("uuid",)]
        assert shop.written(slug) == shop.recorded(slug)
        assert lab.memberships.write_back(slug).inserted == 0
