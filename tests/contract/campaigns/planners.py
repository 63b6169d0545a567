"""Planners that something happens to between the plan and its being written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Barrier

from core.campaigns.model import Campaign
from core.campaigns.occasions import Occasion
from core.services.firing import Firing, Planner
from core.services.lab import Lab
from core.services.launching import Launching
from core.services.planning import Plan


class Died(BaseException):
    """The process is gone."""


class Interrupted:
    """Plans as another planner does, and then calls what it was given, with how many plans there were."""

    def __init__(self, planner: Planner, then: Callable[[int], None]) -> None:
        self.planner = planner
        self.then = then
        self.plans: list[Plan] = []

    def for_run(self, campaign: Campaign, occasion: Occasion, *, at: datetime) -> Plan:
        self.plans.append(self.planner.for_run(campaign, occasion, at=at))
        self.then(len(self.plans))
        return self.plans[-1]


def launching_with(lab: Lab, planner: Planner) -> Launching:
    """The launching of a lab, with another planner."""
    said = {"database": lab.database, "clock": lab.clock, "actor": lab.settings.lab_user}
    return Launching(
        Firing(planner, **said), lab.launching._triggers, lab.segments, lab.audiences, faults=lab.campaigns.channels,
        **said,
    )  # fmt: skip


def interrupted(lab: Lab, then: Callable[[int], None]) -> tuple[Launching, Interrupted]:
    planner = Interrupted(lab.planning, then)
    return launching_with(lab, planner), planner


def meeting(lab: Lab, barrier: Barrier) -> Launching:
    """A launching whose first plan waits for that of others."""

    def wait(n: int) -> None:
        if n == 1:
            barrier.wait(60)

    return interrupted(lab, wait)[0]
