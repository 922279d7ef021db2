"""From a measure's table to what a notebook's cell shows: the plot of that measure, its text, and the data."""

from __future__ import annotations

from typing import Any

import pandas as pd

from kit.errors import MeasureError
from kit.measures import Sentences, in_words
from kit.measures.along import as_one
from kit.measures.records import MEASURES
from kit.measures.wording import ungrouped
from kit.plots import style
from kit.plots.pictures import PICTURES, Picture
from kit.plots.rows import plain
from kit.plots.vector import svg
from kit.views.outputs import Evidence, Figure, TableView, cell, payload
from kit.views.table import SHOWN

__all__ = ["alt_text", "evidence", "figure", "table"]

SAID = 4  # sentences in a picture's text


def figure(table: pd.DataFrame, **options: Any) -> Figure | Sentences:
    """The picture of a measure's table with its text and data, for a notebook's cell.

    Parameters
    ----------
    options
        Of the plot: `top`.

    Returns
    -------
    Figure
        Or `Sentences`, where the table is empty, has but one bar or one point in time, or compares along a column
        that no article fills: there is never an empty figure.

    Raises
    ------
    MeasureError
        If it is no table of a measure, or the measure has no picture.
    """
    # Before the table is made one, as a column of nothing would become a group "not known".
    if isinstance(table, pd.DataFrame) and ungrouped(table):
        return in_words(table)
    table = as_one(table)
    picture = _picture(table)
    if picture is None:
        name = table.attrs.get("measure") or "a table that no measure made"
        raise MeasureError(f"plots: no plot of {name}; choose {', '.join(sorted(PICTURES))}")
    along = table.attrs.get(picture.along) if picture.along else None
    if table.empty or (along is not None and table[along].nunique(dropna=False) == 1):
        return in_words(table)
    alt = alt_text(table)
    # The table behind a figure is the one drawn, in which namesakes are told apart.
    return Figure(svg(picture.function(table, **options), alt), alt, payload(table))


def _picture(table: pd.DataFrame) -> Picture | None:
    """The measure's own plot, else plain bars where its record names what to draw."""
    measure = table.attrs.get("measure", "")
    found = PICTURES.get(measure)
    if found is None and measure in MEASURES and MEASURES[measure].bars:
        return Picture(measure, plain, "Bars")
    return found


def alt_text(table: pd.DataFrame) -> str:
    """What the picture of a table shows, from its numbers.

    The kind of picture, the caption, and the first four sentences of `in_words`.

    Raises
    ------
    MeasureError
        If no measure made the table.
    """
    picture = _picture(table)
    # By groups, bars become dots or lines: the record's word would be wrong.
    kind = ("Comparison" if table.attrs.get("by") else picture.kind) if picture else "Table"
    caption = str(table.attrs.get("caption", ""))
    return " ".join([f"{kind}: {caption[:1].lower()}{caption[1:]}", *in_words(table)[:SAID]])


def table(table: pd.DataFrame, *, rows: int = SHOWN) -> TableView | Sentences:
    """The table alone, with its caption; where it is empty, or there was nothing to ask, the sentence that says so.

    `rows` are shown at first, 80 where nothing else is asked; the view holds all.

    Raises
    ------
    MeasureError
        If it is empty and no measure made it.
    """
    return in_words(table) if table.empty or table.attrs.get("unasked") else TableView(payload(table, rows=rows))


def evidence(table: pd.DataFrame) -> Evidence | Sentences:
    """Sentences as `kit.measures.examples` or `quotations` found them, the words they are about marked.

    Raises
    ------
    MeasureError
        If the table is of another measure. One without rows gives its sentence.
    """
    style.checked(table, "examples", "quotations")
    if table.empty:
        return in_words(table)
    kept = [
        "article_id",
        "title",
        "source",
        "published",
        "sentence",
        "start",
        "end",
        "label",
        "score",
        "quote",
        "speaker",
    ]
    rows = [
        {name: cell(row[name]) for name in kept}
        | {"target": [] if pd.isna(row["target_start"]) else [[int(row["target_start"]), int(row["target_end"])]]}
        for _, row in table.iterrows()
    ]
    return Evidence({"caption": table.attrs["caption"], "rows": rows})
