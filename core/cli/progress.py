"""How long commands tell what they are doing."""

from __future__ import annotations

import sys


def show_progress(text: str, share: float) -> None:
    """Write one step of a long command to stderr."""
    print(f"{share:4.0%}  {text}", file=sys.stderr, flush=True)
