"""Stata: one .dta a table, each column labelled with its meaning; long texts as strL."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pandas as pd

from kit import schema
from kit.export.frames import Frames

__all__ = ["write"]

LONGEST_LABEL, LONGEST_NAME = 80, 32  # characters that Stata takes
# Words of Stata's own that no variable may be called.
RESERVED = frozenset(
    "aggregate array boolean break byte case catch class colvector complex const continue default delegate delete do "
    "double else eltypedef end enum explicit export external float for friend function global goto if inline int local "
    "long NULL pragma protected quad rowvector short typedef typename virtual using with strL".split()
)
BEGINNING = datetime.datetime(1980, 1, 1)  # no clock in what is written: the same corpus gives the same bytes


def write(found: Frames, place: Path) -> None:
    """Fill the folder."""
    for name, table in found.tables.items():
        known = schema.TABLES[name].meanings
        names = _names(list(map(str, table.columns)))
        frame = pd.DataFrame({names[str(column)]: _column(table[column]) for column in table.columns})
        labels = {names[column]: _label(known.get(column, column)) for column in map(str, table.columns)}
        long = [
            column
            for column in frame
            # Stata's own strings end at 2,045 bytes.
            if frame[column].dtype == object and frame[column].map(lambda text: len(text.encode())).max() > 2000
        ]
        frame.to_stata(
            place / f"{name}.dta",
            version=118,
            write_index=False,
            variable_labels=labels,
            convert_strl=long,
            time_stamp=BEGINNING,
            data_label=f"{name}, {found.about['made_by']}",
        )


def _names(columns: list[str]) -> dict[str, str]:
    """Names that Stata takes: letters, digits and underscores, 32 at most, each once."""
    names: dict[str, str] = {}
    for column in columns:
        name = re.sub(r"\W|^(?=\d)", "_", column)[:LONGEST_NAME] or "_"
        name = f"_{name}" if name in RESERVED else name
        number = 1
        # Two long names may begin with the same 32 characters.
        while name in names.values():
            number += 1
            name = f"{name[: LONGEST_NAME - len(str(number)) - 1]}_{number}"
        names[column] = name
    return names


def _label(meaning: str) -> str:
    line = " ".join(meaning.split())
    return line if len(line) <= LONGEST_LABEL else line[: LONGEST_LABEL - 1] + "…"


def _column(column: pd.Series) -> pd.Series:
    """Numbers as doubles, which have a missing value of their own; all else as text, without the NUL that ends one."""
    if pd.api.types.is_datetime64_any_dtype(column):
        return column
    if pd.api.types.is_bool_dtype(column) or pd.api.types.is_numeric_dtype(column):
        # First to the kind that knows NA: plain integers have no value for it.
        return column.astype("Float64").astype("float64")
    return column.map(_text).astype(object)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None or pd.isna(value) else str(value).replace("\x00", "\ufffd")
