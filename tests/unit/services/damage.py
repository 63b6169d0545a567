"""What can happen to a file."""

from __future__ import annotations

from pathlib import Path


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
