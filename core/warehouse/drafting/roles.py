"""Who is the customer in a warehouse, and what each of its tables is to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.warehouse.drafting.catalog import Looker, SourceColumn, SourceTable, covered
from core.warehouse.drafting.words import (
    AFTERWARDS,
    CUSTOMER,
    FILLER,
    HAPPENED,
    ID,
    WRITTEN,
    has,
    is_customer_id,
    is_id,
    words,
)

ENOUGH = 0.98  # of the customers of other tables, for a table to be the list of them
KEY_TYPES = ("BIGINT", "INTEGER", "SMALLINT", "HUGEINT", "UINTEGER", "UBIGINT", "VARCHAR", "UUID")


@dataclass(frozen=True)
class Roles:
    """What was found. `ids`: the column that names the customer, by table; `why`: the reason for it.

    `register`: the table with one row a customer, or None where no table has them all; then they are those whom any
    table names. `facts`: the instant of each table that dates its rows. `states`: tables about customers that date
    nothing. `lists`: what other tables point to. `others`: what is left out.
    """

    register: SourceTable | None
    ids: Mapping[str, str]
    why: Mapping[str, str]
    facts: Mapping[str, str]
    states: Sequence[str]
    lists: Sequence[str]
    others: Sequence[str]
    references: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)


def roles_of(looker: Looker, tables: Sequence[SourceTable], *, customers: str | None = None) -> Roles:
    """Return what each of the sampled tables is; `customers` names the table of the customers where it is known."""
    known = {t.full: t for t in tables}
    register, key = _register(tables, customers)
    ids, why = _ids(looker, tables, register, key)
    if register is not None and customers is None:
        lacking = [
            name for name, column in ids.items()
            if name != register.full and not why[name].startswith("declared")
            and covered(looker, known[name], column, target=register, key=key) < ENOUGH
        ]  # fmt: skip
        if lacking:
            why = dict.fromkeys(why, "named like the customer's id")
            why[register.full] = f"one row a customer, but {' and '.join(lacking)} name others who are not in it"
            register = None
    facts = {
        name: at for name in ids if not _is_register(register, name) and (at := instant_of(known[name], ids[name]))
    }
    references = {t.full: _references(t, tables, ids.get(t.full)) for t in tables}
    states = [name for name in ids if name not in facts and not _is_register(register, name)]
    used = {target for name in ids for target, _ in references[name].values()}
    lists = [name for name in known if name in used and name not in ids]
    others = [name for name in known if name not in ids and name not in lists]
    return Roles(register, ids, why, facts, states, lists, others, references)


def _is_register(register: SourceTable | None, name: str) -> bool:
    return register is not None and register.full == name


def _register(tables: Sequence[SourceTable], named: str | None) -> tuple[SourceTable | None, str]:
    """Return the table with one row a customer and its key, the likeliest first; ("", None) when there is none."""
    pointed = Counter(target for t in tables for target, _ in t.references.values())
    best: tuple[float, SourceTable | None, str] = (0, None, "")
    for table in tables:
        if named is not None and table.full != named:
            continue
        for column in table.columns:
            if column.type not in KEY_TYPES or not (table.is_key(column.name) or named):
                continue
            score = _likelihood(table, column) + (10 if named else 0)
            score += min(pointed[table.full], 5) * (score > 0)
            if score > best[0]:
                best = (score, table, column.name)
    return best[1], best[2]


def _likelihood(table: SourceTable, column: SourceColumn) -> float:
    """Return how likely a table with this key is that of the customers; 0 when nothing says so."""
    about = [w for w in words(table.name) if w not in FILLER]
    is_named = bool(about) and all(w in CUSTOMER for w in about)
    generic = set(words(column.name)) <= ID or words(column.name) == (*words(table.name), "id")
    if not is_customer_id(column.name) and not (is_named and generic):
        return 0
    declared = 2 * ((column.name,) in table.keys) + ((column.name,) == (*table.keys, ("",))[0])
    return 2 + 4 * is_named + declared + min(len(table.columns), 20) / 20


def _ids(
    looker: Looker, tables: Sequence[SourceTable], register: SourceTable | None, key: str
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the customer's column of each table that has one, and why it is that."""
    common = Counter(c.name for t in tables for c in t.columns if is_customer_id(c.name) and c.type in KEY_TYPES)
    usual = common.most_common(1)[0][0] if common else ""
    ids: dict[str, str] = {}
    why: dict[str, str] = {}
    for table in tables:
        if register is not None and table.full == register.full:
            ids[table.full], why[table.full] = key, "one row a customer"
            continue
        found = _declared(table, register, key) or _alike(looker, table, register, key, usual=usual)
        if found is not None:
            ids[table.full], why[table.full] = found
    return ids, why


def _declared(table: SourceTable, register: SourceTable | None, key: str) -> tuple[str, str] | None:
    for column, target in table.references.items():
        if register is not None and target == (register.full, key):
            return column, f"declared to reference {register.full}"
    return None


def _alike(
    looker: Looker, table: SourceTable, register: SourceTable | None, key: str, *, usual: str
) -> tuple[str, str] | None:
    """Return the column that is named like the customer's, if its values are."""
    named = [c for c in table.columns if c.type in KEY_TYPES and not set(words(c.name)) <= ID]
    same = [c for c in named if c.name == key] or [c for c in named if c.name == usual]
    for column in [*same, *(c for c in named if is_customer_id(c.name) and c not in same)]:
        if register is None:
            return (column.name, "named like the customer's id") if column.name == usual else None
        if column.name == key or covered(looker, table, column.name, target=register, key=key) >= 0.5:
            return column.name, f"named like the key of {register.full}"
    return None


def instant_of(table: SourceTable, customer: str) -> str | None:
    """Return the column that says when a row happened, or None for a table that does not date its rows.

    A table with one row a customer is a state, whatever instants it holds.
    """
    if table.is_key(customer):
        return None
    dated = [c for c in table.columns if c.type.startswith("TIMESTAMP") or c.type == "DATE"]
    ranked = sorted(dated, key=lambda c: (-_dates(table, c), c.seen.null_share))
    return ranked[0].name if ranked and _dates(table, ranked[0]) > 0 else None


def _dates(table: SourceTable, column: SourceColumn) -> float:
    score = 2.0 + 2 * has(column.name, HAPPENED) - has(column.name, WRITTEN) - 3 * has(column.name, AFTERWARDS)
    score += 0.4 * (column.type == "TIMESTAMP WITH TIME ZONE") + 0.2 * column.type.startswith("TIMESTAMP")
    return score + 0.1 * (column.name in table.indexed) - (2 if column.seen.null_share > 0 else 0)


def _references(table: SourceTable, tables: Sequence[SourceTable], customer: str | None) -> dict[str, tuple[str, str]]:
    """Return the columns that point to the key of another table: declared, or named and typed like it."""
    keyed = {t.full: t for t in tables}
    found = {
        c: (t, k) for c, (t, k) in table.references.items() if t in keyed and keyed[t].keys and (k,) in keyed[t].keys
    }
    for column in table.columns:
        if column.name in found or column.name == customer or not is_id(column.name) or column.type not in KEY_TYPES:
            continue
        for other in tables:
            if other.full == table.full or table.is_key(column.name):
                continue
            key = next((k.name for k in other.columns if _points(column, k, other)), None)
            if key is not None:
                found[column.name] = (other.full, key)
                break
    return found


def _points(column: SourceColumn, key: SourceColumn, other: SourceTable) -> bool:
    named = key.name == column.name or words(column.name) == (*words(other.name), *words(key.name))
    return named and key.type == column.type and other.is_key(key.name) and not set(words(column.name)) <= ID
