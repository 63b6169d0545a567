"""A rule as a sentence that a marketer can check, missing values included."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from core.kernel.clock import format_instant
from core.kernel.schema import FieldType
from core.rules.operators.base import Operator
from core.rules.tree import Call, Item, Listing, Literal, Node, Var

_TRUE = {
    FieldType.STRING: "is not empty",
    FieldType.STRINGS: "has at least one element",
    FieldType.DATE: "is known",
    FieldType.TIMESTAMP: "is known",
    FieldType.BOOLEAN: "is yes",
}


class Say:
    """Turns nodes into words; the operators call back into it for their arguments."""

    def __init__(self, operators: Mapping[str, Operator]) -> None:
        self._operators = operators

    def condition(self, node: Node) -> str:
        """Return the node as something that holds or does not."""
        if isinstance(node, Call):
            said = self._operators[node.operator].text(node, self)
            return said if self._is_claim(node) else f"{said} {self._true(node)}"
        if isinstance(node, Literal | Listing):
            held = bool(node.value) if isinstance(node, Literal) else bool(node.items)
            return "always" if held else "never"
        return f"{self.value(node)} {self._true(node)}"

    def inner(self, node: Node) -> str:
        """Return the condition, in brackets where it would run into its neighbours."""
        said = self.condition(node)
        return f"({said})" if isinstance(node, Call) and node.operator in ("and", "or", "if") else said

    def value(self, node: Node) -> str:
        """Return the node as a value."""
        if isinstance(node, Var):
            title = node.field.title if node.field else node.name
            return title if node.default is None else f"{title} ({self.literal(node.default)} when missing)"
        if isinstance(node, Literal):
            return self.literal(node)
        if isinstance(node, Item):
            return "the element"
        if isinstance(node, Listing):
            return self.listing(node)
        assert isinstance(node, Call)
        said = self._operators[node.operator].text(node, self)
        return f"whether {said}" if self._is_claim(node) else said

    def literal(self, node: Literal, unit: str = "") -> str:
        """Return a written value, with the `unit` of what it is compared with."""
        value = node.value
        if isinstance(value, str):
            return '"' + value.replace('"', '\\"') + '"'
        if value is None or isinstance(value, bool):
            return "nothing" if value is None else "yes" if value else "no"
        if isinstance(value, datetime):
            return format_instant(value)
        if isinstance(value, date):
            return value.isoformat()
        return f"{value} {unit}".rstrip()

    def listing(self, node: Listing) -> str:
        """Return "a, b or c"."""
        said = [self.literal(i) for i in node.items]
        if len(said) > 12:
            said = [*said[:10], f"{len(said) - 10} more"]
        return " or ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else said[0] if said else "nothing at all"

    def all(self, call: Call) -> list[str]:
        """Return the arguments; numbers carry the unit of the one field among them."""
        units = {a.field.unit for a in call.args if isinstance(a, Var) and a.field}
        unit = units.pop() if len(units) == 1 and call.domain and call.domain.is_numeric else ""
        return [self.literal(a, unit) if isinstance(a, Literal) else self.value(a) for a in call.args]

    def pair(self, call: Call) -> tuple[str, str]:
        """Return the two arguments."""
        first, second = self.all(call)
        return first, second

    def _is_claim(self, node: Call) -> bool:
        """Whether the node's own words say that something holds."""
        return self._operators[node.operator].is_claim(node)

    def _true(self, node: Node) -> str:
        return _TRUE.get(node.type, "is not zero") if node.type else "holds"
