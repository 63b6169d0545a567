"""`campaigns ...`: the commands that define campaigns and move them on."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from core.cli import campaign_figures, campaign_moves, campaign_plans, campaign_reports, campaign_runs, past_campaigns
from core.cli.campaign_moves import step, summary
from core.cli.defining import add_archive, add_definition, add_export, faulty, in_table, versions_of
from core.cli.parsing import AS_OF, Groups, command, file_content
from core.cli.reply import Reply, counted, table
from core.errors import CampaignInvalid
from core.services.campaign_moves import state_of
from core.services.campaign_words import yaml_of
from core.services.campaigns import Campaign
from core.services.lab import Lab


def add(groups: Groups) -> None:
    """Add the group to the parser; each of the modules adds its commands to it."""
    group = groups.add_parser("campaigns", help="design, plan, launch and measure campaigns")
    commands = group.add_subparsers(dest="command", required=True, metavar="COMMAND")
    runs = {"list": _list, "show": _show, "create": _create, "edit": _edit, "validate": _validate}
    told = {"listed": "all campaigns, and how far each is", "edited": "save a new version, as a draft"}
    add_definition(commands, runs, of="campaign", **told)
    message = command(commands, "message", _message, help="a message as one customer would get it", of="campaign")
    message.add_argument("--customer", required=True, metavar="ID", help="the customer's id")
    message.add_argument("--channel", help="one of its channels; the first if left out")
    message.add_argument("--variant", help="one of its variants; the first if left out")
    message.add_argument("--as-of", help=AS_OF)
    campaign_moves.add(commands)
    campaign_reports.add(commands)
    campaign_plans.add(commands)
    campaign_runs.add(commands)
    campaign_figures.add(commands)
    add_archive(commands, _archive, of="campaign")
    command(commands, "history", _history, help="what was done to a campaign, and by whom", of="campaign")
    add_export(commands, _export, of="campaign", rows="executions")


def _list(lab: Lab, args: argparse.Namespace) -> Reply:
    past, note = past_campaigns.listed(lab)
    found = [summary(c) | {"when": _when(lab, c)} for c in lab.campaigns.all(archived=args.archived)]
    data = [*found, *(row | {"when": []} for row in past)]
    columns = ("slug", "name", "state", "head", "audience", "priority", "active_since", "when")
    heads = {"head": "versions", "active_since": "active since"}
    rows = [row | {"when": ". ".join(row["when"]) or None} for row in data]
    return Reply(data, in_table(rows, columns, archived=args.archived, heads=heads), note=note)


def _when(lab: Lab, campaign: Campaign) -> list[str]:
    """Return in words what sets a campaign off, and on which days, each on one line."""
    return lab.campaigns.told(campaign.definition)["When"]


def _show(lab: Lab, args: argparse.Namespace) -> Reply:
    if args.version is None and past_campaigns.is_past(lab, args.name):
        return past_campaigns.performance(lab, args.name)  # it has no definition
    campaign = lab.campaigns.get(args.name, version=args.version)
    document, when = campaign.definition.document(), _when(lab, campaign)
    data = summary(campaign) | {
        "document": document, "when": when, "versions": versions_of(lab.campaigns.versions(campaign.slug)),
        "transitions": [step(t) for t in lab.campaigns.transitions(campaign.slug)],
    }  # fmt: skip
    head = "\n".join([_head(campaign), *(f"# {line}" for line in when)])
    return Reply(data, f"{head}\n{yaml_of(document)}".rstrip())


def _head(campaign: Campaign) -> str:
    """Return what stands above a definition, as a comment, so that the whole stays YAML."""
    archived = ", archived" if campaign.archived_at else ""
    version = f"version {campaign.version.version} of {campaign.head}"
    return f"# {campaign.slug}, {version}, {state_of(campaign.state)}{archived}"


def _create(lab: Lab, args: argparse.Namespace) -> Reply:
    return _saved(lab, lab.campaigns.create(file_content(args.file, of="campaign"), comment=args.comment))


def _edit(lab: Lab, args: argparse.Namespace) -> Reply:
    seen = lab.campaigns.get(args.name).head if args.seen is None else args.seen
    return _saved(
        lab, lab.campaigns.edit(args.name, file_content(args.file, of="campaign"), seen=seen, comment=args.comment)
    )


def _saved(lab: Lab, campaign: Campaign) -> Reply:
    text = f"Saved {campaign.name!r} ({campaign.slug}) as version {campaign.head}, a draft."
    notes = lab.campaigns.remarks(campaign.definition)
    return Reply(summary(campaign) | {"remarks": list(notes)}, text, note="\n".join(f"note: {n}" for n in notes))


def _validate(lab: Lab, args: argparse.Namespace) -> Reply:
    try:
        definition = lab.campaigns.read(file_content(args.file, of="campaign"))
    except CampaignInvalid as error:
        return faulty(error, remarks=[])
    notes = lab.campaigns.remarks(definition)
    data = {"is_valid": True, "name": definition.name, "problems": [], "remarks": list(notes)}
    return Reply(data, "\n".join([f"{definition.name!r} can be used.", *(f"note: {n}" for n in notes)]))


def _message(lab: Lab, args: argparse.Namespace) -> Reply:
    slug = lab.campaigns.get(args.name).slug
    found = lab.campaigns.preview_message(
        slug, args.customer, channel=args.channel, variant=args.variant, as_of=args.as_of
    )
    data = {"customer_id": args.customer, "subject": found.subject, "body": found.body, "is_html": found.is_html}
    return Reply(data, "\n\n".join(filter(None, (found.subject, found.body))))


def _archive(lab: Lab, args: argparse.Namespace) -> Reply:
    campaign = lab.campaigns.archive(args.name, restore=args.restore)
    return Reply(summary(campaign), f"{campaign.slug} is {'back' if args.restore else 'archived'}.")


def _history(lab: Lab, args: argparse.Namespace) -> Reply:
    steps = [step(t) for t in lab.campaigns.transitions(args.name)]
    records = [{"at": r.at, "by": r.actor, "action": r.action} for r in lab.campaigns.history(args.name)]
    columns = ("at", "by", "act", "state", "version", "note")
    told = table(columns, ([row.get(c) for c in columns] for row in _told(steps, records)))
    return Reply({"transitions": steps, "records": records}, told)


def _told(steps: list[dict[str, object]], records: list[dict[str, object]]) -> Iterator[dict[str, object]]:
    """Yield all that was done, oldest first: each record, and what its transition says where it has one."""
    waiting = list(steps)
    for record in reversed(records):
        is_same = [s for s in waiting if (s["at"], s["act"]) == (record["at"], record["action"])]
        yield is_same[0] if is_same else {**record, "act": record["action"], "note": ""}
        waiting = [s for s in waiting if s not in is_same[:1]]


def _export(lab: Lab, args: argparse.Namespace) -> Reply:
    path = args.path
    is_definition = path.suffix.casefold() in (".yaml", ".yml")
    if args.version is not None and not is_definition:
        args.misuse("--version is for a definition (.yaml)")
    n = lab.campaigns.export(args.name, path, version=args.version)
    told = "the definition" if is_definition else counted(n, "execution")
    return Reply({"file": path, "rows": n}, f"Wrote {told} to {path}.")
