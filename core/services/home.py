"""The first page: how the business stands, how the data stand, and what needs attention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import polars as pl

from core.kernel.clock import Clock, SystemClock, business_day, reference_day, start_of_day
from core.reports import words
from core.reports.metric import Metric
from core.services.attention import Concern, concerns, gravest_first
from core.services.campaign_concerns import CampaignConcerns
from core.services.features import AsOf, Features
from core.services.memberships import Memberships
from core.services.segments import Segments
from core.warehouse import Engine, Snapshot, SnapshotStore
from core.warehouse.contents.answers import Answers, Asked
from core.warehouse.contents.queries import activity, cohort_retention, lacking_for_trade, revenue_by_period
from core.warehouse.snapshots.status import table_status

STEP = 28  # days: four weeks, so that weekdays compare with like weekdays
SPANS = (28, 91)
POINTS = 7  # of a trend, in steps of 28 days

_WINDOWS = """
    SELECT CAST(floor(($last - occurred_on) / {step}) AS BIGINT) AS back,
           CAST(CAST(sum(sales_cents) AS DECIMAL(18, 0)) * 0.01 AS DECIMAL(18, 2)) AS revenue
    FROM {transactions} WHERE occurred_on <= CAST($last AS DATE) AND occurred_at < $as_of GROUP BY back
"""


@dataclass(frozen=True, slots=True)
class Trade:
    """What follows from one snapshot and one instant alone.

    metrics: customers, active share (28 and 91 days), revenue of the last 28 days. weeks: see `revenue_by_period`.
    cohorts: see `cohort_retention`. Amounts are in the snapshot's unit, days are business days. lacking: the sentence
    that says why a warehouse without dated purchases has only its customers here, and neither weeks nor cohorts; or "".
    """

    snapshot: Snapshot
    as_of: datetime
    metrics: tuple[Metric, ...]
    weeks: pl.DataFrame
    cohorts: pl.DataFrame
    lacking: str = ""

    @property
    def reference_day(self) -> date:
        """The last business day that these figures know anything of."""
        return reference_day(self.as_of, self.snapshot.zone)


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the first page.

    age: of the snapshot. tables: see `table_status`. segments: see `Memberships.overview`. concerns: the gravest first.
    """

    trade: Trade
    age: timedelta
    tables: pl.DataFrame
    segments: pl.DataFrame
    concerns: tuple[Concern, ...]


class Home:
    """The figures of the first page."""

    def __init__(
        self, engine: Engine, snapshots: SnapshotStore, features: Features, segments: Segments,
        memberships: Memberships, *, campaigns: CampaignConcerns | None = None, clock: Clock | None = None,
        folder: Path | None = None,
    ) -> None:  # fmt: skip
        self._engine = engine
        self._snapshots = snapshots
        self._features = features
        self._segments = segments
        self._memberships = memberships
        self._campaigns = campaigns
        self._clock = clock or SystemClock()
        self._folder = folder

    def overview(self, *, as_of: AsOf = None, trade: Trade | None = None) -> Overview:
        """Return everything on the first page; a `trade` that was asked for before is not asked for again.

        Raises SnapshotMissing when nothing was refreshed yet, StoreNotReady when the store was not migrated.
        """
        trade = trade or self.trade(as_of=as_of)
        age = trade.snapshot.age(self._clock.now())
        of_campaigns = self._campaigns.all() if self._campaigns is not None else ()
        others = concerns(
            trade.snapshot, age=age, segments=self._segments, runs=self._memberships.latest(),
            dictionary=self._features.dictionary.digest,
        )  # fmt: skip
        found = gravest_first([*of_campaigns, *others])
        return Overview(trade, age, table_status(trade.snapshot), self._memberships.overview(), found)

    def trade(self, *, as_of: AsOf = None) -> Trade:
        """Return the figures that follow from the snapshot in force as of an instant; answers to it are kept."""
        snapshot = self._snapshots.current()
        at = self._features.instant(as_of, snapshot=snapshot)
        if lacking := lacking_for_trade(snapshot):
            return self._without_trade(snapshot, at, lacking)
        asked = self._engine if self._folder is None else Answers(self._engine, snapshot, folder=self._folder)
        weeks = revenue_by_period(asked, snapshot, as_of=at, period="week")
        cohorts = cohort_retention(asked, snapshot, as_of=at)
        metrics = (*self._activity(asked, snapshot, at), self._revenue(asked, snapshot, at))
        return Trade(snapshot, at, metrics, weeks, cohorts)

    def _without_trade(self, snapshot: Snapshot, as_of: datetime, lacking: str) -> Trade:
        """Return what is known without dated purchases: how many customers there are."""
        view = self._features.view(as_of)
        at = words.instant(view.as_of, snapshot.zone)
        customers = Metric(
            "Customers", "count", (view.n_customers,), unit="customers", every=f"{STEP} days",
            definition=f"Everybody whom the feature dictionary counts as of {at}.",
        )  # fmt: skip
        said = (
            f"Revenue, activity and retention need dated purchases, and in this warehouse profile {lacking}. "
            "docs/WAREHOUSE.md says how to declare them."
        )
        return Trade(snapshot, view.as_of, (customers,), pl.DataFrame(), pl.DataFrame(), said)

    def _activity(self, asked: Asked, snapshot: Snapshot, as_of: datetime) -> tuple[Metric, ...]:
        """Return the customers and their active shares, with the same every 28 days before."""
        instants = [i for i in _steps_back(as_of, snapshot) if _knows(snapshot, i, 0)]
        found = activity(asked, snapshot, instants=instants, days=SPANS) if instants else None
        shares = {} if found is None else {(at, d): (n, share) for at, d, _, n, share in found.iter_rows()}
        totals = [shares[at, SPANS[0]][0] for at in instants]
        customers = Metric(
            "Customers", "count", tuple(totals) or (0,), unit="customers",
            definition="Everybody with at least one purchase so far.", every=f"{STEP} days",
        )  # fmt: skip
        known = {d: [shares[at, d][1] for at in instants if _knows(snapshot, at, d)] for d in SPANS}
        return customers, *(_active(days, values) for days, values in known.items())

    def _revenue(self, asked: Asked, snapshot: Snapshot, as_of: datetime) -> Metric:
        """Return the revenue of the last 28 whole business days, with that of every 28 days before."""
        last = business_day(as_of, snapshot.zone) - timedelta(days=1)
        sql = _WINDOWS.format(transactions=snapshot.relation("transactions"), step=STEP)
        found = dict(asked.frame(sql, {"last": last, "as_of": as_of}).rows())
        first = snapshot.tables["transactions"].first_on
        n_whole = 0 if first is None else max(((last - first).days + 1) // STEP, 0)
        sums = [found.get(back, Decimal(0)) for back in reversed(range(n_whole))]
        return Metric(
            f"Revenue, {STEP} days", "money", tuple(sums), unit=snapshot.unit, every=f"{STEP} days",
            definition=f"What was received in the {STEP} whole business days up to {words.day(last)}.",
        )  # fmt: skip


def _active(days: int, shares: Sequence[float]) -> Metric:
    return Metric(
        f"Active in {days} days", "share", tuple(shares), unit="of customers", every=f"{STEP} days",
        definition=f"The share of all customers who bought something in the last {days} business days.",
    )  # fmt: skip


def _steps_back(as_of: datetime, snapshot: Snapshot) -> list[datetime]:
    """Return the instants at the same hour of the business zone, 28 days apart, oldest first."""
    local = as_of.astimezone(snapshot.zone)
    return [(local - timedelta(days=STEP * back)).astimezone(UTC) for back in reversed(range(POINTS))]


def _knows(snapshot: Snapshot, as_of: datetime, days: int) -> bool:
    """Say whether the history before `as_of` holds that many whole business days (or, for 0, anything at all)."""
    first = snapshot.tables["transactions"].first_on
    if first is None:
        return False
    since = start_of_day(first + timedelta(days=days), snapshot.zone)
    return since <= as_of if days else since < as_of
