"""HTML for Jupyter: small, self-contained, every text escaped, at home in light and dark.

Colours are the notebook's own ink in several strengths. What lives below this layer is shown by `register`; the
dataclasses of the services call these functions from their `_repr_html_`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any, Protocol

import polars as pl

from core.reports import words
from core.segments.compare import Overlap
from core.segments.counting import NodeCount
from core.segments.model import Segment
from core.segments.profiling import Profile
from core.warehouse import Snapshot, SnapshotStatus
from core.warehouse.snapshots.status import table_status

MOST = 20  # rows of a table
LINE = "border-bottom:1px solid rgba(128,128,128,.25)"
SOFT = "opacity:.68"


class Reason(Protocol):
    """How one condition came out for one customer."""

    @property
    def text(self) -> str:
        """The condition, as a sentence."""

    @property
    def depth(self) -> int:
        """How many groups it stands in."""

    @property
    def held(self) -> bool:
        """Whether it held."""

    @property
    def shown(self) -> str:
        """The customer's values."""


class Formatter(Protocol):
    """What IPython calls its HTML formatter."""

    def for_type(self, typ: type, func: Callable[[Any], str]) -> object:
        """Show values of a type by a function."""


def card(title: str, *parts: str, note: str = "") -> str:
    """Return a titled block around parts that are HTML already; `title` and `note` are text."""
    aside = f'<span style="{SOFT};margin-left:.6em">{escape(note)}</span>' if note else ""
    return f'<div style="font-size:13px;line-height:1.5"><div><b>{escape(title)}</b>{aside}</div>{"".join(parts)}</div>'


def facts(values: Mapping[str, str]) -> str:
    """Return names and values, one a line."""
    rows = "".join(
        f'<tr><td style="text-align:left;{SOFT};padding:1px 1.5em 1px 0">{escape(name)}</td>'
        f'<td style="text-align:left;padding:1px 0">{escape(value)}</td></tr>'
        for name, value in values.items()
    )
    return f'<table style="border-collapse:collapse;margin:.3em 0">{rows}</table>'


def table(titles: Sequence[str], rows: Iterable[Sequence[str]], *, left: int = 1, most: int = MOST) -> str:
    """Return a table of texts; the first `left` columns are words, the others figures; at most `most` rows."""
    known = list(rows)
    sides = ["left" if i < left else "right" for i in range(len(titles))]
    head = "".join(_cell("th", escape(t), side) for t, side in zip(titles, sides, strict=True))
    body = "".join(
        "<tr>" + "".join(_cell("td", escape(c), side) for c, side in zip(row, sides, strict=True)) + "</tr>"
        for row in known[:most]
    )
    more = f'<div style="{SOFT}">and {len(known) - most:,} more rows</div>' if len(known) > most else ""
    return f'<table style="border-collapse:collapse;margin:.3em 0"><tr>{head}</tr>{body}</table>{more}'


def preview(
    title: str, nodes: Sequence[NodeCount], *, total: int, members: int, note: str = "", warning: str | None = None
) -> str:
    """Return the count of a rule and of each of its conditions, indented as they are nested."""
    depth: dict[str | None, int] = {None: -1}
    for node in nodes:
        depth[node.path] = depth[node.parent] + 1
    rows = [("\N{NO-BREAK SPACE}" * 4 * depth[n.path] + n.text, f"{n.members:,}", _removed(n.removes)) for n in nodes]
    share = words.share(members / total) if total else words.UNKNOWN
    said = f"{members:,} of {words.count(total, 'customer')} ({share})"
    alarm = f"<div>⚠ {escape(warning)}</div>" if warning else ""
    return card(title, f"<div>{escape(said)}</div>", alarm,
                table(["condition", "customers", "taken away"], rows, most=500), note=note)  # fmt: skip


def why(customer: str, segment: str, reasons: Sequence[Reason], *, is_member: bool, note: str = "") -> str:
    """Return how each condition came out for one customer."""
    verdict = "is a member" if is_member else "is not a member"
    rows = [("✓" if r.held else "✗", "\N{NO-BREAK SPACE}" * 4 * r.depth + r.text, r.shown) for r in reasons]
    return card(f"Customer {customer} {verdict} of {segment}",
                table(["held", "condition", "the customer's value"], rows, left=3, most=500), note=note)  # fmt: skip


def profile(found: Profile) -> str:
    """Return the features and values in which the members differ most from all customers."""
    numbers = found.numbers.drop_nulls("effect").sort(pl.col("effect").abs(), descending=True).head(MOST)
    values = found.values.drop_nulls("index").sort(
        (pl.col("share_in") - pl.col("share_all")).abs(), descending=True
    ).head(MOST)  # fmt: skip
    means = [
        (f"{label} ({unit})" if unit else label, words.number(mean_in), words.number(mean_all), f"{effect:+.2f}")
        for label, unit, mean_in, mean_all, effect in numbers.select(
            "label", "unit", "mean_in", "mean_all", "effect"
        ).iter_rows()
    ]
    shares = [
        (
            f"{label}: {'unknown' if value is None else value}",
            words.share(inside),
            words.share(everywhere),
            f"{index:,.0f}",
        )
        for label, value, inside, everywhere, index in values.select(
            "label", "value", "share_in", "share_all", "index"
        ).iter_rows()
    ]
    against = f"{words.count(found.n_in, 'member')} against {words.count(found.n_all, 'customer')}"
    return card(
        "Profile",
        table(["feature", "mean of members", "of all", "standard deviations apart"], means),
        table(["value", "share of members", "of all", "index"], shares),
        note=". ".join(filter(None, [against, found.estimate])),
    )


def overlap(found: Overlap) -> str:
    """Return how many customers each pair of segments shares."""
    slugs = found.pairs["a"].unique(maintain_order=True).to_list()
    both = {(a, b): n for a, b, n in found.pairs.select("a", "b", "n_both").iter_rows()}
    rows = [(a, *(f"{both[a, b]:,}" for b in slugs)) for a in slugs]
    return card(
        "Overlap", table(["customers in both", *slugs], rows), note=f"of {words.count(found.total, 'customer')}"
    )


def segment(found: Segment) -> str:
    """Return what a segment is."""
    content = f"{found.definition.n_ids:,} listed customers" if found.is_static else "a rule"
    return card(
        found.name,
        facts(
            {
                "short name": found.slug, "kind": f"{found.kind}, by {content}", "version": str(found.head),
                "saved": f"{words.day(found.definition.created_at.date())} by {found.definition.created_by}",
            }
        ),
        note=found.definition.description,
    )  # fmt: skip


def segments(known: Sequence[Segment]) -> str:
    """Return a list of segments."""
    rows = [(s.name, s.slug, str(s.kind), str(s.head)) for s in known]
    return card("Segments", table(["name", "short name", "kind", "version"], rows, left=3, most=200),
                note=words.count(len(known), "segment"))  # fmt: skip


def snapshot(found: Snapshot) -> str:
    """Return what a snapshot holds."""
    return card(
        f"Snapshot {found.id}",
        facts({"as of": words.instant(found.as_of, found.zone), "profile": found.profile, "currency": found.unit}),
        _tables(found),
    )


def status(found: SnapshotStatus) -> str:
    """Return how the snapshot in force stands."""
    held = found.snapshot
    known = {
        "as of": words.instant(held.as_of, held.zone), "taken": f"{words.age(found.age)} ago",
        "holds": f"{words.count(held.rows, 'row')}, {words.size(held.bytes)}",
        "to look at": "; ".join(map(str, found.warnings)) or "nothing",
    }  # fmt: skip
    return card(f"Snapshot {held.id}", facts(known), _tables(held), note=f"{len(found.kept)} kept")


def register(formatter: Formatter) -> None:
    """Teach a notebook's HTML formatter what lives below this layer."""
    shows: dict[type, Callable[[Any], str]] = {
        Profile: profile, Overlap: overlap, Segment: segment, Snapshot: snapshot, SnapshotStatus: status
    }  # fmt: skip
    for kind, show in shows.items():
        formatter.for_type(kind, show)


def _tables(found: Snapshot) -> str:
    rows = [
        (name, words.count(rows), words.size(size), *(words.day(on) if on else "" for on in days))
        for name, rows, size, *days in table_status(found)
        .select("table", "rows", "bytes", "first_on", "last_on")
        .rows()
    ]
    return table(["table", "rows", "size", "first day", "last day"], rows)


def _cell(tag: str, content: str, side: str) -> str:
    return f'<{tag} style="text-align:{side};padding:2px 1.2em 2px 0;{LINE}">{content}</{tag}>'


def _removed(n: int) -> str:
    return f"−{n:,}" if n > 0 else f"+{-n:,}" if n < 0 else "0"
