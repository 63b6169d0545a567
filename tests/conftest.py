"""What all tests share. Doubles are handed in; nothing is patched, and no test reads a person's settings or data."""

from __future__ import annotations

import fcntl
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from core import logs
from core.config import Settings
from core.kernel.clock import FixedClock
from scripts import browser
from scripts.postgres import Server
from scripts.postgres import serving as postgres_serving
from tests.postgres import database

ROOT = Path(__file__).resolve().parent.parent
NO_BROWSER = "no Chromium on this machine: run `python -m scripts.browser`, or set CHROMIUM"
BROWSER = pytest.StashKey[str | None]()
SCRATCH = pytest.StashKey[str]()

slow_is_fine = [HealthCheck.too_slow, HealthCheck.data_too_large]
hypothesis_settings.register_profile("fast", deadline=None, max_examples=60, suppress_health_check=slow_is_fine)
hypothesis_settings.register_profile("thorough", parent=hypothesis_settings.get_profile("fast"), max_examples=3000)
hypothesis_settings.load_profile("fast")  # `--hypothesis-profile=thorough` for a night


def pytest_configure(config: pytest.Config) -> None:
    """Shut out `.env` and the environment, for this process and those it starts: every setting is at its default."""
    if hasattr(config, "workerinput"):  # a worker of pytest-xdist inherits all this
        return
    config.stash[SCRATCH] = tempfile.mkdtemp(prefix="loyalty-lab-home-")
    os.environ.update({name.upper(): "" for name in Settings.model_fields})
    os.environ["LAB_HOME"] = config.stash[SCRATCH]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the home that stood in for a person's own."""
    if SCRATCH in config.stash:
        shutil.rmtree(config.stash[SCRATCH], ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark everything in tests/e2e as such; skip it, loudly, on a machine without a browser."""
    driven = [item for item in items if item.path.is_relative_to(ROOT / "tests" / "e2e")]
    for item in driven:
        item.add_marker(pytest.mark.e2e)
    if driven and "not (e2e" not in config.option.markexpr:
        config.stash[BROWSER] = browser.find()
        if config.stash[BROWSER] is None:
            for item in driven:
                item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say in a box what a line among the skips would hide."""
    if config.stash.get(BROWSER, "") is None:
        terminalreporter.section("WARNING: the browser tests did NOT run", sep="!", red=True, bold=True)
        terminalreporter.line(NO_BROWSER)


@pytest.fixture(scope="session")
def chromium(pytestconfig: pytest.Config) -> str:
    """The path of a Chromium that runs here. As root it needs `--no-sandbox`."""
    path = pytestconfig.stash.get(BROWSER, None) or browser.find()
    if path is None:
        pytest.skip(NO_BROWSER)
    return path


@pytest.fixture(autouse=True)
def _silent_logs() -> None:
    """Loggers as a fresh process has them: an app or a command that an earlier test ran left its own behind."""
    for name in logs.OURS:
        logger = logging.getLogger(name)
        logger.handlers[:] = [logging.NullHandler()]
        logger.setLevel(logging.NOTSET)
        logger.propagate = True


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a home of this test's own; everything else at its default."""
    return Settings(lab_home=tmp_path / "lab")


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at noon (UTC) of a winter's day after the demo data's end."""
    return FixedClock(datetime(2018, 1, 15, 12, tzinfo=UTC))


@pytest.fixture(scope="session")
def new_york() -> ZoneInfo:
    """The demo data's business time zone."""
    return ZoneInfo("America/New_York")


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A LAB_HOME as `python -m core setup` leaves it: demo warehouse, snapshot, migrated and seeded store.

    Built once for all workers, unless DEMO_HOME names one that was set up before; read it, never write to it
    (`demo_copy` is for that).
    """
    if made_before := os.environ.get("DEMO_HOME"):
        return Path(made_before)
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    home = shared / "demo-home"
    with (shared / "demo-home.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "ready").exists():
            shutil.rmtree(home, ignore_errors=True)
            env = os.environ | {"LAB_HOME": str(home)}
            made = subprocess.run(
                [sys.executable, "-m", "core", "setup"], cwd=ROOT, env=env, capture_output=True, text=True, check=False
            )
            assert made.returncode == 0, made.stdout + made.stderr
            (home / "ready").touch()
    return home


@pytest.fixture
def demo_copy(demo_home: Path, tmp_path: Path) -> Path:
    """A copy of `demo_home` that this test may change. The big files are hard links: replace them, don't write in."""
    return Path(shutil.copytree(demo_home, tmp_path / "demo", copy_function=_link))


def _link(source: str, target: str) -> str:
    if source.endswith((".parquet", ".duckdb")):
        os.link(source, target)
        return target
    return shutil.copy2(source, target)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A real PostgreSQL on loopback, one for each worker; it is there as soon as the first test asks."""
    with postgres_serving() as server:
        yield server


@pytest.fixture
def postgres_url(postgres: Server) -> Iterator[str]:
    """The address of an empty database of this test's own, as people write it."""
    with database(postgres) as url:
        yield url
