"""What a command answers: data for machines (`--json`), text for people."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from core.kernel.clock import format_instant
from core.services.lab import Lab


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer of a command; `data` is what `--json` prints, `code` the exit code."""

    data: Any
    text: str
    code: int = 0

    def printed(self, *, as_json: bool) -> str:
        """Return the text to print."""
        return json.dumps(self.data, default=plain, ensure_ascii=False, indent=2) if as_json else self.text


Command = Callable[[Lab, argparse.Namespace], Reply]


def plain(value: Any) -> Any:
    """Turn what JSON does not know into what it knows: instants as ISO 8601 with Z, money as a number with its cents."""
    if isinstance(value, datetime):
        return format_instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return an aligned text table; numbers stand right."""
    cells = [[_cell(v) for v in row] for row in rows]
    widths = [max(len(c) for c in column) for column in zip(head, *cells, strict=True)]
    numeric = [bool(cells) and all(_is_number(row[i]) for row in cells) for i in range(len(head))]

    def line(row: Sequence[str]) -> str:
        parts = [c.rjust(w) if right else c.ljust(w) for c, w, right in zip(row, widths, numeric, strict=True)]
        return "  ".join(parts).rstrip()

    return "\n".join([line(head), line(["-" * w for w in widths]), *(line(row) for row in cells)])


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, datetime):
        return format_instant(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _is_number(text: str) -> bool:
    return text == "–" or text.replace(",", "").replace(".", "", 1).replace("%", "").lstrip("-+").isdigit()
