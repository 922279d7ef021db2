"""A table that the user writes by hand: each row with where it stands, so that what is wrong is told by its line.

What spreadsheets make of a table is read as it was meant: semicolons or tabs in place of commas, UTF-16, a workbook. A
legacy encoding is not guessed: names would come out wrong.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from kit.errors import LoadError

__all__ = ["ILLEGAL", "Line", "as_csv", "decoded", "delimiter_of", "inert", "original", "read_lines"]

DELIMITERS = (",", ";", "\t")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
LONGEST = 10_000_000  # characters of a cell; csv gives up at 131,072, and an article may be longer
FORMULA = re.compile(r"'*[=+\-@\t\r]")
GUARDED = re.compile(r"'+[=+\-@\t\r]")
# XML, of which workbooks are made, has no place for these; openpyxl refuses them.
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Line(NamedTuple):
    """A row as it was written: `where` it stands, for errors; its `number` in the file or table; its `cells`."""

    where: str
    number: int
    cells: list[str]


def read_lines(given: str | Path | pd.DataFrame, what: str, columns: Sequence[str]) -> list[Line]:
    """The rows of a CSV in UTF-8 or UTF-16, of the first sheet of an .xlsx, or of a DataFrame; the first is the header.

    Parameters
    ----------
    given
        Cells of a DataFrame or workbook are read as text, missing ones as empty. A CSV may have commas, semicolons or
        tabs between its cells: those that its first line has most of.
    what, columns
        What the table is of, and the columns that it must have: for the errors.

    Raises
    ------
    LoadError
        If there is no such file, or it is neither a workbook nor a CSV in UTF-8.
    """
    if isinstance(given, pd.DataFrame):
        rows = [[_text(cell) for cell in row] for row in given.itertuples(index=False)]
        header = Line(what, 0, [str(column) for column in given.columns])
        return [header, *(Line(f"{what}, row {number}", number, cells) for number, cells in enumerate(rows, 1))]
    place = Path(given)
    try:
        numbered = _workbook(place) if place.suffix.casefold() == ".xlsx" else _delimited(decoded(place.read_bytes()))
        return [Line(f"{given}:{number}", number, cells) for number, cells in _trimmed(numbered)]
    except FileNotFoundError as error:
        raise LoadError(f"{given}: no such file; name a CSV with the columns {', '.join(columns)}") from error
    except ImportError as error:
        raise LoadError(f"{given}: .xlsx needs openpyxl; pip install article-kit[formats], or save CSV") from error
    except Exception as error:  # openpyxl has errors of many kinds for a workbook that is none
        reason = getattr(error, "strerror", None) or getattr(error, "reason", None) or error
        line = " ".join(str(reason).split())[:120]
        raise LoadError(f"{given}: cannot be read ({line}); save it as CSV in UTF-8") from error


def delimiter_of(text: str) -> str:
    """What stands between the cells of a CSV: of comma, semicolon and tab that which its first line has most of."""
    first = text.partition("\n")[0]
    return max(DELIMITERS, key=first.count)


def as_csv(rows: Sequence[Sequence[str]], delimiter: str = ",") -> bytes:
    """A CSV that Excel opens as what it is: UTF-8 with a mark. Cells stand as they are given."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def inert(text: str) -> str:
    """Text that no spreadsheet takes for a formula; `original` takes the guard away again."""
    return f"'{text}" if FORMULA.match(text) else text


def original(text: str) -> str:
    """What `inert` was given."""
    return text[1:] if GUARDED.match(text) else text


def decoded(data: bytes) -> str:
    """The text of a CSV.

    Raises
    ------
    UnicodeDecodeError
        If it is in another encoding than UTF-8, or UTF-16 with its mark.
    """
    return data.decode("utf-16" if data.startswith(UTF_16) else "utf-8-sig")


def _delimited(text: str) -> list[tuple[int, list[str]]]:
    """Rows with the number of the line on which they end."""
    csv.field_size_limit(LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    return [(reader.line_num, cells) for cells in reader]


def _workbook(place: Path) -> list[tuple[int, list[str]]]:
    """Rows of the first sheet as text, values in place of formulas."""
    from openpyxl import load_workbook

    with place.open("rb") as file:
        page = load_workbook(file, data_only=True).worksheets[0]
        return [(row, [_text(cell) for cell in cells]) for row, cells in enumerate(page.iter_rows(values_only=True), 1)]


def _trimmed(numbered: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """Without the empty cells that a spreadsheet adds behind the last column; the header at least."""
    if not numbered:
        return [(1, [])]
    header = numbered[0][1]
    width = max((at for at, cell in enumerate(header, 1) if cell.strip()), default=0)
    if width == len(header):
        return numbered
    return [(number, cells if any(map(str.strip, cells[width:])) else cells[:width]) for number, cells in numbered]


def _text(cell: Any) -> str:
    """A cell as it would stand in a CSV: whole numbers without decimals, missing ones empty."""
    if cell is None or cell is pd.NA or cell is pd.NaT or cell != cell:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
