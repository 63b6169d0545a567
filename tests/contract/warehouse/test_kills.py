"""A refresh killed at any moment loses nothing, and readers in other processes never notice."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from core.warehouse.snapshots.published import ID
from scripts.bench.timing import seconds
from tests.contract.killed import another
from tests.contract.warehouse.changing import changing_profile, versions
from tests.contract.warehouse.little import SOURCE, little_profile, little_source
from tests.contract.warehouse.refresher import store_of

pytestmark = [pytest.mark.kill, pytest.mark.timeout(240)]
N_KILLS = 200
MANY = SOURCE + "; INSERT INTO tags SELECT CAST(hash(i) AS VARCHAR) FROM range(60000) t(i)"


@contextmanager
def readers(folder: Path, n: int) -> Iterator[None]:
    """Readers in processes of their own; at the end none may have seen a fault."""
    with ExitStack() as stack:
        others = [stack.enter_context(another("warehouse.reader", folder)) for _ in range(n)]
        assert [other.answer() for other in others] == ["reading"] * n
        yield
        for other in others:
            told = json.loads(other.tell("stop"))
            assert told["faults"] == []
            assert told["reads"] > 5
            assert told["ids"] > 1  # it saw snapshots come


def check_after_kill(folder: Path) -> None:
    """What is in force is whole."""
    store = store_of(folder)
    store.verify(store.current())


@pytest.fixture
def changing(tmp_path: Path) -> Path:
    """A warehouse that is another one at each refresh: most are increments, sometimes it was put back."""
    versions(tmp_path / "versions", 8)
    changing_profile(tmp_path)
    return tmp_path


def check_clean(folder: Path) -> None:
    """After a refresh that lived, nothing is left of those that did not."""
    store = store_of(folder)
    published = {s.id for s in store.list()}
    found = {p.name for p in store.folder.iterdir()}
    assert found == published | {"manifest.json", "refresh.lock"}
    assert all(ID.fullmatch(name) for name in published)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    little_source(tmp_path, MANY)
    little_profile(tmp_path)
    return tmp_path


@pytest.mark.parametrize("kind", ["", "full"])
def test_killed_at_every_step_that_touches_a_file(changing: Path, kind: str) -> None:
    """The operations in order, each in a refresh of its own: no moment between two is left out by luck."""
    with another("warehouse.refresher", changing) as refresher:
        assert refresher.tell("live") == "lived"
        first = store_of(changing).current().id
        step, answers = 0, []
        while not answers or answers[-1] == "killed":
            step += 1
            answers.append(refresher.tell(f"step {step} {kind}"))
            check_after_kill(changing)
        assert len(answers) > 30
        check_clean(changing)
        assert store_of(changing).current().id != first


def test_killed_at_random_moments_of_a_large_extraction(folder: Path) -> None:
    moments = random.Random(20170312)
    with another("warehouse.refresher", folder) as refresher:
        refresher.tell("live")
        answers = [refresher.tell(f"after {moments.uniform(0.0, 0.4):.3f}") for _ in range(15)]
        check_after_kill(folder)
        assert refresher.tell("live") == "lived"
        assert "killed" in answers
        check_clean(folder)


@pytest.mark.alone
@pytest.mark.timeout(600)
def test_two_hundred_kills_under_three_readers(changing: Path) -> None:
    """Increments and full refreshes mixed, killed at random moments of the time that one takes here and now."""
    moments, killed, kinds = random.Random(20170312), 0, set()
    with another("warehouse.refresher", changing) as refresher:
        refresher.tell("live")
        with readers(changing, 3):
            while killed < N_KILLS:
                if killed % 20 == 0:
                    longest = 1.2 * seconds(lambda: refresher.tell("live"))
                order = f"after {moments.uniform(0.0, longest):.3f} {moments.choice(['', '', 'full'])}"
                killed += refresher.tell(order) == "killed"
                kinds.add(store_of(changing).current().kind)
            check_after_kill(changing)
            assert refresher.tell("live") == "lived"
        assert kinds == {"full", "incremental"}
        check_clean(changing)
