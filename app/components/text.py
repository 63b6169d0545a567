"""Text of others inside Markdown."""

from __future__ import annotations

import re

_CODE = re.compile(r"(`[^`\n]+`)")
_SPECIAL = re.compile(r"([\\*_\[\]<>#$~:|!{}])")


def plain(text: str) -> str:
    """Return Markdown that shows `text` as it is: only `code` between backticks and lists of lines are kept."""
    lines = [_escaped(line) for line in text.splitlines()]
    return "\n".join(line if line.lstrip().startswith("- ") else f"\n{line}" for line in lines).strip()


def _escaped(line: str) -> str:
    parts = _CODE.split(line)
    return "".join(part if i % 2 else _SPECIAL.sub(r"\\\1", part) for i, part in enumerate(parts))
