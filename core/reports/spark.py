"""A very small chart as an image: cheap enough to stand beside every figure."""

from __future__ import annotations

import base64
import html
from collections.abc import Sequence

WIDTH, HEIGHT, EDGE = 200, 40, 3


def line(values: Sequence[float], *, colour: str, says: str = "") -> str:
    """Return HTML of a line through the values, oldest first, as wide as its place; `says` is read aloud in its stead.

    The axis runs from the smallest to the largest value, so it shows the direction, not the size.
    """
    low, high = min(values), max(values)
    span, step = (high - low) or 1.0, WIDTH / max(len(values) - 1, 1)
    heights = [HEIGHT - EDGE - (v - low) / span * (HEIGHT - 2 * EDGE) for v in values]
    points = [(round(i * step, 1), round(y, 1)) for i, y in enumerate(heights)]
    path = "M" + "L".join(f"{x} {y}" for x, y in points)
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none">'
        f'<path d="{path}L{WIDTH} {HEIGHT}L0 {HEIGHT}Z" fill="{colour}" fill-opacity="0.1"/>'
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2" vector-effect="non-scaling-stroke" '
        'stroke-linejoin="round"/></svg>'
    )
    source = f"data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()}"  # inline SVG is sanitised away
    return f'<img src="{source}" alt="{html.escape(says)}" style="display:block;width:100%;height:{HEIGHT}px">'
