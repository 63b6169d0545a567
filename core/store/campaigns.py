"""Campaigns, their versions and the steps of their lives, as rows."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, insert, select, update
from sqlalchemy.exc import IntegrityError

from core.campaigns.model import Campaign, CampaignVersion, Transition
from core.campaigns.states import Act, CampaignState
from core.campaigns.text import of_document
from core.errors import NotFound
from core.kernel.canonical import canonical_json
from core.store import campaign_tables as tables
from core.store.versioned import stale, taken

_C = tables.campaign.c
_V = tables.campaign_version.c
_T = tables.campaign_transition.c


class CampaignRepository:
    """Campaigns inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, *, archived: bool = False) -> list[Campaign]:
        """Return every campaign at its newest version, by name."""
        query = _select().where(_V.version == _C.version)
        if not archived:
            query = query.where(_C.archived_at.is_(None))
        found = [_campaign(row) for row in self._connection.execute(query)]
        return sorted(found, key=lambda c: (c.name.casefold(), c.slug))  # a database sorts by its own locale

    def get(self, slug: str, *, version: int | None = None) -> Campaign:
        """Return one campaign, also an archived one, at its newest version or at the one asked for. Raises NotFound."""
        wanted = _V.version == (_C.version if version is None else version)
        row = self._connection.execute(_select().where(_C.slug == slug, wanted)).one_or_none()
        if row is not None:
            return _campaign(row)
        head = self._connection.execute(select(_C.version).where(_C.slug == slug)).scalar_one_or_none()
        if head is None:
            raise NotFound.among("campaign", slug, self._connection.execute(select(_C.slug)).scalars())
        raise NotFound(
            f"Campaign {slug!r} has no version {version}; it has versions 1 to {head}.", fix="Ask for one of those."
        )

    def versions(self, campaign_id: str) -> list[CampaignVersion]:
        """Return all versions, newest first."""
        query = _select().where(_C.campaign_id == campaign_id).order_by(_V.version.desc())
        return [_version(row) for row in self._connection.execute(query)]

    def transitions(self, campaign_id: str) -> list[Transition]:
        """Return the steps of a campaign's life, oldest first."""
        columns = (_T.act, _T.state, _T.version, _T.at, _T.by, _T.note)
        query = select(*columns).where(_T.campaign_id == campaign_id).order_by(_T.transition_id)
        return [Transition(Act(act), CampaignState(state), *rest) for act, state, *rest in
                self._connection.execute(query)]  # fmt: skip

    def standing(self, campaign_ids: Collection[str]) -> dict[str, tuple[str, CampaignState]]:
        """Return the short name and the state of campaigns by their ids, without reading a definition."""
        query = select(_C.campaign_id, _C.slug, _C.state).where(_C.campaign_id.in_(campaign_ids))
        return {row.campaign_id: (row.slug, CampaignState(row.state)) for row in self._connection.execute(query)}

    def add(self, campaign: Campaign) -> None:
        """Insert a new campaign with its first version. Raises Conflict for a taken slug."""
        values = {
            "campaign_id": campaign.campaign_id,
            "slug": campaign.slug,
            "state": campaign.state,
            "version": campaign.head,
            "created_at": campaign.created_at,
            "active_since": campaign.active_since,
        }
        try:
            self._connection.execute(insert(tables.campaign).values(values))
        except IntegrityError:
            raise taken("campaign", campaign.slug) from None
        self._add_version(campaign.campaign_id, campaign.version)

    def edit(self, campaign: Campaign, *, seen: int) -> None:
        """Store `campaign.version` as the version after `seen`; the state stays (see `set_state`).

        Raises Conflict when another version was saved since `seen`: the edit is refused, not merged.
        """
        moved = self._connection.execute(
            update(tables.campaign)
            .where(_C.campaign_id == campaign.campaign_id, _C.version == seen)
            .values(version=campaign.version.version)
        )
        if moved.rowcount != 1:
            stored = self.get(campaign.slug)
            by = stored.version.created_by
            raise stale("campaign", campaign.slug, head=stored.head, by=by, seen=seen)
        self._add_version(campaign.campaign_id, campaign.version)

    def set_state(self, campaign_id: str, transition: Transition) -> None:
        """Record a step of a campaign's life, and put the campaign where it leads.

        Occasions count from the last activation on.
        """
        step = {
            "act": transition.act, "state": transition.state, "version": transition.version, "at": transition.at,
            "by": transition.by, "note": transition.note,
        }  # fmt: skip
        self._connection.execute(insert(tables.campaign_transition).values(campaign_id=campaign_id, **step))
        since = {"active_since": transition.at} if transition.act is Act.ACTIVATE else {}
        self._change(campaign_id, state=transition.state, **since)

    def archive(self, campaign_id: str, *, at: datetime | None) -> None:
        """Hide a campaign from lists from `at` on; None brings it back."""
        self._change(campaign_id, archived_at=at)

    def _change(self, campaign_id: str, **values: object) -> None:
        self._connection.execute(update(tables.campaign).where(_C.campaign_id == campaign_id).values(values))

    def _add_version(self, campaign_id: str, version: CampaignVersion) -> None:
        self._connection.execute(
            insert(tables.campaign_version).values(
                campaign_id=campaign_id,
                version=version.version,
                definition=canonical_json(version.definition.document()),
                comment=version.comment,
                created_at=version.created_at,
                created_by=version.created_by,
            )
        )


def _select() -> Select[Any]:
    joined = tables.campaign.join(tables.campaign_version, and_(_C.campaign_id == _V.campaign_id))
    return select(
        _C.campaign_id, _C.slug, _C.state, _C.version.label("head"), _C.created_at.label("born_at"), _C.archived_at,
        _C.active_since, _V.version, _V.definition, _V.comment, _V.created_at, _V.created_by,
    ).select_from(joined)  # fmt: skip


def _version(row: Row[Any]) -> CampaignVersion:
    definition = of_document(json.loads(row.definition))
    return CampaignVersion(row.version, definition, row.comment, row.created_at, row.created_by)


def _campaign(row: Row[Any]) -> Campaign:
    return Campaign(
        row.campaign_id, row.slug, CampaignState(row.state), row.born_at, row.archived_at, row.head, _version(row),
        row.active_since,
    )  # fmt: skip
