"""What came of the last look at each campaign's triggers, and what a trigger remembers, as rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, insert, select

from core.campaigns.model import Look, LookResult
from core.kernel.canonical import canonical_json
from core.store import campaign_tables as tables
from core.store.executions import OF_RUN, as_run

_L = tables.campaign_look.c
_S = tables.trigger_state.c
_C = tables.campaign.c
_R = tables.campaign_run.c


class LookRepository:
    """Looks and the states of triggers inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, campaign_id: str, look: Look) -> None:
        """Keep what came of looking at a campaign's triggers, in the place of what came of it before."""
        values = {
            "result": look.result, "text": look.text, "at": look.at, "run_id": look.run and look.run.run_id,
            "next_at": look.next_at, "counts": canonical_json(dict(look.counts)),
        }  # fmt: skip
        self._put(tables.campaign_look, {"campaign_id": campaign_id}, values)

    def all(self) -> dict[str, Look]:
        """Return the last look at each campaign that was ever looked at, by its slug."""
        joined = tables.campaign_look.join(tables.campaign, _C.campaign_id == _L.campaign_id)
        looks = select(_C.slug, _L.result, _L.text, _L.at.label("looked_at"), _L.next_at, _L.counts.label("found"))
        query = looks.add_columns(_L.run_id.label("fired"), *OF_RUN).select_from(
            joined.outerjoin(tables.campaign_run, and_(_R.run_id == _L.run_id))
        )
        return {
            row.slug: Look(
                row.slug, LookResult(row.result), row.text, row.looked_at, None if row.fired is None else as_run(row),
                row.next_at, json.loads(row.found),
            )
            for row in self._connection.execute(query)
        }  # fmt: skip

    def trigger_state(self, campaign_id: str, number: int) -> dict[str, Any] | None:
        """Return what a campaign's trigger remembers, None if it has nothing yet."""
        query = select(_S.document).where(_S.campaign_id == campaign_id, _S.number == number)
        found = self._connection.execute(query).scalar_one_or_none()
        return None if found is None else dict(json.loads(found))

    def save_trigger_state(self, campaign_id: str, number: int, document: Mapping[str, Any]) -> None:
        """Have a campaign's trigger remember a plain document, in the place of what it remembered."""
        key = {"campaign_id": campaign_id, "number": number}
        self._put(tables.trigger_state, key, {"document": canonical_json(dict(document))})

    def _put(self, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        self._connection.execute(delete(table).where(*(table.c[name] == value for name, value in key.items())))
        self._connection.execute(insert(table).values({**key, **values}))
