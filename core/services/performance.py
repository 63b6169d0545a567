"""What campaigns brought: treated customers against those in control, in the window after the first contact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

import polars as pl

from core.campaigns.definition import CampaignDefinition
from core.campaigns.model import Campaign
from core.campaigns.outcomes import Outcomes, instant_sql
from core.campaigns.report import (
    CONTROL,
    CONVERSION,
    REVENUE,
    TREATED,
    ArmFigures,
    Incremental,
    Lift,
    Power,
    Report,
    SampleRatio,
)
from core.errors import BadInput, NotFound
from core.kernel.clock import Clock
from core.reports import words
from core.services import lifts
from core.services.awards import Awards
from core.services.campaign_arms import Arms, groups, offer_cost
from core.services.campaigns import Campaigns
from core.services.contact_costs import Spent
from core.services.contacted import ENGAGED, Asked, Contacted, Contacts, Group
from core.services.features import AsOf, Features
from core.services.lifts import NO_CONTROL, NOBODY
from core.services.measuring import NO_PURCHASES, Measuring
from core.store import Database

NO_RESPONSES = "no response event names this campaign yet, so who opened or clicked is not known"

__all__ = ["Performance", "Power", "Report"]


@dataclass(frozen=True, slots=True)
class _Measured:
    """A campaign whose customers were looked at."""

    campaign: Campaign
    version: int
    definition: CampaignDefinition
    definitions: Mapping[int, CampaignDefinition]
    asked: Asked
    found: Contacted | None
    outcomes: Outcomes
    as_of: datetime


class Performance:
    """Reports about campaigns."""

    def __init__(
        self, measuring: Measuring, contacts: Contacts, awards: Awards, *, campaigns: Campaigns, features: Features,
        database: Database, clock: Clock,
    ) -> None:  # fmt: skip
        self._measuring = measuring
        self._contacts = contacts
        self._awards = awards
        self._campaigns = campaigns
        self._features = features
        self._database = database
        self._clock = clock

    def of(self, name: str, *, version: int | None = None, as_of: AsOf = None) -> Report:
        """Return the performance of a campaign, of all its customers or of those whom one version met first.

        `as_of`: as it was known then. Conversions and offers are those of the version, or of the newest one that ran; a
        contact costs what the version of its run says. Raises NotFound, ConfigError, SnapshotMissing, RuleError.
        """
        measured = self._measured(name, version, as_of)
        arms, spent = self._arms(measured)
        whys, ratio, outcomes = self._whys(measured), _ratio(measured), measured.outcomes
        found, figures = lifts.lifts(outcomes, whys=whys), arms.figures()
        n = sum(outcomes.assigned(arm) for arm in (CONTROL, TREATED))
        over = sum(outcomes.whole(arm)["n"] for arm in (CONTROL, TREATED))
        campaign, definition, asked = measured.campaign, measured.definition, measured.asked
        return Report(
            slug=campaign.slug, name=campaign.name, state=str(campaign.state), version=measured.version,
            conversion=said(definition), unit=self._measuring.profile.unit, window_days=asked.days,
            launched_at=min((run.at for run in asked.firsts), default=None), as_of=measured.as_of,
            known_until=asked.known_until, n_customers=n, n_measured=over, n_open=n - over, arms=figures, lifts=found,
            sample_ratio=ratio, power=lifts.power(outcomes, whys=whys), incremental=_gains(figures, found),
            funnel=arms.funnel(), daily=lifts.daily(outcomes), contacts=spent.n, spent=float(spent.cost),
            points=self._awards.told(asked, measured.definitions), notes=_notes(measured, ratio),
            reasons=_reasons(whys, ratio, is_told_of=arms.is_told_of or not n),
        )  # fmt: skip

    def compare(self, names: Sequence[str], *, as_of: AsOf = None) -> tuple[Report, ...]:
        """Return the performance of several campaigns, in the order in which they are named."""
        if len(set(names)) < 2:
            raise BadInput("Fewer than two campaigns are named.", fix="Name at least two different ones.")
        return tuple(self.of(name, as_of=as_of) for name in dict.fromkeys(names))

    def design(self, definition: CampaignDefinition, arms: pl.DataFrame, *, as_of: AsOf = None) -> tuple[Power, ...]:
        """Return how small an effect a campaign will show if these customers are dealt so, before anything is sent.

        `arms`: customer_id (text), arm (treated or control). It is read off what they did in a window of equal length
        before `as_of`.
        """
        snapshot = self._measuring.snapshot()
        at = min(self._features.instant(as_of, snapshot=snapshot), snapshot.as_of)
        ids = f"TRY_CAST(customer_id AS {self._measuring.id_type}) AS customer_id"
        units = (
            f"(SELECT row_number() OVER () AS u, {ids}, arm, CAST(NULL AS VARCHAR) AS variant, {instant_sql(at)} AS "
            f"first_at FROM arms WHERE arm IN ('{TREATED}', '{CONTROL}'))"
        )
        outcomes = self._measuring.of_campaign(
            definition, units, snapshot=snapshot, firsts=(at, at), known_until=at, frames={"arms": arms}
        )
        return lifts.planned(outcomes)

    def _measured(self, name: str, version: int | None, as_of: AsOf) -> _Measured:
        campaign = self._campaigns.get(name, version=version)
        with self._database.view() as work:
            every = work.executions.runs(campaign.campaign_id)
            definitions = {v.version: v.definition for v in work.campaigns.versions(campaign.campaign_id)}
        snapshot = self._measuring.snapshot()
        at = None if as_of is None else self._features.instant(as_of, snapshot=snapshot)
        runs = [run for run in every if at is None or run.at < at]
        firsts = [run for run in runs if version in (None, run.version)]
        number = version or max((run.version for run in firsts), default=campaign.head)
        definition = definitions[number]
        known_until = snapshot.as_of if at is None else min(at, snapshot.as_of)
        asked = Asked(campaign, runs, firsts, definition.conversion.within_days, known_until, at)
        found = self._contacts.of(asked, id_type=self._measuring.id_type) if firsts else None
        outcomes = Outcomes(asked.days, ())
        if found is not None and found.span is not None:
            outcomes = self._measuring.of_campaign(
                definition, found.units, snapshot=snapshot, firsts=found.span, known_until=known_until
            )
        now = self._clock.now() if at is None else at
        return _Measured(campaign, number, definition, definitions, asked, found, outcomes, now)

    def _arms(self, measured: _Measured) -> tuple[Arms, Spent]:
        """Return the arms, and the contacts that there were: all so far, but those that were cancelled."""
        asked, found = measured.asked, measured.found
        each = offer_cost(measured.definition, point_value=self._point_value(measured.definition.program))
        has = self._measuring.has_purchases
        if found is None or found.span is None:
            nothing: Mapping[Group, int] = {}
            silent = dict.fromkeys(ENGAGED, nothing)
            return Arms(measured.outcomes, nothing, silent, {}, each, has, is_begun=False), Spent()
        spent, contacts = self._contacts.spent(asked, found)
        sent, engaged = self._contacts.sent(asked, found), self._contacts.engaged(asked, found)
        is_begun = found.span[0] < asked.known_until
        return Arms(measured.outcomes, sent, engaged, contacts, each, has, is_begun=is_begun), spent

    def _point_value(self, program: str | None) -> Decimal | None:
        """Return what a point of a program is worth, None without one."""
        if program is None:
            return None
        with self._database.view() as work:
            try:
                return work.programs.get(program).definition.point_value
            except NotFound:
                return None

    def _whys(self, measured: _Measured) -> dict[str, str]:
        """Return why nothing can be said of a metric, for those of which that is so."""
        outcomes, span = measured.outcomes, measured.found.span if measured.found else None
        why, zone = None, self._features.zone
        if span is None:
            why = NOBODY
        elif not any(outcomes.whole(arm)["n"] for arm in (CONTROL, TREATED)):
            ends = span[0] + timedelta(days=measured.asked.days)
            why = (
                f"no window is over yet: the first ends {words.instant(ends, zone)}, and facts are known until "
                f"{words.instant(measured.asked.known_until, zone)}"
            )
        elif not outcomes.assigned(CONTROL):
            why = NO_CONTROL
        whys = {} if why is None else {CONVERSION: why, REVENUE: why}
        if not self._measuring.has_purchases:
            whys.setdefault(REVENUE, NO_PURCHASES)
            if measured.definition.conversion.purchase is not None:
                whys.setdefault(CONVERSION, NO_PURCHASES)
        return whys


def said(definition: CampaignDefinition) -> str:
    """Return what counts as a conversion, as a phrase."""
    conversion = definition.conversion
    within = f"within {conversion.within_days} day{'' if conversion.within_days == 1 else 's'}"
    if conversion.event is not None:
        return f"the event {conversion.event!r} {within}"
    if conversion.redemption:
        return f"a redemption of points of {definition.program!r} {within}"
    is_any = conversion.purchase is None or conversion.purchase.when is True
    return f"a purchase {'' if is_any else 'that the rule holds for '}{within}"


def _gains(figures: Sequence[ArmFigures], found: Sequence[Lift]) -> tuple[Incremental, ...]:
    by = {(x.metric, x.variant): x for x in found}
    return tuple(
        lifts.incremental(arm, by[CONVERSION, arm.variant], by[REVENUE, arm.variant])
        for arm in figures
        if arm.arm == TREATED
    )


def _ratio(measured: _Measured) -> SampleRatio:
    dealt = {} if measured.found is None else measured.found.dealt
    return lifts.sample_ratio(*groups(dealt, measured.asked.runs, measured.definitions))


def _reasons(whys: Mapping[str, str], ratio: SampleRatio, *, is_told_of: bool) -> dict[str, str]:
    silent = {} if is_told_of else {"responses": NO_RESPONSES}
    return {**whys, **({"sample_ratio": ratio.reason} if ratio.reason else {}), **silent}


def _notes(measured: _Measured, ratio: SampleRatio) -> tuple[str, ...]:
    """Return what a reader has to know: sentences."""
    notes = []
    if ratio.is_mismatch:
        notes.append(
            "The groups are not as large as they should be, so the lifts cannot be trusted: look for customers who are "
            "missing from one of them."
        )
    ran = sorted({run.version for run in measured.asked.firsts})
    if len({measured.definitions[v].control for v in ran}) > 1:
        notes.append(
            f"Versions with different control shares ran ({', '.join(map(str, ran))}): treated and control were met at "
            "different times; look at each version by itself."
        )
    if len({_offered(measured.definitions[v]) for v in ran}) > 1:
        notes.append(
            f"Versions with different offers ran ({', '.join(map(str, ran))}): what conversions cost here is what the "
            f"offer of version {measured.version} costs; look at each version by itself."
        )
    if any(measured.definitions[v].conversion != measured.definition.conversion for v in ran):
        notes.append(
            f"Versions with different conversions ran ({', '.join(map(str, ran))}): what counts here is what version "
            f"{measured.version} says; look at each version by itself."
        )
    if measured.definition.conversion.event is not None:
        notes.append("An event counts whatever campaign it names, because those in control cannot name this one.")
    return tuple(notes)


def _offered(definition: CampaignDefinition) -> tuple[object, ...]:
    """Return what the costs of conversions depend on."""
    offers = ((variant, offer.kind, offer.value) for variant, offer in definition.offers().items())
    return definition.program, *offers
