"""docs/FEATURES.md, from the feature dictionary of the demo."""

from __future__ import annotations

from itertools import groupby

from core.features import Dictionary
from core.kernel.schema import Field

NAME = "complete_journey"
HEAD = """\
# Features of the demo

<!-- written by `make docs` from core/features/dictionaries/{name}.yaml -->

What is known of each customer as of an instant, counting only facts strictly before it. Rules, pages and notebooks name
features as they are named here. A value that is not known is missing: no comparison with it holds.

{description} {count} features.
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
    dictionary = Dictionary.load(NAME)
    fields = list(dictionary.schema.values())
    text = HEAD.format(name=NAME, description=dictionary.description, count=len(fields))
    for group, members in groupby(fields, key=lambda field: field.group):
        text += (
            f"\n## {group or 'Others'}\n\n| Name | Label | Type | | What it is | Values |\n|---|---|---|---|---|---|\n"
        )
        text += "".join(row(field) + "\n" for field in members)
    return text
