"""segments preview --engine postgres: the counts of every node, by the warehouse itself, and what it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from core.errors import BadInput, ConfigError, ContractViolation, LabError, Refused, WarehouseError
from core.features import Dictionary, LiveFeatures, Translations
from core.features.dictionary import DICTIONARIES
from core.services.lab import Lab
from core.services.setup import EXAMPLES
from core.warehouse import Engine
from core.warehouse.pushdown.asking import pushed_down
from tests.contract.pushdown.conftest import Twins
from tests.unit.cli.asking import ask

EMPTY: Any = {"and": [{">": [{"var": "total_revenue"}, 0]}, {"<": [{"var": "transaction_count"}, 0]}]}
DRAFTS: list[Any] = [
    {"!": {"var": "segment.pinned"}},
    {"or": [{"var": "segment.win-back-pilot"}, {"and": [{"var": "segment.pinned"}, {"!": {"var": "age"}}]}]},
    {"<": [{"var": "bucket.a-salt"}, 2500]},
    {"and": [{"==": [{"var": "top_department"}, "GROCERY"]}, {"!=": [{"var": "age"}, "25-34"]}]},
    {"some": [{"var": "campaign_types"}, {"==": [{"var": ""}, "Type A"]}]},
    {">": [{"/": [{"var": "avg_transaction_value"}, {"var": "purchase_days"}]}, 0.5]},
    EMPTY,
]  # fmt: skip


@pytest.fixture(scope="module")
def peopled(twins: Twins) -> Twins:
    """The twins with the demo's example segments and a list."""
    for example in yaml.safe_load((EXAMPLES / "complete_journey.yaml").read_text(encoding="utf-8"))["segments"]:
        twins.file.segments.create(example["name"], example["rule"])
    twins.file.segments.create_static("Pinned", twins.file.audiences.rule_members(DRAFTS[2]).head(40))
    return twins


@pytest.mark.parametrize("as_of", [None, "2017-07-01"])
def test_every_node_of_every_segment_is_counted_alike(as_of: str | None, peopled: Twins) -> None:
    file, server = peopled.file.audiences, peopled.server.audiences
    rules = [s.rule for s in peopled.file.segments.all() if not s.is_static] + DRAFTS
    assert len(rules) == 13
    for rule in rules:
        ours, theirs = server.preview(rule, as_of=as_of, engine="postgres"), file.preview(rule, as_of=as_of)
        assert ours.counts == theirs.counts, rule
        assert ours.as_of == theirs.as_of
        assert ours.empty_because == theirs.empty_because
        assert (ours.engine, ours.snapshot_id, theirs.engine) == ("postgres", "", "duckdb")


def test_the_command_line_counts_there_too(peopled: Twins) -> None:
    there = ask(peopled.server, "segments", "preview", "win-back-pilot", "--engine", "postgres", "--json")
    here = ask(peopled.file, "segments", "preview", "win-back-pilot", "--json")
    assert (there.code, here.code) == (0, 0), there.err
    differing = {key: (there.json[key], here.json[key]) for key in here.json if there.json[key] != here.json[key]}
    assert differing.keys() == {"engine", "snapshot"}
    assert differing["engine"] == ("postgres", "duckdb")
    assert there.json["snapshot"] is None
    shown = ask(peopled.server, "segments", "preview", "win-back-pilot", "--engine", "postgres")
    assert shown.out == ask(peopled.file, "segments", "preview", "win-back-pilot").out


def test_ids_come_from_the_snapshot_alone(peopled: Twins) -> None:
    answer = ask(peopled.server, "segments", "preview", "champions", "--engine", "postgres", "--ids")
    assert answer.code == 2
    assert "leave --engine out" in answer.err


def test_a_warehouse_that_is_no_postgres_is_said_to_be_none(peopled: Twins) -> None:
    with pytest.raises(ConfigError, match="names no PostgreSQL"):
        peopled.file.audiences.preview(True, engine="postgres")
    with pytest.raises(BadInput, match="no engine 'oracle'"):
        peopled.file.audiences.preview(True, engine="oracle")
    answer = ask(peopled.file, "segments", "preview", "champions", "--engine", "postgres")
    assert (answer.code, "names no PostgreSQL" in answer.err) == (1, True)


def test_only_what_a_rule_needs_is_computed(peopled: Twins) -> None:
    engine, features = Engine(threads=1), peopled.file.features
    tables = dict.fromkeys(peopled.file.warehouse.profile.tables, "(SELECT) ")
    live = LiveFeatures(Translations(features.dictionary.plan, engine), tables, features.instant(None))
    sql = live.over(["total_revenue"])
    assert "top_" not in sql
    assert sql.count("SUM") == 1
    assert live.over(["avg_transaction_value"]).count("COUNT(DISTINCT") == 1
    engine.close()


def test_nothing_can_be_written_and_a_question_has_an_end(peopled: Twins) -> None:
    settings = peopled.server.settings.model_copy(update={"dwh_statement_timeout": 1})
    for sql, words in (("CREATE TABLE strange (i integer)", "read-only"), ("SELECT pg_sleep(9)", "took too long")):
        with pushed_down(settings) as warehouse, pytest.raises(WarehouseError, match=words) as raised:
            warehouse.rows(sql)
        assert settings.dwh_url.get_secret_value() not in str(raised.value)


def test_a_warehouse_that_does_not_fit_the_profile_says_where(peopled: Twins) -> None:
    profile = peopled.file.warehouse.profile
    columns = profile.tables["products"].columns
    strange = columns["brand"].model_copy(update={"source": "brandt"})
    table = profile.tables["products"].model_copy(update={"columns": {**columns, "brand": strange}})
    other = profile.model_copy(update={"tables": {**profile.tables, "products": table}})
    with pushed_down(peopled.server.settings) as warehouse, pytest.raises(ContractViolation, match=r"products\.brand"):
        warehouse.relations(other)


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        ({"type": "string", "from": "demographics", "take": "upper(age)"}, "upper"),
        ({"type": "string", "from": "transactions", "take": "first(products.brand)"}, "first"),
        ({"type": "integer", "expression": "CAST(len(age) + CAST(kids_count AS INTEGER) AS BIGINT)"}, "kids_count"),
    ],
)
def test_a_feature_that_it_cannot_compute_is_named(
    feature: dict[str, Any], words: str, peopled: Twins, tmp_path: Path
) -> None:
    document = yaml.safe_load((DICTIONARIES / "complete_journey.yaml").read_text(encoding="utf-8"))
    document["groups"]["Strange"] = {"strange": {"description": "Odd.", **feature}}
    document["groups"]["Strange"]["stranger"] = {
        "type": "boolean", "description": "Made of it.", "expression": "strange IS NULL"
    }  # fmt: skip
    path = tmp_path / "odd.yaml"
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    assert "strange" in Dictionary.load(path).schema  # to DuckDB it is sound
    settings = peopled.server.settings.model_copy(update={"lab_dictionary": str(path)})
    with Lab.open(settings) as lab:
        with pytest.raises(Refused, match=rf"(?i)strange: `.*{words}") as raised:
            lab.audiences.preview({"==": [{"var": "stranger"}, True]}, engine="postgres")
        assert isinstance(raised.value, LabError)
        assert lab.audiences.preview(DRAFTS[3], engine="postgres").total > 0  # others can be asked as before
