"""Frames into tables and back, a column at a time: a value that Python spells by itself costs ten times more.

Instants and days travel as text, as SQLite keeps them; PostgreSQL reads and writes the same.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from io import BytesIO
from typing import Any

import polars as pl
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    FromClause,
    Integer,
    Select,
    Table,
    Text,
    bindparam,
    cast,
    column,
    func,
    select,
    type_coerce,
)

from core.errors import BadInput
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
        case Boolean():
            return pl.Boolean()
        case _:
            return pl.String()


def fitted(rows: pl.DataFrame, table: Table, *, names: Collection[str]) -> pl.DataFrame:
    """Return those columns of the frame, with the table's types. Raises ValueError for an instant without an offset."""
    types = {name: type_of(table.c[name]) for name in names}
    naive = [n for n, t in types.items() if t == INSTANT and getattr(rows.schema[n], "time_zone", "") is None]
    if naive:
        raise ValueError(f"an instant needs an offset: {', '.join(naive)}")
    return rows.select(pl.col(name).cast(kind) for name, kind in types.items())


def refuse_long(table: Table, lengths: Mapping[str, int]) -> None:
    """Raise BadInput for a text that PostgreSQL would refuse and SQLite would not."""
    for name, length in lengths.items():
        most = getattr(table.c[name].type, "length", None)
        if most is not None and length > most:
            raise BadInput(
                f"A value of {name} has {length} characters; the store holds up to {most}.",
                fix="Use a shorter key or shorter ids.",
            )


def lengths(frame: pl.DataFrame) -> dict[str, int]:
    """Return the length of the longest text of each column of text."""
    text = frame.select(pl.col(pl.String).str.len_chars().max().fill_null(0))
    return dict(zip(text.columns, text.row(0), strict=True))


def insert_frame(connection: Connection, table: Table, frame: pl.DataFrame) -> int:
    """Insert the rows of a frame, whose columns are some of the table's, in the transaction; return how many."""
    put = _copy if connection.dialect.name == "postgresql" else _execute_many
    for piece in frame.iter_slices(BATCH):
        put(connection, table, piece)
    return frame.height


def unknown(connection: Connection, column: Column[str], frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of the frame whose key, the column of that name, is not in the table; of twins the first."""
    frame = frame.unique(column.name, keep="first", maintain_order=True)
    there: list[str] = []
    for piece in frame.iter_slices(MANY):
        query = select(column).where(among(connection, column, piece[column.name].to_list()))
        there += connection.execute(query).scalars().all()
    return frame.filter(~pl.col(column.name).is_in(pl.Series(there, dtype=pl.String).implode()))


def read_frame(connection: Connection, query: Select[Any]) -> pl.DataFrame:
    """Return what a query of columns of tables finds."""
    is_postgres = connection.dialect.name == "postgresql"
    columns = list(query.selected_columns)
    types = {str(c.name): type_of(c) for c in columns}
    plain = [_plain(c, t, is_postgres=is_postgres) for c, t in zip(columns, types.values(), strict=True)]
    result = connection.execute(query.with_only_columns(*plain))
    rows = result.cursor.fetchall()  # without SQLAlchemy's row around each
    result.close()
    carried = {name: pl.Int64() if t in (pl.Int64, pl.Boolean) else pl.String() for name, t in types.items()}
    found = pl.DataFrame(rows, schema=carried, orient="row")
    return found.with_columns(
        pl.col(name).str.to_datetime(_AT, time_unit="us", time_zone="UTC") if t == INSTANT
        else pl.col(name).str.to_date(_ON) if t == pl.Date
        else pl.col(name).cast(t)
        for name, t in types.items() if t in (INSTANT, pl.Date, pl.Boolean)
    )  # fmt: skip


def among(connection: Connection, column: ColumnElement[str], values: Collection[str]) -> ColumnElement[bool]:
    """Return the condition that the column is one of the values, however many: they are one parameter."""
    listed = bindparam(None, json.dumps(list(values)), type_=Text())
    if len(values) > MANY:
        column = column.concat("")  # one look at every row instead of a search for each value
    if connection.dialect.name == "postgresql":
        return column.in_(select(func.json_array_elements_text(listed).column_valued("value")))
    return column.in_(select(func.json_each(listed).table_valued("value").c.value))


def numbered(connection: Connection, column: ColumnElement[int], numbers: Collection[int]) -> ColumnElement[bool]:
    """Return the condition that the column is one of the whole numbers, however many: they are one parameter."""
    listed = bindparam(None, json.dumps(list(numbers)), type_=Text())
    if connection.dialect.name == "postgresql":
        found = func.json_array_elements_text(listed).column_valued("value")
        return column.in_(select(cast(found, BigInteger)))
    return column.in_(select(func.json_each(listed).table_valued("value").c.value))


def listed(connection: Connection, table: Table, frame: pl.DataFrame) -> FromClause:
    """Return the rows of a frame, whose columns are some of the table's, as a table in a query: one parameter."""
    columns = [table.c[name] for name in frame.columns]
    is_postgres = connection.dialect.name == "postgresql"
    rows = bindparam(None, _spelled(frame, has_offset=is_postgres).write_json(), type_=Text())
    if is_postgres:
        parts = [column(c.name, c.type) for c in columns]
        return func.json_to_recordset(rows).table_valued(*parts, name="given").render_derived(with_types=True)
    each = func.json_each(rows).table_valued("value")
    taken = [func.json_extract(each.c.value, f"$.{c.name}", type_=c.type).label(c.name) for c in columns]
    return select(*taken).subquery("given")


def _plain(column: ColumnElement[Any], kind: pl.DataType, *, is_postgres: bool) -> ColumnElement[Any]:
    """Return the column as its values travel."""
    if kind == pl.Boolean:
        return (cast(column, Integer) if is_postgres else type_coerce(column, Integer)).label(column.name)
    if kind not in (INSTANT, pl.Date):
        return column
    if not is_postgres:
        return type_coerce(column, Text).label(column.name)
    if kind == pl.Date:
        return func.to_char(column, "YYYY-MM-DD").label(column.name)
    return func.to_char(func.timezone("UTC", column), "YYYY-MM-DD HH24:MI:SS.US").label(column.name)


def _spelled(piece: pl.DataFrame, *, has_offset: bool = False) -> pl.DataFrame:
    """Return the piece with its instants and days as text."""
    at = f"{_AT}+00" if has_offset else _AT
    return piece.with_columns(
        pl.col(name).dt.strftime(at if kind == INSTANT else _ON)
        for name, kind in piece.schema.items() if kind.is_temporal()
    )  # fmt: skip


def _execute_many(connection: Connection, table: Table, piece: pl.DataFrame) -> None:
    values = zip(*(column.to_list() for column in _spelled(piece)), strict=True)
    execute_many(connection, [table.c[name] for name in piece.columns], values)


def _copy(connection: Connection, table: Table, piece: pl.DataFrame) -> None:
    """Have polars write the text format of COPY, in which only what is special there is spelled differently."""
    text = _spelled(piece, has_offset=True).with_columns(_escaped(c) for c in piece.select(pl.col(pl.String)))
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
