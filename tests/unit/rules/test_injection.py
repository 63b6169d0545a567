"""SQL and Python smuggled into every place where a rule has room for text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from core.errors import RuleError, RuleRefused
from core.kernel.schema import Field, FieldType, Schema
from core.rules import check, evaluate, sql
from tests.unit.rules.sample import AS_OF, SCHEMA, ZONE

SMUGGLED = [
    "' OR TRUE --",
    "'; DROP TABLE customers; --",
    "\\'; DROP TABLE customers; --",
    "'' OR ''=''",
    '" OR TRUE --',
    "a') OR (1=1",
    "a/**/' UNION SELECT 1 --",
    "$$ OR TRUE $$",
    "E'\\x27 OR TRUE --",
    "%' OR '1'='1",
    "?",
    "$1",
    ":name",
    "{x}",
    "%s",
    "\u2019 OR TRUE --",
    "__import__('os').system('touch /tmp/smuggled')",
    "{{7*7}}",
    "a\nb -- c",
    "a\r\n; SELECT 1",
]
each = pytest.mark.parametrize("text", SMUGGLED)


@pytest.fixture
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect(config={"autoinstall_known_extensions": False})
    connection.execute("CREATE TABLE customers (name VARCHAR, departments VARCHAR[])")
    connection.execute("INSERT INTO customers VALUES ('innocent', ['GROCERY']), (NULL, NULL)")
    yield connection
    connection.close()


def names(database: duckdb.DuckDBPyConnection, source: Any) -> list[Any]:
    query = f"SELECT name FROM customers WHERE {sql(check(source, SCHEMA, time_zone=ZONE), as_of=AS_OF)}"
    return [row[0] for row in database.execute(query).fetchall()]


@each
def test_in_every_literal(text: str, database: duckdb.DuckDBPyConnection):
    database.execute("INSERT INTO customers VALUES (?, ?)", [text, [text]])
    name, departments = {"var": "name"}, {"var": "departments"}
    for source in (
        {"==": [name, text]},
        {"in": [name, ["zzz", text]]},
        {"in": [text, name]},
        {"in": [text, departments]},
        {"starts_with": [name, text]},
        {"ends_with": [name, text]},
        {"==": [{"cat": [name, text]}, text + text]},
        {"==": [{"substr": [{"cat": [text, name]}, len(text)]}, text]},
        {"==": [{"if": [{"==": [name, text]}, text, "other"]}, text]},
        {"some": [departments, {"==": [{"var": ""}, text]}]},
        {"<=": [text, name, text]},
    ):
        assert names(database, source) == [text], source
        assert evaluate(check(source, SCHEMA, time_zone=ZONE), {"name": text, "departments": [text]}, as_of=AS_OF)
        assert not evaluate(check(source, SCHEMA, time_zone=ZONE), {"name": "innocent"}, as_of=AS_OF)
    assert names(database, {"==": [{"var": ["name", text]}, text]}) == [None, text]
    assert database.execute("SELECT count(*) FROM customers").fetchall() == [(3,)]


@each
def test_in_the_name_of_a_field(text: str):
    for source in ({"var": text}, {"missing": [text]}, {"missing_some": [1, [text, "age"]]}, {"var": [text, 1]}):
        with pytest.raises(RuleRefused, match="There is no field"):
            check(source, SCHEMA, time_zone=ZONE)


@each
def test_a_field_that_is_really_called_so(text: str):
    connection = duckdb.connect()
    quoted = '"' + text.replace('"', '""') + '"'
    connection.execute(f"CREATE TABLE customers ({quoted} BIGINT)")
    connection.execute("INSERT INTO customers VALUES (1), (2), (NULL)")
    rule = check({">": [{"var": text}, 1]}, Schema([Field(text, FieldType.INTEGER)]), time_zone=ZONE)
    found = connection.execute(f"SELECT * FROM customers WHERE {sql(rule, as_of=AS_OF)}").fetchall()
    connection.close()
    assert found == [(2,)]
    assert evaluate(rule, {text: 2}, as_of=AS_OF)
    assert not evaluate(rule, {text: 1}, as_of=AS_OF)


@each
def test_in_the_name_of_a_family_member(text: str):
    connection = duckdb.connect()
    column = "bucket." + text
    connection.execute("CREATE TABLE customers (" + '"' + column.replace('"', '""') + '" BIGINT)')
    rule = check({"<": [{"var": column}, 1000]}, SCHEMA, time_zone=ZONE)
    connection.execute(f"SELECT * FROM customers WHERE {sql(rule, as_of=AS_OF)}")
    connection.close()


@each
def test_in_the_name_of_an_operator(text: str):
    with pytest.raises(RuleRefused, match="operator"):
        check({text: [1, 2]}, SCHEMA, time_zone=ZONE)


@pytest.mark.parametrize(
    "source",
    [
        {"method": [{"method": ["", "__class__"]}, "mro"]},
        {"==": [{"method": [[], "__class__"]}, 1]},
        {"starts_with.__globals__.__builtins__.eval": ["1"]},
        {"!.__class__.__base__.__subclasses__": []},
        {"log": "x"},
        {"var": "__class__"},
        {"var": "name.__class__"},
        {"var": ["name.0", "x"]},
        {"var": 0},
        {"var": {"var": "name"}},
        {"missing": [{"var": "name"}]},
        {"as double": [1]},
        {"elements of": [{"var": "departments"}]},
        {"and ": [True]},
        {"\u0430nd": [True]},
        {"cat": [{"merge": ["a", "b"]}]},
    ],
    ids=str,
)
def test_nothing_that_reaches_python_gets_past_the_check(source: Any):
    with pytest.raises(RuleError):
        check(source, SCHEMA, time_zone=ZONE)


def test_what_reaches_python_is_named_first():
    source = {
        "and": [{"==": [{"var": "nobody"}, 1]}, {"xor": [1, 2]}, {"method": ["a", "upper"]}, {"a.b": []}, {"log": 1}]
    }
    with pytest.raises(RuleRefused) as raised:
        check(source, SCHEMA, time_zone=ZONE)
    assert [p.pointer for p in raised.value.problems][:3] == ["/and/2", "/and/3", "/and/4"]
    assert len(raised.value.problems) == 5
