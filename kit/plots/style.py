"""The looks of every figure: one palette, names wrapped, n on everything, small multiples for groups.

The palette is Okabe & Ito's (2008), which the colour-blind can tell apart. Colour is never alone: what it says is
also said by a marker, a hatch, a dash or a number, so that a figure survives a black-and-white printer. Figures are
4.8 inches wide, so that their words can be read on a phone of 390 pixels.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from kit.errors import MeasureError
from kit.measures import in_words
from kit.measures.asking import PERIODS
from kit.views import characters

__all__ = [
    "BAND",
    "FAINT",
    "GREY",
    "INK",
    "LINE",
    "MARKERS",
    "NEGATIVE",
    "NEUTRAL",
    "PALETTE",
    "PAPER",
    "POSITIVE",
    "RULES",
    "SKY",
    "WIDTH",
    "canvas",
    "checked",
    "days",
    "empty",
    "lines",
    "panel_title",
    "panels",
    "periods",
    "places",
    "said_above",
    "said_below",
    "shown",
    "styled",
    "variable",
    "wrapped",
]

PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
INK, GREY, LINE, FAINT, PAPER = "#222222", "#6b6b6b", "#999999", "#eeeeee", "#ffffff"
SKY = "#56B4E9"
NEGATIVE, NEUTRAL, POSITIVE, BAND = "#D55E00", "#BDBDBD", "#0072B2", "#cfe3f1"
# The names by which a page's style gives these colours values of its own.
VARIABLES = {
    "#222222": "ink",
    "#6b6b6b": "grey",
    "#999999": "line",
    "#eeeeee": "faint",
    "#ffffff": "paper",
    "#bdbdbd": "neutral",
    "#cfe3f1": "band",
    "#0072b2": "blue",
    "#d55e00": "red",
    "#009e73": "green",
    "#cc79a7": "pink",
    "#e69f00": "orange",
    "#56b4e9": "sky",
    "#000000": "black",
}
MARKERS = ("o", "D", "s", "^", "v", "P", "X", "*")
WIDTH = 4.8  # inches
PANELS = 8
LINES = 4  # of a name

RULES: Any = {
    "axes.edgecolor": LINE,
    "axes.labelcolor": INK,
    "axes.labelsize": 9.5,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 10,
    "axes.titleweight": "bold",
    "figure.dpi": 100,
    "figure.facecolor": "white",
    "font.family": "DejaVu Sans",
    "font.size": 9.5,
    "hatch.linewidth": 0.6,
    "savefig.facecolor": "white",
    # Text stays text, which can be searched, read aloud and set in the page's own font.
    "svg.fonttype": "none",
    # matplotlib makes ids with a random salt, and the same table would give other bytes.
    "svg.hashsalt": "kit",
    "text.color": INK,
    # A name is never read as a formula.
    "text.parse_math": False,
    "xtick.color": INK,
    "xtick.labelsize": 9,
    "ytick.color": INK,
    "ytick.labelsize": 10,
    "ytick.major.size": 0,
}


def variable(colour: str) -> str:
    """A colour as CSS has it: the page's own, else the one it was drawn with."""
    name = VARIABLES.get(colour.lower())
    return f"var(--k-{name}, {colour})" if name else colour


@contextmanager
def styled() -> Iterator[None]:
    """matplotlib with these rules, and back to the caller's own afterwards."""
    with mpl.rc_context(RULES):
        yield


def canvas(height: float, rows: int = 1, columns: int = 1, **options: Any) -> tuple[Figure, list[Axes]]:
    """A figure of the house's width with its axes in reading order.

    `height` in inches, 1.2 at least; the width is 4.8. `options` are those of `plt.subplots`.
    """
    figure, axes = plt.subplots(
        rows, columns, figsize=(WIDTH, max(height, 1.2)), layout="constrained", squeeze=False, **options
    )
    return figure, list(axes.flat)


def checked(table: pd.DataFrame, *measures: str) -> None:
    """That a plot got the table it is for.

    Raises
    ------
    MeasureError
        Naming the measure whose table it takes.
    """
    if not isinstance(table, pd.DataFrame):
        raise MeasureError(f"plots: found {type(table).__name__}, not a table; give that of kit.measures.{measures[0]}")
    if table.attrs.get("measure") not in measures:
        raise MeasureError(
            f"plots: a table of {table.attrs.get('measure') or 'no measure'}; give that of kit.measures.{measures[0]}"
        )


def empty(table: pd.DataFrame) -> Axes:
    """An Axes that says in words why there is nothing to draw.

    Of the house's width, 1.2 inches high. `table` is the empty one of a measure.
    """
    with styled():
        _, (axes,) = canvas(1.2)
        axes.axis("off")
        sentence = " ".join(in_words(table))
        axes.text(0, 0.5, textwrap.fill(sentence, 58), va="center", transform=axes.transAxes, fontsize=9.5)
    return axes


def wrapped(name: Any, width: int = 22) -> str:
    """A name on as many lines as it needs, four at most; NA is said."""
    # "Al-Masri" is one word, and broken at its hyphen looks like a list.
    lines = textwrap.wrap(shown(name), width, break_on_hyphens=False)
    # What takes more is no name, but an address or a text; it stands in the table.
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1][: width - 2]} …"]
    return "\n".join(lines) or "not known"


def shown(value: Any) -> str:
    """A name as it is drawn: NA is said, and what cannot be seen is shown as what it is."""
    return "not known" if pd.isna(value) else characters.visible(str(value))


def panels(table: pd.DataFrame, size: str, most: int = PANELS) -> list[tuple[str, pd.DataFrame]]:
    """The `most` largest parts of a table by its `by`, in its order; one part without a name where it has none.

    By the sums of the column `size`; a group that is not known is "not known".
    """
    by = table.attrs.get("by")
    if by is None:
        return [("", table)]
    keys = table[by].astype("string").fillna("not known")
    # Chosen by size, shown in the table's order: periods stay in time.
    sizes = table[size].astype(float).groupby(keys.to_numpy()).sum().sort_values(ascending=False, kind="stable")
    kept = set(sizes.index[:most])
    return [(str(name), table[(keys == name).to_numpy()]) for name in dict.fromkeys(keys) if name in kept]


def periods(table: pd.DataFrame, by: str | None) -> list[str]:
    """Every period from the first to the last, those without an article too; none where `by` is no period.

    As they are written in the table: 2024-10-31, 2024-W44, 2024-10, 2024. None, too, where a value is no such
    period.
    """
    days_of = days(by, list(table[by].dropna())) if by in PERIODS else None
    if by is None or not days_of:
        return []
    frequency = {"day": "D", "week": "W", "month": "M", "year": "Y"}[by]
    return [one.start_time.strftime(PERIODS[by]) for one in pd.period_range(min(days_of), max(days_of), freq=frequency)]


def days(by: str | None, values: Iterable[Any]) -> list[pd.Timestamp] | None:
    """The first day of each of these periods; None where one is no such period, as in a column that has its name."""
    # A week alone is no day: strptime wants one of its days, which is the Monday (1).
    form, added = {"week": ("%G-W%V-%u", "-1")}.get(by or "", (PERIODS.get(by or "", ""), ""))
    try:
        return [pd.Timestamp(datetime.strptime(f"{value}{added}", form)) for value in values]
    except ValueError:
        return None


def panel_title(panel: Axes, table: pd.DataFrame, name: str, width: int, added: str = "") -> None:
    """The heading of a panel: grey where the group has too few articles to be more than a hint.

    `width` is in characters; `added` stands behind the name, and is never broken.
    """
    few = name in table.attrs.get("few", ())
    text = wrapped(f"{name} (few articles)" if few else name, width) + added
    panel.set_title(text, color=GREY if few else INK, fontweight="normal" if few else "bold")


def lines(text: str) -> str:
    """Words over a figure, on as many lines as they need."""
    return "\n".join(textwrap.fill(line, 58, break_on_hyphens=False) for line in text.split("\n"))


def said_above(figure: Figure, text: str) -> None:
    """What is counted, and how many: a line over the figure."""
    figure.suptitle(lines(text), x=0.01, ha="left", fontsize=9, color=GREY)


def said_below(figure: Figure, table: pd.DataFrame, parts: int) -> None:
    """How many groups have no panel.

    `parts` is how many have one. Nothing is drawn where all have, or the table is by nothing.
    """
    by = table.attrs.get("by")
    more = table[by].nunique(dropna=False) - parts if by is not None else 0
    if more > 0:
        figure.supxlabel(
            f"{more:,} smaller values of {by} are in the table.", fontsize=8, color=GREY, x=0.01, ha="left"
        )


def lines_of(labels: list[str]) -> float:
    """Inches that so many labels need, one below the other."""
    return sum(map(_room, labels))


def places(labels: list[str]) -> list[float]:
    """Where rows stand that have these names, from 0 on: 1 is the room of a name of one line."""
    # By lines, so that rows of long names stand further apart and none lies over the next.
    room = [_room(label) / _room("") for label in labels]
    return [sum(room[:row]) + (height - room[0]) / 2 for row, height in enumerate(room)]


def _room(label: str) -> float:
    return 0.14 + 0.16 * (label.count("\n") + 1)
