"""What is true of freshly taken tables: they hold what the source says, and what the profile promises."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from core import logs
from core.errors import ContractViolation, SnapshotCorrupt
from core.warehouse.engine import Engine
from core.warehouse.figures import differences
from core.warehouse.parquet import identifier, relation
from core.warehouse.profile import LogicalTable, Profile
from core.warehouse.snapshots.compare import COMPARED, compared
from core.warehouse.snapshots.manifest import Finding
from core.warehouse.snapshots.parts import parts_sql
from core.warehouse.snapshots.take import Taken

_log = logs.get_logger(__name__)


def inspected(engine: Engine, profile: Profile, folder: Path, *, taken: Mapping[str, Taken]) -> tuple[Finding, ...]:
    """Compare the tables in `folder` with the source's totals, check promises, count what is worth knowing.

    Raises ContractViolation that lists every difference, every duplicated key and every missing value at once.
    """
    problems: list[str] = []
    findings: list[Finding] = []
    for name, table in profile.tables.items():
        found = taken[name]
        problems += differences(name, found=found.figures.totals, expected=found.totals)
        if not found.is_unchanged:
            problems += _broken_promises(engine, name, table, rows=relation(folder / _unseen(found)))
        findings += _findings(name, table, found)
        findings += _orphans(engine, name, profile, folder=folder, taken=taken)
        findings += _missed(engine, name, found, rows=parts_sql(folder, found.parts, columns=table.columns))
    if problems:
        raise ContractViolation(
            "The warehouse does not hold what its profile promises; the last snapshot stays in force.",
            fix="Correct the data, or the profile's keys, nullability and types.",
            problems=problems,
        )
    return tuple(findings)


def _broken_promises(engine: Engine, name: str, table: LogicalTable, *, rows: str) -> list[str]:
    strict = [c for c, spec in table.columns.items() if not spec.nullable or c in table.key]
    counts = [f"count(*) FILTER ({identifier(c)} IS NULL)" for c in strict]
    key = ", ".join(identifier(c) for c in table.key)
    counts.append(
        f"count(*) - count(DISTINCT ({key}))"
        if len(table.key) > 1
        else f"count({key}) - count(DISTINCT {key})"
        if key
        else "count(*) * 0"  # an aggregate, so that an empty table has a row of it, too
    )
    *nulls, repeated = engine.rows(f"SELECT {', '.join(counts)} FROM {rows}")[0]
    problems = [f"{name}.{c}: {n:,} rows lack a value" for c, n in zip(strict, nulls, strict=True) if n]
    if repeated:
        problems.append(f"{name}: {repeated:,} rows repeat the key ({', '.join(table.key)})")
    return problems


def _unseen(found: Taken) -> str:
    """Return the file with the rows that no refresh has looked at: those of the base were, if there is a delta.

    The delta replaces the rows of the base that have its keys, so what is unique in each of them is unique in both.
    """
    return next((p.file for p in found.parts if p.kind == "delta"), found.parts[0].file)


def _findings(name: str, table: LogicalTable, found: Taken) -> list[Finding]:
    findings = []
    if table.distinct:
        n, text = found.totals.duplicates, "exact duplicates dropped"
        findings.append(Finding(name, "duplicates_dropped", "warning" if n else "info", n, text))
    for column, n in found.totals.nulled.items():
        text = f"values of {column} became null: infinity, NaN, or out of the range of its type"
        findings.append(Finding(name, f"nulled_{column}", "warning" if n else "info", n, text))
    findings += [
        Finding(name, code, watch.level if n else "info", n, watch.text)
        for (code, watch), n in zip(table.watch.items(), found.figures.watched, strict=True)
    ]
    return findings


def _orphans(engine: Engine, name: str, profile: Profile, *, folder: Path, taken: Mapping[str, Taken]) -> list[Finding]:
    found = []
    for column, target in profile.tables[name].references.items():
        key = identifier(profile.tables[target].key[0])
        facts, known = (parts_sql(folder, taken[t].parts, columns=profile.tables[t].columns) for t in (name, target))
        sql = f"""
            SELECT count(*) FROM {facts} AS facts ANTI JOIN {known} AS known ON facts.{identifier(column)} = known.{key}
            WHERE facts.{identifier(column)} IS NOT NULL
        """
        n = int(engine.rows(sql)[0][0])
        text = f"rows whose {column} is not in {target}"
        found.append(Finding(name, f"orphan_{column}", "warning" if n else "info", n, text))
    return found


def _missed(engine: Engine, name: str, found: Taken, *, rows: str) -> tuple[Finding, ...]:
    """Return what the last full compare found: this one's, or after an increment that of the snapshot before."""
    if found.known is None:
        return ()
    if found.is_increment:
        return tuple(f for f in found.known.snapshot.findings if f.table == name and f.code in COMPARED)
    try:
        return compared(engine, found.known, rows)
    except SnapshotCorrupt as error:
        _log.warning("snapshot.damaged", snapshot=found.known.snapshot.id, why=error.what)
        return ()
