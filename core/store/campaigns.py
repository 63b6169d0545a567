"""Campaigns, their versions and the steps of their lives, as rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, insert, select

from core.campaigns.definition import CampaignDefinition
from core.campaigns.kind import CAMPAIGN
from core.campaigns.model import Campaign, Transition
from core.campaigns.states import Act, CampaignState
from core.store import campaign_tables as tables
from core.store.defined import DefinedRepository

_C = tables.campaign.c
_T = tables.campaign_transition.c


class CampaignRepository(DefinedRepository[Campaign, CampaignDefinition]):
    """Campaigns inside one transaction; an edit leaves the state as it is (see `set_state`)."""

    noun, kind = "campaign", CAMPAIGN
    things, edits = tables.campaign, tables.campaign_version

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

    def id_of(self, thing: Campaign) -> str:
        """Return the campaign's id."""
        return thing.campaign_id

    def _own(self, thing: Campaign) -> dict[str, object]:
        return {"state": thing.state, "active_since": thing.active_since}

    def _read(self, rows: Sequence[Row[Any]]) -> list[Campaign]:
        return [
            Campaign(
                row.campaign_id, row.slug, CampaignState(row.state), row.born_at, row.archived_at, row.head,
                self._edit(row), row.active_since,
            )
            for row in rows
        ]  # fmt: skip
