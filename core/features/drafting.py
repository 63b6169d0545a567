"""A first feature dictionary for a drafted profile: what every fact says of a customer, and what is true now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from core.features.document import RESERVED
from core.features.expressions import parse_scalar
from core.warehouse.drafting.table import DraftTable
from core.warehouse.drafting.text import Draft, flow, scalar
from core.warehouse.drafting.words import CHANGED, WRITTEN, has, logical
from core.warehouse.profile import CUSTOMER_ID
from core.warehouse.types import ColumnType

PURCHASES = "transactions"
_PINS = """\
# Tables without history ({tables}) pin it to its snapshots: earlier instants are answered by kept snapshots alone.
# ? Take the features out that look at them (and let `customers` name a table of facts) to rehearse on history."""


@dataclass
class _Group:
    """Features under one heading, in the making."""

    title: str
    lines: list[str] = field(default_factory=list)


class _Writer:
    """Writes features, each under a name of its own."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._tables = {t.name: t for t in draft.tables}
        self._taken: set[str] = set(RESERVED)
        self.groups: list[_Group] = []

    def begin(self, title: str) -> None:
        """Begin a group."""
        self.groups.append(_Group(title))

    def add(self, name: str, kind: str, how: Mapping[str, object], *, says: str, allowed: Sequence[str] = ()) -> str:
        """Add a feature; return the name that it got: one that is taken says where it comes from."""
        wanted = logical(name)
        if wanted in self._taken and "from" in how:
            wanted = f"{wanted}_from_{how['from']}"
        made = logical(wanted, taken=self._taken)
        self._taken.add(made)
        parts = [f"type: {flow(kind)}", f"label: {flow(made.replace('_', ' ').capitalize())}"]
        parts += [f"{word}: {value if isinstance(value, int) else flow(str(value))}" for word, value in how.items()]
        parts.append(f"description: {flow(says)}")
        lines = self.groups[-1].lines
        if not allowed:
            lines.append(f"    {made}: {{{', '.join(parts)}}}")
            return made
        lines += [f"    {made}:", *(f"      {part}" for part in parts)]
        lines.append(f"      allowed: [{', '.join(_text(v) for v in allowed)}]  # ? as seen in a sample")
        return made

    def purchases(self, table: DraftTable) -> None:
        """Write what the purchases say of a customer."""
        self.begin("Purchases")
        sales, basket = table.column("sales_cents"), table.column("basket_id")
        one = "count(*)" if basket is None or table.key == ("basket_id",) else "count(DISTINCT basket_id)"
        source = {"from": table.name}
        n = self.add("transaction_count", "integer", source | {"take": one, "otherwise": 0}, says="Purchases so far.")
        if sales is not None:
            total = self.add("total_revenue", "money", source | {"take": "sum(sales_cents)", "otherwise": 0},
                             says="What all purchases together were worth.")  # fmt: skip
            self.add("avg_transaction_value", "number", {"expression": f"CAST({total} AS DOUBLE) / {n}"},
                     says="Revenue divided by the number of purchases.")  # fmt: skip
        recency = self._last(table, "purchase")
        for days in (28, 91):
            window = source | {"last_days": days, "otherwise": 0}
            self.add(
                f"transactions_{days}d", "integer", window | {"take": one}, says=f"Purchases of the last {days} days."
            )
            if sales is not None:
                self.add(f"revenue_{days}d", "money", window | {"take": "sum(sales_cents)"},
                         says=f"Revenue of the last {days} days.")  # fmt: skip
        self._favourites(table)
        self.begin("Recency, frequency, monetary")
        if recency is not None:
            self.add(
                "r_score", "integer", {"score": recency, "better": "lower"}, says="1 (longest ago) to 5, by fifths."
            )
        self.add("f_score", "integer", {"score": n}, says="1 (fewest purchases) to 5, by fifths.")
        if sales is not None:
            self.add("m_score", "integer", {"score": total}, says="1 (least revenue) to 5, by fifths.")

    def fact(self, table: DraftTable) -> None:
        """Write what a table of facts says of a customer."""
        name = table.name
        self.begin(name.replace("_", " ").capitalize())
        source = {"from": name}
        self.add(
            f"{name}_count", "integer", source | {"take": "count(*)", "otherwise": 0}, says=f"Rows of {name} so far."
        )
        self.add(f"{name}_91d", "integer", source | {"take": "count(*)", "last_days": 91, "otherwise": 0},
                 says=f"Rows of {name} of the last 91 days.")  # fmt: skip
        self._last(table, name)
        for column in [c for c in table.columns if c.type is ColumnType.CENTS][:3]:
            what = column.name.removesuffix("_cents")
            self.add(f"{name}_{what}", "money", source | {"take": f"sum({named(column.name)})"}, says=f"Sum of {what}.")
        for column in [c for c in table.columns if c.type is ColumnType.BOOLEAN][:3]:
            self.add(f"{name}_{column.name}_count", "integer",
                     source | {"take": "count(*)", "where": named(column.name), "otherwise": 0},
                     says=f"Rows of {name} that are {column.name}.")  # fmt: skip
        self._favourites(table)

    def state(self, table: DraftTable) -> None:
        """Write what is true of a customer now."""
        self.begin(table.name.replace("_", " ").capitalize())
        if table.key != (CUSTOMER_ID,):
            self.add(f"{table.name}_count", "integer", {"from": table.name, "take": "count(*)", "otherwise": 0},
                     says=f"Rows of {table.name} now.")  # fmt: skip
            return
        for column in table.columns:
            is_bookkeeping = column.type is ColumnType.TIMESTAMP and has(column.name, CHANGED | WRITTEN)
            if column.name != CUSTOMER_ID and not is_bookkeeping:
                is_money = column.type in (ColumnType.CENTS, ColumnType.MONEY)
                name = column.name.removesuffix("_cents") if is_money else column.name
                says = column.comment or f"{name.replace('_', ' ').capitalize()}, as it is now."
                kind = "money" if is_money else column.type.value
                how = {"from": table.name, "take": named(column.name)}
                self.add(name, kind, how, says=says, allowed=column.few)

    def _last(self, table: DraftTable, what: str) -> str | None:
        """Write the last day and how long it is ago; return the name of the latter."""
        instant = table.column(table.instant or "")
        day = table.day or (table.instant if instant is not None and instant.type is ColumnType.DATE else None)
        if day is None:
            return None
        last = self.add(
            f"last_{what}_on",
            "date",
            {"from": table.name, "take": f"max({named(day)})"},
            says=f"Business day of the last row of {table.name}.",
        )
        return self.add(f"last_{what}_days_ago", "integer", {"expression": f"reference_day - {last}"},
                        says=f"Days from the last row of {table.name} to the reference day.")  # fmt: skip

    def _favourites(self, table: DraftTable) -> None:
        """Write the most frequent value of columns with few values, also of lists that the table points to."""
        own = [("", c) for c in table.columns if c.few]
        lists = [(f"{named(t)}.", c) for t, _ in table.references.values() if t != "customers"
                 for c in self._tables[t].columns if c.few]  # fmt: skip
        for prefix, column in [*own[:2], *lists[:2]]:
            how = {"from": table.name, "top": f"{prefix}{named(column.name)}", "by": "count(*)"}
            self.add(f"top_{column.name}", "string", how, says="The most frequent; of several, the first by name.",
                     allowed=column.few)  # fmt: skip


def dictionary_text(draft: Draft) -> str:
    """Return the YAML text of a dictionary for a drafted profile."""
    writer = _Writer(draft)
    for table in draft.tables:
        if table.name == PURCHASES and table.kind == "fact":
            writer.purchases(table)
        elif table.kind == "fact":
            writer.fact(table)
        elif table.kind in ("state", "customers") and table.is_state:
            writer.state(table)
    return "\n".join([*_head(draft), *_groups(writer.groups)]) + "\n"


def _head(draft: Draft) -> Iterator[str]:
    states = [t.name for t in draft.tables if t.is_state]
    yield f"# Drafted for the profile {draft.name} by `python -m core warehouse profile`."
    yield "# `# ?` marks what a person should decide; docs/WAREHOUSE.md describes every word."
    if states:
        yield _PINS.format(tables=", ".join(states))
    yield ""
    yield f"name: {draft.name}"
    yield f"description: {scalar('First features, to be named and chosen.')}  # ?"
    yield f"profile: {draft.name}"
    yield _customers(draft)
    yield ""
    yield "groups:"


def _customers(draft: Draft) -> str:
    """Return the line that says who is a customer: whoever bought something, unless a register says more."""
    names = {t.name: t for t in draft.tables}
    if not names["customers"].is_state and PURCHASES in names:
        return f"customers: {PURCHASES}  # ? a customer is whoever has such a row before as_of"
    return "customers: customers"


def _groups(groups: Sequence[_Group]) -> Iterator[str]:
    written = [g for g in groups if g.lines]
    for number, group in enumerate(written):
        yield from [""] * bool(number)
        yield f"  {flow(group.title)}:"
        yield from group.lines
    if not written:
        yield "  {}"


def named(name: str) -> str:
    """Return a column as an expression names it: in quotes where SQL would read a word of its own."""
    try:
        is_plain = parse_scalar(name).names == (("", name),)
    except ValueError:
        is_plain = False
    return name if is_plain else f'"{name}"'


def _text(value: str) -> str:
    plain = flow(value)
    return plain if plain.startswith(('"', "'")) or not _means_more(plain) else f'"{plain}"'


def _means_more(plain: str) -> bool:
    """Say whether YAML would read something else than text."""
    import yaml

    return not isinstance(yaml.safe_load(plain), str)
