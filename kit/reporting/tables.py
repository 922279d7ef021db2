"""Tables as HTML: a caption, scopes, numbers to the right, cut with a sentence where they are long; and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from kit.views import characters

__all__ = ["csv_link", "table"]

SHOWN = 40  # rows on a page; the file has more
IN_FILE = 60_000  # characters of CSV that a page carries for one table
AUTO = ' dir="auto"'
LONGEST_CELL = 2_000
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    caption: str,
    total: int | None = None,
    shown: int = SHOWN,
    label: str = "",
    region: str = "",
) -> str:
    """Rows as an HTML table that scrolls by itself where the page is narrow.

    Parameters
    ----------
    total
        How many rows there are in all, where `rows` is already cut.
    label
        HTML that stands before the caption: "Table 2."
    region
        What a screen reader calls the scroller, once on a page (default: the caption).
    """
    total = len(rows) if total is None else total
    numeric = [bool(rows) and all(_numeric(row[place]) for row in rows) for place in range(len(columns))]
    head = "".join(
        f'<th scope="col"{_right(n)}>{characters.html(_words(name))}</th>'
        for name, n in zip(columns, numeric, strict=True)
    )
    names = _named_by(numeric)
    body = []
    for row in rows[:shown]:
        cells = []
        for place, value in enumerate(row):
            inner = _shown(value)
            if place == names:
                cells.append(f'<th scope="row" dir="auto">{inner}</th>')
            else:
                cells.append(f"<td{_right(numeric[place]) or AUTO}>{inner}</td>")
        body.append(f"<tr>{''.join(cells)}</tr>")
    cut = f" The first {shown:,} of {total:,} rows." if total > min(shown, len(rows)) else ""
    aria = characters.attribute(region or caption) or "Table"
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{aria}"><table>'
        f"<caption>{label}{characters.html(caption)}{cut}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n" + "\n".join(body) + "\n</tbody></table></div>"
    )


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


def _shown(value: Any) -> str:
    if value is None or (isinstance(value, str) and not value.strip()):
        return '<span class="none">–</span>'
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}" if abs(value) >= 10_000 else str(value)
    if isinstance(value, float):
        return f"{value:,.3f}".rstrip("0").rstrip(".") if value != round(value) else f"{value:,.0f}"
    if hasattr(value, "__html__"):
        return str(value)
    text = str(value)
    return characters.html(text if len(text) <= 400 else text[:400] + " …")


def _numeric(value: Any) -> bool:
    """A number, no value, or a link that is one."""
    return value is None or isinstance(value, (int, float)) or hasattr(value, "__html__")


def _words(name: str) -> str:
    return name.replace("_", " ")


def _right(numeric: bool) -> str:
    return ' class="n"' if numeric else ""


def _named_by(numeric: Sequence[bool]) -> int:
    """The column that names a row: the first that is no number."""
    return next((place for place, number in enumerate(numeric) if not number), 0)
