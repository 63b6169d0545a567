"""A drafted profile as commented YAML: why each guess was made, and `# ?` where a person should decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from core.warehouse.drafting.columns import DraftColumn
from core.warehouse.drafting.purchases import paid_for
from core.warehouse.drafting.table import DraftTable

_KINDS = {"customers": "The customers", "fact": "What happened", "state": "What is true now", "list": "A list"}


@dataclass(frozen=True)
class Draft:
    """A profile to be written down: its `tables`, the customers first, and the tables of the source left out.

    `address`: where the source is, without a password. `zone`: the source's own time zone, "" when it has none.
    """

    name: str
    address: str
    zone: str
    tables: Sequence[DraftTable]
    others: Sequence[str] = ()

    @property
    def text(self) -> str:
        """The profile as YAML."""
        tables = ["tables:", *(line for table in self.tables for line in _table(table))]
        return "\n".join([*self._head(), *paid_for(self.tables), *tables, *self._tail()]) + "\n"

    def _head(self) -> Iterator[str]:
        yield f"# Drafted from {_remark(self.address)} by `python -m core warehouse profile`."
        yield "# `# ?` marks what a person should decide; docs/WAREHOUSE.md describes every word."
        yield ""
        yield f"name: {self.name}"
        yield f"description: {scalar(f'What {self.address} holds, as far as it concerns customers.')}  # ?"
        said = "the server's own" if self.zone else "the source has none"
        yield f"time_zone: {self.zone or 'UTC'}  # ? {said}; where does your business day begin?"
        yield "is_live: true  # ? false for a finished data set, whose present is the midnight after its last fact"
        yield "unit: EUR  # ? the currency of all amounts"
        yield ""

    def _tail(self) -> Iterator[str]:
        if self.others:
            yield ""
            yield "# Left out: nothing in it names a customer and nothing above points to it, or it cannot be read."
            yield from (f"#   {_remark(name)}" for name in self.others)


def scalar(value: str) -> str:
    """Return a text as YAML on one line."""
    text = yaml.safe_dump(" ".join(value.split()), width=10**9, allow_unicode=True, default_flow_style=True)
    return str(text).removesuffix("\n").removesuffix("\n...").removesuffix("...").strip()


def _remark(text: str) -> str:
    return " ".join(text.split())


def _table(table: DraftTable) -> Iterator[str]:
    yield f"  {table.name}:"
    yield from (f"    # {_remark(r)}" for r in table.remarks)
    description = table.comment or f"{_KINDS[table.kind]}, in {table.source or 'several tables'}."
    yield f"    description: {scalar(description)}" + ("" if table.comment else "  # ?")
    if table.source is not None:
        yield f"    source: {scalar(table.source)}  # {_remark(table.because)}"
    else:
        yield f"    sql: |  # {_remark(table.because)}"
        yield from (f"      {line}" for line in (table.sql or "").splitlines())
    if table.key:
        guess = "  # ? unique in a sample of the rows; a repeated key stops a refresh" if table.is_key_guess else ""
        yield f"    key: [{', '.join(table.key)}]{guess}"
    elif table.kind != "fact":
        yield "    # ? no key is declared; `key: [...]` would be checked at every refresh"
    if table.is_state:
        yield "    is_state: true  # ? nothing dates its rows: leave this out only if they never change"
    if table.instant:
        yield f"    instant: {table.instant}{_doubt(table)}"
    if table.day:
        yield f"    day: {table.day}"
    if table.watermark:
        column, but = table.watermark
        yield (
            f"    # watermark: {column}  # ? {but}"
            if but
            else f"    watermark: {column}  # never empty, and an index begins with it: increments are quick"
        )
    yield from _references(table)
    yield "    columns:"
    yield from (_column(c) for c in table.columns)
    yield from (f"      # {_remark(left.name)} is left out: {_remark(left.why)}" for left in table.left_out)
    yield ""


def _doubt(table: DraftTable) -> str:
    column = table.column(table.instant or "")
    if column is not None and column.null_share > 0:
        return f"  # ? {column.null_share:.0%} of the sampled rows have none, and never count"
    others = [c.name for c in table.columns if c.type.value == "timestamp" and c.name != table.instant]
    return f"  # ? or {', '.join(others)}" if others else ""


def _references(table: DraftTable) -> Iterator[str]:
    if not table.references:
        return
    if not any(guess for _, guess in table.references.values()):
        yield f"    references: {{{', '.join(f'{c}: {t}' for c, (t, _) in table.references.items())}}}"
        return
    yield "    references:"
    for column, (target, is_guess) in table.references.items():
        yield f"      {column}: {target}" + ("  # ? named alike, not declared" if is_guess else "")


def _column(column: DraftColumn) -> str:
    parts = []
    if column.source is not None:
        parts.append(f"from: {flow(column.source)}")
    if column.expression is not None:
        parts.append(f"expression: {flow(column.expression)}")
    if column.day_of is not None:
        parts.append(f"day_of: {column.day_of}")
    parts.append(f"type: {flow(column.type.value)}")
    parts += ["nullable: false"] * column.is_filled
    parts += [f"description: {flow(column.comment)}"] * bool(column.comment)
    value = flow(column.type.value) if len(parts) == 1 else f"{{{', '.join(parts)}}}"
    sign = "? " * column.is_guess
    return f"      {column.name}: {value}" + (f"  # {sign}{_remark(column.why)}" if column.why else "")


def flow(value: str) -> str:
    """Return a text as YAML that can stand within braces."""
    plain = scalar(value)
    is_safe = plain and plain[0] not in "'\"" and not any(sign in plain for sign in ",[]{}#:\"'")
    return plain if is_safe else _quoted(value)


def _quoted(value: str) -> str:
    """Return a text in YAML's double quotes."""
    text = yaml.safe_dump(" ".join(value.split()), width=10**9, allow_unicode=True, default_style='"')
    return str(text).strip()
