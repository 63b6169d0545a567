"""What contacts cost: each what the version of its run says, whatever the campaign was edited to afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from core.campaigns.model import Reason
from core.store import UnitOfWork
from core.warehouse import Engine

_MONEY = "DECIMAL(18, 2)"  # holds `core.campaigns.parts.MOST_MONEY`; sums of it have 38 digits, so nothing is rounded


@dataclass(frozen=True, slots=True)
class Spent:
    """So many contacts, and what they cost together in the unit of account."""

    n: int = 0
    cost: Decimal = Decimal(0)

    def __add__(self, other: Spent) -> Spent:
        """Return both together."""
        return Spent(self.n + other.n, self.cost + other.cost)

    def __sub__(self, other: Spent) -> Spent:
        """Return what is left without the other."""
        return Spent(self.n - other.n, self.cost - other.cost)


def contact_costs(work: UnitOfWork, campaign_id: str | None = None) -> dict[int, Decimal]:
    """Return what one contact costs in each run of a campaign, or of all, by run_id: what the run's version says."""
    runs = work.executions.runs(campaign_id)
    costs = {
        (each, edit.version): edit.definition.cost_per_contact
        for each in {run.campaign_id for run in runs}
        for edit in work.campaigns.versions(each)
    }
    return {run.run_id: costs[run.campaign_id, run.version] for run in runs}


def priced(executions: str, costs: Mapping[int, Decimal]) -> str:
    """Return the SQL behind FROM of the executions of the runs in `costs`, each with the `cost` of a contact.

    executions: the SQL behind FROM of executions, as `core.services.execution_files.COLUMNS`.
    """
    runs: dict[Decimal, list[int]] = {}
    for run_id, cost in sorted(costs.items()):
        runs.setdefault(cost, []).append(run_id)
    *rarer, usual = sorted(runs, key=lambda cost: len(runs[cost])) or [Decimal(0)]
    cases = "".join(f"WHEN run_id IN ({_listed(runs[cost])}) THEN {_money(cost)} " for cost in rarer)
    each = f"CASE {cases}ELSE {_money(usual)} END" if cases else _money(usual)  # faster than to join the runs
    return f"(SELECT *, {each} AS cost FROM {executions} AS made WHERE run_id IN ({_listed(costs)}))"


def spent(engine: Engine, executions: str, cancelled: pl.Series, *, where: str = "TRUE") -> dict[int, Spent]:
    """Return the contacts that were made or are planned, by run_id; without the `cancelled` ones (execution ids).

    executions: as `priced` returns them; `where` is a condition on them.
    """
    kept = "TRUE" if cancelled.is_empty() else "execution_id NOT IN (SELECT execution_id FROM cancelled)"
    rows = engine.rows(
        f"SELECT run_id, count(*), sum(cost) FROM {executions} AS made "
        f"WHERE outcome = '{Reason.TREATED}' AND {where} AND {kept} GROUP BY run_id",
        tables={"cancelled": pl.DataFrame({"execution_id": cancelled.cast(pl.Int64)})},
    )
    return {run_id: Spent(n, cost) for run_id, n, cost in rows}


def _money(cost: Decimal) -> str:
    return f"CAST('{cost:f}' AS {_MONEY})"


def _listed(run_ids: Iterable[int]) -> str:
    return ", ".join(map(str, run_ids)) or "NULL"
