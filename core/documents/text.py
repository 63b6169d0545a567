"""Definitions as people and pages hold them: YAML and plain documents, to a definition and back, without loss."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from core.documents.kind import Definition, Kind
from core.documents.reading import Written, read_yaml
from core.documents.structure import in_order, structured
from core.documents.writing import write_yaml
from core.errors import Problem


def read(source: str | bytes, kind: Kind[Definition]) -> Definition:
    """Return the definition written in YAML. Raises the kind's error with every fault of its writing and its parts."""
    return _definition(read_yaml(source, kind), kind)


def of_document(document: Any, kind: Kind[Definition]) -> Definition:
    """Return the definition that a plain document stands for; decimals and days may be text.

    Raises the kind's error with every fault.
    """
    return _definition(Written(document), kind)


def checked(
    given: Definition | Mapping[str, Any] | str | bytes,
    kind: Kind[Definition],
    problems: Callable[[Definition | Mapping[str, Any]], Iterable[Problem]],
) -> Definition:
    """Return the definition that is given: as such, as a plain document, or in YAML.

    `problems` finds every fault of a definition or of a plain document. Raises the kind's error with those, and with
    every fault of the writing; what could not be read is not judged a second time.
    """
    if isinstance(given, kind.model):
        if found := list(problems(given)):
            raise kind.invalid(found)
        return given
    written = read_yaml(given, kind) if isinstance(given, str | bytes) else Written(given)
    found = [p for p in problems(written.document) if p.pointer not in written.unread]
    if found or written.problems:
        raise kind.invalid(in_order([*written.problems, *found], kind))
    return of_document(written.document, kind)


def write(definition: Definition, kind: Kind[Definition]) -> str:
    """Return the definition as YAML, with what is at its default left out."""
    return write_yaml(definition.document(), kind)


def _definition(written: Written, kind: Kind[Definition]) -> Definition:
    """Return the definition, or raise everything found; what could not be read is not judged a second time."""
    document = written.document
    definition, found = structured(document, kind)
    between = kind.between(document) if isinstance(document, Mapping) else ()
    problems = [p for p in (*found, *between) if p.pointer not in written.unread]
    if definition is None or problems or written.problems:
        raise kind.invalid(in_order([*written.problems, *problems], kind))
    return definition
