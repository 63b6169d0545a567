"""`campaigns trigger`, `award`, `runs`, `executions`, `policy`, `holdout`: what happens, and what holds for all."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from core.campaigns.model import Reason
from core.cli.parsing import Groups, command, file_content, number, position
from core.cli.reply import Reply, counted, table
from core.reports.campaigns import given_lines
from core.services.awards import Award
from core.services.holdouts import Holdout
from core.services.lab import Lab
from core.services.launching import Look, LookResult, Run
from core.services.policies import Policy

SHOWN = 50  # executions in a text


def add(commands: Groups) -> None:
    """Add the commands to the group `campaigns`."""
    trigger = command(commands, "trigger", _trigger, help="fire what is due, once", named=False)
    trigger.add_argument("name", nargs="?", help="one campaign's short name or name")
    trigger.add_argument("--due", action="store_true", help="all active campaigns: one pass, for cron")
    trigger.add_argument("--now", action="store_true", help="fire it for its whole audience, whatever its triggers say")
    trigger.set_defaults(misuse=trigger.error)
    award = command(commands, "award", _award, help="give the points of offers to who converted, once", named=False)
    award.add_argument("name", nargs="?", help="one campaign's short name or name")
    award.add_argument("--all", action="store_true", help="all campaigns with offers of points: one pass, for cron")
    award.set_defaults(misuse=award.error)
    command(commands, "runs", _runs, help="what a campaign has fired, the newest first", of="campaign")
    executions = command(
        commands, "executions", _executions, help="what became of each customer, and why", of="campaign"
    )
    executions.add_argument("--run", type=number, dest="run_id", metavar="NUMBER", help="of one run")
    executions.add_argument("--customer", metavar="ID", help="of one customer")
    executions.add_argument("--reason", choices=[str(r) for r in Reason if r is not Reason.ALREADY_TREATED])
    _add_policy(commands)
    _add_holdout(commands)


def _add_policy(commands: Groups) -> None:
    group = commands.add_parser("policy", help="how often and when anybody may be contacted by any campaign")
    acts = group.add_subparsers(dest="act", required=True, metavar="COMMAND")
    command(acts, "show", _policy, help="the policy in force, as YAML", named=False)
    put = command(acts, "set", _set_policy, help="put another one in force", named=False)
    put.add_argument("file", help="a policy in YAML, or - to read it from standard input")
    put.add_argument("--seen", type=position, metavar="VERSION", help="the version you edited; refused if stale")
    put.add_argument("--comment", default="", metavar="TEXT", help="why")


def _add_holdout(commands: Groups) -> None:
    group = commands.add_parser("holdout", help="a share of all customers who get nothing from any campaign")
    acts = group.add_subparsers(dest="act", required=True, metavar="COMMAND")
    command(acts, "show", _holdout, help="the one in force and those before it", named=False)
    start = command(acts, "start", _start, help="hold a share out from now on; the one before ends", named=False)
    start.add_argument("share", type=float, help="above 0 and up to 0.5, such as 0.05")
    start.add_argument("--name", default="", dest="title", help="what to call it")
    drawn = start.add_mutually_exclusive_group()
    drawn.add_argument("--same-people", action="store_true", help="draw as the last holdout did")
    drawn.add_argument("--salt", metavar="TEXT", help="draw as a holdout of another store did, which had this salt")
    command(acts, "end", _end, help="end the one in force", named=False)


def _trigger(lab: Lab, args: argparse.Namespace) -> Reply:
    if (args.name is None) != args.due:
        args.misuse("name one campaign, or say --due for all")
    if args.now and args.name is None:
        args.misuse("--now is for one campaign")
    looks = lab.launching.trigger(args.name, is_now=args.now)
    text = "\n".join(f"{look.campaign}: {str(look.result).replace('_', ' ')}. {look.text}" for look in looks)
    code = 1 if any(look.result is LookResult.FAULT for look in looks) else 0
    return Reply([_look(look) for look in looks], text or "No campaign is active.", code=code)


def _look(look: Look) -> dict[str, object]:
    return {
        "campaign": look.campaign, "result": str(look.result), "text": look.text, "at": look.at,
        "next_at": look.next_at, "counts": dict(look.counts), "run": None if look.run is None else _run(look.run),
    }  # fmt: skip


def _award(lab: Lab, args: argparse.Namespace) -> Reply:
    if (args.name is None) != args.all:
        args.misuse("name one campaign, or say --all")
    awards = lab.awards.all() if args.all else [lab.awards.award(args.name)]
    text = "\n".join(_awarded(award) for award in awards)
    code = 1 if any(award.fault for award in awards) else 0
    return Reply([asdict(award) for award in awards], text or "No campaign has offered points yet.", code=code)


def _awarded(award: Award) -> str:
    if award.fault:
        return f"{award.campaign}: {award.fault}"
    if not award.given:
        return f"{award.campaign}: it has offered nobody points yet."
    now = f"{award.campaign}: {counted(award.n_customers, 'customer')} got {counted(award.points, 'point')} now."
    return " ".join([now, *given_lines(award.given)])


def _run(run: Run) -> dict[str, object]:
    return {
        "run": run.run_id, "key": run.key, "trigger": run.trigger, "version": run.version, "at": run.at, "by": run.by,
        "as_of": run.as_of, "snapshot": run.snapshot_id, "audience": run.n_audience, "reasons": dict(run.counts),
        "policy_version": run.policy_version, "holdout": run.holdout_id,
    }  # fmt: skip


def _runs(lab: Lab, args: argparse.Namespace) -> Reply:
    runs = lab.launching.runs(args.name)
    head = ["run", "key", "trigger", "version", "at", "by", "audience", "treated", "control"]
    rows = (
        (r.run_id, r.key, r.trigger, r.version, r.at, r.by, r.n_audience, r.counts.get("treated", 0),
         r.counts.get("control", 0))
        for r in runs
    )  # fmt: skip
    return Reply([_run(r) for r in runs], table(head, rows) if runs else "It has not fired yet.")


def _executions(lab: Lab, args: argparse.Namespace) -> Reply:
    reason = None if args.reason is None else Reason(args.reason)
    limit = None if args.json else SHOWN + 1
    frame = lab.launching.executions(
        args.name, run_id=args.run_id, customer_id=args.customer, reason=reason, limit=limit
    )
    head = ["run_id", "occasion", "customer_id", "reason", "variant", "channel", "planned_at", "delivery", "why"]
    told = (
        table(["run", *head[1:]], frame.head(SHOWN).select(head).iter_rows()) if frame.height else "No customer fits."
    )
    if args.json or frame.height <= SHOWN:
        return Reply(frame.to_dicts(), f"{told}\n{counted(frame.height, 'execution')}.")
    note = "note: --json has all of them, and so has `campaigns export`."
    return Reply(None, f"{told}\nThe first {SHOWN}.", note=note)


def _policy(lab: Lab, args: argparse.Namespace) -> Reply:
    policy = lab.policies.current()
    told = "no version was saved yet" if policy.at is None else f"version {policy.version}, by {policy.by}"
    return Reply(_policy_data(policy), f"# {told}\n{policy.text}".rstrip())


def _policy_data(policy: Policy) -> dict[str, object]:
    return {
        "version": policy.version, "document": policy.document.document(), "comment": policy.comment, "at": policy.at,
        "by": policy.by,
    }  # fmt: skip


def _set_policy(lab: Lab, args: argparse.Namespace) -> Reply:
    seen = lab.policies.current().version if args.seen is None else args.seen
    policy = lab.policies.save(file_content(args.file, of="policy"), seen=seen, comment=args.comment)
    return Reply(_policy_data(policy), f"The contact policy is in force as version {policy.version}.")


def _holdout(lab: Lab, args: argparse.Namespace) -> Reply:
    found = lab.holdouts.all()
    head = ["holdout", "name", "share", "from", "until", "started by", "ended by"]
    rows = ((h.holdout_id, h.name, f"{h.share:.2%}", h.from_at, h.until_at, h.started_by, h.ended_by) for h in found)
    return Reply([_holdout_data(h) for h in found], table(head, rows) if found else "There never was a holdout.")


def _holdout_data(holdout: Holdout) -> dict[str, object]:
    return {
        "holdout": holdout.holdout_id, "name": holdout.name, "share": holdout.share, "salt": holdout.salt,
        "from_at": holdout.from_at, "until_at": holdout.until_at, "started_by": holdout.started_by,
        "ended_by": holdout.ended_by,
    }  # fmt: skip


def _start(lab: Lab, args: argparse.Namespace) -> Reply:
    made = lab.holdouts.start(share=args.share, name=args.title, keeps_people=args.same_people, salt=args.salt)
    return Reply(_holdout_data(made), f"{made.share:.2%} of all customers get nothing from any campaign from now on.")


def _end(lab: Lab, args: argparse.Namespace) -> Reply:
    ended = lab.holdouts.end()
    return Reply(_holdout_data(ended), f"{ended.name!r} has ended; its history is kept.")
