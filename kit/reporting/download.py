"""A table as CSV that a page carries within itself, to be saved by whoever reads it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from kit.views import characters

__all__ = ["csv_link"]

IN_FILE = 60_000  # characters of CSV that a page carries for one table
LONGEST_CELL = 2_000
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_link(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, name: str) -> str:
    """A link that saves the rows as CSV, from the page itself; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    written = 0
    for row in rows:
        before = out.tell()
        writer.writerow([inert(value[:LONGEST_CELL] if isinstance(value, str) else value) for value in row])
        if out.tell() > IN_FILE:
            out.truncate(before)
            break
        written += 1
    cut = f", the first {written:,} of {len(rows):,} rows" if written < len(rows) else ""
    data = quote("\ufeff" + out.getvalue()[: out.tell()], safe=",")
    address = f"data:text/csv;charset=utf-8,{data}"
    return f'<a class="save" download="{characters.attribute(name)}" href="{address}">Save as CSV{cut}</a>'


def inert(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
