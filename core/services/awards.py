"""Points that campaigns offer: whoever was treated and converted gets them, once, in the ledger of the program.

They are adjustments at the instant of the conversion. The key of each is made of campaign and customer, so any number
of passes, of workers and of deaths on the way give nobody anything twice; what one leaves undone, the next one does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import polars as pl

from core.campaigns.definition import CampaignDefinition
from core.campaigns.model import Campaign
from core.campaigns.report import PointsGiven
from core.errors import LabError
from core.kernel.clock import start_of_day
from core.programs.model import Program, ProgramState
from core.services import named
from core.services.actions import Actions
from core.services.books import policies_of
from core.services.contacted import Asked, Contacts
from core.services.measuring import Measuring
from core.store import Database
from core.warehouse import Engine

__all__ = ["Award", "Awards", "PointsGiven", "Waiting"]

Definitions = Mapping[int, CampaignDefinition]
_DIGITS = 40  # hexadecimal ones of the hash of a customer's id: two never meet, and the key has room for them
_DUE = pl.Schema({
    "customer_id": pl.String(), "key": pl.String(), "at": pl.Datetime("us", "UTC"), "points": pl.Int64(),
    "reason": pl.String(),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Award:
    """What a pass over one campaign came to.

    n_customers, points: given by this pass; given: how all stands after it, by program. fault: why it was not done.
    """

    campaign: str  # slug
    n_customers: int = 0
    points: int = 0
    given: tuple[PointsGiven, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many customers of a campaign converted and have no points of a program.

    n_due: whom a pass gives theirs while the program is active; the first of them converted at `since`. n_never: who
    converted before its first day, and get none. n_given: who have theirs.
    """

    program: Program
    n_due: int
    since: datetime | None
    n_never: int = 0
    n_given: int = 0


@dataclass(frozen=True, slots=True)
class _Standing:
    """What was given in a program and what was not; `ready` is what a pass has to do now (columns _DUE)."""

    told: PointsGiven
    ready: pl.DataFrame
    waiting: Waiting


class Awards:
    """Gives the points of campaigns, and says how far that is."""

    def __init__(
        self, measuring: Measuring, contacts: Contacts, *, actions: Actions, engine: Engine, database: Database
    ) -> None:
        self._measuring = measuring
        self._contacts = contacts
        self._actions = actions
        self._engine = engine
        self._database = database

    def award(self, name: str) -> Award:
        """Give the points of one campaign to all who have converted by what is known now, and have none yet.

        A campaign that pauses or has ended keeps its word as well. Raises NotFound, SnapshotMissing, and whatever its
        rule raises when it does not fit the warehouse any more.
        """
        with self._database.view() as work:
            campaign = named.get(work.campaigns, name, kind="campaign")
        return self._award(campaign)

    def all(self, *, is_over: Callable[[], bool] = lambda: False) -> list[Award]:
        """Give the points of all campaigns that offered any, also of archived ones; a fault of one stops no other.

        Once `is_over`, no other campaign is begun with.
        """
        with self._database.view() as work:
            campaigns = work.campaigns.all(archived=True)
        found = []
        for campaign in campaigns:
            if is_over():
                break
            try:
                award = self._award(campaign)
            except LabError as error:
                award = Award(campaign.slug, fault=str(error))
            if award.given or award.fault:
                found.append(award)
        return found

    def told(self, asked: Asked, definitions: Definitions) -> tuple[PointsGiven, ...]:
        """Return what was given to the customers in question and what was not, by program."""
        return tuple(self._standing(asked, *due).told for due in self._due(asked, definitions))

    def waiting(self, campaign: Campaign) -> tuple[Waiting, ...]:
        """Return who converted by what is known now and has no points, by program; also of programs with nobody.

        Raises what `award` does.
        """
        found = self._asked(campaign)
        return () if found is None else tuple(self._standing(found[0], *due).waiting for due in self._due(*found))

    def _asked(self, campaign: Campaign) -> tuple[Asked, Definitions] | None:
        """Return the question for all customers of a campaign, and its versions; None before it has fired."""
        with self._database.view() as work:
            runs = work.executions.runs(campaign.campaign_id)
            definitions = {v.version: v.definition for v in work.campaigns.versions(campaign.campaign_id)}
        return (Asked(campaign, runs, runs, 0, self._measuring.snapshot().as_of, None), definitions) if runs else None

    def _award(self, campaign: Campaign) -> Award:
        found = self._asked(campaign)
        if found is None:
            return Award(campaign.slug)
        asked, definitions = found
        given, told = [], []
        for program, rows in self._due(asked, definitions):
            ready = self._standing(asked, program, rows).ready
            if ready.height:
                given.append(self._actions.give(program, ready))
            told.append(self._standing(asked, program, rows).told)
        return Award(campaign.slug, sum(new.height for new in given), sum(map(_sum, given)), tuple(told))

    def _due(self, asked: Asked, definitions: Definitions) -> list[tuple[str, pl.DataFrame]]:
        """Return who is to have points (columns _DUE), by program; each customer as the version promised that met him.

        Programs of versions that offered points are there, even with nobody.
        """
        parts: dict[str, list[pl.DataFrame]] = {}
        for version in sorted({run.version for run in asked.firsts}):
            definition = definitions[version]
            offers = _offers(asked.campaign, definition)
            if definition.program is not None and offers.height:
                firsts = [run for run in asked.firsts if run.version == version]
                mine = replace(asked, firsts=firsts, days=definition.conversion.within_days)
                due = self._converted(mine, definition).join(offers, on="variant", nulls_equal=True)
                parts.setdefault(definition.program, []).append(due.select(list(_DUE)).cast(_DUE))
        return [(program, pl.concat(found).sort("at", "key")) for program, found in sorted(parts.items())]

    def _converted(self, asked: Asked, definition: CampaignDefinition) -> pl.DataFrame:
        """Return who converted: customer_id, variant, at, key."""
        found = self._contacts.of(asked, id_type=self._measuring.id_type)
        if found.span is None:
            return pl.DataFrame(schema=_DUE).select("customer_id", "key", "at", pl.col("reason").alias("variant"))
        rows = self._measuring.conversions(
            definition, found.units, snapshot=self._measuring.snapshot(), firsts=found.span,
            known_until=asked.known_until,
        )  # fmt: skip
        key = f"'{_prefix(asked.campaign)}' || left(sha256(customer_id), {_DIGITS})"
        return self._engine.frame(f"SELECT *, {key} AS key FROM converted", tables={"converted": rows})

    def _standing(self, asked: Asked, slug: str, due: pl.DataFrame) -> _Standing:
        """Return how far a program is with those who are due, and those who were and got theirs."""
        with self._database.view() as work:
            program = work.programs.get(slug)
            versions = work.programs.versions(program.program_id)
            gifts = work.ledger.gifts(program.program_id, _prefix(asked.campaign))
        if asked.at is not None:
            gifts = gifts.filter(pl.col("recorded_at") < asked.at)
        waiting = due.join(gifts, on="key", how="anti", maintain_order="left")
        is_part = len(asked.firsts) < len(asked.runs)  # then nothing is said of others
        given = gifts.join(due, on="key", how="semi") if is_part else gifts
        n = waiting.height
        why, ready, in_time = _IDLE.get(program.state, ""), due.clear(), waiting
        if program.state is ProgramState.ACTIVE:
            first = policies_of(program, versions)[0].from_on
            in_time = waiting.filter(pl.col("at") >= start_of_day(first, self._measuring.profile.zone))
            early = n - in_time.height
            whys = [f"{early:,} converted before {first}, the program's first day, and get none"] if early else []
            why = "; ".join([*whys, *(["the next pass gives them"] if in_time.height else [])])
            unbooked = gifts.filter(~pl.col("is_booked")).select(list(_DUE))  # a pass died there
            ready = pl.concat([in_time, unbooked])
        told = PointsGiven(slug, given.height, _sum(given), n, _sum(waiting), why if n else "")
        since: datetime | None = in_time.select(pl.col("at").min()).item()
        return _Standing(told, ready, Waiting(program, in_time.height, since, n - in_time.height, given.height))


def _offers(campaign: Campaign, definition: CampaignDefinition) -> pl.DataFrame:
    """Return what is offered in points: variant, points, reason (of the entries)."""
    rows = [
        (variant, int(offer.value), f"Campaign {campaign.slug}: {offer.name}")
        for variant, offer in definition.offers().items()
        if offer.gives_points
    ]
    return pl.DataFrame(rows, {"variant": pl.String, "points": pl.Int64, "reason": pl.String}, orient="row")


def _prefix(campaign: Campaign) -> str:
    """Return what the keys of all that a campaign gives begin with."""
    return f"{campaign.campaign_id}-"


def _sum(rows: pl.DataFrame) -> int:
    return int(rows["points"].sum())


_IDLE = {
    ProgramState.DRAFT: "the program is a draft; activate it, and the next pass gives them",
    ProgramState.PAUSED: "the program is paused; activate it again, and the next pass gives them",
}
