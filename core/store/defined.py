"""What people define in documents and the store keeps in versions, as rows: programs, campaigns."""

from __future__ import annotations

import json
from abc import ABC
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import Row

from core.documents import text
from core.documents.kind import Definition, Kind
from core.documents.version import Version
from core.kernel.canonical import canonical_json
from core.store.versioned import Versioned, VersionedRepository


class Defined(Versioned, Protocol[Definition]):
    """Something with a definition, at one of its versions."""

    @property
    def version(self) -> Version[Definition]:
        """The version that it is at."""


DefinedThing = TypeVar("DefinedThing", bound=Defined[Any])


class DefinedRepository(VersionedRepository[DefinedThing, Version[Definition]], ABC, Generic[DefinedThing, Definition]):
    """Things of one kind of document inside one transaction; a version keeps its definition as canonical JSON."""

    kind: Kind[Definition]

    def _current(self, thing: DefinedThing) -> Version[Definition]:
        return thing.version

    def _own_of_edit(self, edit: Version[Definition]) -> dict[str, object]:
        return {"definition": canonical_json(edit.definition.document())}

    def _edit(self, row: Row[Any]) -> Version[Definition]:
        definition = text.of_document(json.loads(row.definition), self.kind)
        return Version(row.version, definition, row.comment, row.created_at, row.created_by)
