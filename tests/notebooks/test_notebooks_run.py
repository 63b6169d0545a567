"""The notebooks run on the demo, also a second time on the same home, leave no segment behind, and tell the truth.

What a notebook says in **bold** below a cell, before its next heading, is a figure: that cell must show it.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from core.config import Settings
from core.services.lab import Lab
from tests.architecture.source import ROOT, name

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
CONNECT = ROOT / "notebooks" / "04-connect-your-own-warehouse.ipynb"


def run(path: Path, home: Path, **parameters: object) -> nbformat.NotebookNode:
    """Return the notebook with its outputs, run in a process of its own on the data in `home`, by other parameters."""
    book = nbformat.read(path, as_version=4)
    if parameters:
        (cell,) = [c for c in book.cells if "parameters" in c.metadata.get("tags", [])]
        cell.source = "\n".join(f"{name} = {value!r}" for name, value in parameters.items())
    client = NotebookClient(
        book, timeout=100, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
    )
    return client.execute(env=os.environ | {"LAB_HOME": str(home)})


def shown(cell: nbformat.NotebookNode) -> str:
    """Return all texts and figures that a reader sees below a cell: tables as HTML, and the data of charts."""
    parts = [o.get("text", "") for o in cell.outputs]
    for data in (o.get("data", {}) for o in cell.outputs):
        seen = [v for kind, v in data.items() if kind != "text/plain" or len(data) == 1]
        parts += [v if isinstance(v, str) else json.dumps(v, ensure_ascii=False) for v in seen]
    return plain("\n".join(parts))


def plain(text: str) -> str:
    """Return the text without the commas in its numbers."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", text)


def figures(text: str) -> list[str]:
    """Return what the reading below a cell says in bold: figures, or what else is not a mere word."""
    reading = re.split(r"^#+ ", text, maxsplit=1, flags=re.MULTILINE)[0]
    return [plain(f) for f in re.findall(r"\*\*([^*]*\d[^*]*)\*\*", reading)]


def is_shown(figure: str, text: str) -> bool:
    """Say whether a text holds a figure: literally, or as a number (a share, for a percentage) that rounds to it."""
    if re.search(rf"(?<![\w.]){re.escape(figure)}(?!\w|\.\d)", text):
        return True
    said = re.fullmatch(r"\d+(?:\.(\d+))?(%?)", figure)
    if said is None:
        return False
    value, digits = float(figure.rstrip("%")), len(said[1] or "")
    numbers = [(float(n), unit) for n, unit in re.findall(r"(?<![\w.])(-?\d+\.\d+)(%?)", text)]
    shares = [n if unit else 100 * n for n, unit in numbers]
    return value in {round(n, digits) for n in (shares if said[2] else [n for n, unit in numbers if not unit])}


def untrue(book: nbformat.NotebookNode) -> list[str]:
    """Return the bold figures that the cell before them does not show."""
    pairs = zip(book.cells, book.cells[1:], strict=False)
    readings = [
        (before, after) for before, after in pairs if (before.cell_type, after.cell_type) == ("code", "markdown")
    ]
    return [
        f"{figure} below {before.source.splitlines()[-1]}"
        for before, after in readings
        for figure in figures(after.source)
        if not is_shown(figure, shown(before))
    ]


def segments(home: Path) -> tuple[set[str], set[str]]:
    """Return the short names of all segments in use, and of all there are."""
    with Lab.open(Settings(lab_home=home)) as lab:
        return {s.slug for s in lab.segments.all()}, {s.slug for s in lab.segments.all(archived=True)}


@pytest.mark.timeout(240)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_a_notebook_runs_says_the_truth_and_leaves_no_segment_behind(path, demo_copy):
    used, known = segments(demo_copy)
    book = run(path, demo_copy)
    assert sum(len(figures(c.source)) for c in book.cells if c.cell_type == "markdown") >= 10
    assert untrue(book) == []
    now_used, now_known = segments(demo_copy)
    assert now_used == used
    if now_known != known:  # it made a segment and archived it: a second run has to get along with that
        assert untrue(run(path, demo_copy)) == []
        assert segments(demo_copy) == (now_used, now_known)


@pytest.mark.timeout(240)
def test_connecting_a_warehouse_says_the_same_of_a_postgresql(demo_copy, postgres_url, tmp_path):
    with Lab.open(Settings(lab_home=tmp_path / "lab")) as lab:
        lab.loading.generate(postgres_url, customers=2_000, as_of="2026-01-15")
    book = run(CONNECT, demo_copy, url=postgres_url)
    assert untrue(book) == []
    assert "PostgreSQL" in "".join(map(shown, (c for c in book.cells if c.cell_type == "code")))


def test_a_figure_that_a_cell_does_not_show_is_found():
    cell = nbformat.v4.new_code_cell(
        "x", outputs=[nbformat.v4.new_output("stream", text="1,234 of 0.56, 7 Dec, 12.3%")]
    )
    true, untold = ["1,234", "0.6", "0.56", "56%", "7 Dec", "12%", "12.3%"], ["23", "0", "0.5", "Dec 7", "12", "57%"]
    assert [f for f in true + untold if untrue(book(cell, f"so **{f}** it is"))] == untold
    assert untrue(book(cell, "## Another matter\n\n**99**")) == []


def book(*cells: nbformat.NotebookNode | str) -> nbformat.NotebookNode:
    return nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell(c) if isinstance(c, str) else c for c in cells]
    )


def test_every_notebook_can_be_given_other_parameters():
    tags = {p.name: [c.metadata.get("tags") for c in nbformat.read(p, as_version=4).cells] for p in NOTEBOOKS}
    assert [n for n, found in tags.items() if found.count(["parameters"]) != 1] == []
