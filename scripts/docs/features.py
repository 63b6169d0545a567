"""docs/FEATURES.md, from the feature dictionaries that ship with the Lab."""

from __future__ import annotations

from itertools import groupby

from core.features import Dictionary
from core.kernel.schema import Field

NAMES = {"complete_journey": "the demo", "telecom": "the made-up telecom"}
HEAD = """\
# Features

<!-- written by `make docs` from core/features/dictionaries -->

What is known of each customer as of an instant, counting only facts strictly before it. Rules, pages and notebooks name
features as they are named here. A value that is not known is missing: no comparison with it holds. A warehouse of your
own has a dictionary of its own ([docs/WAREHOUSE.md](WAREHOUSE.md#features)).
"""


def row(field: Field) -> str:
    """Return one line of the table."""
    allowed = ", ".join(f"`{value}`" for value in field.allowed)
    kind = f"{field.type}, {field.unit}" if field.unit else str(field.type)
    cells = (
        f"`{field.name}`",
        field.title,
        kind,
        "may be missing" if field.nullable else "",
        field.description,
        allowed,
    )
    return "| " + " | ".join(cell.replace("\n", " ").replace("|", "\\|").strip() for cell in cells) + " |"


def document(_present: str) -> str:
    """Return the text of the document."""
    return HEAD + "".join(_chapter(name, whose) for name, whose in NAMES.items())


def _chapter(name: str, whose: str) -> str:
    dictionary = Dictionary.load(name)
    fields = list(dictionary.schema.values())
    text = f"\n## Features of {whose}\n\n`{name}`: {dictionary.description} {len(fields)} features.\n"
    for group, members in groupby(fields, key=lambda field: field.group):
        text += (
            f"\n### {group or 'Others'}\n\n| Name | Label | Type | | What it is | Values |\n|---|---|---|---|---|---|\n"
        )
        text += "".join(row(field) + "\n" for field in members)
    return text
