"""What one kind of definition has of its own: its model, its error, how it is written, and examples for messages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from core.documents.part import Part
from core.errors import DocumentInvalid, Problem

Definition = TypeVar("Definition", bound=Part)
NOWHERE = re.compile(r"(?!)")  # matches nothing


@dataclass(frozen=True, slots=True)
class Style:
    """How the values of certain keys are written, wherever in the document they stand.

    rules: as JSON, on one line. decimals and days: bare. quoted: always in quotes. tall: lists of parts each of which
    stands on several lines.
    """

    rules: frozenset[str] = frozenset()
    decimals: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    quoted: frozenset[str] = frozenset()
    tall: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Kind(Generic[Definition]):
    """One kind of definition.

    noun: the word for it in messages, such as "program". model: the whole of it. invalid: the error that carries its
    faults. begins: how such a text begins, for whoever has written something else. between: yields the faults between
    the parts of a plain document, which may have other faults as well.

    rules: the places (JSON pointers) below which numbers are those of JSON, while they are decimals elsewhere.
    examples: what could stand at a key; for a list, all of it. within: what could stand at (key around it, key), where
    that differs from other places with the same key.
    """

    noun: str
    model: type[Definition]
    invalid: type[DocumentInvalid]
    begins: str
    between: Callable[[Mapping[str, Any]], Iterable[Problem]]
    rules: re.Pattern[str] = NOWHERE
    examples: Mapping[str, str] = field(default_factory=dict)
    within: Mapping[tuple[str, str], str] = field(default_factory=dict)
    style: Style = Style()
