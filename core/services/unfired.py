"""Why an active campaign does not do what it was activated for, each with a remedy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.campaigns.model import Campaign, Look, LookResult, Reason, Run
from core.reports import words
from core.services import looking
from core.services.attention import Concern, Where
from core.services.triggers import Passed

ALONE = timedelta(minutes=10)  # without a look: cron, as docs/CAMPAIGNS.md has it, looks every five


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an active campaign.

    look: the last one since its activation. run: its newest. passed: see `Triggers.passed`.
    """

    look: Look | None
    run: Run | None
    passed: Passed
    now: datetime
    zone: ZoneInfo

    @property
    def is_looked_at(self) -> bool:
        """Whether somebody looked at its triggers of late."""
        return self.look is not None and self.now - self.look.at <= ALONE


def unfired(campaign: Campaign, known: Known) -> Concern | None:
    """Return the gravest reason why an active campaign does not fire as it should; None if it does."""
    return next(filter(None, (why(campaign, known) for why in (_faulty, _for_nobody, _late, _missed))), None)


def _faulty(campaign: Campaign, known: Known) -> Concern | None:
    """Return that the last look came to a fault, or found no channel that can be used."""
    look = known.look
    if look is not None and look.result is LookResult.FAULT:
        fix = f"Mend what it says: every look tries again, and nothing is lost. {_look_again(campaign)}"
    elif look is not None and look.result is LookResult.NO_CHANNEL and look.run is None:
        fix = "Set what is missing in `.env` (docs/CHANNELS.md), or pause it and give it another channel."
    else:
        return None
    return Concern("error", campaign.name, look.text, fix, Where.campaign(campaign))


def _for_nobody(campaign: Campaign, known: Known) -> Concern | None:
    """Return that the newest run since the activation could reach nobody by any channel."""
    run = known.run
    if run is None or campaign.active_since is None or run.at < campaign.active_since:
        return None
    counts = {Reason(name): n for name, n in run.counts.items() if n}
    if not counts or Reason.TREATED in counts:
        return None
    result, why = looking.nobody(counts)
    if result is not LookResult.NO_CHANNEL:
        return None
    what = f"It fired on {words.instant(run.at, known.zone)}, and nobody got anything. {why}"
    fix = "Customers need an address in the warehouse profile, and consent: docs/WAREHOUSE.md says how."
    return Concern("error", campaign.name, what, fix, Where.campaign(campaign, tab="Executions"))


def _late(campaign: Campaign, known: Known) -> Concern | None:
    """Return that its schedule was due a while ago, and can still fire."""
    due, look = known.passed.due, known.look
    if due is None or known.now - due <= ALONE:
        return None
    why = look.text if look is not None and look.at >= due else "Nobody has looked at its triggers since."
    what = f"It was due on {words.instant(due, known.zone)} and has not fired. {why}"
    fix = f"It fires late, when somebody looks. {_look_again(campaign)}"
    return Concern("warning", campaign.name, what, fix, Where.campaign(campaign))


def _missed(campaign: Campaign, known: Known) -> Concern | None:
    """Return that its single time passed, and that it has not been fired since, not even by hand."""
    missed, run = known.passed.missed, known.run
    if missed is None or (run is not None and run.at >= missed):
        return None
    what = f"Its time, {words.instant(missed, known.zone)}, has passed unfired, and does not come again."
    fix = "Fire it by hand on its tab Progress, pause it and choose another time on its tab Edit, or end it."
    return Concern("warning", campaign.name, what, fix, Where.campaign(campaign))


def _look_again(campaign: Campaign) -> str:
    return f"`python -m core campaigns trigger {campaign.slug}` looks at once."
