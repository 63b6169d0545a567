"""Segments and their versions, as rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import polars as pl
from sqlalchemy import Row, select

from core.errors import BadInput
from core.kernel.canonical import canonical_json
from core.segments.model import Segment, SegmentKind, SegmentVersion
from core.store import tables
from core.store.bulk import insert_all
from core.store.versioned import VersionedRepository

_C = tables.segment_customer.c
LONGEST_ID = 80


class SegmentRepository(VersionedRepository[Segment, SegmentVersion]):
    """Segments inside one transaction."""

    noun = "segment"
    things, edits = tables.segment, tables.segment_version

    def add_ids(self, segment_id: str, version: int, ids: Sequence[str]) -> None:
        """Store the customers of one version of a static segment, in bulk. Raises BadInput for too long ids."""
        if too_long := [i for i in ids if len(i) > LONGEST_ID]:
            raise BadInput(
                f"{len(too_long):,} of these customer ids are longer than {LONGEST_ID} characters.",
                fix="A list can hold shorter ids only; write a rule instead.",
            )
        insert_all(self._connection, tables.segment_customer, ((segment_id, version, i) for i in ids))

    def ids(self, segment_id: str, version: int) -> pl.Series:
        """Return the listed customer ids (text) of one version of a static segment, sorted."""
        query = select(_C.customer_id).where(_C.segment_id == segment_id, _C.version == version)
        found = self._connection.execute(query).scalars().all()
        return pl.Series("customer_id", found, dtype=pl.String).sort()  # a database sorts by its own locale

    def id_of(self, thing: Segment) -> str:
        """Return the segment's id."""
        return thing.segment_id

    def _current(self, thing: Segment) -> SegmentVersion:
        return thing.definition

    def _own(self, thing: Segment) -> dict[str, object]:
        return {"kind": thing.kind}

    def _own_of_edit(self, edit: SegmentVersion) -> dict[str, object]:
        rule = None if edit.rule is None else canonical_json(edit.rule)
        return {"name": edit.name, "description": edit.description, "rule": rule, "n_ids": edit.n_ids}

    def _read(self, rows: Sequence[Row[Any]]) -> list[Segment]:
        return [
            Segment(
                row.segment_id, row.slug, SegmentKind(row.kind), row.born_at, row.archived_at, row.head, self._edit(row)
            )
            for row in rows
        ]

    def _edit(self, row: Row[Any]) -> SegmentVersion:
        rule = None if row.rule is None else json.loads(row.rule)
        return SegmentVersion(
            row.version, row.name, row.description, rule, row.n_ids, row.comment, row.created_at, row.created_by
        )
