"""Programs as people and pages hold them: YAML and plain documents, to a definition and back, without loss.

    definition = read_program(text)          # YAML; raises ProgramInvalid with every fault
    definition = of_document(document)       # the same from plain JSON, which the builder of the page holds
    read_program(write_program(definition)) == definition

Comments are not kept. What rules may name is another question: see `core.programs.faults`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.errors import ProgramInvalid
from core.programs.consistency import inconsistencies
from core.programs.definition import ProgramDefinition
from core.programs.reading import Written, read_yaml
from core.programs.structure import in_order, structured
from core.programs.writing import write_yaml


def read_program(text: str | bytes) -> ProgramDefinition:
    """Return the definition written in YAML. Raises ProgramInvalid with every fault of its writing and of its parts."""
    return _definition(read_yaml(text))


def write_program(definition: ProgramDefinition) -> str:
    """Return the definition as YAML, with what is at its default left out."""
    return write_yaml(definition.document())


def of_document(document: Mapping[str, Any]) -> ProgramDefinition:
    """Return the definition that a plain document stands for; decimals and days may be text.

    Raises ProgramInvalid with every fault.
    """
    return _definition(Written(document))


def _definition(written: Written) -> ProgramDefinition:
    """Return the definition, or raise everything found; what could not be read is not judged a second time."""
    document = written.document
    definition, found = structured(document)
    between = inconsistencies(document) if isinstance(document, Mapping) else ()
    problems = [p for p in (*found, *between) if p.pointer not in written.unread]
    if definition is None or problems or written.problems:
        raise ProgramInvalid(in_order([*written.problems, *problems]))
    return definition
