"""Programs as people and pages hold them: YAML and plain documents, to a definition and back, without loss.

    definition = read_program(text)          # YAML; raises ProgramInvalid with every fault
    definition = of_document(document)       # the same from plain JSON, which the builder of the page holds
    read_program(write_program(definition)) == definition

Comments are not kept. What rules may name is another question: see `core.programs.faults`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.documents import text as documents
from core.programs.definition import ProgramDefinition
from core.programs.kind import PROGRAM


def read_program(text: str | bytes) -> ProgramDefinition:
    """Return the definition written in YAML. Raises ProgramInvalid with every fault of its writing and of its parts."""
    return documents.read(text, PROGRAM)


def write_program(definition: ProgramDefinition) -> str:
    """Return the definition as YAML, with what is at its default left out."""
    return documents.write(definition, PROGRAM)


def of_document(document: Mapping[str, Any]) -> ProgramDefinition:
    """Return the definition that a plain document stands for; decimals and days may be text.

    Raises ProgramInvalid with every fault.
    """
    return documents.of_document(document, PROGRAM)
