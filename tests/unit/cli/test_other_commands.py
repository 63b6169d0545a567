"""`db`, `doctor`, `setup` and `warehouse`: what they say when all is well, and when it is not."""

from __future__ import annotations

import sqlite3

import pytest

from core.config import Settings
from tests.unit.cli.asking import ask, refused

BIG = '{">": [{"var": "total_revenue"}, 1000]}'


@pytest.fixture
def newer(shop_settings: Settings) -> Settings:
    """A store that a newer version has migrated."""
    with sqlite3.connect(shop_settings.home / "store.sqlite") as plain:
        plain.execute("UPDATE alembic_version SET version_num = '9999'")
    plain.close()
    return shop_settings


def test_the_store_tells_its_schema(shop_settings: Settings) -> None:
    data = ask(shop_settings, "db", "status", "--json").json
    assert (data["ready"], data["revision"]) == (True, data["head"])
    assert ask(shop_settings, "db", "status").out.endswith(f"schema {data['head']}, ready\n")
    assert ask(shop_settings, "db", "upgrade").out == f"The store is at schema {data['head']}.\n"


def test_a_store_of_a_newer_version_is_left_alone_by_every_command(newer: Settings) -> None:
    for argv in (("db", "upgrade"), ("setup",), ("segments", "list"), ("segments", "create", "Big", "--rule", BIG)):
        refused(ask(newer, *argv), "a newer version wrote it.")
    status = ask(newer, "db", "status")
    assert status.code == 0
    assert "not ready" in status.out
    assert "Update the app" in status.out
    assert "db upgrade" not in status.out  # which would be refused
    assert ask(newer, "db", "status", "--json").json["ready"] is False


def test_a_store_that_is_not_there_yet_says_what_to_run(shop_settings: Settings) -> None:
    for file in shop_settings.home.glob("store.sqlite*"):
        file.unlink()
    refused(ask(shop_settings, "segments", "list"), "python -m core db upgrade")
    assert "python -m core db upgrade" in ask(shop_settings, "db", "status").out
    assert ask(shop_settings, "db", "upgrade").out.startswith("The store went from nothing to ")
    assert ask(shop_settings, "segments", "list", "--json").json == []


def test_the_doctor_says_all_is_well_or_what_is_not(shop_settings: Settings) -> None:
    well = ask(shop_settings, "doctor", "--json").json
    assert {c["check"] for c in well} == {
        "packages", "disk", "warehouse", "snapshot", "snapshot files", "features", "store", "segments", "memberships",
        "refresh", "campaigns",
    }  # fmt: skip
    assert [c for c in well if not c["ok"] and c["check"] != "disk"] == []
    (shop_settings.home / "shop.duckdb").unlink()
    ill = ask(shop_settings, "doctor")
    assert ill.code == 1
    assert "FAULT  warehouse" in ill.out
    assert "\n  What to do: " in ill.out
    assert ask(shop_settings, "doctor", "--json").code == 1


def test_the_warehouse_tells_its_snapshot_and_its_columns(shop_settings: Settings) -> None:
    data = ask(shop_settings, "warehouse", "status", "--json").json
    assert (data["as_of"], data["profile"]) == ("2017-05-01T04:00:00Z", "complete_journey")
    assert {"id", "age_seconds", "rows", "bytes", "tables", "findings"} <= set(data)
    assert data["rows"] == sum(t["rows"] for t in data["tables"])
    assert ask(shop_settings, "warehouse", "status").out.startswith(
        f"Snapshot {data['id']}, as of 2017-05-01 04:00 UTC"
    )
    columns = ask(shop_settings, "warehouse", "columns", "--json").json
    assert {"table", "column", "type"} <= set(columns[0])


def test_a_refresh_shows_its_progress_beside_the_answer(shop_settings: Settings) -> None:
    before = ask(shop_settings, "warehouse", "status", "--json").json["id"]
    answer = ask(shop_settings, "warehouse", "refresh", "--json")
    assert answer.json["id"] != before
    assert "Extracting transactions" in answer.err
    (shop_settings.home / "shop.duckdb").unlink()
    kept = answer.json["id"]
    failed = ask(shop_settings, "warehouse", "refresh")
    assert (failed.code, failed.out) == (1, "")
    assert ask(shop_settings, "warehouse", "status", "--json").json["id"] == kept


@pytest.mark.parametrize("argv", [(), ("nosuch",), ("db",), ("db", "nosuch"), ("warehouse",), ("doctor", "extra")])
def test_misuse_is_exit_code_2(shop_home: Settings, argv: tuple[str, ...]) -> None:
    answer = ask(shop_home, *argv)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("usage: python -m core")
