"""Look at a warehouse and draft its profile; whatever it would refuse is taken out again, and named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.errors import WarehouseError, did_you_mean
from core.warehouse.checking import Unreadable
from core.warehouse.drafting.catalog import Lookable, Looker, SourceTable, sampled
from core.warehouse.drafting.roles import roles_of
from core.warehouse.drafting.tables import drafted_tables
from core.warehouse.drafting.text import Draft
from core.warehouse.progress import Progress, quiet


def draft_of(source: Lookable, *, name: str, customers: str | None = None, progress: Progress = quiet) -> Draft:
    """Return a first profile of what the source holds; `customers` names the table of the customers where it is known.

    Raises WarehouseError when nothing in it names customers.
    """
    with source.looking() as looker:
        progress("Reading the catalogue", 0.0)
        known = looker.tables()
        tables, unreadable = _samples(looker, known, progress)
        if customers is not None and customers not in {t.full for t in tables}:
            raise _unknown(customers, [t.full for t in tables])
        roles = roles_of(looker, tables, customers=customers)
        if not roles.ids:
            raise WarehouseError(
                f"Nothing in {source.address} is named like a customer: {len(known)} tables and views were looked at.",
                fix="Name the table or view with one row a customer: --customers SCHEMA.TABLE.",
            )
        progress("Writing the draft", 0.95)
        drafted = drafted_tables(tables, roles, zone=looker.time_zone or "UTC")
        return Draft(name, source.address, looker.time_zone, drafted, [*roles.others, *unreadable])


def _samples(looker: Looker, known: Sequence[SourceTable], progress: Progress) -> tuple[list[SourceTable], list[str]]:
    """Return the tables with their samples, and the names of those that cannot be read."""
    found, unreadable = [], []
    for number, table in enumerate(known):
        progress(f"Looking at {table.full}", 0.05 + 0.85 * number / len(known))
        try:
            found.append(sampled(looker, table))
        except Unreadable as words:
            if "timeout" in str(words):  # a slow view: what is declared of it still counts
                found.append(replace(table, remarks=(f"it was too slow to sample: {words}",)))
            else:
                unreadable.append(f"{table.full}: {words}")
    return found, unreadable


def _unknown(name: str, known: Sequence[str]) -> WarehouseError:

    return WarehouseError(
        f"The source has no table {name!r}. {did_you_mean(name, known)}".rstrip(),
        fix="`python -m core warehouse columns` lists what it holds.",
    )
