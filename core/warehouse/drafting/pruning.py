"""A draft without what its source would refuse: columns and tables go, with everything that hangs on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.errors import WarehouseError
from core.warehouse.drafting.columns import LeftOut
from core.warehouse.drafting.table import DraftTable
from core.warehouse.drafting.text import Draft
from core.warehouse.profile import CUSTOMER_ID


def pruned(draft: Draft, problems: Sequence[str]) -> Draft:
    """Return the draft without the tables and columns that `problems` (as `Source.check` gives them) are about.

    Raises WarehouseError when the customers cannot be read.
    """
    said = dict(problem.split(": ", 1) for problem in problems)
    lost = {t.name: said.get(t.name) or said.get(f"{t.name}.{CUSTOMER_ID}") for t in draft.tables}
    gone = {name: why for name, why in lost.items() if why is not None}
    if "customers" in gone:
        raise WarehouseError(
            f"The customers cannot be read: {gone['customers']}",
            fix="Name another table or view with one row a customer: --customers SCHEMA.TABLE.",
        )
    tables = [_without(t, said, gone) for t in draft.tables if t.name not in gone]
    others = [*draft.others, *(f"{name}: {why}" for name, why in gone.items())]
    return replace(draft, tables=tables, others=others)


def _without(table: DraftTable, said: dict[str, str], gone: dict[str, str]) -> DraftTable:
    bad = {c.name: said[f"{table.name}.{c.name}"] for c in table.columns if f"{table.name}.{c.name}" in said}
    bad |= {c.name: f"it is made of {c.day_of}" for c in table.columns if c.day_of in bad}
    references = {c: v for c, v in table.references.items() if c not in bad and v[0] not in gone}
    return replace(
        table, columns=[c for c in table.columns if c.name not in bad], references=references,
        left_out=[*table.left_out, *(LeftOut(name, why) for name, why in bad.items())],
        key=() if set(table.key) & bad.keys() else table.key,
        instant=None if table.instant in bad else table.instant, day=None if table.day in bad else table.day,
        kind="state" if table.instant in bad and table.kind == "fact" else table.kind,
        watermark=None if table.watermark and table.watermark[0] in bad else table.watermark,
    )  # fmt: skip
