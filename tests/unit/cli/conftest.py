"""The command line in this process over the tiny shop, and in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.config import Settings
from core.services.lab import Lab
from tests.contract.campaigns.fixtures import stall_home, stand
from tests.unit.cli.asking import Answer, ask, spelt
from tests.unit.services import shop as builder
from tests.unit.services.fixtures import shop_home, shop_settings

__all__ = ["shop_home", "shop_settings", "stall_home", "stand"]

ROOT = Path(__file__).resolve().parents[3]


Run = Callable[..., Answer]


@pytest.fixture
def run(shop_settings: Settings) -> Iterator[Run]:
    """Run a `segments` command over a shop that this test may change."""
    with Lab.open(shop_settings) as lab:
        yield lambda *argv, **given: ask(lab, "segments", *argv, **given)


@pytest.fixture(scope="session")
def still(shop_home: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Run a `segments` command over an empty shop: only for what changes nothing."""
    with Lab.open(_copied(shop_home, tmp_path_factory.mktemp("still"))) as lab:
        yield lambda *argv: ask(lab, "segments", *argv)


@pytest.fixture(scope="session")
def known(shop_home: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Run a `segments` command over a shop with the segments `big` and `friends`: only for what changes nothing."""
    with Lab.open(_copied(shop_home, tmp_path_factory.mktemp("known"))) as lab:
        lab.segments.create("Big", {">": [{"var": "total_revenue"}, 1000]})
        lab.segments.create_static("Friends", ["1", "2"])
        yield lambda *argv: ask(lab, "segments", *argv)


def _copied(settings: Settings, folder: Path) -> Settings:
    return builder.at(settings, Path(shutil.copytree(settings.home, folder / "shop")))


@pytest.fixture
def environment(shop_settings: Settings) -> dict[str, str]:
    """The environment that gives a process of its own these settings."""
    return os.environ | {
        "LAB_HOME": str(shop_settings.home), "DWH_URL": shop_settings.dwh_url.get_secret_value(),
        "DWH_PROFILE": shop_settings.dwh_profile, "LAB_USER": "bob", "LAB_THREADS": "1",
    }  # fmt: skip


@pytest.fixture
def process(environment: dict[str, str]) -> Run:
    """Run a command line in a process of its own."""

    def started(*argv: str, stdin: bytes = b"", **extra: str) -> Answer:
        command = [sys.executable, "-m", "core", *argv]
        env = environment | extra
        done = subprocess.run(command, cwd=ROOT, env=env, input=stdin, capture_output=True, timeout=100, check=False)
        return Answer(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))

    return started


@pytest.fixture(scope="session")
def people() -> Iterator[tuple[Run, Run]]:
    """Two people at their own terminals: processes that run command after command with the settings given."""
    command = [sys.executable, "-m", "tests.unit.cli.asking"]
    started = [subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(2)]

    def person(process: subprocess.Popen[bytes]) -> Run:
        def say(settings: Settings, *argv: str) -> Answer:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps({"settings": spelt(settings), "argv": argv}).encode() + b"\n")
            process.stdin.flush()
            return Answer(**json.loads(process.stdout.readline()))

        return say

    yield person(started[0]), person(started[1])
    for process in started:
        process.communicate(timeout=30)
