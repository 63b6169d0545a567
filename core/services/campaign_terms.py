"""What a campaign may name and what it says: held against the dictionary, the segments and the programs there are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from core.campaigns import faults
from core.campaigns.definition import CampaignDefinition
from core.campaigns.facts import facts_sql, fields_of
from core.campaigns.faults import Known, campaign_problems
from core.campaigns.kind import CAMPAIGN
from core.campaigns.rendering import Rendered, rendered
from core.campaigns.rows import row_schemas
from core.documents import text
from core.documents.reading import read_yaml
from core.errors import CampaignInvalid, NotFound, Problem
from core.kernel.schema import Schema
from core.programs.definition import Per
from core.programs.fields import event_schemas
from core.programs.model import ProgramState
from core.services.features import AsOf, Features
from core.services.segments import Segments
from core.store import Database
from core.warehouse import Engine, Profile
from core.warehouse.profile import CUSTOMER_ID

Given = CampaignDefinition | Mapping[str, Any] | str | bytes  # a definition, its plain document, or its YAML

_STATES = {
    ProgramState.DRAFT: "a draft, so nobody has points in it",
    ProgramState.PAUSED: "paused, so nothing is earned in it",
}


class Terms:
    """The vocabulary of campaigns, and definitions held against it."""

    def __init__(
        self, engine: Engine, profile: Profile, features: Features, *, segments: Segments, database: Database
    ) -> None:
        self._engine = engine
        self._features = features
        self._segments = segments
        self._database = database
        self.profile = profile

    def features(self) -> Schema:
        """Return what messages, strata and thresholds may name."""
        return self._features.schema

    def tables(self) -> Mapping[str, Schema]:
        """Return the tables whose new rows can set a campaign off, and what a rule may ask of a row."""
        return row_schemas(self.profile)

    def basket(self) -> Schema | None:
        """Return what a rule may ask of a purchase that counts as a conversion; None where nothing says what is paid.

        It is the purchase alone: features are left out.
        """
        return event_schemas(self.profile, Schema([]))[Per.BASKET] if self.profile.purchases else None

    def known(self) -> Known:
        """Return all that a campaign may name now."""
        with self._database.view() as work:
            segments, programs = work.segments.all(archived=True), work.programs.all(archived=True)
        return Known(
            self.features(),
            segments=[s.slug for s in segments if s.archived_at is None],
            programs=[p.slug for p in programs if p.archived_at is None],
            tables=self.tables(), basket=self.basket(), zone=self.profile.zone,
            archived_segments=[s.slug for s in segments if s.archived_at is not None],
            lists=[s.slug for s in segments if s.archived_at is None and s.is_static],
            archived_programs=[p.slug for p in programs if p.archived_at is not None],
        )  # fmt: skip

    def problems(self, campaign: CampaignDefinition | Mapping[str, Any]) -> tuple[Problem, ...]:
        """Return every fault of a definition or of its plain document; none if it can be saved."""
        return campaign_problems(campaign, self.known())

    def check(self, definition: CampaignDefinition) -> None:
        """Raise CampaignInvalid for a definition that names what is not there, or not any more."""
        if found := self.problems(definition):
            raise CampaignInvalid(found)

    def check_segments(self, definition: CampaignDefinition) -> None:
        """Raise RuleError for a segment that the campaign asks for, and whose rule fits the dictionary no longer."""
        events = [t.event.segment for t in definition.triggers if t.event and t.event.segment]
        sizes = [t.threshold.size_of for t in definition.triggers if t.threshold and t.threshold.size_of]
        self._segments.sources({definition.audience, *events, *sizes})

    def program_remark(self, definition: CampaignDefinition) -> str:
        """Return what should be known of the campaign's program, or an empty string."""
        if definition.program is None:
            return ""
        with self._database.view() as work:
            state = work.programs.get(definition.program).state
        if state is ProgramState.ACTIVE:
            return ""
        waits = any(offer.gives_points for offer in definition.offers().values())
        said = " Whoever converts gets the points of the offer once the program is active." if waits else ""
        return f"The program {definition.program} is {_STATES[state]}.{said}"

    def read(self, given: Given) -> CampaignDefinition:
        """Return the definition that is given, checked. Raises CampaignInvalid with every fault."""
        return text.checked(given, CAMPAIGN, self.problems)

    def sayable(self, given: Given) -> CampaignDefinition:
        """Return a definition of which the messages are sound, whatever else is still to be written or wrong.

        Raises CampaignInvalid with every fault of the messages, the offer and the variants.
        """
        if isinstance(given, CampaignDefinition):
            document: Any = given.document()
        else:
            document = read_yaml(given, CAMPAIGN).document if isinstance(given, str | bytes) else given
        definition, found = faults.sayable(document, self.features())
        if definition is None or found:
            raise CampaignInvalid(found)
        return definition

    def planned(self, now: datetime) -> datetime:
        """Return the instant as of which a plan made now asks: now, or the snapshot's own where that is earlier."""
        return min(now, self._features.known_until())

    def message(
        self, definition: CampaignDefinition, customer_id: str, *, channel: str, variant: str | None, as_of: AsOf = None
    ) -> Rendered:
        """Return a message as a customer would get it. Raises NotFound for one whom nobody knows."""
        view = self._features.view(as_of)
        facts = facts_sql(fields_of(definition), view.schema, zone=view.time_zone) or "'{}'"
        sql = f"SELECT {facts} FROM {view.relation} WHERE CAST({CUSTOMER_ID} AS VARCHAR) = $id LIMIT 1"
        rows = self._engine.rows(sql, {"id": customer_id})
        if not rows:
            raise NotFound(
                f"There is no customer {customer_id[:80]!r} as of {view.as_of:%Y-%m-%d %H:%M} UTC.",
                fix="Check the id; `python -m core customers search` finds customers.",
            )
        return rendered(
            definition, channel=channel, variant=variant, customer_id=customer_id, facts=json.loads(rows[0][0])
        )
