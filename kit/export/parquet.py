"""Parquet: one file a table, lists and times as such."""

from __future__ import annotations

import json
from pathlib import Path

from kit import schema
from kit.export.frames import Frames, meanings

__all__ = ["write"]


def write(found: Frames, place: Path) -> None:
    """Fill the folder."""
    import duckdb

    for name, table in [*found.tables.items(), ("columns", meanings())]:
        kinds = schema.TABLES[name].columns if name in schema.TABLES else {}
        columns = ", ".join(
            f'cast("{column}" as {schema.SQL_TYPES[kinds[column]]}) as "{column}"'
            if column in kinds
            else _quoted(column)
            for column in map(str, table.columns)
        )
        with duckdb.connect() as connection:
            connection.register("rows_to_write", table)
            path = str(place / f"{name}.parquet").replace("'", "''")
            connection.execute(
                f"copy (select {columns} from rows_to_write) to '{path}' (format parquet, compression zstd)"
            )
    (place / "export.json").write_text(json.dumps(found.about, indent=1) + "\n", encoding="utf-8")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
