"""How hard the properties of rules are tried: a share of what the Hypothesis profile in force asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import settings


def effort(share: float) -> Callable[[Any], Any]:
    """Return a decorator for as many examples as the profile has, times `share`."""
    return settings(max_examples=max(1, int(settings().max_examples * share)))
