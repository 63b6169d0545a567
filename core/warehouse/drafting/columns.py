"""Columns of a source as columns of a profile: which type, by which expression, and which are left out."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from core.warehouse.drafting.catalog import SourceColumn
from core.warehouse.drafting.words import AMOUNT, NOT_MONEY, has, is_personal, logical
from core.warehouse.parquet import identifier, quoted
from core.warehouse.types import ColumnType

_WHOLE = r"U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|DECIMAL\(\d+,0\)"
_HINTS = {  # by a part of the type's name; the Lab reads some of these as text, which is good for nothing here
    "json": "write an expression for what matters in it",
    "xml": "write an expression for what matters in it",
    "tsvector": "it is for searching",
    "interval": "write an expression such as extract(epoch FROM …)",
}


@dataclass(frozen=True, slots=True)
class DraftColumn:
    """A column of a drafted table. `why` is a remark; `is_guess` marks what a person should decide.

    `source` names the source's column when the names differ. `few`: the values that were seen, when they are few.
    """

    name: str
    type: ColumnType
    source: str | None = None
    expression: str | None = None
    day_of: str | None = None
    is_filled: bool = False  # the source promises a value in every row
    why: str = ""
    is_guess: bool = False
    few: tuple[str, ...] = ()
    comment: str = ""
    null_share: float = 0.0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A column of the source that is not in the profile, and why."""

    name: str
    why: str


def drafted(
    column: SourceColumn, *, taken: Collection[str], zone: str, about_people: bool, as_text: bool = False
) -> DraftColumn | LeftOut:
    """Return what becomes of a column; `zone` is taken for instants that do not say theirs.

    Of tables that are `about_people`, what looks like a personal datum is left out: the Lab needs ids, not names.
    """
    kind = column.type
    if about_people and is_personal(column.name) and (kind == "VARCHAR" or kind.startswith(("DATE", "TIMESTAMP"))):
        return LeftOut(column.name, "looks like a personal datum; the Lab needs ids, not names")
    name = logical(column.name, taken=taken)
    made = _typed(column, name, zone=zone)
    if made is None:
        hint = next((h for part, h in _HINTS.items() if part in column.spelling.lower()), "write an expression for it")
        return LeftOut(column.name, f"it is {column.spelling}; {hint}")
    if as_text and made.type is ColumnType.INTEGER:
        made = _of(column, name, ColumnType.STRING)
    return made


def _typed(column: SourceColumn, name: str, *, zone: str) -> DraftColumn | None:
    kind, own = column.type, identifier(column.name)
    if any(part in column.spelling.lower() for part in _HINTS):
        return None
    if re.fullmatch(_WHOLE, kind):
        return _of(column, name, ColumnType.INTEGER)
    if scale := re.fullmatch(r"DECIMAL\(\d+,(\d+)\)", kind):
        return _amount(column, name, is_money=scale[1] == "2", is_sure=scale[1] == "2")
    if kind in ("FLOAT", "DOUBLE", "DECIMAL(*)"):
        return _amount(
            column, name, is_money=has(column.name, AMOUNT) and not has(column.name, NOT_MONEY), is_sure=False
        )
    if kind in ("VARCHAR", "UUID") or kind.startswith("ENUM("):
        return _of(column, name, ColumnType.STRING)
    if kind == "TIMESTAMP WITH TIME ZONE":
        return _of(column, name, ColumnType.TIMESTAMP)
    if kind.startswith("TIMESTAMP") and column.seen.is_midnight:
        return _of(column, name, ColumnType.DATE, why="every instant in a sample is a midnight")
    if kind.startswith("TIMESTAMP"):
        why = "the source does not say its time zone"
        return _of(column, name, ColumnType.TIMESTAMP, expression=f"timezone({quoted(zone)}, {own})", why=why)
    exact = {"BOOLEAN": ColumnType.BOOLEAN, "DATE": ColumnType.DATE, "VARCHAR[]": ColumnType.STRINGS}
    return _of(column, name, exact[kind]) if kind in exact else None


def _amount(column: SourceColumn, name: str, *, is_money: bool, is_sure: bool) -> DraftColumn:
    if not is_money:
        return _of(column, name, ColumnType.NUMBER)
    name = name if name.endswith("cents") else f"{name}_cents"
    why = "" if is_sure else "named like an amount: rounded to hundredths"
    return _of(column, name, ColumnType.CENTS, why=why)


def _of(
    column: SourceColumn, name: str, kind: ColumnType, *, expression: str | None = None, why: str = ""
) -> DraftColumn:
    return DraftColumn(
        name, kind, source=column.name if column.name != name and expression is None else None, expression=expression,
        is_filled=not column.nullable, why=why, is_guess=bool(why), few=column.seen.few, comment=column.comment,
        null_share=column.seen.null_share,
    )  # fmt: skip
