"""Firing one occasion: planned, and written down in one transaction, so that it happens once or not at all.

Whoever dies on the way has written nothing, and the occasion is still there for the next one. Of two at the same moment
one finds that the other was first: by the key of the occasion, or by what the trigger remembers. And whoever finds that
anything a plan is made from has changed since, such as another run, plans anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Protocol

import polars as pl

from core.campaigns.definition import Channel
from core.campaigns.model import Campaign, Reason, Run
from core.campaigns.occasions import Occasion
from core.campaigns.states import CampaignState
from core.kernel.clock import Clock
from core.services.planning import Plan
from core.store import Database, UnitOfWork

TRIES = 5  # plans of one occasion in a pass, while others keep firing


class Ending(Enum):
    """What came of an occasion."""

    FIRED = auto()
    NOBODY = auto()  # of those to whom something happened, nobody is left to record
    THERE = auto()  # it has fired already
    CHANGED = auto()  # the campaign is not what it was: paused, ended, edited
    BUSY = auto()  # others fired every time before this one was written


@dataclass(frozen=True, slots=True)
class Fired:
    """What came of an occasion, its plan, and the run that was written, or was there already.

    executions: those of a run that was written.
    """

    ending: Ending
    plan: Plan
    run: Run | None = None
    executions: pl.DataFrame | None = None


class Planner(Protocol):
    """Who plans occasions."""

    def for_run(self, campaign: Campaign, occasion: Occasion, *, at: datetime) -> Plan:
        """Return the plan of an occasion of a campaign at an instant."""
        ...


Keep = Callable[[Run, pl.DataFrame], None]  # what is to be done with the executions of a run that was written


def _nothing(_run: Run, _executions: pl.DataFrame) -> None:
    """Keep no copy."""


class Firing:
    """Fires occasions."""

    def __init__(
        self, planner: Planner, *, database: Database, clock: Clock, actor: str, keep: Keep = _nothing,
        tries: int = TRIES,
    ) -> None:  # fmt: skip
        self._planner = planner
        self._keep = keep
        self._database = database
        self._clock = clock
        self._actor = actor
        self._tries = tries

    def fire(self, campaign: Campaign, occasion: Occasion) -> Fired:
        """Plan an occasion and write it down. Raises whatever planning raises; then nothing is written."""
        for _ in range(self._tries):
            plan = self._planner.for_run(campaign, occasion, at=self._clock.now())
            with self._database.unit(actor=self._actor, clock=self._clock) as work:
                found = _written(work, campaign, occasion, plan)
            if found is not None:
                if found.run is not None and found.executions is not None:
                    self._keep(found.run, found.executions)
                return found
        return Fired(Ending.BUSY, plan)


def _written(work: UnitOfWork, campaign: Campaign, occasion: Occasion, plan: Plan) -> Fired | None:
    """Write a plan down inside a transaction; None if it has to be made anew."""
    now = work.campaigns.get(campaign.slug)
    if now.state is not CampaignState.ACTIVE or (now.head, now.active_since) != (campaign.head, campaign.active_since):
        return Fired(Ending.CHANGED, plan)
    there = work.executions.run_of(campaign.campaign_id, occasion.key)
    if there is not None or not _is_remembered(work, campaign, occasion):
        return Fired(Ending.THERE, plan, there)
    if not _is_current(work, plan):
        return None
    if occasion.number is not None and occasion.state is not None:
        work.looks.save_trigger_state(campaign.campaign_id, occasion.number, occasion.state)
    meant = plan.frame.filter(pl.col("reason") != str(Reason.ALREADY_TREATED))
    if meant.is_empty() and occasion.who is not None:
        return Fired(Ending.NOBODY, plan)
    run = work.executions.add_run(_run(work, campaign, occasion, plan))
    made = _insert(work, run, meant)
    counts = {str(reason): n for reason, n in plan.counts.items() if n}
    after = {"run": run.run_id, "key": run.key, "trigger": run.trigger, "version": run.version, "counts": counts}
    work.record("fire", "campaign", subject=campaign.slug, after=after)
    return Fired(Ending.FIRED, plan, run, made)


def _is_remembered(work: UnitOfWork, campaign: Campaign, occasion: Occasion) -> bool:
    """Tell whether the trigger still remembers what the occasion was made from."""
    if occasion.number is None:
        return True
    return work.looks.trigger_state(campaign.campaign_id, occasion.number) == occasion.before


def _is_current(work: UnitOfWork, plan: Plan) -> bool:
    """Tell whether runs, policy and holdout are still those that the plan knew."""
    policy, held = work.policies.current(), work.holdouts.open()
    is_held = held is not None and held.from_at <= plan.at
    return (
        work.executions.last_run_id() == plan.seen_run
        and (policy.version if policy else 0) == plan.policy_version
        and (held.holdout_id if held and is_held else None) == (plan.holdout and plan.holdout.holdout_id)
    )


def _run(work: UnitOfWork, campaign: Campaign, occasion: Occasion, plan: Plan) -> Run:
    return Run(
        0, campaign.campaign_id, campaign.version.version, occasion.key, occasion.trigger, plan.as_of, plan.snapshot_id,
        plan.n_audience, {str(reason): n for reason, n in plan.counts.items()}, plan.policy_version,
        plan.holdout.holdout_id if plan.holdout else None, work.now, work.actor,
    )  # fmt: skip


def _insert(work: UnitOfWork, run: Run, meant: pl.DataFrame) -> pl.DataFrame:
    """Write an execution of everybody who is meant, and queue what is to be sent; return the executions.

    The warehouse is told of both arms, so there a control has a delivery, too.
    """
    made = work.executions.insert(run, meant.rename({"reason": "outcome"}))
    is_told = (pl.col("outcome") == str(Reason.CONTROL)) & (pl.col("channel") == str(Channel.WAREHOUSE))
    queued = made.filter((pl.col("outcome") == str(Reason.TREATED)) | is_told)
    facts = meant.select("customer_id", pl.col("facts").fill_null("{}"))
    work.deliveries.insert(
        queued.join(facts, on="customer_id", how="left").select(
            "execution_id", "campaign_id", "channel", pl.col("planned_at").alias("not_before"), "facts"
        )
    )
    return made
