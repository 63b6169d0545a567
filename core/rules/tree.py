"""The typed tree of a rule: small frozen nodes, each with the JSON pointer (RFC 6901) of its place in the original.

`parse` makes the nodes, `check` gives them a type. A type of None means the null literal, or not checked yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from core.kernel.schema import Field, FieldType

Scalar: TypeAlias = bool | int | float | str | date | datetime | None


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written in the rule; `value` is in the form of `type` once checked (a day is a `date`)."""

    path: str
    value: Scalar
    type: FieldType | None = None

    @property
    def nullable(self) -> bool:
        """Whether the value is null."""
        return self.value is None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of literals, as the right side of `in`; `type` is that of its elements."""

    path: str
    items: tuple[Literal, ...]
    type: FieldType | None = None
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Var:
    """The value of a field, or the `default` (a literal) where that is null."""

    path: str
    name: str
    default: Literal | None = None
    field: Field | None = None
    type: FieldType | None = None
    nullable: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """The element at hand inside `some`, `all` and `none`: `{"var": ""}`."""

    path: str
    type: FieldType | None = FieldType.STRING
    nullable: bool = True


@dataclass(frozen=True, slots=True)
class Call:
    """An operator with its arguments.

    `type` is that of the result, `domain` the type in which the arguments meet (3 and 2.5 meet as decimals).
    `is_condition`: it says that something holds, rather than being a value. `nullable`: the *value* may be null; that
    of a comparison never is. `certain`: its SQL as a condition is never NULL. `weight` bounds the size of its SQL,
    since some operators mention an argument twice.
    """

    path: str
    operator: str
    args: tuple[Node, ...]
    is_listed: bool = True
    type: FieldType | None = None
    domain: FieldType | None = None
    is_condition: bool = False
    nullable: bool = False
    certain: bool = False
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Broken:
    """What a fault was already reported for; its sound parts are checked on, but it causes no second fault."""

    path: str
    args: tuple[Node, ...] = ()
    type: FieldType | None = None
    nullable: bool = True


Node: TypeAlias = Literal | Listing | Var | Item | Call | Broken


def certain(node: Node) -> bool:
    """Return whether the node's SQL as a condition is never NULL. Days are only asked whether they are there."""
    if isinstance(node, Call):
        return node.certain
    by_presence = node.type in (FieldType.DATE, FieldType.TIMESTAMP)
    return isinstance(node, Literal | Listing) or by_presence or not node.nullable


def weight(node: Node) -> int:
    """Return an upper bound for the size of the node's SQL, in mentions of fields and values."""
    if isinstance(node, Call):
        return node.weight
    return len(node.items) + 1 if isinstance(node, Listing) else 1


def walk(node: Node) -> Iterator[Node]:
    """Yield the node and everything under it, parents first, in the order of the rule."""
    stack = [node]
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, Call | Broken):
            stack.extend(reversed(node.args))


def pointer(parent: str, key: str | int) -> str:
    """Return the JSON pointer of `key` inside `parent`; `~` and `/` are escaped."""
    return f"{parent}/{str(key).replace('~', '~0').replace('/', '~1')}"
