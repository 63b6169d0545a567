"""What can happen to a file, and to a rule in the store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from core.services.lab import Lab


def damage(file: Path, harm: str, *, middle: slice = slice(4, 204)) -> None:
    """Lose a file, cut it in half, put garbage in its place, or zeros over its `middle`."""
    whole = file.read_bytes()
    match harm:
        case "lost":
            file.unlink()
        case "cut":
            file.write_bytes(whole[: len(whole) // 2])
        case "garbage":
            file.write_bytes(b"garbage")
        case "middle":
            size = middle.stop - middle.start
            file.write_bytes(whole[: middle.start] + bytes(size) + whole[middle.stop :])
        case _:
            raise AssertionError(harm)


def spoil(lab: Lab, slug: str, rule: Any) -> None:
    """Make a stored rule one that the dictionary does not know, as a changed dictionary would."""
    segment = lab.segments.get(slug)
    with lab.database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE segment_version SET rule = ? WHERE segment_id = ?", (json.dumps(rule), segment.segment_id)
        )
