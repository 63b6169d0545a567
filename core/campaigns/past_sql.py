"""The queries behind past campaigns: sums over customers, taken for every campaign at once, exact in cents.

campaign     the declared campaigns with the window of equal length before each
contacted    which customer was sent which of them
sale         what was received from each customer on each business day
moved        what was received from each customer in a campaign's two windows; none of it: no row
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.warehouse.parquet import identifier
from core.warehouse.past_campaigns import PastCampaigns
from core.warehouse.profile import CUSTOMER_ID, Profile
from core.warehouse.purchases import Purchases
from core.warehouse.types import ColumnType


@dataclass(frozen=True)
class Source:
    """What the queries read: the profile, its declarations, and the SQL behind FROM of each table.

    The queries take the parameters `as_of` (an instant), `last` (its reference day) and `number` (a campaign's id as
    text, or null for all).
    """

    profile: Profile
    past: PastCampaigns
    purchases: Purchases
    relations: Mapping[str, str]

    def known(self, table: str) -> str:
        """Return the condition on a table's rows that they happened before as_of; a day's facts as the day begins."""
        declared = self.profile.tables[table]
        if declared.instant is None:
            return "TRUE"
        column = identifier(declared.instant)
        is_day = declared.columns[declared.instant].type is ColumnType.DATE
        return f"{column} <= CAST($last AS DATE)" if is_day else f"{column} < $as_of"


def campaigns_query(source: Source) -> str:
    """Return the query of the figures, a row a campaign, in the order of the ids.

    Columns: number, kind, starts_on, ends_on, targeted, redemptions, redeemers; n_others; then, of `targeted_` and
    `others_`: during, before (cents), moved (sum of during less before) and squared (sum of its squares).
    """
    sums = ", ".join(
        f"coalesce(sum({what}) FILTER ({condition}), 0) AS {side}_{name}"
        for side, condition in (("targeted", "is_targeted"), ("others", "NOT is_targeted"))
        for name, what in (
            ("during", "during"), ("before", "before"), ("moved", "during - before"),
            ("squared", "CAST(during - before AS HUGEINT) * (during - before)"),
        )
    )  # fmt: skip
    taken = ", ".join(f"{side}_{name}" for side in ("targeted", "others") for name in _SUMS)
    return f"""
        WITH {_campaign(source)}, {_contacted(source)}, {_sale(source)}, {_redeemed(source)},
        buyer AS (SELECT DISTINCT customer FROM sale),
        counted AS (
            SELECT campaign, count(*) AS targeted, count(buyer.customer) AS bought
            FROM contacted LEFT JOIN buyer USING (customer) GROUP BY campaign
        ),
        moved AS (
            SELECT campaign, customer, contacted.customer IS NOT NULL AS is_targeted,
                   coalesce(sum(cents) FILTER (day >= starts_on), 0) AS during,
                   coalesce(sum(cents) FILTER (day < starts_on), 0) AS before
            FROM campaign JOIN sale ON day BETWEEN before_on AND ends_on LEFT JOIN contacted USING (campaign, customer)
            GROUP BY ALL
        ),
        summed AS (SELECT campaign, {sums} FROM moved GROUP BY campaign)
        SELECT number, kind, starts_on, ends_on, coalesce(targeted, 0), redemptions, redeemers,
               (SELECT count(*) FROM buyer) - coalesce(bought, 0) AS n_others, {taken}
        FROM campaign LEFT JOIN counted USING (campaign) LEFT JOIN redeemed USING (campaign)
             LEFT JOIN summed USING (campaign)
        ORDER BY campaign
    """


_SUMS = ("during", "before", "moved", "squared")


def days_query(source: Source) -> str:
    """Return the query of one campaign's sales on each day of both windows that has any: day, is_targeted, cents."""
    return f"""
        WITH {_campaign(source)}, {_contacted(source)}, {_sale(source)}
        SELECT day, contacted.customer IS NOT NULL AS is_targeted, CAST(sum(cents) AS BIGINT) AS cents
        FROM campaign JOIN sale ON day BETWEEN before_on AND ends_on LEFT JOIN contacted USING (campaign, customer)
        GROUP BY ALL ORDER BY ALL
    """


def _campaign(source: Source) -> str:
    declared = source.past.campaigns
    id, starts, ends = (identifier(c) for c in (declared.id, declared.starts_on, declared.ends_on))
    kind = "NULL" if declared.kind is None else identifier(declared.kind)
    return f"""campaign AS (
            SELECT {id} AS campaign, CAST({id} AS VARCHAR) AS number, CAST({kind} AS VARCHAR) AS kind,
                   {starts} AS starts_on, {ends} AS ends_on,
                   {starts} - CAST({ends} - {starts} + 1 AS INTEGER) AS before_on
            FROM {source.relations[declared.table]}
            WHERE {id} IS NOT NULL AND ($number IS NULL OR CAST({id} AS VARCHAR) = $number)
        )"""


def _contacted(source: Source) -> str:
    declared = source.past.contacts
    return f"""contacted AS (
            SELECT DISTINCT {identifier(declared.campaign)} AS campaign, {CUSTOMER_ID} AS customer
            FROM {source.relations[declared.table]} WHERE {CUSTOMER_ID} IS NOT NULL AND {source.known(declared.table)}
        )"""


def _redeemed(source: Source) -> str:
    declared = source.past.redemptions
    if declared is None:
        nothing = "CAST(NULL AS BIGINT)"
        return f"redeemed AS (SELECT campaign, {nothing} AS redemptions, {nothing} AS redeemers FROM campaign)"
    column = identifier(declared.campaign)
    return f"""redeemed AS (
            SELECT campaign, count(happened) AS redemptions, count(DISTINCT customer) AS redeemers
            FROM campaign LEFT JOIN (
                SELECT {column} AS campaign, {CUSTOMER_ID} AS customer, TRUE AS happened
                FROM {source.relations[declared.table]} WHERE {source.known(declared.table)}
            ) AS happening USING (campaign) GROUP BY campaign
        )"""


def _sale(source: Source) -> str:
    bought = source.purchases
    day = identifier(source.profile.tables[bought.table].day or "")
    return f"""sale AS MATERIALIZED (
            SELECT {CUSTOMER_ID} AS customer, {day} AS day, CAST(sum({identifier(bought.amount)}) AS BIGINT) AS cents
            FROM {source.relations[bought.table]}
            WHERE {CUSTOMER_ID} IS NOT NULL AND {source.known(bought.table)} GROUP BY ALL
        )"""
