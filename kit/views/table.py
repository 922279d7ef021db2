"""A table as HTML: a caption, scopes, numbers to the right, cut with a sentence where it is long."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from kit.measures.phrases import percent
from kit.text.verbatim import VERBATIM
from kit.views import characters

__all__ = ["SHOWN", "Link", "in_notebook", "table_html"]

SHOWN = 80  # rows in a notebook and on a page; the file has more
SEARCHED = 8  # rows, from which on a table can be searched and sorted
LONG = 400  # characters of a text, beyond which it is cut
WIDE = 40  # characters, from which on a text needs a line of its own where the window is narrow
AUTO = ' dir="auto"'
DAY = re.compile(r"\d{4}(-\d\d){1,2}|\d{4}-W\d\d")
# Columns of 0 to 1 that are read as per cents; bounds are where there is a share that they are of.
SHARES = frozenset(
    "share share_a share_b share_of_words share_of_speakers largest_article largest_wire "
    "negative neutral positive unsure".split()
)


STYLE = (
    ".k-table.k-table th, .k-table.k-table td { text-align: left; vertical-align: top; max-width: 46rem; "
    "white-space: pre-line; } .k-table.k-table .n { text-align: right; white-space: nowrap; } "
    ".k-table caption { text-align: left; caption-side: top; padding: .4em 0; } .k-table .scroll { overflow-x: auto; }"
)


class Link(NamedTuple):
    """A value of a table that leads somewhere."""

    value: Any
    address: str


def table_html(
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    caption: str,
    total: int | None = None,
    shown: int = SHOWN,
    label: str = "",
    region: str = "",
    by: str | None = None,
    cut: str = "",
    whole: bool = False,
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
    by
        The column whose values a reader may choose from.
    cut
        The sentence that says which rows stand here, where they are not all (default: the first of so many).
    whole
        Show long texts to their end.

    Notes
    -----
    A value may be a `Link`. `data-by` and the class `many` are what a page's script finds tables by: it adds search,
    choice and order to those that have rows enough; without it, they stand as they are. A table with texts has the
    class `texts`: where the window is narrow, its rows are no columns, and `data-of` says what a number counts.
    """
    total = len(rows) if total is None else total
    # Of all rows, also those not shown: a column's side must not hang on where the table is cut.
    numeric = [bool(rows) and all(_numeric(row[place]) for row in rows) for place in range(len(columns))]
    head = "".join(
        f'<th scope="col"{_right(n) or _before(name)}>{characters.html(_words(name))}</th>'
        for name, n in zip(columns, numeric, strict=True)
    )
    names = _named_by(numeric)
    wide = [not n and any(_length(row[place]) > WIDE for row in rows[:shown]) for place, n in enumerate(numeric)]
    shares = [name in SHARES or (name in ("low", "high") and "share" in columns) for name in columns]
    body = []
    for row in rows[:shown]:
        cells = []
        for place, value in enumerate(row):
            inner = percent(value) if shares[place] and isinstance(value, float) else _shown(value, whole)
            of = f' data-of="{characters.attribute(_words(columns[place]))}"' if any(wide) and numeric[place] else ""
            if place == names:
                cells.append(f'<th scope="row"{_wide(wide[place])} dir="auto">{inner}</th>')
            else:
                kind = _right(numeric[place]) or _before(columns[place]) or _day(value) or _wide(wide[place]) + AUTO
                cells.append(f"<td{kind}{of}>{inner}</td>")
        body.append(f"<tr>{''.join(cells)}</tr>")
    first = "first rows of each group" if by in columns else "first rows"
    cut = (cut or f"The {first}, {len(body):,} of {total:,}.") if total > len(body) else ""
    cut = f" {cut}" if cut else ""
    # A scroller that the keyboard reaches has to have a name.
    aria = characters.attribute(region or caption) or "Table"
    # By the rows that stand here, as a page's script sees no others.
    many = len(body) >= SEARCHED
    choose = f' data-by="{columns.index(by)}"' if many and by in columns else ""
    kinds = " ".join(filter(None, ("many" if many else "", "texts" if any(wide) else "")))
    kind = f' class="{kinds}"' if kinds else ""
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{aria}"><table{kind}{choose}>'
        f"<caption>{label}{characters.html(caption)}{cut}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n" + "\n".join(body) + "\n</tbody></table></div>"
    )


def in_notebook(html: str) -> str:
    """HTML of a table as a cell's output: text to the left, numbers to the right, nothing typeset as a formula."""
    return f'<style>{STYLE}</style><div class="k-table {VERBATIM}">{html}</div>'


def _shown(value: Any, whole: bool = False) -> str:
    if isinstance(value, Link):
        return f'<a href="{characters.attribute(value.address)}">{_shown(value.value, whole)}</a>'
    if value is None or (isinstance(value, str) and not value.strip()):
        return '<span class="none">–</span>'
    # Before int, which a bool is as well.
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}" if abs(value) >= 1_000 else str(value)
    if isinstance(value, float):
        return _number(value)
    text = str(value)
    # A line for a CSV file has no blanks at which to break.
    return characters.html(text if whole or len(text) <= LONG else text[:LONG] + " …").replace(",", ",<wbr>")


def _number(value: float) -> str:
    """A number of two decimals at most, with a true minus; what rounds to 0 has no sign."""
    # Adding 0 takes the sign from a negative 0.
    return f"{round(value, 2) + 0.0:,.2f}".rstrip("0").rstrip(".").replace("-", "−")


def _numeric(value: Any) -> bool:
    """A number, no value, or a link of one."""
    plain = value.value if isinstance(value, Link) else value
    return plain is None or isinstance(plain, (int, float))


def _length(value: Any) -> int:
    plain = value.value if isinstance(value, Link) else value
    return len(plain) if isinstance(plain, str) else 0


def _words(name: str) -> str:
    return name.replace("_", " ")


def _right(numeric: bool) -> str:
    return ' class="n"' if numeric else ""


def _wide(text: bool) -> str:
    return ' class="wide"' if text else ""


def _before(name: str) -> str:
    """Context that ends at the word after it."""
    return ' class="before" dir="auto"' if name == "left" else ""


def _day(value: Any) -> str:
    """A date stands on one line."""
    return ' class="day"' if isinstance(value, str) and DAY.fullmatch(value) else ""


def _named_by(numeric: Sequence[bool]) -> int:
    """The column that names a row: the first that is no number."""
    return next((place for place, number in enumerate(numeric) if not number), 0)
