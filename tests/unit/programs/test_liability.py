"""The liability of a program: roll-forward, vintages, breakage with its interval, deferred revenue."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.programs.breakage import NEVER, NO_HISTORY, NOTHING, TOO_LONG, Z
from core.programs.liability import breakage, deferred_revenue, report, roll_forward, vintages

SCHEMA = {
    "customer_id": pl.String, "kind": pl.String, "lot": pl.String, "points": pl.Int64, "day": pl.Date,
    "expires_on": pl.Date,
}  # fmt: skip
LIFE = timedelta(days=60)
CENT = Decimal("0.01")


def entries(*rows):
    """Rows (customer, kind, lot, points, day); a lot expires 60 days after its first entry."""
    due = {}
    full = []
    for customer, kind, lot, points, day in rows:
        due.setdefault((customer, lot), None if lot == "debt" else day + LIFE)
        full.append((customer, kind, lot, points, day, due[customer, lot]))
    return pl.DataFrame(full, schema=SCHEMA, orient="row")


HISTORY = entries(
    ("a", "earn", "1", 100, date(2017, 1, 10)),
    ("a", "burn", "1", -40, date(2017, 1, 30)),
    ("b", "earn", "2", 50, date(2017, 1, 15)),
    ("b", "adjust", "adjust:x", 20, date(2017, 1, 31)),
    ("a", "expire", "1", -60, date(2017, 3, 11)),
    ("b", "burn", "2", -50, date(2017, 2, 2)),
    ("b", "reverse", "2", -50, date(2017, 3, 1)),
    ("b", "reverse", "2", 50, date(2017, 3, 1)),
    ("b", "expire", "adjust:x", -20, date(2017, 4, 1)),
    ("c", "reverse", "debt", -30, date(2017, 4, 2)),
    ("c", "earn", "3", 80, date(2017, 4, 20)),
    ("c", "offset", "3", -30, date(2017, 4, 20)),
    ("c", "offset", "debt", 30, date(2017, 4, 20)),
    ("d", "reverse", "debt", -7, date(2017, 4, 25)),
)


def test_the_roll_forward_has_every_month_and_ties():
    roll = roll_forward(HISTORY, until=date(2017, 6, 15))
    assert roll.rows() == [
        (date(2017, 1, 1), 0, 150, 40, 0, 20, 130),
        (date(2017, 2, 1), 130, 0, 50, 0, 0, 80),
        (date(2017, 3, 1), 80, 0, 0, 60, 0, 20),
        (date(2017, 4, 1), 20, 80, 0, 20, -37, 43),
        (date(2017, 5, 1), 43, 0, 0, 0, 0, 43),
        (date(2017, 6, 1), 43, 0, 0, 0, 0, 43),
    ]
    assert roll.columns == ["month", "opening", "earned", "burned", "expired", "adjusted", "closing"]


def test_what_came_after_the_day_is_not_counted():
    assert roll_forward(HISTORY, until=date(2017, 1, 30)).rows() == [(date(2017, 1, 1), 0, 150, 40, 0, 0, 110)]
    assert roll_forward(HISTORY, until=date(2016, 12, 31)).is_empty()
    assert vintages(HISTORY, until=date(2016, 12, 31)).is_empty()


def test_a_vintage_is_the_month_of_a_lots_first_entry_and_debt_stands_apart():
    assert vintages(HISTORY, until=date(2017, 4, 30)).rows() == [
        (date(2017, 1, 1), 150, 90, 80, 20, 0),
        (date(2017, 4, 1), 80, 0, 0, -30, 50),
        (None, 0, 0, 0, -7, -7),
    ]


def two_customers(*more):
    """Two matured lots: 30 days before expiry 60 of 100 and 50 points were left; 60 and 20 expired."""
    return entries(
        ("a", "earn", "1", 100, date(2017, 1, 1)),
        ("a", "burn", "1", -40, date(2017, 1, 11)),
        ("a", "expire", "1", -60, date(2017, 3, 2)),
        ("b", "earn", "2", 50, date(2017, 1, 1)),
        ("b", "burn", "2", -30, date(2017, 2, 20)),
        ("b", "expire", "2", -20, date(2017, 3, 2)),
        *more,
    )


def test_breakage_by_hand_for_one_age():
    # Lot 3 is 30 days old: R = 60 + 50, X = 60 + 20, rate 80/110. Residuals X - rate * R: 60 - 480/11 and its opposite.
    found = breakage(two_customers(("c", "earn", "3", 200, date(2017, 3, 1))), as_of=date(2017, 3, 31)).total
    error = (2 / 1 * 2 * (60 - 480 / 11) ** 2) ** 0.5 / 110
    assert found.value == pytest.approx(8 / 11)
    assert found.low == pytest.approx(8 / 11 - Z * error)
    assert found.high == 1.0
    assert "2 customers only" in found.reason


def test_breakage_by_hand_for_two_ages_moves_together():
    # Lot 4 is new (R = 150, X = 80), lot 3 is 30 days old. Both rates err together, so residuals add before squaring.
    ledger = two_customers(("c", "earn", "3", 10, date(2017, 3, 1)), ("d", "earn", "4", 30, date(2017, 3, 31)))
    found = breakage(ledger, as_of=date(2017, 3, 31))
    old, new = 80 / 110, 80 / 150
    residual = 10 / 110 * (60 - old * 60) + 30 / 150 * (60 - new * 100)
    other = 10 / 110 * (20 - old * 50) + 30 / 150 * (20 - new * 50)
    assert residual == pytest.approx(-other)
    error = (2 * (residual**2 + other**2)) ** 0.5 / 40
    assert found.points == 40
    assert found.total.value == pytest.approx((10 * old + 30 * new) / 40)
    assert found.total.low == pytest.approx(found.total.value - Z * error)


def test_quick_burners_among_young_lots_do_not_bias_the_rate():
    quick = [("q", kind, "9", sign * 500, date(2017, 3, 20)) for kind, sign in (("earn", 1), ("burn", -1))]
    ledger = two_customers(("c", "earn", "3", 200, date(2017, 3, 1)))
    with_quick = two_customers(("c", "earn", "3", 200, date(2017, 3, 1)), *quick)
    day = date(2017, 3, 31)
    assert breakage(with_quick, as_of=day).total == breakage(ledger, as_of=day).total


def test_matured_lots_that_were_burned_count():
    burned = [("z", "earn", "8", 100, date(2017, 1, 1)), ("z", "burn", "8", -100, date(2017, 3, 1))]
    ledger = two_customers(("c", "earn", "3", 200, date(2017, 3, 1)), *burned)
    assert breakage(ledger, as_of=date(2017, 3, 31)).total.value == pytest.approx(80 / 210)


def test_what_could_not_be_estimated_says_why():
    day = date(2017, 3, 31)
    assert breakage(entries(), as_of=day).total == breakage(two_customers(), as_of=day).total
    assert breakage(two_customers(), as_of=day).total.reason == NOTHING
    young = entries(("c", "earn", "3", 200, date(2017, 3, 1)))
    assert breakage(young, as_of=day).total.reason == NO_HISTORY
    assert breakage(young, as_of=day).vintages.rows() == [(date(2017, 3, 1), None, None, None)]
    forever = two_customers(("c", "earn", "3", 200, date(2017, 3, 1))).with_columns(expires_on=pl.lit(None, pl.Date))
    assert breakage(forever, as_of=day).total.reason == NEVER
    assert breakage(forever, as_of=day).total.value is None


def test_a_history_of_one_customer_has_no_interval():
    ledger = entries(
        ("a", "earn", "1", 100, date(2017, 1, 1)),
        ("a", "expire", "1", -100, date(2017, 3, 2)),
        ("a", "earn", "2", 1, date(2017, 3, 31)),
    )
    found = breakage(ledger, as_of=date(2017, 3, 31)).total
    assert (found.value, found.low, found.high) == (1.0, None, None)
    assert "one customer" in found.reason


@pytest.mark.parametrize(("days_left", "is_known"), [(61, True), (60 + 31, True), (60 + 32, False)])
def test_a_lot_that_lives_longer_than_any_before_has_no_rate(days_left, is_known):
    day = date(2017, 3, 31)
    long = pl.DataFrame([("c", "earn", "3", 10, day, day + timedelta(days=days_left))], schema=SCHEMA, orient="row")
    ledger = pl.concat([two_customers(("d", "earn", "4", 30, day)), long])
    found = breakage(ledger, as_of=day)
    assert found.total.reason.startswith("The history" if is_known else TOO_LONG)
    assert found.total.value == (pytest.approx(80 / 150) if is_known else None)
    lot = pl.DataFrame([("c", "earn", "3", 10, day, None)], schema=SCHEMA, orient="row")
    mixed = breakage(pl.concat([two_customers(("d", "earn", "4", 30, day)), lot]), as_of=day).total
    assert mixed.value == pytest.approx(30 * 80 / 150 / 40)  # points without a day of expiry do not expire


def test_lots_that_activity_keeps_alive_count_as_kept_whatever_day_the_ledger_states_with_hindsight():
    kept = two_customers().filter(~((pl.col("lot") == "2") & (pl.col("kind") == "expire")))  # 20 points live on
    stated = pl.when(pl.col("lot") == "2").then(date(2017, 5, 20)).otherwise("expires_on")
    kept = kept.with_columns(expires_on=stated)
    found = breakage(kept, as_of=date(2017, 3, 31), inactivity_days=60)
    assert found.points == 20
    assert found.total.value == 0.0
    ledger = pl.concat([kept, entries(("c", "earn", "3", 200, date(2017, 3, 1)))])
    assert breakage(ledger, as_of=date(2017, 3, 31), inactivity_days=60).total.value == pytest.approx(
        (20 * 0 + 200 * 60 / 110) / 220
    )
    assert breakage(ledger, as_of=date(2017, 3, 31)).total.value == 1.0  # only who fell silent: far too high


def test_the_report_ties_and_values_points():
    ledger = two_customers(
        ("c", "earn", "3", 200, date(2017, 3, 1)), ("d", "earn", "4", 3, date(2017, 2, 28)),
        ("e", "reverse", "debt", -50, date(2017, 3, 5)),
    )  # fmt: skip
    found = report(ledger, as_of=date(2017, 3, 31), point_value=Decimal("0.015"))
    assert found.outstanding == 153 == found.vintages["outstanding"].sum() == found.roll["closing"][-1]
    assert found.gross == Decimal("2.30")  # 2.295, half to even
    assert found.deferred == Decimal("0.08")  # (153 - 203 * 8/11) * 0.015, both ages have the same rate
    january, february, march, debt = found.vintages.rows(named=True)
    assert (january["outstanding"], january["breakage"], january["gross"], january["deferred"]) == (
        0, None, Decimal("0.00"), Decimal("0.00"),
    )  # fmt: skip
    assert february["deferred"] == Decimal("0.01")
    assert march["breakage"] == pytest.approx(8 / 11)
    assert march["deferred"] == Decimal("0.82")  # 200 * 3/11 * 0.015
    assert debt["month"] is None
    assert debt["gross"] == debt["deferred"] == Decimal("-0.75")
    assert found.vintages.schema["deferred"] == pl.Decimal(38, 2)


def test_deferred_revenue_is_rounded_once_half_to_even_and_unknown_without_a_share():
    value = Decimal("0.01")
    assert deferred_revenue(100, 100, share=0.745, point_value=value) == Decimal("0.26")  # 0.255
    assert deferred_revenue(100, 100, share=0.755, point_value=value) == Decimal("0.24")  # 0.245
    assert deferred_revenue(100, 100, share=None, point_value=value) is None
    assert deferred_revenue(0, 0, share=None, point_value=value) == 0
    most = 2**53 - 1
    assert deferred_revenue(most, most, share=0.0, point_value=value) == Decimal("90071992547409.91")


KINDS = st.sampled_from(["earn", "burn", "expire", "adjust", "reverse", "offset"])
LEDGERS = st.lists(
    st.tuples(
        st.sampled_from("abc"), KINDS, st.sampled_from(["1", "2", "adjust:1", "debt"]),
        st.integers(-(2**40), 2**40), st.dates(date(2016, 11, 1), date(2018, 2, 28)),
    ),
    max_size=30,
)  # fmt: skip


@given(LEDGERS, st.dates(date(2016, 10, 1), date(2018, 4, 1)))
def test_vintages_roll_forward_and_entries_agree_whatever_the_ledger(rows, until):
    ledger = entries(*rows)
    total = ledger.filter(pl.col("day") <= until)["points"].sum()
    found, roll = vintages(ledger, until=until), roll_forward(ledger, until=until)
    assert found["outstanding"].sum() == total == (roll["closing"][-1] if roll.height else 0)
    change = pl.col("earned") - pl.col("burned") - pl.col("expired") + pl.col("adjusted")
    assert found.filter(change != pl.col("outstanding")).is_empty()
    assert roll.filter(pl.col("opening") + change != pl.col("closing")).is_empty()
    assert roll["opening"].to_list() == [0, *roll["closing"].to_list()][: roll.height]
    assert roll["month"].diff().drop_nulls().dt.total_days().is_between(28, 31).all()
    for column in ("earned", "burned", "expired", "adjusted"):
        assert found[column].sum() == roll[column].sum()
    worth = report(ledger, as_of=until, point_value=CENT)
    assert worth.outstanding == total
    assert worth.gross == total * CENT
    share = worth.breakage
    if share.low is not None:
        assert 0 <= share.low <= share.value <= share.high <= 1


HAZARDS = np.array([0.1, 0.5])  # of burning a lot between two of its sixths, for two kinds of customers
AGES = np.array([0, 2, 4])  # sixths of its life that an outstanding lot has behind it
WEIGHTS = np.array([500, 300, 200])


def simulated(rng, *, customers=120, lots=4):
    """A ledger of matured lots, burned whole with their customer's hazard, beside three outstanding ones."""
    hazard = np.repeat(HAZARDS[rng.integers(0, 2, customers)], lots)
    who, n = np.repeat(np.arange(customers), lots), customers * lots
    points = rng.geometric(0.02, n)
    step = rng.geometric(hazard)
    born = np.datetime64("2017-01-01") + rng.integers(0, 90, n)
    gone = np.where(step <= 6, step * 10 - 5, 60)
    lot = {"customer_id": np.char.mod("c%d", who), "lot": np.char.mod("%d", np.arange(n)), "expires_on": born + 60}
    earned = pl.DataFrame({**lot, "kind": "earn", "points": points, "day": born}).with_columns(kind=pl.lit("earn"))
    ended = pl.DataFrame({**lot, "kind": np.where(step <= 6, "burn", "expire"), "points": -points, "day": born + gone})
    day = date(2017, 12, 31)
    left = [(f"o{age}", "earn", "x", int(w), day - timedelta(days=10 * int(age)))
            for age, w in zip(AGES, WEIGHTS, strict=True)]  # fmt: skip
    parts = [frame.select(pl.col(c).cast(t) for c, t in SCHEMA.items()) for frame in (earned, ended)]
    return pl.concat([*parts, entries(*left)]), day


def test_the_interval_covers_the_truth_about_as_often_as_it_says():
    alive = (1 - HAZARDS)[:, None] ** AGES
    rates = ((1 - HAZARDS) ** 6).sum() / alive.sum(axis=0)
    truth = float(rates @ WEIGHTS / WEIGHTS.sum())
    rng = np.random.default_rng(4)
    found = [breakage(ledger, as_of=day).total for ledger, day in (simulated(rng) for _ in range(300))]
    covered = np.mean([e.low <= truth <= e.high for e in found])
    assert 0.90 <= covered <= 0.99
    assert np.mean([e.value for e in found]) == pytest.approx(truth, abs=0.01)
