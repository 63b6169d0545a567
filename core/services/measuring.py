"""What customers bought and did around their first contact, from a snapshot and from what the store knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import polars as pl

from core.campaigns.definition import CampaignDefinition
from core.campaigns.happened import events_sql, purchases_sql
from core.campaigns.outcomes import Asked, Outcomes, conversions_query, outcomes_query, span
from core.campaigns.responding import kind_of
from core.kernel.canonical import Json
from core.kernel.schema import Schema
from core.programs.definition import Per
from core.programs.fields import event_schemas, purchases_of
from core.programs.model import ActionKind
from core.services.mirror import Mirror
from core.services.response_files import ResponseFiles
from core.store import Database
from core.warehouse import Engine, Profile, Snapshot, SnapshotStore
from core.warehouse.baskets import Tables
from core.warehouse.parquet import quoted
from core.warehouse.profile import CUSTOMER_ID
from core.warehouse.types import ColumnType

NO_PURCHASES = "the warehouse profile does not say what customers pay for"


class Measuring:
    """Outcomes of customers, whoever they are."""

    def __init__(
        self, engine: Engine, snapshots: SnapshotStore, profile: Profile, *, database: Database,
        responses: ResponseFiles, ledgers: Mirror,
    ) -> None:  # fmt: skip
        self._engine = engine
        self._snapshots = snapshots
        self._database = database
        self._responses = responses
        self._ledgers = ledgers
        self.profile = profile

    def snapshot(self) -> Snapshot:
        """Return the snapshot in force."""
        return self._snapshots.current()

    @property
    def id_type(self) -> str:
        """The SQL type of the warehouse's customer ids."""
        kind = self.profile.tables["customers"].columns[CUSTOMER_ID].type
        return "BIGINT" if kind is ColumnType.INTEGER else "VARCHAR"

    @property
    def has_purchases(self) -> bool:
        """Whether the warehouse says what customers pay for."""
        return self.profile.purchases is not None

    def of_campaign(
        self, definition: CampaignDefinition, units: str, *, snapshot: Snapshot, firsts: tuple[datetime, datetime],
        known_until: datetime, frames: Mapping[str, pl.DataFrame] | None = None,
    ) -> Outcomes:  # fmt: skip
        """Return what the customers in `units` did, as `definition` counts conversions.

        `units` is SQL behind FROM as `core.campaigns.outcomes.Asked` has it, and may name the `frames`; `firsts` are
        the first and the last instant of a first contact. Raises RuleError for a rule that does not fit any more.
        """
        parts, tables = self._happened(definition, snapshot, firsts, known_until=known_until)
        days = definition.conversion.within_days
        return self.asked(units, parts, days=days, known_until=known_until, tables={**tables, **(frames or {})})

    def conversions(
        self, definition: CampaignDefinition, units: str, *, snapshot: Snapshot, firsts: tuple[datetime, datetime],
        known_until: datetime,
    ) -> pl.DataFrame:  # fmt: skip
        """Return who of the treated converted: customer_id (text), variant, at (the first time); else `of_campaign`."""
        parts, tables = self._happened(definition, snapshot, firsts, known_until=known_until)
        asked = Asked(units, self._joined(parts), definition.conversion.within_days, known_until)
        return self._engine.frame(conversions_query(asked), tables=tables)

    def _happened(
        self, definition: CampaignDefinition, snapshot: Snapshot, firsts: tuple[datetime, datetime], *,
        known_until: datetime,
    ) -> tuple[list[str], dict[str, pl.DataFrame]]:  # fmt: skip
        """Return the queries of purchases and conversions, and the frames that they name."""
        conversion = definition.conversion
        days = conversion.within_days
        parts, tables = list[str](), dict[str, pl.DataFrame]()
        if self.has_purchases:
            when: Json = conversion.purchase.when if conversion.purchase else False
            parts.append(self._purchases(snapshot, when, firsts, days=days, known_until=known_until))
        if conversion.event is not None:
            parts.append(events_sql(f"({self._events(conversion.event)})"))
        if conversion.redemption:
            tables["redemption"] = self._redemptions(definition.program)
            ids = f"TRY_CAST({CUSTOMER_ID} AS {self.id_type}) AS {CUSTOMER_ID}"
            parts.append(events_sql(f'(SELECT {ids}, "at" FROM redemption)'))
        return parts, tables

    def of_purchases(
        self, units: str, *, snapshot: Snapshot, first_at: datetime, days: int, known_until: datetime
    ) -> Outcomes:
        """Return what customers bought in the window, and whether anything, all from one instant on."""
        firsts = (first_at, first_at)
        parts = [self._purchases(snapshot, True, firsts, days=days, known_until=known_until)]
        return self.asked(units, parts, days=days, known_until=known_until, tables={})

    def asked(
        self, units: str, parts: list[str], *, days: int, known_until: datetime, tables: Mapping[str, pl.DataFrame]
    ) -> Outcomes:
        """Ask the database."""
        query = outcomes_query(Asked(units, self._joined(parts), days, known_until))
        return Outcomes.of(days, self._engine.rows(query, tables=tables))

    def _joined(self, parts: list[str]) -> str:
        """Return the SQL behind FROM of all that happened."""
        nothing = (
            f'SELECT CAST(NULL AS {self.id_type}) AS {CUSTOMER_ID}, CAST(NULL AS TIMESTAMPTZ) AS "at", '
            "CAST(0 AS BIGINT) AS cents, FALSE AS converts WHERE FALSE"
        )
        return f"({' UNION ALL '.join(parts or [nothing])})"

    def _purchases(
        self, snapshot: Snapshot, when: Json, firsts: tuple[datetime, datetime], *, days: int, known_until: datetime
    ) -> str:
        tables = Tables(
            self.profile, purchases_of(self.profile), {name: snapshot.relation(name) for name in snapshot.tables}
        )
        schema = event_schemas(self.profile, Schema([]))[Per.BASKET]
        between = span(*firsts, days=days, known_until=known_until)
        return purchases_sql(tables, when, schema, between=between, known_until=known_until)

    def _events(self, kind: str) -> str:
        """Return the query of imported events of one kind, whatever campaign they name: control is in none."""
        ids = f"TRY_CAST({CUSTOMER_ID} AS {self.id_type}) AS {CUSTOMER_ID}"
        return f'SELECT {ids}, "at" FROM {self._responses.relation()} AS responses WHERE kind = {quoted(kind_of(kind))}'

    def _redemptions(self, program: str | None) -> pl.DataFrame:
        """Return the redemptions (customer_id, at) of a program that were not cancelled."""
        with self._database.view() as work:
            found = work.programs.get(program or "")
        _, actions = self._ledgers.frames(found)
        gone = actions["cancels"].drop_nulls()
        kept = (pl.col("kind") == str(ActionKind.REDEEM)) & ~pl.col("key").is_in(gone.to_list())
        return actions.filter(kept).select(CUSTOMER_ID, "at")
