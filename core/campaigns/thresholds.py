"""A threshold fires when a figure crosses its level, and not again before the figure has come back.

Between the level and the value at which it is ready again nothing happens: a figure that trembles fires
once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.campaigns.triggers import Threshold


def is_crossed(threshold: Threshold, value: float) -> bool:
    """Whether the figure lies beyond the level."""
    level = float(threshold.level)
    return value > level if threshold.is_up else value < level


def is_back(threshold: Threshold, value: float) -> bool:
    """Whether the figure came back so far that the threshold is ready again."""
    back = float(threshold.back)
    return value <= back if threshold.is_up else value >= back


@dataclass(frozen=True, slots=True)
class Arming:
    """Whether a threshold fires when its level is crossed. A new one does."""

    is_armed: bool = True

    def fires(self, threshold: Threshold, value: float | None) -> bool:
        """Whether this figure fires it; one that is not known does not."""
        return self.is_armed and value is not None and is_crossed(threshold, value)

    def after(self, threshold: Threshold, value: float | None) -> Arming:
        """Return how it stands once this figure was seen, and what it fires was fired."""
        if value is None:
            return self
        return Arming(not is_crossed(threshold, value) if self.is_armed else is_back(threshold, value))

    def document(self) -> Mapping[str, Any]:
        """Return what the store keeps."""
        return {"armed": self.is_armed}

    @classmethod
    def of(cls, document: Mapping[str, Any] | None) -> Arming:
        """Return what the store kept; a threshold that was never looked at is ready."""
        return cls() if document is None else cls(bool(document["armed"]))
