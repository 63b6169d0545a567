"""Timing two things in turn, and saying so."""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure against its bar; `is_met` is None for a figure without a bar."""

    what: str
    value: str
    bar: str = ""
    is_met: bool | None = None

    def __str__(self) -> str:
        verdict = {True: "met", False: "NOT MET", None: ""}[self.is_met]
        return f"  {self.what:<66} {self.value:>16}  {self.bar:<22} {verdict}".rstrip()


def seconds(run: Callable[[], object]) -> float:
    """Return how long one run takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def in_turn(runs: Sequence[Callable[[], object]], *, rounds: int = ROUNDS) -> list[list[float]]:
    """Time the runs A B C A B C ..., after one round that is not counted; return the seconds of each."""
    for run in runs:
        run()
    taken: list[list[float]] = [[] for _ in runs]
    for _ in range(rounds):
        for times, run in zip(taken, runs, strict=True):
            times.append(seconds(run))
    return taken


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the median of the ratios, pair by pair."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


def at_most(what: str, value: float, bar: float, *, unit: str = "x") -> Figure:
    """Return a figure that should not exceed its bar."""
    return Figure(what, f"{value:,.2f} {unit}", f"at most {bar:g} {unit}", value <= bar)


def at_least(what: str, value: float, bar: float, *, unit: str = "x") -> Figure:
    """Return a figure that should reach its bar."""
    return Figure(what, f"{value:,.{0 if value >= 100 else 1}f} {unit}", f"at least {bar:g} {unit}", value >= bar)


def peak_memory() -> float:
    """Return the most memory (GB) that this process has held.

    Linux counts what the parent held as the child's own in `ru_maxrss` (through vfork and exec), so its status is read.
    """
    status = Path("/proc/self/status")
    if status.exists():
        peak = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
        return int(peak.split()[1]) / 1e6
    scale = 1e9 if sys.platform == "darwin" else 1e6  # bytes there, kilobytes elsewhere
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale
