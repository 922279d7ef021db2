"""A table as HTML: a caption, scopes, numbers to the right, cut with a sentence where it is long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kit.views import characters

__all__ = ["table_html"]

SHOWN = 40  # rows on a page; the file has more
AUTO = ' dir="auto"'


def table_html(
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
