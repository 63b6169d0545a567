"""Segments and their versions, as rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import polars as pl
from sqlalchemy import Connection, Row, Select, and_, insert, select, update
from sqlalchemy.exc import IntegrityError

from core.errors import BadInput, NotFound
from core.kernel.canonical import canonical_json
from core.segments.model import Segment, SegmentKind, SegmentVersion
from core.store import tables
from core.store.bulk import insert_all
from core.store.versioned import stale, taken

_S = tables.segment.c
_V = tables.segment_version.c
_C = tables.segment_customer.c
LONGEST_ID = 80


class SegmentRepository:
    """Segments inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, *, archived: bool = False) -> list[Segment]:
        """Return every segment at its newest version, by name."""
        query = _select().where(_V.version == _S.version)
        if not archived:
            query = query.where(_S.archived_at.is_(None))
        found = [_segment(row) for row in self._connection.execute(query)]
        return sorted(found, key=lambda s: (s.name.casefold(), s.slug))  # a database sorts by its own locale

    def get(self, slug: str, *, version: int | None = None) -> Segment:
        """Return the segment named by its slug, newest or given version. Raises NotFound with the nearest names."""
        wanted = _V.version == (_S.version if version is None else version)
        row = self._connection.execute(_select().where(_S.slug == slug, wanted)).one_or_none()
        if row is not None:
            return _segment(row)
        head = self._connection.execute(select(_S.version).where(_S.slug == slug)).scalar_one_or_none()
        if head is None:
            raise NotFound.among("segment", slug, self._connection.execute(select(_S.slug)).scalars())
        raise NotFound(
            f"Segment {slug!r} has no version {version}; it has versions 1 to {head}.", fix="Ask for one of those."
        )

    def versions(self, segment_id: str) -> list[SegmentVersion]:
        """Return all versions, newest first."""
        query = _select().where(_S.segment_id == segment_id).order_by(_V.version.desc())
        return [_segment(row).definition for row in self._connection.execute(query)]

    def add(self, segment: Segment) -> None:
        """Insert a new segment with its first version. Raises Conflict when the slug is taken."""
        values = {
            "segment_id": segment.segment_id,
            "slug": segment.slug,
            "kind": segment.kind,
            "version": segment.head,
            "created_at": segment.created_at,
        }
        try:
            self._connection.execute(insert(tables.segment).values(values))
        except IntegrityError:
            raise taken("segment", segment.slug) from None
        self._add_version(segment.segment_id, segment.definition)

    def edit(self, segment: Segment, *, seen: int) -> None:
        """Store `segment.definition` as the version after `seen`.

        Raises Conflict when another version was saved since `seen`: the edit is refused, not merged.
        """
        moved = self._connection.execute(
            update(tables.segment)
            .where(_S.segment_id == segment.segment_id, _S.version == seen)
            .values(version=segment.definition.version)
        )
        if moved.rowcount != 1:
            stored = self.get(segment.slug)
            by = stored.definition.created_by
            raise stale("segment", segment.slug, head=stored.head, by=by, seen=seen)
        self._add_version(segment.segment_id, segment.definition)

    def archive(self, segment_id: str, *, at: datetime | None) -> None:
        """Hide a segment from lists from `at` on; None brings it back."""
        self._connection.execute(update(tables.segment).where(_S.segment_id == segment_id).values(archived_at=at))

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

    def _add_version(self, segment_id: str, version: SegmentVersion) -> None:
        self._connection.execute(
            insert(tables.segment_version).values(
                segment_id=segment_id,
                version=version.version,
                name=version.name,
                description=version.description,
                rule=None if version.rule is None else canonical_json(version.rule),
                n_ids=version.n_ids,
                comment=version.comment,
                created_at=version.created_at,
                created_by=version.created_by,
            )
        )


def _select() -> Select[Any]:
    joined = tables.segment.join(tables.segment_version, and_(_S.segment_id == _V.segment_id))
    return select(
        _S.segment_id, _S.slug, _S.kind, _S.version.label("head"), _S.created_at.label("born_at"), _S.archived_at,
        _V.version, _V.name, _V.description, _V.rule, _V.n_ids, _V.comment, _V.created_at, _V.created_by,
    ).select_from(joined)  # fmt: skip


def _segment(row: Row[Any]) -> Segment:
    definition = SegmentVersion(
        row.version, row.name, row.description, None if row.rule is None else json.loads(row.rule),
        row.n_ids, row.comment, row.created_at, row.created_by,
    )  # fmt: skip
    kind = SegmentKind(row.kind)
    return Segment(row.segment_id, row.slug, kind, row.born_at, row.archived_at, row.head, definition)
