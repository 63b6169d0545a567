"""`campaigns submit`, `approve`, `activate` and so on: a campaign's way from draft to the end."""

from __future__ import annotations

import argparse

from core.campaigns.model import Transition
from core.cli.parsing import Groups, command, number
from core.cli.reply import Reply
from core.services.campaign_moves import state_of
from core.services.campaigns import Campaign
from core.services.lab import Lab

_HELP = {
    "submit": "hand a draft to whoever approves it",
    "reject": "give it back as a draft",
    "approve": "let it be launched",
    "activate": "let its triggers set it off",
    "pause": "let nothing set it off; messages on their way wait",
    "end": "end it for good; messages on their way are cancelled",
}


def add(commands: Groups) -> None:
    """Add the commands to the group `campaigns`."""
    for act, told in _HELP.items():
        parser = command(commands, act, _move, help=told, of="campaign")
        parser.add_argument("--note", default="", metavar="TEXT", help="why, for the history")
        parser.set_defaults(act=act)
        if act == "approve":
            parser.add_argument("--seen", type=number, metavar="VERSION", help="the version you looked at")


def summary(campaign: Campaign) -> dict[str, object]:
    """Return what every answer about a campaign begins with."""
    definition = campaign.definition
    return {
        "slug": campaign.slug, "name": campaign.name, "state": str(campaign.state),
        "version": campaign.version.version, "head": campaign.head, "audience": definition.audience,
        "channels": [str(c) for c in definition.channels], "priority": definition.priority,
        "active_since": campaign.active_since, "archived_at": campaign.archived_at,
    }  # fmt: skip


def step(transition: Transition) -> dict[str, object]:
    """Return a transition as data."""
    return {
        "act": str(transition.act), "state": str(transition.state), "version": transition.version,
        "at": transition.at, "by": transition.by, "note": transition.note,
    }  # fmt: skip


def _move(lab: Lab, args: argparse.Namespace) -> Reply:
    told = {"note": args.note} | ({"seen": args.seen} if args.act == "approve" else {})
    campaign = getattr(lab.campaigns, args.act)(args.name, **told)
    text = f"{campaign.slug} (version {campaign.head}) is {state_of(campaign.state)}."
    notes = lab.campaigns.remarks(campaign.definition) if args.act in ("submit", "activate") else ()
    return Reply(summary(campaign) | {"remarks": list(notes)}, text, note="\n".join(f"note: {n}" for n in notes))
