"""DuckDB: DataFrames in, DataFrames out, each column of the type that the schema states."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pandas as pd

from kit import schema

if TYPE_CHECKING:
    import duckdb

__all__ = ["connect", "create", "fetch", "in_order", "plain_types", "quoted", "selection"]


def connect() -> duckdb.DuckDBPyConnection:
    """A database in memory, with OMP_NUM_THREADS threads, or as many as there are cores where that is not set.

    It knows no Python variables of the caller's: a table that is not there is an error, and not by chance a frame.
    """
    import duckdb

    # Else `from articles` would find a variable of that name in the caller's code before it found the table.
    config: dict[str, str | bool | int | float | list[str]] = {"python_enable_replacements": False}
    # DuckDB takes every core by itself, also where a cluster gave this process one.
    if os.environ.get("OMP_NUM_THREADS", "").isdigit():
        config["threads"] = max(1, int(os.environ["OMP_NUM_THREADS"]))
    return duckdb.connect(config=config)


def quoted(name: str) -> str:
    """A name as SQL writes it: in double quotes, its own doubled."""
    return '"' + name.replace('"', '""') + '"'


def selection(table: schema.Table, frame: pd.DataFrame) -> str:
    """The columns of a frame as SQL, each cast to the schema's type.

    Parameters
    ----------
    table
        What the columns are to be; those that it does not know stay of the type that DuckDB sees in them.
    frame
        Where they come from; columns that the table has and the frame has not are not among them.

    Returns
    -------
    str
        What stands between `select` and `from`.
    """
    columns = [
        f"cast({quoted(name)} as {schema.SQL_TYPES[table.columns[name]]}) as {quoted(name)}"
        if name in table.columns
        else quoted(name)
        for name in frame.columns
    ]
    return ", ".join(columns)


def create(connection: duckdb.DuckDBPyConnection, name: str, frame: pd.DataFrame, columns: str = "*") -> None:
    """A DataFrame as a table of the database, in place of one of that name.

    Parameters
    ----------
    columns
        What is taken of the frame, as SQL; `selection` gives each its type.
    """
    # Copied: a frame that is only registered changes under the database when its owner changes it.
    connection.register("incoming", frame)
    try:
        connection.execute(f"create or replace table {name} as select {columns} from incoming")
    finally:
        connection.unregister("incoming")


def in_order(table: schema.Table) -> str:
    """The rows of a table as SQL: in the order of articles, text before title, then by start and key.

    Parameters
    ----------
    table
        Any of the schema; one without `article_id` stays in the order that it has.

    Returns
    -------
    str
        A query with the table's columns, those besides the schema's as well.
    """
    if table.name == "articles":
        return "select t.* from articles t order by position"
    if "article_id" not in table.columns:
        return f"select t.* from {table.name} t"
    # "text" comes before "title" in the alphabet, as it should.
    keys = [name for name in ("field", "start", *table.key) if name in table.columns and name != "article_id"]
    order = ", ".join(["articles.position", *(f"t.{key}" for key in keys)])
    return f"select t.* from {table.name} t join articles using (article_id) order by {order}"


def fetch(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The answer of the last query, its columns of the nullable types of `kit.schema`.

    Parameters
    ----------
    cursor
        On which a query was run that gives rows.

    Returns
    -------
    DataFrame
        Columns of type string, Int64, Float64, boolean or datetime64[us], lists as objects; missing is NA, or NaT.
    """
    # DuckDB's own frames say NaN or None for missing, and make floats of whole numbers where one is missing.
    kinds = {column[0]: str(column[1]) for column in cursor.description or ()}
    frame = cursor.df()
    for name, kind in kinds.items():
        wanted = _PANDAS.get(kind.partition("(")[0])
        if wanted and str(frame[name].dtype) != wanted:
            frame[name] = frame[name].astype(pd.api.types.pandas_dtype(wanted))
    return frame


_PANDAS = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "DOUBLE": "Float64",
    "FLOAT": "Float64",
    "DECIMAL": "Float64",
    "TIMESTAMP": "datetime64[us]",
    "DATE": "datetime64[us]",
    **dict.fromkeys(("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UINTEGER", "UBIGINT"), "Int64"),
}


def plain_types(frame: pd.DataFrame, known: schema.Table) -> pd.DataFrame:
    """The same frame with the columns that the schema does not know as string, Int64, Float64, boolean or datetime64.

    What is none of these (lists, zones, categories) becomes the string that Python writes for it.
    """
    extra = [name for name in frame.columns if name not in known.columns]
    if not extra:
        return frame
    out = frame.copy()
    for name in extra:
        values = out[name]
        # `convert_dtypes` leaves categories as they are.
        if isinstance(values.dtype, pd.CategoricalDtype):
            values = values.astype(object)
        values = values.convert_dtypes()
        if pd.api.types.is_bool_dtype(values.dtype):
            kind = "boolean"
        elif pd.api.types.is_integer_dtype(values.dtype):
            kind = "Int64"
        elif pd.api.types.is_float_dtype(values.dtype):
            kind = "Float64"
        elif pd.api.types.is_datetime64_dtype(values.dtype):
            kind = "datetime64[us]"
        else:
            kind = "string"
            # As Python writes it rather than refused: what a user's table holds besides is carried along, and none of
            # our concern.
            values = values.map(lambda value: value if isinstance(value, str) else str(value), na_action="ignore")
        out[name] = values.astype(pd.api.types.pandas_dtype(kind))
    # A table without a header has numbers for names, which SQL does not take.
    return out.rename(columns=str)
