"""`campaigns ...`: the commands that define campaigns and move them on."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from core.cli import campaign_figures, campaign_moves, campaign_plans, campaign_reports, campaign_runs, past_campaigns
from core.cli.campaign_moves import step, summary
from core.cli.parsing import AS_OF, Groups, command, file_content, number
from core.cli.reply import Reply, counted, table
from core.errors import CampaignInvalid
from core.services.campaign_moves import state_of
from core.services.campaign_words import yaml_of
from core.services.campaigns import Campaign
from core.services.lab import Lab

_FILE = "a definition in YAML, or - to read it from standard input"


def add(groups: Groups) -> None:
    """Add the group to the parser; each of the modules adds its commands to it."""
    group = groups.add_parser("campaigns", help="design, plan, launch and measure campaigns")
    commands = group.add_subparsers(dest="command", required=True, metavar="COMMAND")
    command(commands, "list", _list, help="all campaigns, and how far each is", named=False).add_argument(
        "--archived", action="store_true", help="the archived ones too"
    )
    show = command(commands, "show", _show, help="a campaign's definition as YAML", of="campaign")
    show.add_argument("--version", type=number, help="an older version")
    create = command(commands, "create", _create, help="create a campaign from a file", named=False)
    edit = command(commands, "edit", _edit, help="save a new version, as a draft", of="campaign")
    edit.add_argument("--seen", type=number, metavar="VERSION", help="the version you edited; refused if stale")
    for parser in (create, edit):
        parser.add_argument("file", help=_FILE)
        parser.add_argument("--comment", default="", metavar="TEXT", help="why this version was made")
    command(commands, "validate", _validate, help="every fault of a file", named=False).add_argument("file", help=_FILE)
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
    command(commands, "archive", _archive, help="hide a campaign, or bring it back", of="campaign").add_argument(
        "--restore", action="store_true", help="bring it back"
    )
    command(commands, "history", _history, help="what was done to a campaign, and by whom", of="campaign")
    export = command(
        commands, "export", _export, help="the definition to .yaml, the executions to .csv or .parquet", of="campaign"
    )
    export.add_argument("path", type=Path)
    export.add_argument("--version", type=number, help="an older version of the definition")
    export.set_defaults(misuse=export.error)


def _list(lab: Lab, args: argparse.Namespace) -> Reply:
    past, note = past_campaigns.listed(lab)
    data = [*(summary(c) for c in lab.campaigns.all(archived=args.archived)), *past]
    columns = ["slug", "name", "state", "head", "audience", "priority", "active_since",
               *(["archived_at"] if args.archived else [])]  # fmt: skip
    heads = {"head": "versions", "active_since": "active since"}
    return Reply(data, table([heads.get(c, c) for c in columns], ([d[c] for c in columns] for d in data)), note=note)


def _show(lab: Lab, args: argparse.Namespace) -> Reply:
    campaign = lab.campaigns.get(args.name, version=args.version)
    document = campaign.definition.document()
    versions = [
        {"version": v.version, "created_at": v.created_at, "created_by": v.created_by, "comment": v.comment}
        for v in lab.campaigns.versions(campaign.slug)
    ]
    data = summary(campaign) | {
        "document": document, "versions": versions,
        "transitions": [step(t) for t in lab.campaigns.transitions(campaign.slug)],
    }  # fmt: skip
    return Reply(data, f"{_head(campaign)}\n{yaml_of(document)}".rstrip())


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
        return _faulty(error)
    notes = lab.campaigns.remarks(definition)
    data = {"is_valid": True, "name": definition.name, "problems": [], "remarks": list(notes)}
    return Reply(data, "\n".join([f"{definition.name!r} can be used.", *(f"note: {n}" for n in notes)]))


def _faulty(error: CampaignInvalid) -> Reply:
    problems = [{"pointer": p.pointer, "what": p.what, "fix": p.fix} for p in error.problems]
    lines = [f"at {p.pointer or '/'}: {p.what}\n  What to do: {p.fix}" for p in error.problems]
    text = "\n".join([f"{counted(len(problems), 'fault')}:", *lines])
    return Reply({"is_valid": False, "name": None, "problems": problems, "remarks": []}, text, code=1)


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
