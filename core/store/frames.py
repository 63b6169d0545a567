"""Frames into tables and back, a column at a time: a value that Python spells by itself costs ten times more.

Instants and days travel as text, as SQLite keeps them; PostgreSQL reads and writes the same.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from io import BytesIO
from typing import Any

import polars as pl
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Date,
    Integer,
    Select,
    Table,
    Text,
    bindparam,
    func,
    select,
    type_coerce,
)

from core.store.bulk import BATCH, copy, execute_many
from core.store.tables import Instant

INSTANT = pl.Datetime("us", "UTC")
MANY = 10_000
_AT, _ON = "%Y-%m-%d %H:%M:%S%.6f", "%Y-%m-%d"
_SPECIAL = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}  # the backslash first


def type_of(column: ColumnElement[Any]) -> pl.DataType:
    """Return the type that a column of a table has in a frame."""
    match column.type:
        case Instant():
            return INSTANT
        case Date():
            return pl.Date()
        case Integer() | BigInteger():
            return pl.Int64()
        case _:
            return pl.String()


def fitted(rows: pl.DataFrame, table: Table, *, names: Collection[str]) -> pl.DataFrame:
    """Return those columns of the frame, with the table's types. Raises ValueError for an instant without an offset."""
    types = {name: type_of(table.c[name]) for name in names}
    naive = [n for n, t in types.items() if t == INSTANT and getattr(rows.schema[n], "time_zone", "") is None]
    if naive:
        raise ValueError(f"an instant needs an offset: {', '.join(naive)}")
    return rows.select(pl.col(name).cast(kind) for name, kind in types.items())


def insert_frame(connection: Connection, table: Table, frame: pl.DataFrame) -> int:
    """Insert the rows of a frame, whose columns are some of the table's, in the transaction; return how many."""
    put = _copy if connection.dialect.name == "postgresql" else _execute_many
    for piece in frame.iter_slices(BATCH):
        put(connection, table, piece)
    return frame.height


def read_frame(connection: Connection, query: Select[Any]) -> pl.DataFrame:
    """Return what a query of columns of tables finds."""
    is_postgres = connection.dialect.name == "postgresql"
    columns = list(query.selected_columns)
    types = {str(c.name): type_of(c) for c in columns}
    plain = [_as_text(c, is_postgres=is_postgres) if t in (INSTANT, pl.Date) else c
             for c, t in zip(columns, types.values(), strict=True)]  # fmt: skip
    result = connection.execute(query.with_only_columns(*plain))
    rows = result.cursor.fetchall()  # without SQLAlchemy's row around each
    result.close()
    carried = {name: t if t == pl.Int64 else pl.String() for name, t in types.items()}
    found = pl.DataFrame(rows, schema=carried, orient="row")
    return found.with_columns(
        pl.col(name).str.to_datetime(_AT, time_unit="us", time_zone="UTC") if t == INSTANT
        else pl.col(name).str.to_date(_ON)
        for name, t in types.items() if t in (INSTANT, pl.Date)
    )  # fmt: skip


def among(connection: Connection, column: ColumnElement[str], values: Collection[str]) -> ColumnElement[bool]:
    """Return the condition that the column is one of the values, however many: they are one parameter."""
    listed = bindparam(None, json.dumps(list(values)), type_=Text())
    if len(values) > MANY:
        column = column.concat("")  # one look at every row instead of a search for each value
    if connection.dialect.name == "postgresql":
        return column.in_(select(func.json_array_elements_text(listed).column_valued("value")))
    return column.in_(select(func.json_each(listed).table_valued("value").c.value))


def _as_text(column: ColumnElement[Any], *, is_postgres: bool) -> ColumnElement[Any]:
    if not is_postgres:
        return type_coerce(column, Text).label(column.name)
    if isinstance(column.type, Date):
        return func.to_char(column, "YYYY-MM-DD").label(column.name)
    return func.to_char(func.timezone("UTC", column), "YYYY-MM-DD HH24:MI:SS.US").label(column.name)


def _spelled(piece: pl.DataFrame) -> pl.DataFrame:
    """Return the piece with its instants and days as text."""
    return piece.with_columns(
        pl.col(name).dt.strftime(_AT if kind == INSTANT else _ON)
        for name, kind in piece.schema.items() if kind.is_temporal()
    )  # fmt: skip


def _execute_many(connection: Connection, table: Table, piece: pl.DataFrame) -> None:
    values = zip(*(column.to_list() for column in _spelled(piece)), strict=True)
    execute_many(connection, [table.c[name] for name in piece.columns], values)


def _copy(connection: Connection, table: Table, piece: pl.DataFrame) -> None:
    """Have polars write the text format of COPY, in which only what is special there is spelled differently."""
    offset = pl.col(INSTANT).dt.strftime(f"{_AT}+00")
    text = _spelled(piece.with_columns(offset)).with_columns(_escaped(c) for c in piece.select(pl.col(pl.String)))
    into = BytesIO()
    text.write_csv(into, include_header=False, separator="\t", quote_style="never", null_value="\\N")
    into.seek(0)
    copy(connection, [table.c[name] for name in piece.columns], into)


def _escaped(column: pl.Series) -> pl.Series:
    if not column.str.contains(r"[\\\t\n\r]").any():
        return column
    for found, written in _SPECIAL.items():
        column = column.str.replace_all(found, written, literal=True)
    return column
