"""A slow, obvious reading of RULES.md in plain Python: the third party that no engine shares a line with.

It takes the rule as JSON and knows nothing of our tree, of sqlglot or of json-logic-qubit.
"""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

from core.kernel.schema import FieldType, Schema


class Reference:
    """Evaluates rules for one row after the other."""

    def __init__(self, schema: Schema, *, zone: ZoneInfo, as_of: datetime):
        self.schema, self.zone = schema, zone
        self.today = (as_of - timedelta(microseconds=1)).astimezone(zone).date()

    def holds(self, rule, row):
        return self.truth(self.value(rule, row))

    def truth(self, value):
        if value is None:
            return False
        if isinstance(value, str | list):
            return len(value) > 0
        if isinstance(value, date):
            return True
        return value != 0

    def value(self, rule, row):
        if isinstance(rule, float):
            return Decimal(repr(rule))  # what was written; it becomes a double when it meets one
        if not isinstance(rule, dict):
            return list(rule) if isinstance(rule, tuple) else rule
        ((operator, args),) = rule.items()
        args = args if isinstance(args, list) else [args]
        aliases = {"===": "==", "!==": "!=", "startsWith": "starts_with", "endsWith": "ends_with"}
        return getattr(self, NAMES[aliases.get(operator, operator)])(args, row)

    # fields

    def var(self, args, row):
        if args[0] == "":
            return row[""]
        value = row.get(args[0])
        if value is None and len(args) > 1:
            value = self.like(args[1], self.schema[args[0]].type)
        return value

    def missing(self, args, row):
        names = args[0] if isinstance(args[0], list) else args
        return any(row.get(n) is None for n in names)

    def missing_some(self, args, row):
        needed, names = args
        absent = [n for n in names if row.get(n) is None]
        return len(absent) if len(names) - len(absent) < needed else 0

    # logic

    def both(self, args, row):
        for arg in args:
            value = self.value(arg, row)
            if not self.truth(value):
                break
        return self.settled(value, args)

    def either(self, args, row):
        for arg in args:
            value = self.value(arg, row)
            if self.truth(value):
                break
        return self.settled(value, args)

    def negation(self, args, row):
        return not self.truth(self.value(args[0], row))

    def truthy(self, args, row):
        return self.truth(self.value(args[0], row))

    def choice(self, args, row):
        branches = [*args[1::2], *([args[-1]] if len(args) % 2 else [])]
        for test, then in zip(args[::2], args[1::2], strict=False):
            if self.truth(self.value(test, row)):
                return self.settled(self.value(then, row), branches)
        return self.settled(self.value(args[-1], row), branches) if len(args) % 2 else None

    # comparisons

    def equal(self, args, row):
        a, b = self.alike([self.value(a, row) for a in args])
        if a is None or b is None:
            return a is None and b is None
        return a == b

    def unequal(self, args, row):
        return not self.equal(args, row)

    def compared(self, args, row, *, holds, with_nulls):
        values = self.alike([self.value(a, row) for a in args], doubles=any(self.is_double(a) for a in args))
        for a, b in pairwise(values):
            if a is None or b is None:
                if not (with_nulls and a is None and b is None):
                    return False
            elif not holds(a, b):
                return False
        return True

    def less(self, args, row):
        return self.compared(args, row, holds=lambda a, b: a < b, with_nulls=False)

    def at_most(self, args, row):
        return self.compared(args, row, holds=lambda a, b: a <= b, with_nulls=True)

    def more(self, args, row):
        return self.compared(args, row, holds=lambda a, b: a > b, with_nulls=False)

    def at_least(self, args, row):
        return self.compared(args, row, holds=lambda a, b: a >= b, with_nulls=True)

    def member(self, args, row):
        sought, place = self.value(args[0], row), self.value(args[1], row)
        if sought is None or place is None:
            return False
        if isinstance(place, str):
            return any(place[i : i + len(sought)] == sought for i in range(len(place) + 1))
        for element in place:
            if element is not None:
                a, b = self.alike([sought, Decimal(repr(element)) if isinstance(element, float) else element])
                if a == b:
                    return True
        return False

    def no_member(self, args, row):
        return not self.member(args, row)

    # numbers

    def numbers(self, args, row):
        values = [self.value(a, row) for a in args]
        return None if any(v is None for v in values) else [float(v) for v in values]

    def fold(self, args, row, step):
        values = self.numbers(args, row)
        if values is None:
            return None
        total = values[0]
        for value in values[1:]:
            total = step(total, value)
        return None if math.isnan(total) else total

    def plus(self, args, row):
        return self.fold(args, row, lambda a, b: a + b)

    def minus(self, args, row):
        if len(args) == 1:
            values = self.numbers(args, row)
            return None if values is None else -values[0]
        return self.fold(args, row, lambda a, b: a - b)

    def times(self, args, row):
        return self.fold(args, row, lambda a, b: a * b)

    def quotient(self, args, row):
        values = self.numbers(args, row)
        if values is None or values[1] == 0:
            return None
        return self.fold(args, row, lambda a, b: a / b)

    def remainder(self, args, row):
        a, b = (self.value(x, row) for x in args)
        if a is None or b is None or b == 0:
            return None
        return int(math.copysign(1, a)) * (abs(int(a)) % abs(int(b)))

    def smallest(self, args, row):
        return self.extreme(args, row, min)

    def largest(self, args, row):
        return self.extreme(args, row, max)

    def extreme(self, args, row, pick):
        values = self.alike([self.value(a, row) for a in args], doubles=any(self.is_double(a) for a in args))
        return None if any(v is None for v in values) else pick(values)

    # texts

    def cat(self, args, row):
        return "".join("" if v is None else str(v) for v in (self.value(a, row) for a in args))

    def substr(self, args, row):
        text = self.cat(args[:1], row)
        start = args[1] if args[1] >= 0 else max(0, len(text) + args[1])
        rest = text[start:]
        if len(args) == 2:
            return rest
        return rest[: args[2]] if args[2] >= 0 else rest[: max(0, len(rest) + args[2])]

    def starts_with(self, args, row):
        whole, part = (self.value(a, row) for a in args)
        return whole is not None and part is not None and whole[: len(part)] == part

    def ends_with(self, args, row):
        whole, part = (self.value(a, row) for a in args)
        return (
            whole is not None and part is not None and whole[len(whole) - len(part) :] == part
            if part
            else (whole is not None and part is not None)
        )

    # days

    def within_last_days(self, args, row):
        value = self.value(args[0], row)
        if value is None:
            return False
        day = value.astimezone(self.zone).date() if isinstance(value, datetime) else value
        return 0 <= (self.today - day).days < args[1]

    # lists

    def met(self, args, row):
        items = self.value(args[0], row)
        return None if items is None else [self.holds(args[1], {"": item}) for item in items]

    def some(self, args, row):
        return any(self.met(args, row) or [])

    def every(self, args, row):
        met = self.met(args, row)
        return bool(met) and all(met)

    def none(self, args, row):
        return not self.some(args, row)

    # types

    def alike(self, values, *, doubles=False):
        """Bring values to one type: doubles where there is one, days and instants where a text stands beside them."""
        held = [v for v in values if v is not None]
        if any(isinstance(v, float) for v in held) or doubles:
            return [float(v) if isinstance(v, int | Decimal) else v for v in values]
        if any(isinstance(v, datetime) for v in held):
            return [self.like(v, FieldType.TIMESTAMP) for v in values]
        if any(isinstance(v, date) for v in held):
            return [self.like(v, FieldType.DATE) for v in values]
        return values

    def like(self, value, type_):
        if isinstance(value, float):
            return value if type_ is FieldType.NUMBER else Decimal(repr(value))
        if not isinstance(value, str):
            is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
            return float(value) if type_ is FieldType.NUMBER and is_number else value
        if type_ is FieldType.TIMESTAMP:
            instant = datetime.fromisoformat(value)
            return (instant if instant.tzinfo else instant.replace(tzinfo=self.zone)).astimezone(UTC)
        return date.fromisoformat(value) if type_ is FieldType.DATE else value

    def kinds(self, rule):
        """The types that the value of the rule can come from; written values have none of their own."""
        if not isinstance(rule, dict):
            return set()
        ((operator, args),) = rule.items()
        args = args if isinstance(args, list) else [args]
        if operator == "var":
            return {FieldType.STRING if args[0] == "" else self.schema[args[0]].type}
        if operator == "if":
            args = [*args[1::2], *([args[-1]] if len(args) % 2 else [])]
        if operator in ("if", "min", "max", "and", "or"):
            return set().union(*map(self.kinds, args))
        if operator in ("cat", "substr"):
            return {FieldType.STRING}
        if operator in ("%", "missing_some"):
            return {FieldType.INTEGER}
        return {FieldType.NUMBER if operator in ("+", "-", "*", "/") else FieldType.BOOLEAN}

    def is_double(self, rule):
        return FieldType.NUMBER in self.kinds(rule)

    def settled(self, value, branches):
        """Bring the value of one branch to the type that all of them share (as conditions they need not share one)."""
        kinds = set().union(*map(self.kinds, branches))
        if FieldType.NUMBER in kinds and all(k.is_numeric for k in kinds):
            return self.like(value, FieldType.NUMBER)
        return self.like(value, kinds.pop()) if len(kinds) == 1 and value is not None else value


NAMES = {
    "var": "var", "missing": "missing", "missing_some": "missing_some",
    "and": "both", "or": "either", "!": "negation", "!!": "truthy", "if": "choice",
    "==": "equal", "!=": "unequal", "<": "less", "<=": "at_most", ">": "more", ">=": "at_least",
    "in": "member", "!in": "no_member",
    "+": "plus", "-": "minus", "*": "times", "/": "quotient", "%": "remainder", "min": "smallest", "max": "largest",
    "cat": "cat", "substr": "substr", "starts_with": "starts_with", "ends_with": "ends_with",
    "within_last_days": "within_last_days", "some": "some", "all": "every", "none": "none",
}  # fmt: skip
