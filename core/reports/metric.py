"""One figure with everything a reader needs beside it: unit, definition, what it was before, how it moved."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.reports import words

Kind = Literal["count", "share", "money"]


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure and what it was before, in equal steps.

    kind: a count, a share (0 to 1) or an amount of money. values: oldest first, the newest is the figure itself; empty
    when it cannot be told. unit: what is counted, what the share is of, or the currency. every: the length of a step.
    """

    label: str
    kind: Kind
    values: tuple[float | Decimal, ...]
    unit: str
    definition: str
    every: str

    @property
    def value(self) -> float | Decimal | None:
        """The figure; None when the history is too short to tell it."""
        return self.values[-1] if self.values else None

    @property
    def before(self) -> float | Decimal | None:
        """The same figure one step before; None when the history is too short to tell it."""
        return self.values[-2] if len(self.values) > 1 else None

    @property
    def trend(self) -> tuple[float, ...]:
        """The series as plain numbers, for a small chart; empty when it has but one point."""
        return tuple(float(v) for v in self.values) if len(self.values) > 1 else ()

    @property
    def text(self) -> str:
        """The figure with its unit."""
        return self._said(self.value)

    @property
    def change(self) -> str | None:
        """The difference from before with its sign: a number, percentage points, or percent of money."""
        now, before = self.value, self.before
        if now is None or before is None:
            return None
        if self.kind == "count":
            return f"{int(now) - int(before):+,}"
        if self.kind == "share":
            return words.points(float(now) - float(before))
        return f"{float(now) / float(before) - 1:+.1%}" if before else None

    @property
    def comparison(self) -> str:
        """What the change is against, or why there is none."""
        if self.change is not None:
            return f"vs {self.every} before"
        return "nothing to compare with" if self.value is not None else "the history is too short"

    @property
    def help(self) -> str:
        """The definition, with what the comparison and the small chart are."""
        before = f"It was {self._said(self.before)} {self.every} before." if self.change is not None else ""
        steps = f"The line has a point every {self.every}." if self.trend else ""
        return " ".join(filter(None, [self.definition, before, steps]))

    @property
    def steps(self) -> str:
        """The series in words, for whoever cannot see the small chart."""
        return f"Every {self.every}, oldest first: {', '.join(self._said(v) for v in self.values)}."

    def _said(self, value: float | Decimal | None) -> str:
        if value is None:
            return words.UNKNOWN
        if self.kind == "money":
            return words.money(value, self.unit)
        return words.share(float(value)) if self.kind == "share" else f"{int(value):,} {self.unit}"
