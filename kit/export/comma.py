"""CSV, UTF-8: one file a table. What a spreadsheet would take for a formula gets an apostrophe in front."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from kit.by_hand import inert
from kit.export.frames import Frames, meanings, plain

__all__ = ["write"]


def write(found: Frames, place: Path) -> None:
    """Fill the folder."""
    for name, table in found.tables.items():
        _file(place / f"{name}.csv", list(map(str, table.columns)), plain(table))
    columns = meanings()
    _file(place / "columns.csv", list(columns.columns), plain(columns))
    (place / "export.json").write_text(json.dumps(found.about, indent=1) + "\n", encoding="utf-8")


def _file(path: Path, columns: list[str], rows: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows([_cell(row[name]) for name in columns] for row in rows)


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    return inert(value) if isinstance(value, str) else value
