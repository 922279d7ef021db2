"""From a measure's table to what a notebook's cell shows: the plot of that measure, its text, and the data."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from PIL import Image

from kit.errors import MeasureError
from kit.measures import Sentences, in_words
from kit.plots import bars, dots, lines, networks, style
from kit.views.outputs import Evidence, Figure, TableView, cell, payload

__all__ = ["alt_text", "evidence", "figure", "png", "table"]

DPI = 200

# The plot of each measure, and what kind of picture it is.
PLOTS: dict[str, tuple[Callable[..., Axes], str]] = {
    "co_occurrence": (bars.co_occurrence, "Bars"),
    "collocations": (bars.collocations, "Bars"),
    "comment_requests": (bars.comment_requests, "Stacked bars"),
    "compare": (dots.compare, "Dots with intervals"),
    "cue_types": (bars.cue_types, "Bars with intervals"),
    "frequency": (bars.frequency, "Bars"),
    "keywords": (bars.keywords, "Bars"),
    "ledger": (networks.ledger, "Heat map"),
    "network": (networks.network, "Network of arrows"),
    "overview": (bars.overview, "Bars"),
    "own_voice": (dots.own_voice, "Pairs of dots"),
    "portrayal": (dots.portrayal, "Dots with intervals"),
    "pronouns": (bars.pronouns, "Bars with intervals"),
    "quote_types": (bars.quote_types, "Bars with intervals"),
    "sensitivity": (lines.sensitivity, "Grid of signs"),
    "share_of_voice": (bars.share_of_voice, "Bars"),
    "speaker_types": (bars.speaker_types, "Bars with intervals"),
    "timeline": (lines.timeline, "Lines"),
    "tone": (lines.tone, "Lines with bands"),
}
SAID = 4  # sentences in a picture's text


def figure(table: pd.DataFrame, plot: str | None = None, **options: Any) -> Figure | Sentences:
    """The picture of a measure's table with its text and data, for a notebook's cell.

    Parameters
    ----------
    plot
        Another plot than the measure's own: "network" for the ledger.
    options
        Of the plot: `top`.

    Returns
    -------
    Figure
        Or `Sentences`, where the table is empty or has but one bar or one point in time: there is never an empty
        figure.
    """
    name = plot or table.attrs.get("measure")
    if name not in PLOTS:
        raise MeasureError(f"plots: no picture of {name or 'a table that no measure made'}; take {', '.join(PLOTS)}")
    if table.empty or _single(table, name):
        return in_words(table)
    axes = PLOTS[name][0](table, **options)
    return Figure(png(axes), alt_text(table, plot=name), payload(table))


def _single(table: pd.DataFrame, plot: str | None) -> bool:
    """A picture of one bar, or of one point in time, says less than a sentence."""
    by = table.attrs.get("by")
    over = {"overview": by, "timeline": by, "tone": table.attrs.get("over")}.get(plot or "")
    return over is not None and table[over].nunique(dropna=False) == 1


def png(axes: Axes) -> bytes:
    """The picture as PNG of 64 colours; the same bytes for the same table. The figure is closed."""
    drawn, small = io.BytesIO(), io.BytesIO()
    drawing = axes.get_figure(root=True)
    assert drawing is not None  # an Axes of ours always stands in a figure
    with style.styled(), warnings.catch_warnings():
        # A name in letters that the font lacks is drawn as boxes; its text and its table have it.
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        drawing.savefig(drawn, format="png", dpi=DPI)
    plt.close(drawing)
    Image.open(drawn).convert("RGB").quantize(64, dither=Image.Dither.NONE).save(small, format="png", optimize=True)
    return small.getvalue()


def alt_text(table: pd.DataFrame, *, plot: str | None = None) -> str:
    """What the picture of a table shows, from its numbers."""
    name = plot or table.attrs.get("measure", "")
    kind = PLOTS[name][1] if name in PLOTS else "Table"
    caption = str(table.attrs.get("caption", ""))
    return " ".join([f"{kind}: {caption[:1].lower()}{caption[1:]}", *in_words(table)[:SAID]])


def table(table: pd.DataFrame, *, rows: int = 200) -> TableView | Sentences:
    """The table alone, with its caption; where it is empty, the sentence that says so."""
    return in_words(table) if table.empty else TableView(payload(table, rows=rows))


def evidence(table: pd.DataFrame) -> Evidence | Sentences:
    """Sentences as `kit.measures.examples` or `quotations` found them, the words they are about marked."""
    style.checked(table, "examples")
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
