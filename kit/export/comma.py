"""CSV, UTF-8: one file a table. What a spreadsheet would take for a formula gets an apostrophe in front."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pandas as pd

from kit import schema
from kit.by_hand import inert
from kit.export.frames import Frames, meanings, plain

__all__ = ["write"]

HEAD = """# In R: setwd("this folder"); source("read.R"). Each table is then a data frame, each column labelled.
read_table <- function(file, kinds) {
  read.csv(file, colClasses = kinds, na.strings = "", fileEncoding = "UTF-8", check.names = FALSE)
}"""


def write(found: Frames, place: Path) -> None:
    """Fill the folder."""
    for name, table in found.tables.items():
        _file(place / f"{name}.csv", list(map(str, table.columns)), plain(table))
    columns = meanings()
    _file(place / "columns.csv", list(columns.columns), plain(columns))
    (place / "read.R").write_text(_script(found), encoding="utf-8")
    (place / "export.json").write_text(json.dumps(found.about, indent=1) + "\n", encoding="utf-8")


def _file(path: Path, columns: list[str], rows: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        # As RFC 4180 has it.
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows([_cell(row[name]) for name in columns] for row in rows)


def _script(found: Frames) -> str:
    """R that reads every file into a list of data frames, with the meaning of each column as its label."""
    lines = [HEAD]
    for name, table in found.tables.items():
        known = schema.TABLES[name].meanings
        kinds = [f"{_quoted(str(column))} = {_quoted(_class(table[column]))}" for column in table.columns]
        lines.append(f'{name} <- read_table("{name}.csv", c({", ".join(kinds)}))')
        lines += [
            f"attr({name}[[{_quoted(column)}]], 'label') <- {_quoted(meaning)}"
            for column, meaning in known.items()
            if column in table
        ]
    return "\n".join(lines) + "\n"


def _class(column: pd.Series) -> str:
    """What R reads a column as."""
    # Told for each column: R would guess from the cells, and make a number of an id of digits.
    if pd.api.types.is_bool_dtype(column):
        return "logical"
    if pd.api.types.is_numeric_dtype(column):
        return "numeric"
    return "character"


def _quoted(text: str) -> str:
    """Text as R has it, in one line."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", " ") + "'"


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        # A list has no form in CSV; as JSON it can be read again by R, Python and SPSS's Python alike.
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        # As SQL and JSON write it, and as `verify` reads it.
        return "true" if value else "false"
    return inert(value) if isinstance(value, str) else value
