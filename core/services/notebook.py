"""A notebook that begins where a page ends."""

from __future__ import annotations

import json
import sys
from typing import Any

from core.reports import rich
from core.segments.model import Segment


def notebook_for(segment: Segment) -> str:
    """Return a Jupyter notebook (JSON) that opens the lab and looks at this segment."""
    cells = [
        _text(f"# {segment.name}\n\n{segment.definition.description}".rstrip()),
        _code("from core.services.lab import Lab\n\nlab = Lab.open()"),
        _text("## What it is"),
        _code(f"lab.segments.get({segment.slug!r})"),
        *([] if segment.is_static else [
            _text("## How many, condition by condition"),
            _code(f"lab.audiences.preview(lab.segments.rule({segment.slug!r}))"),
        ]),
        _text("## Who they are"),
        _code(f"members = lab.audiences.member_features({segment.slug!r})\nmembers"),
        _text("## How they differ from all customers"),
        _code(f"lab.audiences.profile({segment.slug!r})"),
    ]  # fmt: skip
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return json.dumps(book, ensure_ascii=False, indent=1)


def show_richly() -> bool:
    """Teach the notebook that this process is the kernel of, if it is one, to show our objects; say whether it is."""
    ipython = sys.modules.get("IPython")  # a kernel has loaded it; nothing else has to
    shell = ipython.get_ipython() if ipython else None
    if shell is None:
        return False
    rich.register(shell.display_formatter.formatters["text/html"])
    return True


def _text(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def _code(source: str) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
