"""What customers did around their first contact, as one query: sums for each arm and variant, from which all follows.

    unit      the customers who were treated or held out, with the instant of their first contact, and how many whole
              days after it are known (at most the window)
    happened  purchases in the days in question, and what counts as a conversion
    hit       both together: on which day of a customer's window something happened; -1 is the day before it
    person    one row a customer whom anything happened to
    daily     one row a customer and day of the window, with what there was before that day

Windows are of 24 hours a day, half open. Cents are whole numbers and their squares are summed as such: every sum is
exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from core.campaigns.report import TREATED
from core.kernel.clock import format_instant
from core.warehouse.parquet import quoted

DAY = 86_400_000_000  # microseconds
MOST_STEPS = 30
SUMS = ("n", "y", "yy", "x", "xx", "xy", "c", "b", "cb")
_KEYS = ("arm", "variant", "known", "day")


@dataclass(frozen=True, slots=True)
class Asked:
    """What outcomes are made from. The SQL texts stand behind FROM.

    units: u (a whole number), customer_id, arm, variant, first_at, one row a customer. happened: customer_id (of the
    same type), at, cents, converts. days: the length of the window, and of the one before it. known_until: facts are
    known before it.
    """

    units: str
    happened: str
    days: int
    known_until: datetime


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The answer of `outcomes_query`."""

    days: int
    rows: tuple[Mapping[str, Any], ...]

    @classmethod
    def of(cls, days: int, rows: Iterable[tuple[Any, ...]]) -> Outcomes:
        """Name the columns of the query's rows."""
        names = (*_KEYS, *SUMS)
        return cls(days, tuple(dict(zip(names, row, strict=True)) for row in rows))

    def arms(self) -> list[tuple[str, str | None]]:
        """Return the arms with their variants, in order."""
        return sorted({(r["arm"], r["variant"]) for r in self.rows}, key=lambda a: (a[0], a[1] or ""))

    def assigned(self, arm: str, variant: str | None = None) -> int:
        """Return how many customers an arm has (of one variant; None: of all), also those whose window is open."""
        return sum(int(r["n"]) for r in self._of(arm, variant) if r["day"] is None)

    def whole(self, arm: str, variant: str | None = None) -> Mapping[str, int]:
        """Return the sums of the customers whose window is over: SUMS."""
        found = [r for r in self._of(arm, variant) if r["day"] is None and r["known"] >= self.days]
        return {name: sum(int(r[name]) for r in found) for name in SUMS}

    def before(self, arm: str, variant: str | None = None) -> Mapping[str, int]:
        """Return the sums of all customers, of which those of the window before (x, xx, b) hold."""
        found = [r for r in self._of(arm, variant) if r["day"] is None]
        return {name: sum(int(r[name]) for r in found) for name in SUMS}

    def first(self, days: int, arm: str) -> Mapping[str, int]:
        """Return n, y, yy and c of the first days of the window, of the customers of whom so many are known."""
        found = [r for r in self._of(arm, None) if r["known"] >= days]
        counted = sum(int(r["n"]) for r in found if r["day"] is None)
        told = [r for r in found if r["day"] is not None and r["day"] < days]
        return {"n": counted, **{name: sum(int(r[name]) for r in told) for name in ("y", "yy", "c")}}

    def _of(self, arm: str, variant: str | None) -> list[Mapping[str, Any]]:
        return [r for r in self.rows if r["arm"] == arm and variant in (None, r["variant"])]


def steps(days: int) -> list[int]:
    """Return which days of a window of so many are told of: each, or about thirty of them and the last."""
    n = min(days, MOST_STEPS)
    return sorted({ceil(i * days / n) for i in range(1, n + 1)})


def outcomes_query(asked: Asked) -> str:
    """Return the query of the outcomes: a row for each arm, variant, number of days known (`known`, at most all).

    Where `day` is null: n customers; of the window y (cents) and c (customers who converted); of the one before x
    (cents) and b (who converted); yy, xx, xy, cb: sums of the customers' products. Where it is a day of the window:
    what came to y, yy and c on it. Of customers of whom not all is known, only what is known counts.
    """
    ctes = {"unit": _units(asked), "hit": _hits(asked), "person": _PERSONS, "daily": _DAILY}
    chain = ",\n".join(f"{n} AS {'' if n == 'unit' else 'MATERIALIZED '}(\n  {sql}\n)" for n, sql in ctes.items())
    return f"WITH {chain}\n{_WHOLE}\nUNION ALL {_BY_DAY}\nUNION ALL {_CONVERTED}"


def conversions_query(asked: Asked) -> str:
    """Return the query of the treated customers who converted in their windows: customer_id (text), variant, at.

    at: the first conversion, as far as conversions are known.
    """
    since = _since(asked)
    return (
        "SELECT CAST(unit.customer_id AS VARCHAR) AS customer_id, variant, min(happened.at) AS at "
        f"FROM {asked.units} AS unit JOIN {asked.happened} AS happened ON happened.customer_id = unit.customer_id "
        f"WHERE arm = '{TREATED}' AND converts AND {since} >= {asked.days * DAY} AND {since} < {2 * asked.days * DAY} "
        f"AND happened.at < {instant_sql(asked.known_until)} GROUP BY ALL"
    )


def span(first_at: datetime, last_at: datetime, *, days: int, known_until: datetime) -> tuple[datetime, datetime]:
    """Return from when until when anything matters, if first contacts lie between the two instants (both included)."""
    window = timedelta(days=days)
    return first_at - window, min(last_at + window, known_until)


def instant_sql(at: datetime) -> str:
    """Return an instant as an SQL literal."""
    return f"TIMESTAMPTZ {quoted(format_instant(at))}"


def _units(asked: Asked) -> str:
    """Return the customers with how many days of their windows are known."""
    known = f"(epoch_us({instant_sql(asked.known_until)}) - epoch_us(first_at)) // {DAY}"
    return (
        "SELECT u, customer_id, arm, variant, first_at, "
        f"CAST(greatest(0, least({asked.days}, {known})) AS INTEGER) AS known FROM {asked.units} AS units"
    )


def _since(asked: Asked) -> str:
    """Return the microseconds from the beginning of the window before: never negative where it counts, as // cuts."""
    return f"epoch_us(happened.at) - epoch_us(unit.first_at) + {asked.days * DAY}"


def _hits(asked: Asked) -> str:
    since = _since(asked)
    return (
        f"SELECT u, arm, variant, known, CAST(cents AS BIGINT) AS cents, converts, "
        f"CAST(({since}) // {DAY} AS INTEGER) - {asked.days} AS day "
        f"FROM unit JOIN {asked.happened} AS happened ON happened.customer_id = unit.customer_id "
        f"WHERE {since} >= 0 AND {since} < {2 * asked.days * DAY} AND happened.at < {instant_sql(asked.known_until)}"
    )


def _sum(*factors: str) -> str:
    """Return the sum of products of whole numbers, of up to 128 bits."""
    return f"coalesce(sum({' * '.join(f'CAST({f} AS HUGEINT)' for f in factors)}), 0)"


_PERSONS = """SELECT u, any_value(arm) AS arm, any_value(variant) AS variant, any_value(known) AS known,
    coalesce(sum(cents) FILTER (day >= 0), 0) AS y, coalesce(sum(cents) FILTER (day < 0), 0) AS x,
    min(day) FILTER (converts AND day >= 0) AS first_on, coalesce(bool_or(converts AND day < 0), FALSE) AS b
    FROM hit GROUP BY u"""
_DAILY = """SELECT *, sum(cents) OVER (PARTITION BY u ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    AS earlier FROM (SELECT u, day, any_value(arm) AS arm, any_value(variant) AS variant, any_value(known) AS known,
    CAST(sum(cents) AS BIGINT) AS cents FROM hit WHERE day >= 0 GROUP BY u, day)"""
_C, _B = "CAST(first_on IS NOT NULL AS INTEGER)", "CAST(b AS INTEGER)"
_TOLD = (
    f"SELECT arm, variant, known, {_sum('y')} AS y, {_sum('y', 'y')} AS yy, {_sum('x')} AS x, {_sum('x', 'x')} AS xx, "
    f"{_sum('x', 'y')} AS xy, {_sum(_C)} AS c, {_sum(_B)} AS b, {_sum(_C, _B)} AS cb FROM person GROUP BY ALL"
)
_WHOLE = (
    f"SELECT counted.arm, counted.variant, counted.known, CAST(NULL AS INTEGER) AS day, n, "
    f"{', '.join(f'coalesce(told.{name}, 0) AS {name}' for name in SUMS[1:])} "
    "FROM (SELECT arm, variant, known, count(*) AS n FROM unit GROUP BY ALL) AS counted "
    f"LEFT JOIN ({_TOLD}) AS told ON told.arm = counted.arm AND told.known = counted.known "
    "AND told.variant IS NOT DISTINCT FROM counted.variant"
)
_BY_DAY = (
    f"SELECT arm, variant, known, day, 0, {_sum('cents')}, "
    "sum(CAST(cents AS HUGEINT) * cents + 2 * CAST(cents AS HUGEINT) * coalesce(earlier, 0)), 0, 0, 0, 0, 0, 0 "
    "FROM daily GROUP BY ALL"
)
_CONVERTED = (
    "SELECT arm, variant, known, first_on, 0, 0, 0, 0, 0, 0, count(*), 0, 0 "
    "FROM person WHERE first_on IS NOT NULL GROUP BY ALL"
)
