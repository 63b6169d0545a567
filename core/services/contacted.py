"""Whom a campaign treated or held out, one row a customer, by the first time; and what came of the contacts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from core.campaigns.model import Campaign, DeliveryState, Run
from core.campaigns.outcomes import instant_sql
from core.campaigns.report import CONTROL, TREATED
from core.kernel.canonical import digest
from core.services.contact_costs import Spent, contact_costs, priced, spent
from core.services.execution_files import ExecutionFiles, let_go
from core.services.response_files import ResponseFiles
from core.store import Database
from core.warehouse import Engine
from core.warehouse.parquet import fault, quoted, relation

ENGAGED = ("delivered", "opened", "clicked", "unsubscribed")
Group = tuple[str, str | None]  # arm, variant


@dataclass(frozen=True, slots=True)
class Contacted:
    """The customers of a campaign. The SQL texts stand behind FROM.

    units: u, customer_id (of the warehouse's type), arm, variant, run_id and first_at of the first time, contacts (by
    treatments within the window) and their cost. executions: as `core.services.contact_costs.priced`, of the runs in
    question. dealt: how many there are by run, arm and variant. span: the first and the last `first_at`; None for
    nobody. contacts: by arm and variant, of those whose window is over; cancelled ones, too.
    """

    units: str
    executions: str
    dealt: Mapping[tuple[int, str, str | None], int]
    span: tuple[datetime, datetime] | None
    contacts: Mapping[Group, Spent]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which of a campaign's customers: those first met in `firsts`, among all its runs until the question (`runs`)."""

    campaign: Campaign
    runs: Sequence[Run]
    firsts: Sequence[Run]
    days: int
    known_until: datetime
    at: datetime | None  # nothing is known of later response events; None: all


class Contacts:
    """Customers of campaigns, kept as files so that the next question has them at hand."""

    def __init__(
        self, engine: Engine, *, database: Database, executions: ExecutionFiles, responses: ResponseFiles, folder: Path
    ) -> None:
        self._engine = engine
        self._database = database
        self._executions = executions
        self._responses = responses
        self._folder = folder

    def of(self, asked: Asked, *, id_type: str) -> Contacted:
        """Return the customers of a campaign; `id_type` is the SQL type of the warehouse's customer ids."""
        files = self._executions.files(asked.campaign.campaign_id)
        with self._database.view() as work:
            known = contact_costs(work, asked.campaign.campaign_id)
        costs = {run_id: known[run_id] for run_id in sorted(run.run_id for run in asked.runs)}
        made, firsts = priced(self._executions.joined(files), costs), sorted(run.run_id for run in asked.firsts)
        folder = self._folder / asked.campaign.campaign_id
        said = [[run_id, str(cost)] for run_id, cost in costs.items()]
        path = folder / f"{digest([[f.name for f in files], said, firsts, asked.days, id_type])}.parquet"
        if fault(path) is not None:
            query = _first_times(made, firsts=firsts, days=asked.days, id_type=id_type, is_single=len(costs) == 1)
            self._engine.write(query, path)
            let_go(folder, {path.name})
        return self._summed(relation(path), made, asked)

    def sent(self, asked: Asked, found: Contacted) -> Mapping[Group, int]:
        """Return to how many treated customers a message was sent, by arm and variant."""
        campaign_id = asked.campaign.campaign_id
        with self._database.view() as work:
            counts = dict(work.deliveries.counts(campaign_id).group_by("state").agg(pl.col("n").sum()).iter_rows())
            n_sent = counts.pop(str(DeliveryState.SENT), 0)
            if not sum(counts.values()):
                return _treated(found) if n_sent else {}
            is_fewer = n_sent <= sum(counts.values())  # the fewer ids are read
            states = [DeliveryState.SENT] if is_fewer else [s for s in DeliveryState if s is not DeliveryState.SENT]
            ids = work.deliveries.ids(campaign_id, states) if n_sent else pl.Series("execution_id", [], dtype=pl.Int64)
        if not n_sent:
            return {}
        listed = f"execution_id {'' if is_fewer else 'NOT '}IN (SELECT execution_id FROM ids)"
        return self._customers(f"{found.executions} AS made", found, f"outcome = '{TREATED}' AND {listed}", ids)

    def spent(self, asked: Asked, found: Contacted) -> tuple[Spent, Mapping[Group, Spent]]:
        """Return all contacts of these customers so far; and by arm and variant, those of `Contacted.contacts`.

        Cancelled ones are left out.
        """
        with self._database.view() as work:
            ids = work.deliveries.ids(asked.campaign.campaign_id, [DeliveryState.CANCELLED])
        is_part = len(asked.firsts) < len(asked.runs)  # then these are not all customers of the executions
        where = f"customer_id IN (SELECT customer_id FROM {_text_ids(found.units)} AS units)" if is_part else "TRUE"
        total = sum(spent(self._engine, found.executions, ids, where=where).values(), Spent())
        return total, found.contacts if ids.is_empty() else self._left(asked, found, ids)

    def _left(self, asked: Asked, found: Contacted, ids: pl.Series) -> Mapping[Group, Spent]:
        """Return the contacts of `Contacted.contacts` without these executions."""
        over = f"first_at <= {instant_sql(asked.known_until - timedelta(days=asked.days))}"
        within = f"made.planned_at < first_at + INTERVAL {24 * asked.days} HOUR"
        gone = (
            f"SELECT customer_id, planned_at, cost FROM {found.executions} AS e WHERE outcome = '{TREATED}' "
            "AND execution_id IN (SELECT execution_id FROM ids)"
        )
        rows = self._engine.rows(
            f"SELECT arm, variant, count(*), sum(made.cost) FROM ({gone}) AS made JOIN {_text_ids(found.units)} AS "
            f"units ON units.customer_id = made.customer_id WHERE {over} AND {within} GROUP BY arm, variant",
            tables={"ids": ids.to_frame()},
        )
        lost = {(arm, variant): Spent(n, cost) for arm, variant, n, cost in rows}
        return {group: made - lost.get(group, Spent()) for group, made in found.contacts.items()}

    def engaged(self, asked: Asked, found: Contacted) -> Mapping[str, Mapping[Group, int]]:
        """Return how many customers did what (ENGAGED) about this campaign, by arm and variant."""
        events = f"campaign = {quoted(asked.campaign.slug)} AND kind IN ({', '.join(map(quoted, ENGAGED))})"
        if asked.at is not None:
            events += f' AND "at" < {instant_sql(asked.at)}'
        rows = self._engine.rows(
            f"SELECT kind, arm, variant, count(DISTINCT u) FROM {self._responses.relation()} AS responses "
            f"JOIN {_text_ids(found.units)} AS units ON units.customer_id = responses.customer_id WHERE {events} "
            "GROUP BY ALL"
        )
        return {kind: {(arm, variant): n for k, arm, variant, n in rows if k == kind} for kind in ENGAGED}

    def _customers(self, executions: str, found: Contacted, condition: str, ids: pl.Series) -> Mapping[Group, int]:
        rows = self._engine.rows(
            f"SELECT arm, variant, count(*) FROM {_text_ids(found.units)} AS units WHERE customer_id IN "
            f"(SELECT customer_id FROM {executions} WHERE {condition}) GROUP BY ALL",
            tables={"ids": ids.to_frame()},
        )
        return {(arm, variant): n for arm, variant, n in rows}

    def _summed(self, units: str, executions: str, asked: Asked) -> Contacted:
        over = f"first_at <= {instant_sql(asked.known_until - timedelta(days=asked.days))}"
        rows = self._engine.rows(
            "SELECT run_id, arm, variant, count(*), min(first_at), max(first_at), "
            f"coalesce(sum(contacts) FILTER ({over}), 0), coalesce(sum(cost) FILTER ({over}), 0) "
            f"FROM {units} AS units GROUP BY ALL ORDER BY ALL"
        )
        contacts: dict[Group, Spent] = {}
        for _, arm, variant, _, _, _, n, cost in rows:
            contacts[arm, variant] = contacts.get((arm, variant), Spent()) + Spent(int(n), cost)
        span = (min(r[4] for r in rows), max(r[5] for r in rows)) if rows else None
        return Contacted(units, executions, {r[:3]: r[3] for r in rows}, span, contacts)


def _treated(found: Contacted) -> dict[Group, int]:
    """Return how many customers were treated, by arm and variant."""
    each: dict[Group, int] = {}
    for (_, arm, variant), n in found.dealt.items():
        if arm == TREATED:
            each[arm, variant] = each.get((arm, variant), 0) + n
    return each


def _first_times(executions: str, *, firsts: Sequence[int], days: int, id_type: str, is_single: bool) -> str:
    """Return the query of `Contacted.units`. A single run has nobody twice."""
    arms = f"arm IN ('{TREATED}', '{CONTROL}')"
    columns = f"TRY_CAST(customer_id AS {id_type}) AS customer_id, arm, variant, run_id, first_at, contacts, cost"
    if is_single:
        each = (
            f"SELECT customer_id, arm, variant, run_id, planned_at AS first_at, CAST(outcome = '{TREATED}' AS INTEGER) "
            f"AS contacts, CASE WHEN outcome = '{TREATED}' THEN cost ELSE 0 END AS cost "
            f"FROM {executions} AS made WHERE {arms}"
        )
    else:
        one = "arg_min(struct_pack(arm := arm, variant := variant, run_id := run_id, at := planned_at), execution_id)"
        treated = f"list(struct_pack(at := planned_at, cost := cost)) FILTER (outcome = '{TREATED}')"
        within = f"list_filter(coalesce(planned, []), p -> p.at < first.at + INTERVAL {24 * days} HOUR)"
        met = f"SELECT customer_id, {one} AS first, {treated} AS planned FROM {executions} AS made WHERE {arms}"
        each = (
            "SELECT customer_id, first.arm AS arm, first.variant AS variant, first.run_id AS run_id, first.at AS "
            "first_at, CAST(len(met) AS INTEGER) AS contacts, coalesce(list_sum(list_transform(met, p -> p.cost)), 0) "
            f"AS cost FROM (SELECT customer_id, first, {within} AS met FROM ({met} GROUP BY customer_id) AS each) AS e"
        )
    return (
        f"SELECT CAST(row_number() OVER () AS INTEGER) AS u, {columns} FROM ({each}) AS firsts "
        f"WHERE run_id IN ({_listed(firsts)})"
    )


def _text_ids(units: str) -> str:
    """Return the units with ids as text, as the store spells them."""
    return f"(SELECT * REPLACE (CAST(customer_id AS VARCHAR) AS customer_id) FROM {units} AS u)"


def _listed(numbers: Sequence[Any]) -> str:
    return ", ".join(map(str, numbers)) or "NULL"
