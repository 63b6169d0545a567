"""What campaigns wait for, asked of the warehouse and of segments: figures, movements between recalculations, rows."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from core.campaigns.faults import figure_problems
from core.campaigns.model import Campaign
from core.campaigns.occasions import DAY, WHO
from core.campaigns.rows import row_schemas, rows_query
from core.campaigns.triggers import Event, Threshold
from core.errors import CampaignInvalid, Conflict, Refused
from core.segments.model import Run
from core.segments.relation import KEY, quoted
from core.services.audiences import Audiences
from core.services.definitions import refuse_archived
from core.services.execution_files import ExecutionFiles
from core.services.features import Features
from core.services.memberships import Memberships
from core.services.segments import Segments
from core.warehouse import Engine, Profile, Snapshot, SnapshotStore
from core.warehouse.parquet import quoted as text


@dataclass(frozen=True, slots=True)
class Move:
    """A recalculation of a segment. `tells`: who joined and left in it did so since it is looked at."""

    run: Run
    tells: bool


@dataclass(frozen=True, slots=True)
class Moves:
    """The recalculations to be looked at, oldest first; the number of the newest of all, and its instant."""

    runs: Sequence[Move]
    last: int
    as_of: datetime


class Happenings:
    """Answers from the snapshot in force and from recorded recalculations."""

    def __init__(
        self, engine: Engine, snapshots: SnapshotStore, profile: Profile, *, features: Features, segments: Segments,
        audiences: Audiences, memberships: Memberships, files: ExecutionFiles,
    ) -> None:  # fmt: skip
        self._engine = engine
        self._snapshots = snapshots
        self._profile = profile
        self._features = features
        self._segments = segments
        self._audiences = audiences
        self._memberships = memberships
        self._files = files

    def snapshot(self) -> Snapshot:
        """Return the snapshot in force. Raises SnapshotMissing."""
        return self._snapshots.current()

    def figure(self, threshold: Threshold, audience: str) -> float | None:
        """Return the size of the threshold's segment, or its aggregate over the audience; None if nobody has a value.

        Raises Refused for an archived segment, CampaignInvalid for a feature that is gone, and whatever a rule raises.
        """
        segment, view = self._segments.get(threshold.size_of or audience), self._features.view()
        refuse_archived(segment)
        if gone := figure_problems(threshold, view.schema):
            raise CampaignInvalid(gone)
        asked = self._audiences.question(segment, view)
        how = "count(*)"
        if threshold.feature is not None:
            name = {"mean": "avg"}.get(str(threshold.aggregate), str(threshold.aggregate))
            how = f"{name}({quoted(threshold.feature)})"
        ((value,),) = self._engine.rows(f"SELECT CAST({how} AS DOUBLE) FROM {asked.base} WHERE {asked.truth}")
        return None if value is None else float(value)

    def moves(self, name: str, *, since: datetime, after: int | None) -> Moves:
        """Recalculate a segment, and return its recalculations with a number above `after`.

        Where that is None, those recorded from `since` on. One that had nothing to be compared with, the first and any
        that was done anew, tells nothing of who joined: then the members before it are not all among those who stayed
        and those who left. Nor does one of a live warehouse that is as of `since` or earlier: whoever joined in it did
        so before. Raises SegmentIsStatic, Refused.
        """
        with suppress(Conflict):  # another process recorded it at this moment
            self._memberships.recalculate(name)
        runs = self._memberships.runs(name)
        is_live, found = self._snapshots.current().is_live, []
        for before, run in zip([None, *runs], runs, strict=False):
            if run.created_at >= since if after is None else run.run_id > after:
                stayed_or_left = run.n_members - run.n_joined + run.n_left
                is_compared = before is not None and before.n_members == stayed_or_left
                found.append(Move(run, is_compared and (run.as_of > since or not is_live)))
        return Moves(found, runs[-1].run_id, runs[-1].as_of)

    def movers(self, name: str, run: Run, *, has_entered: bool, occasion: str) -> pl.DataFrame:
        """Return who joined, or left, in a recalculation, each with the occasion (columns WHO)."""
        frame = self._memberships.recorded(name, run_id=run.run_id)
        moved = frame.filter(pl.col("change") == ("joined" if has_entered else "left"))
        return moved.select(pl.col(KEY).cast(pl.String), pl.lit(occasion).alias("occasion")).cast(WHO)

    def newcomers(self, campaign: Campaign, event: Event, *, since: datetime, from_on: date) -> pl.DataFrame:
        """Return who has a matching row on a day later than his last such occasion in the campaign (columns WHO).

        Rows count from the instant `since` and from business day `from_on` on; the occasion is the latest such day. It
        must be one on which the campaign could treat him again: whoever was turned away is not met by the same row.
        Raises Refused for a table that is gone, RuleError for a rule that fits its rows no more.
        """
        held, table = self._snapshots.current(), str(event.rows)
        if table not in row_schemas(self._profile):
            fix = "Bring it back, or pause the campaign and edit its trigger."
            raise Refused(f"The profile has no table of dated rows {table!r} any more.", fix=fix)
        rows = rows_query(
            self._profile, table, event.when, relation=held.relation(table), since=since, from_on=from_on,
            until=held.as_of,
        )  # fmt: skip
        again = campaign.definition.again_after_days or 0  # without, the plan knows whom it treated
        free_at = f"max(planned_at) FILTER (arm IS NOT NULL) + INTERVAL {24 * again} HOUR"
        had = (
            f"SELECT {KEY}, max(occasion) FILTER (starts_with(occasion, '{DAY}')) AS occasion, "
            f"CAST(timezone({text(self._profile.time_zone)}, {free_at}) AS DATE) AS free_on "
            f"FROM {self._files.relation(campaign.campaign_id)} AS made GROUP BY {KEY}"
        )
        latest = (
            f"SELECT {KEY}, max(day) AS day, '{DAY}' || CAST(max(day) AS VARCHAR) AS occasion "
            f"FROM ({rows}) AS matching GROUP BY {KEY}"
        )
        return self._engine.frame(
            f"SELECT latest.{KEY}, latest.occasion FROM ({latest}) AS latest LEFT JOIN ({had}) AS had "
            f"ON had.{KEY} = latest.{KEY} WHERE (had.occasion IS NULL OR latest.occasion > had.occasion) "
            "AND (had.free_on IS NULL OR latest.day >= had.free_on) ORDER BY 1"
        ).cast(WHO)
