"""What a command answers: data for machines (`--json`), text for people."""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from core.kernel.clock import format_instant
from core.services.lab import Lab

# What a terminal would act on, or what turns the reading order round: shown as it is spelt in JSON. Line ends stay.
_HIDDEN = [*range(9), *range(11, 32), *range(127, 160), 0x200B, 0x200E, 0x200F, *range(0x2028, 0x202F),
           *range(0x2060, 0x2070), 0xFEFF, *range(0xD800, 0xE000)]  # fmt: skip
_VISIBLE = {code: f"\\u{code:04x}" for code in _HIDDEN}


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer of a command.

    `data` is what `--json` prints, `note` goes to stderr beside the text, `code` is the exit code.
    """

    data: Any
    text: str
    code: int = 0
    note: str = ""

    def printed(self, *, as_json: bool, ascii_only: bool = False) -> str:
        """Return the text to print, without anything that a terminal would act on."""
        if not as_json:
            return visible(self.text)
        return visible(json.dumps(plain(self.data), ensure_ascii=ascii_only, indent=2, allow_nan=False))


Command = Callable[[Lab, argparse.Namespace], Reply]


def visible(text: str) -> str:
    """Return the text with control characters and the like spelt out."""
    return text.translate(_VISIBLE)


def plain(value: Any) -> Any:
    """Return the value in what JSON knows: instants as ISO 8601 with Z, money as a number, NaN as null."""
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if isinstance(value, datetime):
        return format_instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return str(value) if isinstance(value, Path) else value


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return an aligned text table; numbers stand right."""
    cells = [[_cell(v) for v in row] for row in rows]
    widths = [max(len(c) for c in column) for column in zip(head, *cells, strict=True)]
    numeric = [bool(cells) and all(_is_number(row[i]) for row in cells) for i in range(len(head))]

    def line(row: Sequence[str]) -> str:
        parts = [c.rjust(w) if right else c.ljust(w) for c, w, right in zip(row, widths, numeric, strict=True)]
        return "  ".join(parts).rstrip()

    return "\n".join([line(head), line(["-" * w for w in widths]), *(line(row) for row in cells)])


def counted(n: int, one: str) -> str:
    """Return a number with its noun: "1 id", "2 ids"."""
    return f"{n:,} {one}" if n == 1 else f"{n:,} {one}s"


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, datetime):
        return format_instant(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int | Decimal) else visible(str(value).replace("\n", " "))


def _is_number(text: str) -> bool:
    return text == "–" or text.replace(",", "").replace(".", "", 1).replace("%", "").lstrip("-+").isdigit()
