"""What all campaigns together brought: everybody else against those in the global holdout, by intention to treat."""

from __future__ import annotations

from datetime import datetime, timedelta

from core.campaigns.model import Holdout
from core.campaigns.outcomes import Outcomes, instant_sql
from core.campaigns.report import CONTROL, CONVERSION, REVENUE, TREATED, HoldoutArm, HoldoutReport
from core.contact.arms import bucket_text, buckets, holdout_salt
from core.kernel.clock import reference_day
from core.reports import words
from core.services import lifts
from core.services.contact_costs import Spent, contact_costs, priced, spent
from core.services.execution_files import ExecutionFiles
from core.services.features import AsOf, Features
from core.services.measuring import NO_PURCHASES, Measuring
from core.store import Database
from core.warehouse import Engine, Snapshot
from core.warehouse.parquet import identifier
from core.warehouse.profile import CUSTOMER_ID
from core.warehouse.types import ColumnType

__all__ = ["HoldoutReport", "HoldoutReports"]


class HoldoutReports:
    """Reports about the global holdouts that there were."""

    def __init__(
        self, engine: Engine, measuring: Measuring, *, features: Features, executions: ExecutionFiles,
        database: Database,
    ) -> None:  # fmt: skip
        self._engine = engine
        self._measuring = measuring
        self._features = features
        self._executions = executions
        self._database = database

    def all(self, *, as_of: AsOf = None) -> tuple[HoldoutReport, ...]:
        """Return a report for each time in which a holdout was open, newest first. Raises SnapshotMissing."""
        with self._database.view() as work:
            holdouts = work.holdouts.all()
        if not holdouts:
            return ()
        snapshot = self._measuring.snapshot()
        known = min(self._features.instant(as_of, snapshot=snapshot), snapshot.as_of)
        return tuple(self._report(holdout, snapshot, known) for holdout in holdouts)

    def _report(self, holdout: Holdout, snapshot: Snapshot, known: datetime) -> HoldoutReport:
        until = min(holdout.until_at or known, known)
        days = max(0, (until - holdout.from_at) // timedelta(days=1))
        outcomes, why = Outcomes(max(days, 1), ()), None
        if not self._measuring.has_purchases:
            why = NO_PURCHASES
        elif not days:
            why = f"less than a day of it is known: facts are known until {words.instant(known, self._features.zone)}"
        else:
            outcomes = self._measuring.of_purchases(
                self._units(holdout, snapshot), snapshot=snapshot, first_at=holdout.from_at, days=days,
                known_until=holdout.from_at + timedelta(days=days),
            )  # fmt: skip
        n_campaigns, sent = self._sent(holdout.from_at, holdout.from_at + timedelta(days=days))
        whys = {} if why is None else {CONVERSION: why, REVENUE: why}
        found = lifts.lifts(outcomes, whys=whys)
        sizes = {CONTROL: outcomes.assigned(CONTROL), TREATED: outcomes.assigned(TREATED)}
        ratio = lifts.sample_ratio(sizes, {CONTROL: holdout.share, TREATED: 1 - holdout.share})
        return HoldoutReport(
            holdout.holdout_id, holdout.name, holdout.share, self._measuring.profile.unit, holdout.from_at,
            holdout.until_at, known, days, n_campaigns, sent.n, float(sent.cost),
            tuple(_arm(arm, outcomes) for arm in (CONTROL, TREATED)), found, ratio,
            lifts.gained(*found, n=sizes[TREATED], cost=float(sent.cost)), _notes(holdout), whys,
        )  # fmt: skip

    def _units(self, holdout: Holdout, snapshot: Snapshot) -> str:
        """Return the customers of whom something is known from before the start, by who is held out."""
        parts = []
        for name, table in snapshot.tables.items():
            if table.instant is None or CUSTOMER_ID not in table.columns:
                continue
            at, before = identifier(table.instant), instant_sql(holdout.from_at)
            if table.columns[table.instant] == ColumnType.DATE:
                before = f"DATE '{reference_day(holdout.from_at, snapshot.zone).isoformat()}'"
                parts.append(f"SELECT {CUSTOMER_ID} FROM {snapshot.relation(name)} WHERE {at} <= {before}")
            else:
                parts.append(f"SELECT {CUSTOMER_ID} FROM {snapshot.relation(name)} WHERE {at} < {before}")
        known = " UNION ".join(parts) or f"SELECT {CUSTOMER_ID} FROM {snapshot.relation('customers')} WHERE FALSE"
        held = f"{bucket_text(CUSTOMER_ID, holdout_salt(holdout.salt))} < {buckets(holdout.share)}"
        return (
            f"(SELECT row_number() OVER () AS u, {CUSTOMER_ID}, CASE WHEN {held} THEN '{CONTROL}' ELSE '{TREATED}' END "
            f"AS arm, CAST(NULL AS VARCHAR) AS variant, {instant_sql(holdout.from_at)} AS first_at "
            f"FROM ({known}) AS known WHERE {CUSTOMER_ID} IS NOT NULL)"
        )

    def _sent(self, from_at: datetime, until: datetime) -> tuple[int, Spent]:
        """Return how many campaigns sent something between two instants, and the contacts that were not cancelled."""
        made = self._executions.relation(since=from_at)  # before the costs are read, so that none of its runs lacks one
        with self._database.view() as work:
            cancelled = work.deliveries.cancelled(since=from_at)["execution_id"]
            campaigns = {run.run_id: run.campaign_id for run in work.executions.runs()}
            costs = contact_costs(work)
        within = f"planned_at >= {instant_sql(from_at)} AND planned_at < {instant_sql(until)}"
        found = spent(self._engine, priced(made, costs), cancelled, where=within)
        return len({campaigns[run_id] for run_id in found}), sum(found.values(), Spent())


def _arm(arm: str, outcomes: Outcomes) -> HoldoutArm:
    sums = outcomes.whole(arm)
    n, revenue = sums["n"], sums["y"] / 100
    return HoldoutArm(arm, n, sums["c"], sums["c"] / n if n else None, revenue, revenue / n if n else None)


def _notes(holdout: Holdout) -> tuple[str, ...]:
    """Return what a reader has to know: sentences."""
    notes = ["Customers of whom nothing was known before the start are left out."]
    if holdout.until_at is None:
        notes.append("The holdout is still open.")
    return tuple(notes)
