"""The campaigns that ran before the Lab, as the warehouse profile declares them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import polars as pl

from core.campaigns.past import Known, PastCampaign, Side, daily_sales, past_campaigns
from core.campaigns.past_sql import Source
from core.errors import ConfigError, NotFound, did_you_mean
from core.kernel.clock import business_day
from core.measurement.did import difference_in_differences
from core.measurement.estimate import Unknown
from core.measurement.statistics import Mean
from core.programs.fields import purchases_of
from core.services.features import AsOf, Features
from core.warehouse import Engine, Profile, Snapshot, SnapshotStore

__all__ = ["PastCampaign", "PastCampaigns"]


@dataclass(frozen=True)
class _Held:
    """What the questions are asked of: the tables, the instant, and the days of which every purchase is known then."""

    snapshot: str
    source: Source
    as_of: datetime
    known: Known


class PastCampaigns:
    """What ran before the Lab: whom it reached, what was redeemed, and an observational estimate of what it brought."""

    def __init__(self, engine: Engine, snapshots: SnapshotStore, profile: Profile, *, features: Features) -> None:
        self._engine = engine
        self._snapshots = snapshots
        self._profile = profile
        self._features = features
        self._last: tuple[str, datetime, tuple[PastCampaign, ...]] | None = None  # what was answered last

    def all(self, *, as_of: AsOf = None) -> list[PastCampaign]:
        """Return every past campaign in the order of the ids; none where the profile declares none.

        Facts strictly before `as_of` count, the snapshot's own instant if left out. Raises SnapshotMissing when nothing
        was refreshed yet.
        """
        if self._profile.past_campaigns is None:
            return []
        return [*self._found(self._held(as_of))]

    def knows(self, name: str | int) -> bool:
        """Whether that is the id of a past campaign. Raises SnapshotMissing."""
        return any(campaign.number == str(name) for campaign in self.all())

    def of(self, name: str | int, *, as_of: AsOf = None) -> PastCampaign:
        """Return the past campaign with that id. Raises NotFound, ConfigError where the profile declares none."""
        return self._one(self._held(as_of), str(name))

    def days(self, name: str | int, *, as_of: AsOf = None) -> pl.DataFrame:
        """Return what was received on each known day of a campaign's window and of the one before.

        Columns: `day` (business day), `side` (targeted, others), `sales` (money of all of them), `per_customer`,
        `is_during` (in the window, not before it). Raises as `of`.
        """
        held = self._held(as_of)
        return daily_sales(self._engine, held.source, self._one(held, str(name)), as_of=held.as_of)

    def _one(self, held: _Held, number: str) -> PastCampaign:
        found = {campaign.number: campaign for campaign in self._found(held)}
        if number in found:
            return found[number]
        raise NotFound(
            f"There is no past campaign {number[:80]!r}. {did_you_mean(number, found)}".rstrip(),
            fix="`python -m core campaigns list` shows those there are.",
        )

    def _found(self, held: _Held) -> tuple[PastCampaign, ...]:
        """Return all of them; the last answer is kept, since it follows from the snapshot and the instant alone."""
        last = self._last
        if last is None or last[:2] != (held.snapshot, held.as_of):
            found = past_campaigns(self._engine, held.source, as_of=held.as_of, known=held.known)
            last = (held.snapshot, held.as_of, tuple(_estimated(campaign) for campaign in found))
            self._last = last
        return last[2]

    def _held(self, as_of: AsOf) -> _Held:
        """Return what is asked: the tables of the snapshot in force, and as of when."""
        profile = self._profile
        if profile.past_campaigns is None:
            raise ConfigError(
                f"The warehouse profile {profile.name!r} declares no past campaigns.",
                fix='Add the section `past_campaigns` to it; docs/WAREHOUSE.md shows one under "What ran before".',
            )
        snapshot = self._snapshots.current()
        purchases = purchases_of(profile)
        relations = {name: snapshot.relation(name) for name in snapshot.tables}
        at = min(self._features.instant(as_of, snapshot=snapshot), snapshot.as_of)
        source = Source(profile, profile.past_campaigns, purchases, relations)
        return _Held(snapshot.id, source, at, _known(snapshot, purchases.table, at))


def _known(snapshot: Snapshot, table: str, as_of: datetime) -> Known:
    """Return the days that are over, from the first purchase on; a finished data set ends with its last purchase."""
    found = snapshot.tables[table]
    over = business_day(as_of, snapshot.zone) - timedelta(days=1)
    ended = None if snapshot.is_live else found.last_on
    return Known(found.first_on, over if ended is None else min(over, ended))


def _estimated(campaign: PastCampaign) -> PastCampaign:
    """Return a campaign with the estimate of what it brought, or with why there is none."""
    if campaign.reason:
        return campaign
    found = difference_in_differences(_changes(campaign.of_others), _changes(campaign.of_targeted))
    if isinstance(found, Unknown):
        return replace(campaign, reason=f"There is no estimate: {found.why}.")
    cents = (found.value, found.ci_low, found.ci_high)
    did, low, high = (value / 100 for value in cents)
    return replace(campaign, did=did, ci_low=low, ci_high=high)


def _changes(side: Side) -> Mean:
    """Return the customers' changes, in cents."""
    return Mean(side.n, side.moved or 0, side.squared or 0)
