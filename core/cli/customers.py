"""`customers ...`: find customers, and show one."""

from __future__ import annotations

import argparse
from typing import Any

import polars as pl

from core.cli.parsing import AS_OF, Groups, command
from core.cli.reply import Reply, counted, table
from core.errors import BadInput
from core.kernel.schema import Field, FieldType
from core.reports import customers as shown
from core.services.customers import Customer, Score
from core.services.lab import Lab
from core.services.search import MOST, PAGE
from core.services.standings import Standing, sentence

_SHOWN = 10  # receipts and events


def add(groups: Groups) -> None:
    """Add the group to the parser."""
    group = groups.add_parser("customers", help="find customers, and show one")
    commands = group.add_subparsers(dest="command", required=True, metavar="COMMAND")
    search = command(commands, "search", _search, help="customers by id, values and segments", named=False)
    search.add_argument("id", nargs="?", default="", help="an id, or its beginning")
    search.add_argument(
        "--where", action="append", default=[], metavar="FEATURE=VALUE", help="a value to look for; again for another"
    )
    search.add_argument(
        "--segment", action="append", default=[], metavar="NAME", help="only its members; again for another"
    )
    search.add_argument("--as-of", metavar="INSTANT", help=AS_OF)
    search.add_argument("--limit", type=_limit, default=PAGE, help=f"how many, {PAGE} if left out, {MOST:,} at most")
    show = command(commands, "show", _show, help="all that is known of one customer", named=False)
    show.add_argument("id", help="the customer's id")
    show.add_argument("--as-of", metavar="INSTANT", help=AS_OF)


def _limit(text: str) -> int:
    found = int(text)
    if not 1 <= found <= MOST:
        raise ValueError
    return found


_limit.__name__ = "number of customers"  # argparse says: invalid number of customers value


def _search(lab: Lab, args: argparse.Namespace) -> Reply:
    values: dict[str, list[Any]] = {}
    for given in args.where:
        name, value = _read(lab, given)
        values.setdefault(name, []).append(value)
    found = lab.search.find(args.id, values=values, segments=args.segment, as_of=args.as_of, limit=args.limit)
    view = found.view
    data = {"as_of": view.as_of, "snapshot": view.snapshot_id, "customers": found.n, "why_empty": found.why_empty,
            "rows": found.rows.to_dicts()}  # fmt: skip
    fields = [view.schema[c] for c in found.rows.columns[1:]]
    rows = ([r[0], *(_told(f, v) for f, v in zip(fields, r[1:], strict=True))] for r in found.rows.iter_rows())
    head = f"{counted(found.n, 'customer')} as of {view.as_of:%Y-%m-%d %H:%M} UTC"
    if found.rows.is_empty():
        return Reply(data, f"{head}\n{found.why_empty}")
    more = f"\nand {found.n - found.rows.height:,} more" if found.n > found.rows.height else ""
    return Reply(data, f"{head}\n{table(['customer', *(f.title for f in fields)], rows)}{more}")


def _show(lab: Lab, args: argparse.Namespace) -> Reply:
    customer = lab.customers.get(args.id, as_of=args.as_of)
    receipts, events = lab.customers.receipts(customer), lab.customers.events(customer)
    standings = lab.customers.standings(customer)
    data = {
        "customer_id": customer.id, "as_of": customer.as_of, "snapshot": customer.view.snapshot_id,
        "since": customer.first_on, "features": dict(customer.features), "scores": [_score(s) for s in customer.scores],
        "segments": [_segment(s) for s in standings], "events": events.to_dicts(),
        "receipts": None if receipts is None else receipts.drop("n", "first_on").to_dicts(),
    }  # fmt: skip
    parts = [_head(customer), _scores(customer), _features(customer), _history(customer, receipts, events)]
    told = ((s.is_member, s.segment.slug, sentence(s, lab.features.zone), s.because) for s in standings)
    parts.append(table(("in", "segment", "since", "because"), told) if standings else "")
    return Reply(data, "\n\n".join(p for p in parts if p), note=lab.features.remark(args.as_of, customer.view))


def _score(score: Score) -> dict[str, object]:
    return {
        "score": score.field.name, "value": score.score, "measure": score.measure.name, "of": score.value,
        "better_than": score.better_than,
    }  # fmt: skip


def _segment(standing: Standing) -> dict[str, object]:
    return {
        "segment": standing.segment.slug, "is_member": standing.is_member, "entered_at": standing.entered_at,
        "left_at": standing.left_at, "recorded_as_of": standing.recorded_as_of, "because": standing.because,
    }  # fmt: skip


def _history(customer: Customer, receipts: pl.DataFrame | None, events: pl.DataFrame) -> str:
    parts = []
    if receipts is not None and not receipts.is_empty():
        rows = receipts.select("at", pl.col("basket").cast(pl.String), "amount", "n_lines").head(_SHOWN).rows()
        parts.append(f"The last of {counted(receipts['n'][0], 'receipt')}")
        parts.append(table(("at", "receipt", customer.unit, "lines"), rows))
    if not events.is_empty():
        happened = events.select("on", "table", "what").head(_SHOWN).rows()
        parts.append(f"{chr(10) if parts else ''}What else happened, the newest first")
        parts.append(table(("day", "table", "what"), happened))
    return "\n".join(parts)


def _head(customer: Customer) -> str:
    since = f", customer since {customer.first_on}" if customer.first_on else ""
    return f"Customer {customer.id} as of {customer.as_of:%Y-%m-%d %H:%M} UTC{since}"


def _scores(customer: Customer) -> str:
    zone = customer.view.zone
    rows = [
        (s.field.title, s.score, f"{s.measure.title}: {shown.said(s.measure, s.value, zone=zone)}", shown.compared(s))
        for s in customer.scores
    ]
    return table(("score", "1 to 5", "for", "compared with all customers"), rows) if rows else ""


def _features(customer: Customer) -> str:
    rows = [
        (group, field.title, shown.said(field, value, zone=customer.view.zone))
        for group, features in customer.groups().items()
        for field, value in features
    ]
    return table(("group", "feature", "value"), rows)


def _told(field: Field, value: object) -> object:
    return value if value is None or field.type is FieldType.INTEGER else str(value)


def _read(lab: Lab, given: str) -> tuple[str, Any]:
    """Read FEATURE=VALUE as the feature's type has it; an empty value stands for unknown."""
    name, sign, text = given.partition("=")
    if not sign:
        raise BadInput(
            f"{given[:80]!r} is no FEATURE=VALUE.", fix="Write it like `--where age=65+`, empty for unknown."
        )
    field = lab.search.field(name)
    if not text:
        return name, None
    if field.type is FieldType.BOOLEAN:
        return name, {"true": True, "yes": True, "false": False, "no": False}.get(text.casefold(), text)
    return name, int(text) if field.type is FieldType.INTEGER and text.isdigit() else text
