"""The looks of every figure: one palette, names wrapped and never cut, n on everything, small multiples for groups.

The palette is Okabe & Ito's (2008), which the colour-blind can tell apart. Colour is never alone: what it says is
also said by a marker, a hatch, a dash or a number, so that a figure survives a black-and-white printer. Figures are
4.8 inches wide, so that their words can be read on a phone of 390 pixels.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zlib import crc32

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from kit.errors import MeasureError
from kit.measures import in_words

__all__ = [
    "GREY",
    "INK",
    "NEGATIVE",
    "NEUTRAL",
    "POSITIVE",
    "RULES",
    "WIDTH",
    "actor_colour",
    "canvas",
    "checked",
    "empty",
    "panel_title",
    "panels",
    "said_above",
    "said_below",
    "shown",
    "styled",
    "wrapped",
]

PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
INK, GREY = "#222222", "#6b6b6b"
NEGATIVE, NEUTRAL, POSITIVE = "#D55E00", "#BDBDBD", "#0072B2"
WIDTH = 4.8  # inches
PANELS = 8

RULES: Any = {
    "axes.edgecolor": "#999999",
    "axes.labelcolor": INK,
    "axes.labelsize": 9,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 9.5,
    "axes.titleweight": "bold",
    "figure.dpi": 100,
    "figure.facecolor": "white",
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "hatch.linewidth": 0.6,
    "savefig.facecolor": "white",
    "svg.hashsalt": "kit",
    "text.color": INK,
    # A name is never read as a formula.
    "text.parse_math": False,
    "xtick.color": INK,
    "xtick.labelsize": 8.5,
    "ytick.color": INK,
    "ytick.labelsize": 9,
    "ytick.major.size": 0,
}


@contextmanager
def styled() -> Iterator[None]:
    """matplotlib with these rules, and back to the caller's own afterwards."""
    with mpl.rc_context(RULES):
        yield


def canvas(height: float, rows: int = 1, columns: int = 1, **options: Any) -> tuple[Figure, list[Axes]]:
    """A figure of the house's width with its axes in reading order."""
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
    if table.attrs.get("measure") not in measures:
        raise MeasureError(
            f"plots: a table of {table.attrs.get('measure') or 'no measure'}; give that of kit.measures.{measures[0]}"
        )


def empty(table: pd.DataFrame) -> Axes:
    """An Axes that says in words why there is nothing to draw."""
    with styled():
        _, (axes,) = canvas(1.2)
        axes.axis("off")
        sentence = " ".join(in_words(table))
        axes.text(0, 0.5, textwrap.fill(sentence, 58), va="center", transform=axes.transAxes, fontsize=9.5)
    return axes


def wrapped(name: Any, width: int = 22) -> str:
    """A name on as many lines as it needs; NA is said."""
    return textwrap.fill("not known" if pd.isna(name) else str(name), width) or "not known"


def actor_colour(name: str) -> str:
    """The colour of an actor, the same in every figure and page."""
    return PALETTE[crc32(name.encode()) % len(PALETTE)]


def shown(value: Any) -> str:
    """The heading of a panel."""
    return "not known" if pd.isna(value) else str(value)


def panels(table: pd.DataFrame, size: str) -> list[tuple[str, pd.DataFrame]]:
    """The parts of a table by its `by`, largest first chosen and then in order; one part without a name without one."""
    by = table.attrs.get("by")
    if by is None:
        return [("", table)]
    keys = table[by].astype("string").fillna("not known")
    sizes = table[size].astype(float).groupby(keys.to_numpy()).sum().sort_values(ascending=False, kind="stable")
    kept = set(sizes.index[:PANELS])
    return [(str(name), table[(keys == name).to_numpy()]) for name in dict.fromkeys(keys) if name in kept]


def panel_title(panel: Axes, table: pd.DataFrame, name: str, width: int, added: str = "") -> None:
    """The heading of a panel: grey where the group has too few articles to be more than a hint."""
    few = name in table.attrs.get("few", ())
    text = wrapped(f"{name} (few articles)" if few else name, width) + added
    panel.set_title(text, color=GREY if few else INK, fontweight="normal" if few else "bold")


def said_above(figure: Figure, text: str) -> None:
    """What is counted, and how many: a line over the figure."""
    lines = "\n".join(textwrap.fill(line, 64) for line in text.split("\n"))
    figure.suptitle(lines, x=0.01, ha="left", fontsize=8.5, color=GREY)


def said_below(figure: Figure, table: pd.DataFrame, parts: int) -> None:
    """How many groups have no panel."""
    by = table.attrs.get("by")
    more = table[by].nunique(dropna=False) - parts if by is not None else 0
    if more > 0:
        figure.supxlabel(
            f"{more:,} smaller values of {by} are in the table.", fontsize=8, color=GREY, x=0.01, ha="left"
        )


def lines_of(labels: list[str]) -> float:
    """Inches that so many labels need, one below the other."""
    return sum(0.14 + 0.16 * (label.count("\n") + 1) for label in labels)
