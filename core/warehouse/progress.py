"""How long steps report: a callable taking what is being done and the share done so far (0 to 1)."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, float], None]


def quiet(text: str, share: float) -> None:
    """Report to nobody."""


def part(progress: Progress, start: float, end: float) -> Progress:
    """Return a progress whose 0 to 1 is the stretch from `start` to `end` of `progress`."""

    def report(text: str, share: float) -> None:
        progress(text, start + (end - start) * share)

    return report
