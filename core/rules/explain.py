"""A rule as a sentence that a marketer can check, missing values included."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from core.kernel.clock import format_instant
from core.kernel.schema import FieldType
from core.rules.operators import Operator
from core.rules.tree import Call, Item, Listing, Literal, Node, Var
from core.rules.types import NUMERIC

_TRUE = {
    FieldType.BOOLEAN: "is yes",
    FieldType.STRING: "is not empty",
    FieldType.STRINGS: "has at least one element",
    FieldType.DATE: "is known",
    FieldType.TIMESTAMP: "is known",
}
_SHOWN = 12  # elements of a list; of more, ten and their number
_LONGEST = 80  # characters of a written text; a rule may hold a quarter of a million


class Say:
    """Turns nodes into words; the operators call back into it for their arguments."""

    def __init__(self, operators: Mapping[str, Operator]) -> None:
        self._operators = operators

    def condition(self, node: Node) -> str:
        """Return the node as something that holds or does not."""
        if isinstance(node, Call):
            return self._operators[node.operator].claim(node, self)
        if isinstance(node, Literal | Listing):
            return "always" if (node.value if isinstance(node, Literal) else node.items) else "never"
        return f"{self.value(node)} {self.true(node)}"

    def inner(self, node: Node) -> str:
        """Return the condition, in brackets where it would run into its neighbours."""
        said = self.condition(node)
        loose = isinstance(node, Call) and node.is_condition and self._operators[node.operator].is_loose
        return f"({said})" if loose else said

    def true(self, node: Node) -> str:
        """Return what it means that the value of the node counts as true."""
        return _TRUE.get(node.type, "is not zero") if node.type else "is known"

    def value(self, node: Node) -> str:
        """Return the node as a value."""
        if isinstance(node, Var):
            title = node.field.title if node.field else node.name
            return title if node.default is None else f"{title} ({self.literal(node.default)} where missing)"
        if isinstance(node, Literal):
            return self.literal(node)
        if isinstance(node, Listing):
            return self.listing(node)
        if isinstance(node, Call):
            said = self._operators[node.operator].text(node, self)
            return f"whether {said}" if node.is_condition else said
        return "the element" if isinstance(node, Item) else ""

    def literal(self, node: Literal, unit: str = "") -> str:
        """Return a written value, with the `unit` of what it is compared with."""
        value = node.value
        if isinstance(value, str):
            shown = value if len(value) <= _LONGEST else value[: _LONGEST - 3] + "..."
            return '"' + shown.replace('"', '\\"') + '"'
        if value is None or isinstance(value, bool):
            return "nothing" if value is None else "yes" if value else "no"
        if isinstance(value, datetime):
            return format_instant(value)
        if isinstance(value, date):
            return value.isoformat()
        return f"{value} {unit}".rstrip()

    def listing(self, node: Listing) -> str:
        """Return "a, b or c"; of long lists the first ten."""
        said = [self.literal(i) for i in node.items]
        if len(said) > _SHOWN:
            said = [*said[:10], f"{len(said) - 10} more"]
        if len(said) < 2:
            return said[0] if said else "an empty list"
        return " or ".join([", ".join(said[:-1]), said[-1]])

    def arguments(self, call: Call) -> list[str]:
        """Return the arguments as values; written numbers carry the unit of the fields beside them."""
        units = {a.field.unit for a in call.args if isinstance(a, Var) and a.field}
        unit = units.pop() if len(units) == 1 and call.domain in NUMERIC else ""
        return [self.literal(a, unit) if isinstance(a, Literal) else self.value(a) for a in call.args]
