"""A checked rule, and what is fixed about it the moment it was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from core.kernel.canonical import Json
from core.rules.tree import Node


@dataclass(frozen=True, slots=True)
class Condition:
    """One node of a rule that holds or does not hold for a customer.

    `path` is the JSON pointer in the rule as it was given ("" is the whole rule), `parent` that of the group around it
    (None for the root), `kind` the operator ("and", "<=", ...), or "value" for a field or literal taken as yes/no.
    """

    path: str
    text: str
    parent: str | None
    kind: str


@dataclass(frozen=True)
class Rule:
    """A rule that passed the check: one meaning, whoever runs it.

    `json` is its canonical JSONLogic (literals in the form of their field: days as days, instants in UTC), `text` the
    sentence that explains it, `digest` 16 hexadecimal digits of the canonical JSON, `fields` the names it reads in
    the order of their first use, `zone` the business time zone of its days. Two rules are equal when they mean the same
    tree.
    """

    root: Node
    zone: ZoneInfo
    json: Json = field(compare=False)
    text: str = field(compare=False)
    digest: str = field(compare=False)
    fields: tuple[str, ...] = field(compare=False)
    conditions: tuple[Condition, ...] = field(compare=False, repr=False)

    def nodes(self) -> tuple[Condition, ...]:
        """Return every condition, groups before their members, in the order of the rule."""
        return self.conditions
