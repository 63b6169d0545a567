"""What programs know of customers, as features: points, tier, what is missing to the next one, what expires soon."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import polars as pl

from core.kernel.canonical import digest
from core.kernel.schema import Field, FieldType
from core.programs.model import Program
from core.programs.standing import SOON, standings
from core.services.ledgers import Ledgers
from core.store import Database
from core.warehouse import Engine
from core.warehouse.parquet import fault, identifier

PREFIX = "program."
_COLUMNS = {"points_balance": "balance", "tier": "tier", "points_to_next_tier": "points_to_next",
            f"points_expiring_{SOON}d": "expiring"}  # fmt: skip


class Points:
    """Features of programs that have a ledger: `program.<slug>.<what>`."""

    def __init__(self, engine: Engine, ledgers: Ledgers, *, database: Database, folder: Path) -> None:
        self._engine = engine
        self._ledgers = ledgers
        self._database = database
        self._folder = folder

    def fields(self) -> list[Field]:
        """Return the fields of every program with a ledger, by program."""
        return [field for program in self._programs() for field in _fields(program)]

    def state(self) -> str:
        """Return what changes with the ledgers; empty where there is none."""
        if not self._database.is_ready:  # before the first migration there is no program
            return ""
        with self._database.view() as work:
            programs = [p for p in work.programs.all() if _has_ledger(p)]
            counts = [[p.program_id, p.head, len(p.phases), work.ledger.state(p.program_id)] for p in programs]
        return digest(counts) if counts else ""

    def joined(self, base: str, as_of: datetime, *, path: Path) -> Path:
        """Return the file of a view with the fields of programs, made from the SQL `base` unless it is there."""
        if fault(path) is not None:
            tables = {f"points_{n}": self._standing(p, as_of) for n, p in enumerate(self._programs())}
            columns, joins = ["base.*"], []
            for (name, _), program in zip(tables.items(), self._programs(), strict=True):
                joins.append(f"LEFT JOIN {name} ON {name}.customer_id = CAST(base.customer_id AS VARCHAR)")
                columns += [f"{name}.{identifier(f.name)}" for f in _fields(program)]
            sql = f"SELECT {', '.join(columns)} FROM {base} AS base {' '.join(joins)} ORDER BY base.customer_id"
            self._engine.write(sql, path, tables=tables)
        return path

    def _standing(self, program: Program, as_of: datetime) -> pl.DataFrame:
        books = self._ledgers.books(program.slug, at=as_of)
        found = standings(
            books.settled, books.earnings, refunds=books.refunds, policy=books.policy, as_of_day=books.day
        )
        names = {f.name: _COLUMNS[f.name.rpartition(".")[2]] for f in _fields(program)}
        return found.select("customer_id", *(pl.col(column).alias(name) for name, column in names.items()))

    def _programs(self) -> list[Program]:
        if not self._database.is_ready:
            return []
        with self._database.view() as work:
            return sorted((p for p in work.programs.all() if _has_ledger(p)), key=lambda p: p.slug)


def _has_ledger(program: Program) -> bool:
    return any(phase.until_on != phase.from_on for phase in program.phases)


def _fields(program: Program) -> list[Field]:
    """Return the fields of one program; customers whom its ledger does not know have none of it."""
    name, group, start = program.name, "Programs", f"{PREFIX}{program.slug}."
    whole, text = FieldType.INTEGER, FieldType.STRING
    tiers = tuple(tier.name for tier in program.definition.tiers)
    rows: list[tuple[str, FieldType, str, str]] = [
        ("points_balance", whole, "points", f"Points in {name}, less what is owed; empty for those who never had any."),
        (f"points_expiring_{SOON}d", whole, "points that expire soon",
         f"Points in {name} that expire within {SOON} days if they are not spent."),
    ]  # fmt: skip
    if tiers:
        rows += [
            ("tier", text, "tier", f"The tier in {name} on the next day; empty for those who never earned."),
            ("points_to_next_tier", whole, "points to the next tier",
             f"Qualifying points missing to the next tier of {name}; empty at the top."),
        ]  # fmt: skip
    return [
        Field(
            start + column, kind, True, f"{name}: {label}", group, description, "points" if kind is whole else "",
            tiers if kind is text else (),
        )
        for column, kind, label, description in rows
    ]  # fmt: skip
