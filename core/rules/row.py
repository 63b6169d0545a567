"""One row as the evaluator sees it: every value in the Python form of its field's type, null keys dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from core.errors import BadInput
from core.kernel.schema import Field, FieldType

Value: TypeAlias = bool | int | float | Decimal | str | date | datetime | tuple[str | None, ...]


def adapted(row: Mapping[str, Any], fields: Sequence[Field]) -> dict[str, Value]:
    """Return the values of `fields` in `row`, by name. Null, NaN and absent are the same: no key.

    Whole numbers become int, numbers float, money Decimal, instants aware datetimes in UTC, lists tuples; days and
    instants may be ISO 8601 text. Raises BadInput, which names the field but never the value.
    """
    known: dict[str, Value] = {}
    for field in fields:
        value = row.get(field.name)
        if value is None or _is_nan(value):
            continue
        ready = _READERS[field.type](value)
        if ready is None:
            seen = f"{field.name!r} is {field.type.value}, but the row holds a {type(value).__name__} that is none."
            raise BadInput(seen, fix="Hand in a row of the feature view.")
        known[field.name] = ready
    return known


def _is_nan(value: Any) -> bool:
    """Whether the value is one of those that stand for "no value": NaN, or pandas' NaT."""
    if isinstance(value, Decimal):
        return value.is_nan()
    return isinstance(value, float | datetime) and value != value  # noqa: PLR0124 - nothing else differs from itself


def _integer(value: Any) -> int | None:
    if isinstance(value, int):
        return None if isinstance(value, bool) else value
    whole = isinstance(value, float | Decimal) and value == value // 1
    return int(value) if whole else None


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float | Decimal) and not isinstance(value, bool) else None


def _money(value: Any) -> Decimal | None:
    if isinstance(value, Decimal):
        return value
    return Decimal(repr(value)) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _string(value: Any) -> str | None:
    return str(value) if isinstance(value, str) else None


def _boolean(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _date(value: Any) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime):  # pandas has no day: a naive midnight stands for one
        is_day = value.tzinfo is None and (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
        return value.date() if is_day else None
    return value if isinstance(value, date) else None


def _timestamp(value: Any) -> datetime | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    aware = isinstance(value, datetime) and value.tzinfo is not None
    return value.astimezone(UTC) if aware else None


def _strings(value: Any) -> tuple[str | None, ...] | None:
    if isinstance(value, str) or not isinstance(value, Sequence):
        return None
    return tuple(value) if all(v is None or isinstance(v, str) for v in value) else None


_READERS = {
    FieldType.INTEGER: _integer,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _money,
    FieldType.STRING: _string,
    FieldType.BOOLEAN: _boolean,
    FieldType.DATE: _date,
    FieldType.TIMESTAMP: _timestamp,
    FieldType.STRINGS: _strings,
}
