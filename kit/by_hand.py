"""A table that the user writes by hand: each row with where it stands, so that what is wrong is told by its line."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from kit.errors import LoadError

__all__ = ["Line", "read_lines"]


class Line(NamedTuple):
    """A row as it was written: `where` it stands, for errors; its `number` in the file or table; its `cells`."""

    where: str
    number: int
    cells: list[str]


def read_lines(given: str | Path | pd.DataFrame, what: str, columns: Sequence[str]) -> list[Line]:
    """The rows of a CSV in UTF-8, or of the same as a DataFrame; the first is the header.

    Parameters
    ----------
    given
        Cells of a DataFrame are read as text, missing ones as empty.
    what, columns
        What the table is of, and the columns that it must have: for the errors.

    Raises
    ------
    LoadError
        If there is no such file, or it is no CSV in UTF-8.
    """
    if isinstance(given, pd.DataFrame):
        rows = [["" if pd.isna(cell) else str(cell) for cell in row] for row in given.itertuples(index=False)]
        header = Line(what, 0, [str(column) for column in given.columns])
        return [header, *(Line(f"{what}, row {number}", number, cells) for number, cells in enumerate(rows, 1))]
    try:
        with Path(given).open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines)
            head = Line(f"{given}:1", 1, next(reader, []))
            return [head, *(Line(f"{given}:{reader.line_num}", reader.line_num, cells) for cells in reader)]
    except FileNotFoundError as error:
        raise LoadError(f"{given}: no such file; name a CSV with the columns {', '.join(columns)}") from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or getattr(error, "reason", None) or error
        raise LoadError(f"{given}: cannot be read ({reason}); save it as CSV in UTF-8") from error
