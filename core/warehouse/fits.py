"""Which DuckDB types may stand behind a declared column: only those whose conversion loses nothing unsaid."""

from __future__ import annotations

import re

from core.warehouse.types import ColumnType

_WHOLE = r"U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)"
_NUMBER = rf"{_WHOLE}|FLOAT|DOUBLE|DECIMAL\(.*\)"
_ACCEPTED = {
    ColumnType.INTEGER: rf"{_WHOLE}|DECIMAL\(\d+,0\)",
    ColumnType.NUMBER: _NUMBER,
    ColumnType.MONEY: _NUMBER,
    ColumnType.CENTS: _NUMBER,
    ColumnType.STRING: rf"VARCHAR|ENUM\(.*\)|UUID|{_WHOLE}",
    ColumnType.BOOLEAN: "BOOLEAN",
    ColumnType.DATE: "DATE|TIMESTAMP(_S|_MS|_NS)?",
    ColumnType.TIMESTAMP: "TIMESTAMP WITH TIME ZONE",
    ColumnType.STRINGS: r"VARCHAR\[\]",
}
_HINTS = {
    ColumnType.INTEGER: "a cast would round; write the expression that says how, or declare `number` or `string`",
    ColumnType.DATE: "write `day_of: <timestamp column>` for the business day of an instant",
    ColumnType.TIMESTAMP: "say which time zone it is in with `expression: timezone('UTC', <column>)`",
}


def misfit(found: str, declared: ColumnType, *, spelling: str | None = None) -> str | None:
    """Return why a source expression of the DuckDB type `found` cannot be the declared column, or None if it can.

    `spelling` is what the source calls that type.
    """
    if re.fullmatch(_ACCEPTED[declared], found) or found in ('"NULL"', "NULL"):
        return None
    hint = _HINTS.get(declared, "write an expression that casts it")
    return f"the source gives {spelling or found}, not {declared.value}; {hint}"
