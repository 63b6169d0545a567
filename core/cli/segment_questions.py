"""`segments ...`: the commands that ask who is in, why, and how segments compare."""

from __future__ import annotations

import argparse

from core.cli.parsing import AS_OF, Groups, command, number, rule_text
from core.cli.reply import Reply, counted, table
from core.features import FeatureView
from core.kernel.clock import format_instant
from core.services.audiences import ENGINES
from core.services.lab import Lab


def add(commands: Groups) -> None:
    """Add the commands to the group `segments`."""
    preview = command(commands, "preview", _preview, help="count a rule and every node of it", named=False)
    which = preview.add_mutually_exclusive_group(required=True)
    which.add_argument("name", nargs="?", help="a segment")
    which.add_argument("--rule", metavar="JSON", help="JSONLogic, or - to read it from standard input")
    preview.add_argument("--as-of", metavar="INSTANT", help=AS_OF)
    preview.add_argument("--ids", action="store_true", help="also the members' ids")
    preview.add_argument(
        "--engine", choices=ENGINES, default=ENGINES[0], help="postgres: let the warehouse itself count, as it is now"
    )
    preview.set_defaults(misuse=preview.error)
    members = command(commands, "members", _members, help="the members as of any instant")
    members.add_argument("--as-of", metavar="INSTANT", help=f"{AS_OF}; computed from history")
    members.add_argument("--version", type=number, help="by an older version of the segment")
    why = command(commands, "why", _why, help="explain whether one customer is a member")
    why.add_argument("customer", help="the customer's id")
    why.add_argument("--as-of", metavar="INSTANT", help=AS_OF)
    overlap = command(commands, "overlap", _overlap, help="how many customers segments share", named=False)
    overlap.add_argument("names", nargs="*", help="segments; all if none is named")
    overlap.add_argument("--as-of", metavar="INSTANT", help=AS_OF)
    profile = command(commands, "profile", _profile, help="the members against all customers")
    profile.add_argument("--as-of", metavar="INSTANT", help=AS_OF)


def note_on(lab: Lab, view: FeatureView, asked: str | None) -> str:
    """Return what there is to say of the instant: that the data do not reach it, or that another one is answered."""
    until = lab.features.known_until()
    if view.as_of > until:
        return f"note: the snapshot knows nothing after {format_instant(until)}; later purchases are missing here."
    remark = lab.features.remark(asked, view)
    return f"note: {remark}" if remark else ""


def _preview(lab: Lab, args: argparse.Namespace) -> Reply:
    rule = lab.segments.rule(args.name) if args.rule is None else lab.segments.check(rule_text(args.rule))
    live = args.engine != ENGINES[0]
    if live and args.ids:
        args.misuse("--ids come from the snapshot; leave --engine out")
    view = None if live else lab.features.view(args.as_of)
    found = lab.audiences.preview(rule, as_of=view or args.as_of, engine=args.engine)
    nodes = [
        {"path": n.path, "text": n.text, "kind": n.kind, "members": n.members, "removes": n.removes,
         "reaching": n.reaching}
        for n in found.nodes
    ]  # fmt: skip
    data = {
        "as_of": found.as_of, "engine": found.engine, "snapshot": found.snapshot_id or None, "total": found.total,
        "members": found.members, "text": found.rule.text, "rule": found.rule.json, "nodes": nodes,
        "empty_because": found.empty_because,
    }  # fmt: skip
    if args.ids:
        data["ids"] = lab.audiences.rule_members(rule, as_of=view).to_list()
    head = f"{found.members:,} of {counted(found.total, 'customer')} as of {found.as_of:%Y-%m-%d %H:%M} UTC"
    body = table(
        ("node", "condition", "members", "removes"),
        ((n.path or "/", n.text, n.members, n.removes) for n in found.nodes),
    )
    parts = [head, found.empty_because or "", body, *map(str, data.get("ids", []))]
    return Reply(data, "\n".join(p for p in parts if p), note=note_on(lab, view, args.as_of) if view else "")


def _members(lab: Lab, args: argparse.Namespace) -> Reply:
    segment = lab.segments.get(args.name, version=args.version)
    version = segment.definition.version
    view = lab.features.view(args.as_of)
    ids = lab.audiences.members(segment.slug, as_of=view, version=version).to_list()
    because = None if ids else lab.audiences.empty_because(segment.slug, as_of=view, version=version)
    data = {
        "segment": segment.slug, "version": version, "as_of": view.as_of, "snapshot": view.snapshot_id,
        "members": len(ids), "empty_because": because, "ids": ids,
    }  # fmt: skip
    empty = f"{segment.slug} has no members. {because}" if because else ""
    note = "\n".join(p for p in (empty, note_on(lab, view, args.as_of)) if p)
    return Reply(data, "\n".join(map(str, ids)), note=note)


def _why(lab: Lab, args: argparse.Namespace) -> Reply:
    view = lab.features.view(args.as_of)
    why = lab.audiences.why(args.name, args.customer, as_of=view)
    conditions = [{"path": r.path, "text": r.text, "values": r.values, "held": r.held} for r in why.reasons]
    data = {
        "segment": why.segment, "customer_id": why.customer_id, "as_of": why.as_of, "is_member": why.is_member,
        "conditions": conditions,
    }  # fmt: skip
    verdict = f"Customer {why.customer_id} is {'' if why.is_member else 'not '}in {why.segment}"
    rows = ((r.path or "/", "  " * r.depth + r.text, r.shown, r.held) for r in why.reasons)
    return Reply(
        data,
        f"{verdict} as of {why.as_of:%Y-%m-%d %H:%M} UTC.\n{table(('node', 'condition', 'value', 'held'), rows)}",
        note=note_on(lab, view, args.as_of),
    )


def _overlap(lab: Lab, args: argparse.Namespace) -> Reply:
    view = lab.features.view(args.as_of)
    found = lab.audiences.overlap(args.names or None, as_of=view)
    pairs = found.pairs.filter(found.pairs["a"] != found.pairs["b"]).rows()
    rows = ((a, b, n_a, n_b, both, _percent(share)) for a, b, n_a, n_b, both, share, _ in pairs)
    data = {"total": found.total, "pairs": found.pairs.to_dicts(), "left_out": found.left_out}
    text = table(("segment", "with", "members", "members of it", "in both", "share"), rows)
    left_out = [f"note: {slug} is left out. {why}" for slug, why in found.left_out.items()]
    note = "\n".join(filter(None, [*left_out, note_on(lab, view, args.as_of)]))
    return Reply(data, text if pairs else "An overlap needs two segments; there is no second one here.", note=note)


def _percent(share: float | None) -> str | None:
    return None if share is None else f"{share:.1%}"


def _profile(lab: Lab, args: argparse.Namespace) -> Reply:
    view = lab.features.view(args.as_of)
    found = lab.audiences.profile(args.name, as_of=view)
    data = {
        "members": found.n_in, "total": found.n_all, "is_exact": found.is_exact,
        "seen_members": found.seen_in, "seen_customers": found.seen_all, "numbers": found.numbers.to_dicts(),
        "values": found.values.to_dicts(),
    }  # fmt: skip
    ranked = found.numbers.sort(found.numbers["effect"].abs(), descending=True, nulls_last=True).to_dicts()
    rows = (
        (r["feature"], _number(r["mean_in"]), _number(r["mean_all"]), r["unit"], _number(r["effect"])) for r in ranked
    )
    head = f"{found.n_in:,} of {counted(found.n_all, 'customer')}; means, largest difference first"
    text = f"{head}\n{table(('feature', 'segment', 'everybody', 'unit', 'effect (sd)'), rows)}"
    note = "\n".join(filter(None, [found.estimate and f"note: {found.estimate}", note_on(lab, view, args.as_of)]))
    return Reply(data, text, note=note)


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:,.2f}"
