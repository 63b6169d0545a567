"""Notebooks are for reading: no outputs in the repository, no functions, short cells."""

from __future__ import annotations

import ast
import json

import pytest

from tests.architecture.source import ROOT, name

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))  # none at all fails the collection


def cells(path):
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def code(path) -> list[str]:
    return ["".join(c["source"]) for c in cells(path) if c["cell_type"] == "code"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_outputs_are_stripped(path):
    runs = [c for c in cells(path) if c["cell_type"] == "code"]
    assert [c for c in runs if c["outputs"] or c["execution_count"] is not None] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_cells_are_short_and_define_nothing(path):
    for source in code(path):
        assert len(source.splitlines()) <= 15
        plain = "\n".join(line for line in source.splitlines() if not line.startswith("%"))
        kinds = {type(node) for node in ast.walk(ast.parse(plain))}
        assert not kinds & {ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_a_notebook_opens_the_lab_and_leaves_ui_and_sql_alone(path):
    text = "\n".join(code(path))
    assert "Lab.open(" in text
    assert "streamlit" not in text
    assert "SELECT " not in text.upper()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_a_notebook_starts_with_a_title_and_its_question(path):
    first = cells(path)[0]
    assert first["cell_type"] == "markdown"
    assert "".join(first["source"]).startswith("# ")
