"""What a notebook's cell shows: a figure with its text and data, a table, sentences as evidence.

Three kinds of output, each with an HTML form for JupyterLab (everything escaped) and a JSON form that a report is made
from. Whoever renders pages reads the JSON and ignores the HTML.

A figure is `application/vnd.kit.figure+json`, with the data behind it as a table in the same output:
    svg       the picture: text as text, colours as CSS variables with a value for where there are none
    alt       what it shows, in words

A table, alone or behind a figure, is `application/vnd.kit.table+json`:
    caption   sentence: what is counted, by what, in how many articles
    note      sentence that a reader needs to judge the numbers, or null
    by        the column of groups, or null
    heads     what readers are told a column is, where its name does not say it
    columns   names, one word each, as in the measure's table
    rows      all of them: lists of str, int, float (three decimals), bool or null, in the order of columns
    shown     how many of them a reader is shown at first

Evidence is `application/vnd.kit.evidence+json`:
    caption   sentence
    rows      objects: article_id, title, source, published (2024-10-31 or null), sentence (the words), start, end (of
              those words in the article), target (list of [start, end] within the article to mark), label (negative,
              neutral, positive or null), score (-1 to 1 or null), quote (its number in the article or null), speaker
              (name or null)

Where there is nothing to show, and for `kit.measures.in_words`, the output is `application/vnd.kit.sentences+json`:
    sentences list of str
    unasked   true where they say what to give for something to be asked at all; pages leave them out
`kit.measures.caveats` gives its sentences as HTML and plain text only, so that they are not taken for findings.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from kit.measures.sentences import IN_WORDS
from kit.text.verbatim import VERBATIM
from kit.views import characters
from kit.views.table import SHOWN, in_notebook, table_html

__all__ = ["EVIDENCE", "FIGURE", "IN_WORDS", "TABLE", "TOGETHER", "Evidence", "Figure", "TableView", "payload"]

FIGURE = "application/vnd.kit.figure+json"
TABLE = "application/vnd.kit.table+json"
TOGETHER = " + "  # between the names of several that a figure draws as one
EVIDENCE = "application/vnd.kit.evidence+json"

Json = dict[str, Any]


@dataclass(frozen=True)
class TableView:
    """A table that JupyterLab and reports can show."""

    content: Json

    def _repr_mimebundle_(self, **_: Any) -> Json:
        return {TABLE: self.content, "text/html": _html(self.content), "text/plain": self.content["caption"]}


@dataclass(frozen=True)
class Figure:
    """A picture with its text and the data behind it."""

    svg: str
    alt: str
    content: Json

    def _repr_mimebundle_(self, **_: Any) -> Json:
        # As a picture of its own, so that nothing of the notebook's style or of another figure gets into it.
        picture = base64.b64encode(self.svg.encode()).decode("ascii")
        html = (
            f'<figure><img style="max-width:100%;width:40rem;background:#fff" alt="{escape(self.alt)}" '
            f'src="data:image/svg+xml;base64,{picture}">'
            f"<details><summary>The data of this figure</summary>{_html(self.content)}</details></figure>"
        )
        figure = {"svg": self.svg, "alt": self.alt}
        return {FIGURE: figure, TABLE: self.content, "text/html": html, "text/plain": self.alt}


@dataclass(frozen=True)
class Evidence:
    """Sentences of the articles, as found."""

    content: Json

    def _repr_mimebundle_(self, **_: Any) -> Json:
        rows = self.content["rows"]
        plain = "\n".join(f"{row['sentence']} ({row['source'] or row['article_id']})" for row in rows)
        items = "".join(
            f"<li><blockquote>{_marked(row)}</blockquote><p>{escape(', '.join(_origin(row)))}</p></li>" for row in rows
        )
        html = f'<div class="{VERBATIM}"><p>{escape(self.content["caption"])}</p><ul>{items}</ul></div>'
        return {EVIDENCE: self.content, "text/html": html, "text/plain": plain}


def payload(table: pd.DataFrame, *, rows: int = SHOWN) -> Json:
    """A measure's table as `application/vnd.kit.table+json` holds it; `rows` are shown at first.

    All rows, floats with three decimals, NA as null; what it is comes from `attrs`.
    """
    return {
        "caption": str(table.attrs.get("caption", "Table")),
        "note": table.attrs.get("note"),
        "by": table.attrs.get("by"),
        "heads": table.attrs.get("heads", {}),
        "columns": [str(name) for name in table.columns],
        "rows": [[cell(value) for value in row] for row in table.itertuples(index=False, name=None)],
        "shown": rows,
    }


def cell(value: Any) -> str | int | float | bool | None:
    """A value of a table as JSON has it: NA is null, days are written out, floats have three decimals.

    A list is its values with commas. Anything else is as its `str` has it.
    """
    if isinstance(value, (list, tuple)):
        return ", ".join(str(cell(item)) for item in value)
    if value is None or pd.isna(value):
        return None
    # Midnight is how a day without a time is held.
    if isinstance(value, pd.Timestamp):
        return value.isoformat() if value.time().isoformat() != "00:00:00" else value.date().isoformat()
    plain = value.item() if hasattr(value, "item") else value
    if isinstance(plain, float):
        # Finer than any interval here, and coarser than what machines differ by in the last digits.
        return round(plain, 3)
    return plain if isinstance(plain, (bool, int, str)) else str(plain)


def _html(content: Json) -> str:
    """The first rows, with the note below them."""
    heads = content["heads"]
    columns = [heads.get(name, name) for name in content["columns"]]
    table = table_html(columns, content["rows"], caption=content["caption"], shown=content["shown"])
    return in_notebook(table + (f"<p>{characters.html(content['note'])}</p>" if content["note"] else ""))


def _origin(row: Json) -> list[str]:
    return [row[name] for name in ("speaker", "source", "published", "title", "label") if row[name]]


def _marked(row: Json) -> str:
    """The sentence with the words it is about marked."""
    out, at = "", row["start"]
    for start, end in sorted(row["target"]):
        # Targets that overlap, or lie elsewhere, are left unmarked rather than doubled.
        if at <= start < end <= row["end"]:
            words = row["sentence"][start - row["start"] : end - row["start"]]
            out += escape(row["sentence"][at - row["start"] : start - row["start"]]) + f"<mark>{escape(words)}</mark>"
            at = end
    return out + escape(row["sentence"][at - row["start"] :])
