"""One figure with everything a reader needs beside it: unit, definition, what it was before, how it moved."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.reports import words

Kind = Literal["count", "share", "money"]


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure. `value` is None when it cannot be told; `reason` says why, of it or of the missing `before`.

    unit: what is counted, of what the share is taken, or the currency. before: the same figure at the time that
    `against` names. trend: the same figure in equal steps up to now, oldest first; `steps` says which.
    """

    label: str
    kind: Kind
    value: int | float | Decimal | None
    unit: str
    definition: str
    before: int | float | Decimal | None = None
    against: str = ""
    trend: tuple[float, ...] = ()
    steps: str = ""
    reason: str = ""

    @property
    def text(self) -> str:
        """The value with its unit."""
        return self._said(self.value)

    @property
    def change(self) -> str | None:
        """The difference from `before` with its sign: customers, percentage points, or percent of money."""
        if self.value is None or self.before is None:
            return None
        if self.kind == "count":
            return f"{int(self.value - self.before):+,}"  # type: ignore[operator]  # both of one kind
        if self.kind == "share":
            return words.points(float(self.value) - float(self.before))
        return f"{float(self.value) / float(self.before) - 1:+.1%}" if self.before else None

    @property
    def help(self) -> str:
        """The definition, with what the comparison and the trend are."""
        before = f"{self.against[:1].upper()}{self.against[1:]}: {self._said(self.before)}." if self.change else self.reason
        trend = f"The small chart has one point {self.steps}." if self.trend else ""
        return "  \n".join(filter(None, [self.definition, before, trend]))

    def _said(self, value: int | float | Decimal | None) -> str:
        if value is None:
            return words.UNKNOWN
        if self.kind == "money":
            return words.money(value, self.unit)
        return words.share(float(value)) if self.kind == "share" else f"{int(value):,} {self.unit}"
