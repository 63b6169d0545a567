"""`.env.example` and the table of settings, from the descriptions in core/config.py."""

from __future__ import annotations

import textwrap
from typing import Literal, get_args, get_origin

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from core.config import Settings

BEGIN = "<!-- settings: written by `make docs` from core/config.py -->"
END = "<!-- end of settings -->"
HEAD = """\
# Loyalty Lab's settings, written by `make docs` from core/config.py.
# Copy this file to `.env` and take the `#` off the lines that you want to change. The environment wins over `.env`.
"""


def default(field: FieldInfo) -> str:
    """Return the default as it would be written in `.env`."""
    value = field.default
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return "" if value is None else str(value)


def choices(field: FieldInfo) -> str:
    """Return the values to choose from, where there are few."""
    annotation = field.annotation
    return f"One of {', '.join(map(str, get_args(annotation)))}." if get_origin(annotation) is Literal else ""


def described(field: FieldInfo) -> str:
    """Return the whole description on one line."""
    return f"{field.description} {choices(field)}".strip()


def env_example(_present: str) -> str:
    """Return the text of `.env.example`."""
    parts = [HEAD]
    for name, field in Settings.model_fields.items():
        lines = textwrap.wrap(described(field), 116, break_on_hyphens=False)
        parts.append("\n".join(["", *(f"# {line}" for line in lines), f"# {name.upper()}={default(field)}", ""]))
    return "".join(parts)


def table() -> str:
    """Return the settings as a Markdown table."""
    rows = ["| Setting | Default | What it does |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        value = f"`{default(field)}`" if default(field) else ""
        rows.append(f"| `{name.upper()}` | {value} | {described(field).replace('|', chr(92) + '|')} |")
    return "\n".join(rows)


def with_table(present: str) -> str:
    """Return the document with its table of settings brought up to date; all other text stays."""
    before, begin, rest = present.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f"docs/SETUP.md lacks the lines between which the settings go:\n{BEGIN}\n{END}")
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"
