"""Plans: who of an audience would get a message, who not, and why; what is launched is what was planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import polars as pl

from core import logs
from core.campaigns.definition import CampaignDefinition
from core.campaigns.facts import facts_sql, fields_of
from core.campaigns.faults import lacking
from core.campaigns.model import Campaign, DeliveryState, Holdout, Reason
from core.campaigns.occasions import MANUAL, SCHEDULE, Occasion
from core.campaigns.plan import Question, counted, plan_query
from core.campaigns.policy_text import policy_of
from core.campaigns.states import CampaignState
from core.contact.policy import ContactPolicy
from core.errors import CampaignInvalid, LabError
from core.kernel.clock import Clock, format_instant
from core.kernel.names import slug_of
from core.segments.relation import KEY, quoted
from core.services.audiences import Audiences
from core.services.campaigns import Campaigns
from core.services.contact_costs import Spent, contact_costs, priced, spent
from core.services.definitions import refuse_archived
from core.services.execution_files import ExecutionFiles
from core.services.features import AsOf, Features
from core.services.people import People
from core.services.segments import Segments
from core.services.upcoming import Upcoming, later_today
from core.store import Database
from core.warehouse import Engine
from core.warehouse.parquet import quoted as text

_CONTACTS: dict[str, pl.DataType | type[pl.DataType]] = {
    "customer_id": pl.String, "channel": pl.String, "planned_at": pl.Datetime("us", "UTC"),
}  # fmt: skip
_SUPPRESSED = {"customer_id": pl.String, "channel": pl.String}
_Ahead = dict[tuple[str, datetime], pl.DataFrame]  # by campaign and occasion: contacts that are going to be made
_log = logs.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """One occasion, planned: each customer of the audience with exactly one reason.

    frame: customer_id (text), occasion, reason, arm, variant, channel, planned_at, facts (JSON of a message's values),
    in the order of customer_id. `at` is the instant that was planned for, `as_of` the one as of which the audience and
    its features were asked. `seen_run` is the last run that the plan knew of, `policy_version` is 0 where nobody saved
    one.
    """

    slug: str
    definition: CampaignDefinition
    at: datetime
    as_of: datetime
    snapshot_id: str
    frame: pl.DataFrame
    counts: Mapping[Reason, int]
    seen_run: int
    policy_version: int
    holdout: Holdout | None
    is_new: bool  # nobody has been treated by this campaign yet

    @property
    def n_audience(self) -> int:
        """How many customers were asked about: the sum of the counts."""
        return self.frame.height

    @property
    def n_contacts(self) -> int:
        """How many messages would be sent."""
        return self.counts[Reason.TREATED]

    @property
    def cost(self) -> float:
        """What the contacts cost, in the unit of account."""
        return float(self.definition.cost_per_contact * self.n_contacts)

    def split(self, *columns: str) -> pl.DataFrame:
        """Return the number of treated customers (n_customers) by columns of the frame, such as channel, variant."""
        treated = self.frame.filter(pl.col("reason") == str(Reason.TREATED))
        return treated.group_by(columns).agg(pl.len().cast(pl.Int64).alias("n_customers")).sort(columns)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the store says, read in one transaction."""

    seen_run: int
    policy_version: int
    policy: ContactPolicy
    holdout: Holdout | None
    suppressed: pl.DataFrame
    cancelled: pl.DataFrame
    active: Sequence[Campaign]


class Planning:
    """Plans campaigns, drafts and occasions over the snapshot in force and what was done before."""

    def __init__(
        self, engine: Engine, features: Features, audiences: Audiences, *, segments: Segments, campaigns: Campaigns,
        people: People, files: ExecutionFiles, database: Database, clock: Clock,
    ) -> None:  # fmt: skip
        self._engine = engine
        self._features = features
        self._audiences = audiences
        self._segments = segments
        self._campaigns = campaigns
        self._people = people
        self._files = files
        self._database = database
        self._clock = clock

    def plan(
        self, given: str | bytes | Mapping[str, Any] | CampaignDefinition, *, edits: str | None = None,
        at: datetime | None = None, as_of: AsOf = None,
    ) -> Plan:  # fmt: skip
        """Plan a stored campaign by its name, or a definition (YAML as bytes), as if it fired at an instant.

        `edits` names the stored campaign that a definition is an edit of: whom that one reached counts. Without `at` it
        is now; the audience is asked as of then, or of the snapshot where that is earlier. Raises NotFound,
        CampaignInvalid, Refused for an archived segment, and whatever the segment's rule raises.
        """
        name = given if isinstance(given, str) else edits
        found = None if name is None else self._campaigns.get(name)
        definition = found.definition if found and isinstance(given, str) else self._campaigns.read(given)
        now = at or self._clock.now()
        slug = found.slug if found else slug_of(definition.name, kind="campaign")
        chosen = None if as_of is None else self._features.instant(as_of)
        occasion = Occasion(key=format_instant(now), trigger=MANUAL, as_of=chosen)
        return self._planned(definition, slug, occasion, at=now, campaign=found, ahead={})

    def for_run(self, campaign: Campaign, occasion: Occasion, *, at: datetime) -> Plan:
        """Plan one occasion of a stored campaign at an instant."""
        return self._planned(campaign.definition, campaign.slug, occasion, at=at, campaign=campaign, ahead={})

    def _planned(
        self, definition: CampaignDefinition, slug: str, occasion: Occasion, *, at: datetime,
        campaign: Campaign | None, ahead: _Ahead,
    ) -> Plan:  # fmt: skip
        known = self._known(at)
        view = self._features.view(occasion.as_of or min(at, self._features.known_until()))
        if gone := lacking(definition, view.schema):
            raise CampaignInvalid(gone)
        segment = self._segments.get(definition.audience)
        refuse_archived(segment)
        asked = self._audiences.question(segment, view)
        tables = {"suppressed": known.suppressed, "cancelled": known.cancelled}
        tables["reserved"] = self._reserved((-definition.priority, slug), at=at, known=known, ahead=ahead)
        if occasion.who is not None:
            tables["who"] = occasion.who
        people = _people(asked.base, asked.truth, definition, occasion, self._people)
        question = Question(
            slug=slug, at=at, people=f"({people})", contacts=self._contacts(known, at), suppressed="suppressed",
            earlier=self._earlier(campaign), ways=self._people.ways(map(str, definition.channels)),
            control=definition.control, variants=[(v.name, v.share) for v in definition.variants],
            is_stratified=bool(definition.stratify_by), again_after_days=definition.again_after_days,
            affordable=self._affordable(definition, campaign), policy=known.policy,
            quiet=self._people.quiet(known.policy.quiet, at), zone=self._people.zone_column(known.policy.quiet),
            holdout=None if known.holdout is None else (known.holdout.salt, known.holdout.share),
        )  # fmt: skip
        facts = facts_sql(fields_of(definition), view.schema, zone=view.time_zone)
        query = _with_facts(plan_query(question), asked.base, asked.truth, facts)
        frame = self._engine.frame(query, tables=tables)
        counts = dict(frame.group_by("reason").len().iter_rows())
        return Plan(
            slug, definition, at, view.as_of, view.snapshot_id, frame, counted(counts), known.seen_run,
            known.policy_version, known.holdout, not counts.get(str(Reason.ALREADY_TREATED)),
        )  # fmt: skip

    def _known(self, at: datetime) -> _Known:
        with self._database.view() as work:
            saved = work.policies.current()
            policy = policy_of(saved.document).policy() if saved else ContactPolicy()
            holdout = work.holdouts.open()
            return _Known(
                work.executions.last_run_id(), saved.version if saved else 0, policy,
                holdout if holdout is not None and holdout.from_at <= at else None,
                work.responses.suppressed().select(list(_SUPPRESSED)),
                work.deliveries.cancelled(since=at - policy.longest),
                [c for c in work.campaigns.all() if c.state is CampaignState.ACTIVE],
            )  # fmt: skip

    def _contacts(self, known: _Known, at: datetime) -> str:
        """Return the contacts that caps count: of any campaign, but those that were cancelled, and those reserved."""
        if not known.policy.caps:
            return "reserved"
        made = self._files.relation(since=at - known.policy.longest)
        return (
            f"(SELECT customer_id, channel, planned_at FROM {made} AS made WHERE outcome = '{Reason.TREATED}' "
            "AND execution_id NOT IN (SELECT execution_id FROM cancelled) UNION ALL SELECT * FROM reserved)"
        )

    def _earlier(self, campaign: Campaign | None) -> str:
        columns = "customer_id, arg_max(arm, run_id) AS arm, arg_max(variant, run_id) AS variant"
        last = "max(planned_at) AS last_at, arg_max(occasion, run_id) AS occasion"
        source = self._files.relation(campaign.campaign_id) if campaign else self._files.none
        return f"(SELECT {columns}, {last} FROM {source} AS made WHERE arm IS NOT NULL GROUP BY customer_id)"

    def _affordable(self, definition: CampaignDefinition, campaign: Campaign | None) -> int | None:
        """Return how many may still be contacted for the budget; None where nothing limits them."""
        if definition.budget is None or not definition.cost_per_contact:
            return None
        left = definition.budget - (Decimal(0) if campaign is None else self._spent(campaign.campaign_id))
        return max(0, int(left // definition.cost_per_contact))

    def _spent(self, campaign_id: str) -> Decimal:
        """Return what the contacts of a campaign have cost so far; cancelled ones cost nothing."""
        made = self._files.relation(campaign_id)  # before the costs are read, so that none of its runs lacks one
        with self._database.view() as work:
            costs = contact_costs(work, campaign_id)
            cancelled = work.deliveries.ids(campaign_id, [DeliveryState.CANCELLED])
        return sum(spent(self._engine, priced(made, costs), cancelled).values(), Spent()).cost

    def _reserved(self, rank: tuple[int, str], *, at: datetime, known: _Known, ahead: _Ahead) -> pl.DataFrame:
        """Plan the campaigns that come first and are due later on the same business day: their contacts count."""
        empty = pl.DataFrame(schema=_CONTACTS)
        if not known.policy.caps:
            return empty
        upcoming = later_today(known.active, before=rank, at=at, zone=self._features.zone)
        return pl.concat([empty, *(self._reserving(each, ahead) for each in upcoming)])

    def _reserving(self, upcoming: Upcoming, ahead: _Ahead) -> pl.DataFrame:
        """Return whom a campaign is going to contact; each occasion is planned once, however many come before it.

        A campaign that cannot be planned contacts nobody: its own look says so, and the others go on.
        """
        campaign, at = upcoming.campaign, upcoming.at
        if (campaign.slug, at) in ahead:
            return ahead[campaign.slug, at]
        found = pl.DataFrame(schema=_CONTACTS)
        try:
            occasion = Occasion(key="", trigger=SCHEDULE)
            plan = self._planned(campaign.definition, campaign.slug, occasion, at=at, campaign=campaign, ahead=ahead)
        except LabError as error:
            _log.warning("campaign.reserves_nobody", campaign=campaign.slug, why=error.what)
        else:
            treated = plan.frame.filter(pl.col("reason") == str(Reason.TREATED))
            when = pl.lit(at).cast(_CONTACTS["planned_at"]).alias("planned_at")
            found = treated.select("customer_id", "channel", when)
        ahead[campaign.slug, at] = found
        return found


def _people(base: str, truth: str, definition: CampaignDefinition, occasion: Occasion, people: People) -> str:
    """Return the query of customer_id, occasion, stratum and the columns of `People.columns`."""
    spelled = f"CAST(customers.{KEY} AS VARCHAR)"
    which = f"{text(occasion.key)}" if occasion.who is None else "who.occasion"
    stratum = "NULL::VARCHAR"
    if definition.stratify_by:
        values = ", ".join(f"CAST(customers.{quoted(name)} AS VARCHAR)" for name in definition.stratify_by)
        stratum = f"CAST(to_json([{values}]) AS VARCHAR)"
    columns, joins = people.columns(f"customers.{KEY}")
    meant = "" if occasion.who is None else f" JOIN who ON who.customer_id = {spelled}"
    picked = ", ".join([f"{spelled} AS customer_id", f"{which} AS occasion", f"{stratum} AS stratum", *columns])
    members = f"(SELECT * FROM {base} WHERE {truth}) AS customers"
    return f"SELECT {picked} FROM {members}{meant}{joins}"


def _with_facts(plan: str, base: str, truth: str, facts: str | None) -> str:
    if facts is None:
        return f"SELECT *, NULL::VARCHAR AS facts FROM ({plan}) AS planned ORDER BY customer_id"
    values = f"SELECT CAST({KEY} AS VARCHAR) AS _id, {facts} AS _facts FROM {base} WHERE {truth}"
    chosen = f"CASE WHEN reason = '{Reason.TREATED}' THEN _facts END AS facts"
    names = "customer_id, occasion, reason, arm, variant, channel, planned_at"
    return f"SELECT {names}, {chosen} FROM ({plan}) AS planned JOIN ({values}) AS v ON v._id = customer_id ORDER BY 1"


def document_of(plan: Plan) -> dict[str, Any]:
    """Return the figures of a plan in what JSON knows."""
    return {
        "campaign": plan.slug,
        "at": plan.at,
        "as_of": plan.as_of,
        "snapshot": plan.snapshot_id,
        "audience": plan.n_audience,
        "reasons": {str(reason): n for reason, n in plan.counts.items()},
        "channels": dict(plan.split("channel").iter_rows()),
        "variants": {str(name): n for name, n in plan.split("variant").iter_rows() if name is not None},
        "cost": plan.cost,
        "policy_version": plan.policy_version,
        "holdout": None if plan.holdout is None else plan.holdout.name,
    }
