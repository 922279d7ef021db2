"""Parquet: one file a table, lists and times as such."""

from __future__ import annotations

import json
from pathlib import Path

from kit import schema
from kit.export.frames import Frames, meanings
from kit.store import database
from kit.store.batches import parquet

__all__ = ["write"]


def write(found: Frames, place: Path) -> None:
    """Fill the folder."""
    import duckdb

    for name, table in [*found.tables.items(), ("columns", meanings())]:
        columns = database.selection(schema.TABLES[name], table) if name in schema.TABLES else "*"
        with duckdb.connect() as connection:
            connection.register("rows_to_write", table)
            file = parquet(place / name)
            connection.execute(
                f"copy (select {columns} from rows_to_write) to {file} (format parquet, compression zstd)"
            )
    (place / "export.json").write_text(json.dumps(found.about, indent=1) + "\n", encoding="utf-8")
