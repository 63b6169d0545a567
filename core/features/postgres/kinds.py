"""Kinds of values, as far as a translation must tell them apart, from the types that DuckDB gives."""

from __future__ import annotations

import re
from enum import StrEnum


class Kind(StrEnum):
    """What an expression of the dictionary is."""

    WHOLE = "a whole number"
    DECIMAL = "a decimal number"
    DOUBLE = "a double"
    TEXT = "a text"
    BOOLEAN = "a yes/no value"
    DATE = "a day"
    LOCAL = "a local time"
    MOMENT = "an instant"
    INTERVAL = "a span of time"
    TEXTS = "a list of texts"
    NULL = "null"
    OTHER = "something else"

    @property
    def is_exact(self) -> bool:
        """Whether it is a number without rounding."""
        return self in (Kind.WHOLE, Kind.DECIMAL)

    @property
    def is_number(self) -> bool:
        """Whether it is a number."""
        return self.is_exact or self is Kind.DOUBLE


_KINDS = {
    r"U?(TINYINT|SMALLINT|INTEGER|INT|BIGINT|HUGEINT|INT128)": Kind.WHOLE,
    r"DECIMAL\(.*\)": Kind.DECIMAL,
    "DOUBLE": Kind.DOUBLE,
    "VARCHAR|TEXT": Kind.TEXT,
    "BOOLEAN": Kind.BOOLEAN,
    "DATE": Kind.DATE,
    "TIMESTAMP": Kind.LOCAL,
    "TIMESTAMP WITH TIME ZONE|TIMESTAMPTZ": Kind.MOMENT,
    "INTERVAL": Kind.INTERVAL,
    r"(VARCHAR|TEXT)\[\]": Kind.TEXTS,
    '"?NULL"?': Kind.NULL,
}


def kind_of(type_: str) -> Kind:
    """Return the kind of a DuckDB type, as DESCRIBE or sqlglot spells it."""
    return next((kind for pattern, kind in _KINDS.items() if re.fullmatch(pattern, type_)), Kind.OTHER)


def alike(a: Kind, b: Kind) -> bool:
    """Return whether two kinds may stand beside each other, in a comparison or as branches, without a conversion."""
    return a is b or Kind.NULL in (a, b) or (a.is_number and b.is_number) or {a, b} == {Kind.DATE, Kind.LOCAL}
