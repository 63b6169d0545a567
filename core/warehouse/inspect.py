"""What is true of freshly extracted tables: they hold what the source says, and what the profile promises."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

from core.errors import ContractViolation
from core.warehouse.engine import Engine
from core.warehouse.manifest import Finding
from core.warehouse.parquet import identifier, relation
from core.warehouse.profile import LogicalTable, Profile
from core.warehouse.selection import Totals, read_totals, totals_sql


def inspected(engine: Engine, profile: Profile, folder: Path, *, totals: Mapping[str, Totals]) -> tuple[Finding, ...]:
    """Compare the Parquet files in `folder` with the source's `totals`, check promises, count what is worth knowing.

    Raises ContractViolation that lists every difference, every duplicated key and every missing value at once.
    """
    problems: list[str] = []
    findings: list[Finding] = []
    for name, table in profile.tables.items():
        rows = relation(folder / f"{name}.parquet")
        problems += _differences(engine, name, table, rows=rows, expected=totals[name])
        problems += _broken_promises(engine, name, table, rows=rows)
        findings += _findings(engine, name, table, rows=rows, duplicates=totals[name].duplicates)
        findings += _orphans(engine, name, profile, folder=folder)
    if problems:
        raise ContractViolation(
            "The warehouse does not hold what its profile promises; the last snapshot stays in force.",
            fix="Correct the data, or the profile's keys, nullability and types.",
            problems=problems,
        )
    return tuple(findings)


def _differences(engine: Engine, name: str, table: LogicalTable, *, rows: str, expected: Totals) -> list[str]:
    found = read_totals(table, engine.rows(totals_sql(table, rows))[0])
    problems = []
    if found.rows != expected.rows:
        problems.append(f"{name}: {found.rows:,} rows were written of the source's {expected.rows:,}")
    for column, theirs in expected.sums.items():
        ours = found.sums[column]
        if not _same(ours, theirs):
            problems.append(f"{name}.{column}: the sum written is {ours}, the source's {theirs}")
    return problems


def _same(ours: float | None, theirs: float | None) -> bool:
    """Compare sums: whole numbers exactly, floating point ones but for the order of summing."""
    if isinstance(ours, float) and isinstance(theirs, float):
        return math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-6)
    return ours == theirs


def _broken_promises(engine: Engine, name: str, table: LogicalTable, *, rows: str) -> list[str]:
    strict = [c for c, spec in table.columns.items() if not spec.nullable or c in table.key]
    counts = [f"count(*) FILTER ({identifier(c)} IS NULL)" for c in strict]
    key = ", ".join(identifier(c) for c in table.key)
    counts.append(
        f"count(*) - count(DISTINCT ({key}))"
        if len(table.key) > 1
        else f"count({key}) - count(DISTINCT {key})"
        if key
        else "0"
    )
    *nulls, repeated = engine.rows(f"SELECT {', '.join(counts)} FROM {rows}")[0]
    problems = [f"{name}.{c}: {n:,} rows lack a value" for c, n in zip(strict, nulls, strict=True) if n]
    if repeated:
        problems.append(f"{name}: {repeated:,} rows repeat the key ({', '.join(table.key)})")
    return problems


def _findings(engine: Engine, name: str, table: LogicalTable, *, rows: str, duplicates: int) -> list[Finding]:
    found = []
    if table.distinct:
        text = "exact duplicates dropped"
        found.append(Finding(name, "duplicates_dropped", "warning" if duplicates else "info", duplicates, text))
    if table.watch:
        counts = engine.rows(f"SELECT {', '.join(w.count for w in table.watch.values())} FROM {rows}")[0]
        found += [
            Finding(name, code, watch.level if n else "info", int(n), watch.text)
            for (code, watch), n in zip(table.watch.items(), counts, strict=True)
        ]
    return found


def _orphans(engine: Engine, name: str, profile: Profile, *, folder: Path) -> list[Finding]:
    found = []
    for column, target in profile.tables[name].references.items():
        key = identifier(profile.tables[target].key[0])
        sql = f"""
            SELECT count(*) FROM {relation(folder / f"{name}.parquet")} AS facts
            ANTI JOIN {relation(folder / f"{target}.parquet")} AS known ON facts.{identifier(column)} = known.{key}
            WHERE facts.{identifier(column)} IS NOT NULL
        """
        n = int(engine.rows(sql)[0][0])
        text = f"rows whose {column} is not in {target}"
        found.append(Finding(name, f"orphan_{column}", "warning" if n else "info", n, text))
    return found
