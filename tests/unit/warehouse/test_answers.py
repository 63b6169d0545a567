"""Answers that are kept: asked once, read again as they were, asked anew when damaged, gone with their snapshot."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from core.warehouse import Engine, SnapshotStore
from core.warehouse.contents.answers import Answers
from tests.contract.warehouse.little import little_profile, little_source, little_store

FRAME = pl.DataFrame(
    {"day": [date(2017, 1, 1), None], "sum": [Decimal("1.50"), None], "n": [1, 2], "share": [0.1, None]},
    schema_overrides={"sum": pl.Decimal(18, 2)},
)


class Counting:
    """An engine that counts how often it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Any]] = []

    def frame(self, sql: str, params: Any = None) -> pl.DataFrame:
        self.asked.append((sql, params))
        return FRAME


@pytest.fixture
def store(tmp_path: Path) -> SnapshotStore:
    store = little_store(tmp_path, keep=1)
    store.refresh(little_source(tmp_path), little_profile(tmp_path))
    return store


def test_a_question_is_asked_once_of_each_snapshot(store: SnapshotStore, tmp_path: Path) -> None:
    engine, folder = Counting(), tmp_path / "answers"
    answers = Answers(engine, store.current(), folder=folder)
    for _ in range(2):
        answer = Answers(engine, store.current(), folder=folder).frame("SELECT 1", {"a": date(2017, 1, 1)})
        assert answer.equals(FRAME)
        assert answer.schema == FRAME.schema
    assert len(engine.asked) == 1
    answers.frame("SELECT 1", {"a": date(2017, 1, 2)})
    answers.frame("SELECT 2", {"a": date(2017, 1, 1)})
    assert len(engine.asked) == 3
    assert {p.suffix for p in folder.rglob("*") if p.is_file()} == {".parquet"}


def test_a_damaged_answer_is_asked_again(store: SnapshotStore, tmp_path: Path) -> None:
    engine = Counting()
    answers = Answers(engine, store.current(), folder=tmp_path / "answers")
    answers.frame("SELECT 1")
    (kept,) = (tmp_path / "answers").rglob("*.parquet")
    kept.write_bytes(kept.read_bytes()[:-3])
    assert answers.frame("SELECT 1").equals(FRAME)
    assert len(engine.asked) == 2


def test_answers_go_with_their_snapshot(store: SnapshotStore, tmp_path: Path) -> None:
    first, folder = store.current(), tmp_path / "answers"
    Answers(Counting(), first, folder=folder).frame("SELECT 1")
    shutil.copytree(folder / first.id, folder / "somebody's")
    second = store.refresh(little_source(tmp_path), little_profile(tmp_path))
    Answers(Engine(threads=1), second, folder=folder).frame("SELECT 1 AS one")
    assert {p.name for p in folder.iterdir()} == {second.id, "somebody's"}
