"""Tables of a source as logical tables: the customers, what happened to them, and what those facts point to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.warehouse.drafting.catalog import SourceTable
from core.warehouse.drafting.columns import DraftColumn, LeftOut, drafted
from core.warehouse.drafting.purchases import NAME, as_purchases, purchases_in
from core.warehouse.drafting.roles import Roles
from core.warehouse.drafting.table import DraftTable
from core.warehouse.drafting.watermarks import watermark_of
from core.warehouse.drafting.words import is_id, logical, short
from core.warehouse.parquet import identifier
from core.warehouse.profile import CUSTOMER_ID
from core.warehouse.types import ColumnType

WHOLE = ("BIGINT", "INTEGER", "SMALLINT", "HUGEINT", "UINTEGER", "UBIGINT")


def drafted_tables(tables: Sequence[SourceTable], roles: Roles, *, zone: str) -> list[DraftTable]:
    """Return the logical tables, the customers first, then facts, states and lists; columns that clash get numbers."""
    known = {t.full: t for t in tables}
    as_text = any(known[t].column(c).type not in WHOLE for t, c in roles.ids.items())
    purchases = purchases_in(roles, known)
    names = _names(roles, known, purchases=purchases)
    maker = _Maker(known, roles, names, zone, as_text, purchases)
    return [
        maker.customers(),
        *(maker.table(name) for name in sorted(names, key=lambda n: n != purchases) if names[name] != "customers"),
    ]


def _names(roles: Roles, known: Mapping[str, SourceTable], *, purchases: str | None) -> dict[str, str]:
    names = {} if purchases is None else {purchases: NAME}
    for full in [*roles.facts, *roles.states, *roles.lists]:
        if full not in names:
            names[full] = logical(short(known[full].name), taken={"customers", *names.values()})
    if roles.register is not None:
        names[roles.register.full] = "customers"
    return names


@dataclass(frozen=True)
class _Maker:
    """Makes the tables of one draft."""

    known: Mapping[str, SourceTable]
    roles: Roles
    names: Mapping[str, str]
    zone: str
    as_text: bool
    purchases: str | None

    def customers(self) -> DraftTable:
        """Return the customers: the register, or everybody whom any table names."""
        if self.roles.register is not None:
            return self.table(self.roles.register.full)
        kind = ColumnType.STRING if self.as_text else ColumnType.INTEGER
        cast = "::text" if self.as_text else ""
        parts = [
            f"SELECT {own}{cast} AS {CUSTOMER_ID} FROM {self.known[name].relation} WHERE {own} IS NOT NULL"
            for name, own in ((name, identifier(column)) for name, column in self.roles.ids.items())
        ]
        column = DraftColumn(CUSTOMER_ID, kind, is_filled=True)
        because = "no table has them all, so they are everybody whom a table names"
        return DraftTable("customers", "customers", because, [column], sql="\nUNION ".join(parts), key=(CUSTOMER_ID,))

    def table(self, full: str) -> DraftTable:
        """Return one table of the source as a logical table."""
        table, kind = self.known[full], self._kind(full)
        customer = self.roles.ids.get(full)
        columns, left_out = self._columns(table, customer, about_people=kind in ("customers", "state"))
        made = {c.source or c.name: c.name for c in columns if c.day_of is None}
        made |= {name: c.name for c in columns for name in [_origin(c, table)] if name}
        key, is_guess = self._key(table, made, kind)
        instant = made.get(self.roles.facts.get(full, ""))
        days = [c.name for c in columns if c.day_of == instant and instant is not None]
        draft = DraftTable(
            self.names[full], kind, self._because(table, kind), columns, source=_source(table), sql=_sql(table),
            comment=table.comment, key=key, is_key_guess=is_guess, instant=instant, day=days[0] if days else None,
            watermark=watermark_of(table, self.roles.facts.get(full), made=made, key=key),
            left_out=left_out,
            references=dict(self._references(table, made)), remarks=table.remarks,
        )  # fmt: skip
        return as_purchases(draft) if full == self.purchases else draft

    def _kind(self, full: str) -> str:
        if self.names[full] == "customers":
            return "customers"
        return "fact" if full in self.roles.facts else "state" if full in self.roles.states else "list"

    def _because(self, table: SourceTable, kind: str) -> str:
        customer = self.roles.ids.get(table.full)
        about = f"{customer}: {self.roles.why.get(table.full, '')}"
        said = {
            "customers": f"one row a customer, by {customer}",
            "fact": f"{about}; dated by {self.roles.facts.get(table.full)}",
            "state": about,
            "list": "what other tables point to",
        }
        return said[kind]

    def _columns(
        self, table: SourceTable, customer: str | None, *, about_people: bool
    ) -> tuple[list[DraftColumn], list[LeftOut]]:
        made: list[DraftColumn] = []
        left_out: list[LeftOut] = []
        if customer is not None:
            found = drafted(table.column(customer), taken=(), zone=self.zone, about_people=False, as_text=self.as_text)
            if isinstance(found, DraftColumn):
                filled = found.is_filled or self.names[table.full] == "customers"
                source = None if customer == CUSTOMER_ID else customer
                made.append(replace(found, name=CUSTOMER_ID, source=source, is_filled=filled))
        for column in table.columns:
            if column.name == customer:
                continue
            one = drafted(column, taken={c.name for c in made}, zone=self.zone, about_people=about_people)
            if isinstance(one, LeftOut):
                left_out.append(one)
                continue
            made.append(one)
            if column.name == self.roles.facts.get(table.full) and one.type is ColumnType.TIMESTAMP:
                stem = one.name.removesuffix("_at").removesuffix("_time").removesuffix("_timestamp")
                name = logical(f"{stem}_on", taken={c.name for c in made} | {logical(c.name) for c in table.columns})
                made.append(DraftColumn(name, ColumnType.DATE, day_of=one.name, is_filled=one.is_filled))
        return made, left_out

    def _key(self, table: SourceTable, made: Mapping[str, str], kind: str) -> tuple[tuple[str, ...], bool]:
        for key in table.keys:
            if all(name in made for name in key):
                return tuple(made[name] for name in key), False
        customer = self.roles.ids.get(table.full)
        unique = [
            c.name
            for c in table.columns
            if c.seen.is_unique and c.name in made and (is_id(c.name) or c.name == customer)
        ]
        if kind in ("customers", "state") and customer in unique:
            return (CUSTOMER_ID,), not table.is_view or True
        return ((made[unique[0]],), True) if unique and kind != "state" else ((), False)

    def _references(self, table: SourceTable, made: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, bool]]]:
        register = self.roles.register
        customer = self.roles.ids.get(table.full)
        if customer is not None and self.names[table.full] != "customers" and register is not None:
            yield CUSTOMER_ID, ("customers", customer not in table.references)
        for column, (target, key) in self.roles.references.get(table.full, {}).items():
            if target in self.names and column in made and self._is_key_of(target, key):
                yield made[column], (self.names[target], column not in table.references)

    def _is_key_of(self, target: str, key: str) -> bool:
        columns, _ = self._columns(self.known[target], self.roles.ids.get(target), about_people=False)
        made = {c.source or c.name: c.name for c in columns}
        return self._key(self.known[target], made, self._kind(target))[0] == (made.get(key),)


def _origin(column: DraftColumn, table: SourceTable) -> str | None:
    """Return the source's column behind an expression that wraps one."""
    if column.expression is None:
        return None
    return next((c.name for c in table.columns if identifier(c.name) in column.expression), None)


def _source(table: SourceTable) -> str | None:
    return None if "." in table.schema or "." in table.name else table.full


def _sql(table: SourceTable) -> str | None:
    """Return the SQL for a table whose name holds a dot, which `source` would take for a schema's."""
    return None if _source(table) else f"SELECT * FROM {table.relation}"
