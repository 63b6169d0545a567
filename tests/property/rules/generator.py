"""Typed rules over adversarial rows, from nothing but choices: made by Hypothesis (which shrinks) or by a seed.

Every choice is `pick(options)`, the plainest option first. The rules are meant to be right: what the checker refuses of
them is counted by a test and must stay rare.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from core.kernel.clock import reference_day, start_of_day
from core.kernel.schema import Field, FieldType, Schema

Pick = Callable[[Sequence[Any]], Any]
T = FieldType

ZONES = ("America/New_York", "UTC", "Asia/Tokyo", "Asia/Kathmandu", "America/Havana")
INSTANTS = (
    datetime(2018, 1, 1, 5, tzinfo=UTC),
    datetime(2017, 11, 6, 5, tzinfo=UTC),  # the day after the clocks went back in New York
    datetime(2017, 3, 12, 16, 30, tzinfo=UTC),  # the day they went forward
    datetime(2016, 3, 1, tzinfo=UTC),  # after a leap day
)
NAMES = (
    "plain", "two words", 'quo"te', "it's", "select", "UPPER", "ünï", "a%b_c", "a.b", "back\\slash", "семь", "1st",
    "{x}", "--", "_element", "element", "f0", "customers", "_row", "$1", "?", ":p",
)  # fmt: skip
WORDS = (
    "", "a", "0", "ab", "b", "A", "1", " ", "%", "_", "a%b", "a_b", "a%", "'", "''", '"', "\\", "\\'", "\n", "é",
    "e\u0301", "ß", "Ω", "🙂", "\uffff", "日本", "null", "true", "-1", "10", "9", "x'; DROP TABLE customers; --", "{0}",
    "?", "$1", "%s", "2017-12-31",
)  # fmt: skip
INTEGERS = (0, 1, -1, 2, 3, 5, -7, 100, 2**53, 2**53 + 1, -(2**53) - 1, 2**63 - 1, -(2**63), 10**15 + 1)
NUMBERS = (
    0.0, 1.0, 0.1, 0.2, 0.3, 0.1 + 0.2, -0.0, -2.5, 1.5, 2.675, 100.0, 1e-9, 1e15, 2.0**53, 1e308, -1e308,
    5e-324, 1 / 3,
)  # fmt: skip
AMOUNTS = tuple(map(Decimal, (
    "0.00", "1.00", "0.10", "0.30", "-0.01", "19.99", "99.99", "100.00", "-5.00", "90071992547409.91", "1234567.89",
)))  # fmt: skip
PRECISE = (0.3, 0.1, 1.5, 99.99, 100.005, -0.01, 0.1 + 0.2, 2.675, 1e-9, 1234567.891)  # literals beside exact values
LISTS = (
    [], ["a"], [""], ["a", "b"], ["0"], [None], ["a", None], ["%", "_", "a%b"], ["a", "a", "b"], ["'", '"', "\\"],
    ["🙂", "é"],
)  # fmt: skip
TYPES = tuple(FieldType)
SCALARS = (T.STRING, T.INTEGER, T.NUMBER, T.MONEY, T.BOOLEAN, T.DATE, T.TIMESTAMP)


class Generator:
    """Makes a schema, rows for it, and rules that fit it."""

    def __init__(self, pick: Pick) -> None:
        self.pick = pick
        self.zone = ZoneInfo(pick(ZONES))
        self.as_of = pick(INSTANTS)
        self.today = reference_day(self.as_of, self.zone)
        self.schema = self._schema()
        self.budget = 0
        self.in_list = False

    # the data

    def _schema(self) -> Schema:
        names = list(NAMES)
        fields = []
        for type_ in (*TYPES, *(self.pick(TYPES) for _ in range(3))):
            name = names.pop(self.pick(range(len(names))))
            fields.append(Field(name, type_, nullable=self.pick((True, True, False))))
        return Schema(fields)

    def rows(self, n: int) -> list[dict[str, Any]]:
        """Return rows of adversarial values; null only where the schema says so."""
        return [{f.name: self._stored(f) for f in self.schema.values()} for _ in range(n)]

    def _stored(self, field: Field) -> Any:
        return None if field.nullable and self.pick((False, False, False, True)) else self.pick(self._pool(field.type))

    def _pool(self, type_: FieldType) -> Sequence[Any]:
        pools = {T.STRING: WORDS, T.INTEGER: INTEGERS, T.NUMBER: NUMBERS, T.MONEY: AMOUNTS, T.BOOLEAN: (True, False),
                 T.STRINGS: LISTS}  # fmt: skip
        return pools[type_] if type_ in pools else self._days() if type_ is T.DATE else self._moments()

    def _days(self) -> list[date]:
        near = [self.today + timedelta(days=d) for d in (0, -1, 1, -6, -7, -27, -28, -29)]
        return [*near, date(1970, 1, 1), date(2016, 2, 29), date(9999, 12, 31)]

    def _moments(self) -> list[datetime]:
        edges = [start_of_day(d, self.zone) for d in self._days()[:8]]
        tick = timedelta(microseconds=1)
        return [
            *(e + d for e in edges for d in (timedelta(), -tick, timedelta(hours=3))),
            datetime(1970, 1, 1, tzinfo=UTC),
        ]

    # rules

    def rule(self, budget: int = 12) -> Any:
        """Return a rule of about `budget` operators at most."""
        self.budget = budget
        return self.condition()

    def condition(self) -> Any:
        self.budget -= 1
        leaves = [
            self._comparison,
            self._equality,
            self._in_listing,
            self._in_text,
            self._affix,
            self._truthy,
            self._null,
        ]
        fields = [self._in_field, self._within, self._missing, self._missing_some, self._quantified, self._between]
        groups = [self._group, self._negated, self._group, self._if_condition]
        options = [*leaves, *([] if self.in_list else fields), *(groups if self.budget > 0 else [])]
        return self.pick(options)()

    def _group(self) -> Any:
        return {self.pick(("and", "or")): [self.condition() for _ in range(self.pick((2, 3, 1)))]}

    def _negated(self) -> Any:
        return {self.pick(("!", "!!")): self.pick((lambda c: c, lambda c: [c]))(self.condition())}

    def _if_condition(self) -> Any:
        return {"if": [self.condition() for _ in range(self.pick((3, 2, 4, 5)))]}

    def _comparison(self) -> Any:
        type_ = self.pick(
            (T.STRING,) if self.in_list else (T.INTEGER, T.NUMBER, T.MONEY, T.STRING, T.DATE, T.TIMESTAMP)
        )
        return {self.pick(("<", "<=", ">", ">=")): self._sides(type_)}

    def _equality(self) -> Any:
        return {self.pick(("==", "!=", "===", "!==")): self._sides(self._scalar())}

    def _sides(self, type_: FieldType) -> list[Any]:
        one, other = self.value(type_), self.pick((self.literal, self.literal, self.value))(self._kin(type_))
        return self.pick(([one, other], [one, other], [other, one]))

    def _kin(self, type_: FieldType) -> FieldType:
        """A type that may stand beside `type_`."""
        if type_ not in (T.INTEGER, T.NUMBER, T.MONEY):
            return type_
        return self.pick((type_, T.INTEGER, T.MONEY, T.NUMBER))

    def _between(self) -> Any:
        type_ = self.pick((T.INTEGER, T.MONEY, T.NUMBER, T.DATE, T.TIMESTAMP, T.STRING))
        ends = [self.pick((self.literal, self.literal, self.value))(type_) for _ in range(2)]
        return {self.pick(("<=", "<")): [ends[0], self.value(type_), ends[1]]}

    def _null(self) -> Any:
        operator = self.pick(("==", "!=", "<=", "<", ">=", ">"))
        types = [T.INTEGER, T.STRING, T.DATE] if not self.in_list else [T.STRING]
        return {operator: self.pick((lambda v: [v, None], lambda v: [None, v]))(self.value(self.pick(types)))}

    def _in_listing(self) -> Any:
        type_ = self._scalar()
        listing = [self.literal(type_) for _ in range(self.pick((2, 1, 3, 0)))]
        return {self.pick(("in", "!in")): [self.value(type_), listing]}

    def _in_text(self) -> Any:
        return {self.pick(("in", "!in")): [self._text_or_literal(), self.value(T.STRING)]}

    def _in_field(self) -> Any:
        return {self.pick(("in", "!in")): [self._text_or_literal(), self.field(T.STRINGS)]}

    def _affix(self) -> Any:
        operator = self.pick(("starts_with", "ends_with", "startsWith", "endsWith"))
        return {operator: [self.value(T.STRING), self._text_or_literal()]}

    def _text_or_literal(self) -> Any:
        return self.pick((self.literal, self.literal, self.value))(T.STRING)

    def _within(self) -> Any:
        return {"within_last_days": [self.value(self.pick((T.DATE, T.TIMESTAMP))), self.pick((7, 1, 28, 29, 400))]}

    def _missing(self) -> Any:
        names = self._names()
        return {"missing": self.pick((names, [names], names[0]))}

    def _missing_some(self) -> Any:
        names = self._names()
        return {"missing_some": [self.pick(range(1, len(names) + 1)), names]}

    def _names(self) -> list[str]:
        return [self.pick(list(self.schema)) for _ in range(self.pick((1, 2, 3)))]

    def _quantified(self) -> Any:
        self.in_list = True
        inner = self.condition()
        self.in_list = False
        return {self.pick(("some", "all", "none")): [self.field(T.STRINGS), inner]}

    def _truthy(self) -> Any:
        return self.value(self._scalar(), plain=False)

    def _scalar(self) -> FieldType:
        return T.STRING if self.in_list else self.pick(SCALARS)

    # values

    def value(self, type_: FieldType, *, plain: bool = True) -> Any:
        """Return something whose value has the type; a literal seldom, since two of them compare nothing."""
        self.budget -= 1
        makers = [self.field, self.field, *([] if self.in_list else [self._defaulted])]
        if self.budget > 0:
            makers += self._calculations(type_)
        return self.pick(makers)(type_)

    def _calculations(self, type_: FieldType) -> list[Callable[[FieldType], Any]]:
        made = [self._chosen, self._decided]
        if type_ is T.NUMBER:
            made += [self._arithmetic, self._arithmetic]
        if type_ is T.INTEGER:
            made += [self._remainder, self._counted]
        if type_ in (T.INTEGER, T.NUMBER, T.MONEY, T.DATE, T.TIMESTAMP):
            made.append(self._extreme)
        if type_ is T.STRING:
            made += [self._cat, self._substr]
        if type_ is T.BOOLEAN:
            made.append(lambda _: self.condition())
        if self.in_list:
            made = [m for m in made if m in (self._cat, self._substr)]
        return made

    def field(self, type_: FieldType) -> Any:
        if self.in_list:
            return {"var": ""}
        names = [f.name for f in self.schema.values() if f.type is type_]
        return {"var": self.pick(names)}

    def _defaulted(self, type_: FieldType) -> Any:
        return {"var": [self.field(type_)["var"], self.literal(type_)]}

    def literal(self, type_: FieldType) -> Any:
        """Return a written value of the type."""
        value = self.pick(PRECISE if type_ is T.MONEY else self._pool(type_))
        if isinstance(value, datetime):
            local = value.astimezone(self.zone)
            forms = [value.isoformat(), local.isoformat(), *([local.date().isoformat()] if local.hour == 3 else [])]
            return self.pick(forms)
        return value.isoformat() if isinstance(value, date) else value

    def _chosen(self, type_: FieldType) -> Any:
        n = self.pick((3, 2, 5, 4))
        tests = range(0, n - 1, 2)
        return {"if": [self.condition() if i in tests else self._branch(type_, i) for i in range(n)]}

    def _branch(self, type_: FieldType, index: int) -> Any:
        """A value of the type; the first branch is never a literal, so that the type is settled."""
        return self.value(type_) if index <= 1 else self.pick((self.value, self.literal))(type_)

    def _decided(self, type_: FieldType) -> Any:
        return {self.pick(("or", "and")): [self._branch(type_, i) for i in range(self.pick((2, 3)))]}

    def _arithmetic(self, type_: FieldType) -> Any:
        operator = self.pick(("+", "-", "*", "/"))
        n = self.pick((2, 3)) if operator in "+*" else self.pick((2, 1)) if operator == "-" else 2
        return {operator: [self._number() for _ in range(n)]}

    def _number(self) -> Any:
        return self.pick((self.value, self.literal))(self.pick((T.INTEGER, T.MONEY, T.NUMBER)))

    def _remainder(self, type_: FieldType) -> Any:
        return {"%": [self.value(T.INTEGER), self.pick((self.literal, self.value))(T.INTEGER)]}

    def _counted(self, type_: FieldType) -> Any:
        return self._missing_some()

    def _extreme(self, type_: FieldType) -> Any:
        return {self.pick(("min", "max")): [self._branch(type_, i) for i in range(self.pick((2, 3)))]}

    def _cat(self, type_: FieldType) -> Any:
        types = (T.STRING,) if self.in_list else (T.STRING, T.INTEGER)
        return {"cat": [self.pick((self.value, self.literal))(self.pick(types)) for _ in range(self.pick((2, 1, 3)))]}

    def _substr(self, type_: FieldType) -> Any:
        cut = [self.pick((0, 1, -1, 2, -2, 5, -100)), *self.pick(([], [1], [0], [-1], [2], [-3], [100]))]
        return {"substr": [self.value(T.STRING), *cut]}
