"""Programs drawn by Hypothesis: any that passes the check, its rules over the fields of `SCHEMAS`.

`definitions()` draws whole programs: tiers or none, caps of one rule, of all and of everybody, every window, every kind
of expiry, amounts with few and many decimals, names and texts that YAML could take for something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from core.documents.values import DAYS
from core.errors import BadInput
from core.kernel.names import checked_name, checked_text
from core.kernel.schema import Field, FieldType, Schema
from core.programs.definition import (
    LIMIT,
    BurnOption,
    EarnCap,
    EarnRule,
    Expiry,
    Per,
    ProgramDefinition,
    Rounding,
    Tier,
    TierWindow,
    Window,
)

T = FieldType
_EVENT = {
    "amount": T.MONEY, "discount": T.MONEY, "quantity": T.INTEGER, "n_lines": T.INTEGER, "store_id": T.INTEGER,
    "weekday": T.INTEGER, "hour": T.INTEGER, "occurred_on": T.DATE,
}  # fmt: skip
EVENT = (*_EVENT, "department", "product_category")
_CUSTOMER = [
    Field("total_revenue", T.MONEY), Field("transactions_28d", T.INTEGER), Field("revenue_trend", T.NUMBER),
    Field("top_department", T.STRING), Field("last_purchase_on", T.DATE),
]  # fmt: skip


def _schema(of_product: FieldType) -> Schema:
    event = [Field(name, type_, nullable=False) for name, type_ in _EVENT.items()]
    products = [Field(name, of_product) for name in ("department", "product_category")]
    return Schema([*event, *products, *_CUSTOMER])


SCHEMAS = {Per.BASKET: _schema(T.STRINGS), Per.LINE: _schema(T.STRING)}
TRAPS = (
    "yes", "No", "on", "OFF", "null", "~", "true", "12-31", "2017-01-01", "1_000", "0x1F", "007", "1e3", "1:30", ".5",
    "-", "=", "<<", "a: b", "a #b", "*a", "&a", "!a", "{", "[x]", "% off", "@x", "`x`", "'", '"', "\\n", "5", "-1.50",
    "é", "日本", "🙂", "a, b", "? x", "| x", "> x", "---", "...", "x:", "nan", ".inf",
)  # fmt: skip
NUMBERS = ("amount", "discount", "quantity", "n_lines", "hour", "total_revenue", "transactions_28d", "revenue_trend")
DEPARTMENTS = ("PRODUCE", "MEAT", "no", "12-31", "it's", 'a "b"', "é")


def _good(check: Any) -> Any:
    def is_good(text: str) -> bool:
        try:
            return bool(check(text) == text)
        except BadInput:
            return False

    return is_good


def name(text: str) -> str:
    return checked_name(text, kind="thing", example="x")


characters = st.characters(exclude_categories=["Cs"])
names = st.sampled_from(TRAPS) | st.text(characters, min_size=1, max_size=20).filter(_good(name))
texts = st.sampled_from(
    ("", *TRAPS, "a\nb", "a\n\n  b\n- c", "a\r\nb", "x \n y", "\ta", "a\u2028b", "a\x85b", "a\x07b")
)
texts = texts.filter(_good(checked_text)) | st.text(characters, max_size=60).filter(_good(checked_text))
points = st.sampled_from((1, 2, 7, 100, 500, LIMIT - 1)) | st.integers(1, LIMIT - 1)
days = st.sampled_from((1, 2, 30, 365, DAYS)) | st.integers(1, DAYS)


def decimals(places: int, *, least: str = "0", most: str) -> st.SearchStrategy[Decimal]:
    return st.decimals(least, most, allow_nan=False, allow_infinity=False, places=places)


def fields(among: Sequence[str] = NUMBERS) -> st.SearchStrategy[Any]:
    return st.sampled_from(among).map(lambda f: {"var": f})


COMPARED = ("<", "<=", ">", ">=", "==", "!=")
literals = st.integers(0, 10**6) | st.sampled_from((0.1, 0.25, 1.5, 2.0, 99.99, 1e-7, 0.000001)) | st.floats(0.001, 1e6)
calculations = st.recursive(
    literals | fields() | fields().map(lambda f: {"var": [f["var"], 0]}),
    lambda inner: st.one_of(
        st.builds(lambda op, a, b: {op: [a, b]}, st.sampled_from(("+", "-", "*", "/", "min", "max")), inner, inner),
        st.builds(lambda a, b, c: {"if": [{">": [a, 10]}, b, c]}, fields(), inner, inner),
    ),
    max_leaves=4,
)
conditions = st.recursive(
    st.one_of(
        st.builds(lambda op, f, n: {op: [f, n]}, st.sampled_from(COMPARED), fields(), literals),
        st.dates(date(2016, 1, 1), date(2018, 1, 1)).map(lambda d: {">=": [{"var": "occurred_on"}, d.isoformat()]}),
        st.builds(lambda low, high: {"<=": [low, {"var": "weekday"}, high]}, st.integers(1, 4), st.integers(4, 7)),
        st.lists(st.sampled_from(DEPARTMENTS), min_size=1).map(lambda d: {"in": [{"var": "top_department"}, d]}),
        st.booleans(),
    ),
    lambda inner: st.one_of(
        st.builds(lambda op, many: {op: many}, st.sampled_from(("and", "or")), st.lists(inner, min_size=1, max_size=3)),
        inner.map(lambda c: {"!": [c]}),
    ),
    max_leaves=5,
)


def _departments(per: Per) -> st.SearchStrategy[Any]:
    if per is Per.LINE:
        return st.sampled_from(DEPARTMENTS).map(lambda d: {"==": [{"var": "department"}, d]})
    return st.sampled_from(DEPARTMENTS).map(lambda d: {"in": [d, {"var": "department"}]})


@st.composite
def earn_rules(draw: st.DrawFn, rule: str) -> EarnRule:
    per = draw(st.sampled_from(Per))
    when = draw(st.just(True) | conditions | _departments(per))
    rounding = draw(st.sampled_from(Rounding))
    return EarnRule(name=rule, per=per, when=when, points=draw(calculations), rounding=rounding)


@st.composite
def earn_caps(draw: st.DrawFn, rules: Sequence[str]) -> EarnCap:
    rule = draw(st.none() | st.sampled_from(rules))
    return EarnCap(per=draw(st.sampled_from(Window)), limit=draw(points), rule=rule, is_global=draw(st.booleans()))


@st.composite
def ladders(draw: st.DrawFn, *, most: int = 5) -> tuple[Tier, ...]:
    """No tiers, or some that ascend from 0."""
    levels = draw(unique(most))
    above = draw(st.lists(points, unique=True, min_size=len(levels) - 1, max_size=len(levels) - 1)) if levels else []
    multipliers = st.sampled_from(("1", "1.25", "0.5", "100", "0.0001")) | decimals(4, least="0.0001", most="100")
    return tuple(
        Tier(name=level, threshold=threshold, multiplier=draw(multipliers), benefits=draw(texts))
        for level, threshold in zip(levels, [0, *sorted(above)], strict=False)
    )


def unique(most: int, *, least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(names, min_size=least, max_size=most, unique_by=lambda n: n.casefold())


windows = st.one_of(
    st.builds(TierWindow, days=days), st.sampled_from(("calendar_year", "lifetime")).map(lambda w: TierWindow(kind=w))
)
expiries = st.one_of(
    st.builds(Expiry, after_days=days),
    st.builds(Expiry, inactivity_days=days),
    st.dates(date(2017, 1, 1), date(2017, 12, 31)).map(lambda d: Expiry(yearly_on=f"{d:%m-%d}")),
)


@st.composite
def definitions(draw: st.DrawFn) -> ProgramDefinition:
    """A program without a fault, over the fields of SCHEMAS."""
    starts_on = draw(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
    rules = draw(unique(3, least=1))
    expiry = draw(st.none() | expiries)
    lives = min(filter(None, (expiry.after_days, expiry.inactivity_days, 366)), default=366) if expiry else DAYS + 1
    return ProgramDefinition(
        name=draw(names),
        description=draw(texts),
        point_value=draw(decimals(2, most="10") | decimals(8, most="1000000")),
        starts_on=starts_on,
        ends_on=draw(st.none() | st.dates(starts_on, date(2199, 12, 31))),
        earn=tuple(draw(earn_rules(r)) for r in rules),
        caps=tuple(draw(st.lists(earn_caps(rules), max_size=5))),
        tiers=draw(ladders()),
        tier_window=draw(windows),
        tier_grace_days=draw(st.just(0) | days),
        pending_days=draw(st.just(0) | st.integers(0, min(lives - 1, DAYS))),
        expiry=expiry,
        burn=tuple(
            BurnOption(name=option, points=draw(points), value=draw(decimals(2, most="1000000")))
            for option in draw(unique(3))
        ),
    )
