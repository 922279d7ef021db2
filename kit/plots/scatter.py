"""Two groups' words against each other, as Scattertext draws them (Kessler 2017): each where its two shares cross."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, PercentFormatter

from kit.measures.phrases import count, percent, rows_of
from kit.plots import style
from kit.plots.pictures import draws
from kit.plots.vector import mark

__all__ = ["distinctive_words"]

SIDE = 4.4  # inches
HIGH, WIDE = 11.0, 5.2  # points that a line of a label and a letter of it need
TOGETHER = 4  # words at one point that are written out
# Where a label may stand: beside its point, then further off with a line to it.
PLACES = [(side * 5, dy, "left" if side > 0 else "right") for dy in (0, 7, -7, 14, -14) for side in (1, -1)]
STEPS = (0, 0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1)


@draws("Scatter")
def distinctive_words(table: pd.DataFrame, *, top: int = 80) -> Axes:
    """The words that set two groups apart most, by the share of either group's articles that has them."""
    a, b = table.attrs["a"], table.attrs["b"]
    drawn = table.head(top)
    clear = int(table["clear"].fillna(False).sum())
    with style.styled():
        figure, (axes,) = style.canvas(SIDE)
        most = float(drawn[["share_a", "share_b"]].to_numpy(float).max()) * 1.08
        for scale in (axes.set_xscale, axes.set_yscale):
            # Square roots part the many words of few articles, and have a place for none.
            scale("function", functions=(lambda share: np.sqrt(np.maximum(share, 0)), np.square))
        axes.set_xlim(-0.00001, most)
        axes.set_ylim(-0.00001, most)
        axes.plot([0, most], [0, most], color=style.LINE, linewidth=0.8, zorder=0)
        for one in (axes.xaxis, axes.yaxis):
            one.set_major_locator(FixedLocator([step for step in STEPS if step <= most]))
            one.set_major_formatter(PercentFormatter(xmax=1, decimals=0))
        for row in rows_of(drawn):
            _word(axes, row, a, b)
        axes.set_xlabel(f"share of {b}'s articles with the word" if len(b) < 24 else "share of the second's articles")
        axes.set_ylabel(f"share of {a}'s articles with the word" if len(a) < 24 else "share of the first's articles")
        axes.tick_params(axis="y", labelsize=9)
        shown = f"the {len(drawn)} that differ most" if len(drawn) < len(table) else "all"
        style.said_above(
            figure,
            f"Above the line: more in {a}; below it: more in {b}\n"
            f"{count(len(table), 'word')} compared, {shown} drawn; in colour the {clear:,} that differ clearly",
        )
        # Places on paper are known only after the layout, which makes room for the axes' words.
        figure.draw_without_rendering()
        _labelled(axes, drawn)
    return axes


def _word(axes: Axes, row: Any, a: str, b: str) -> None:
    colour = style.LINE
    if pd.notna(row.clear) and row.clear:
        colour = style.POSITIVE if row.more_in == a else style.NEGATIVE
    # Which side a word is of is told without colour as well.
    marker = "o" if row.more_in == a else "D"
    (point,) = axes.plot([row.share_b], [row.share_a], marker=marker, markersize=4, linestyle="none", color=colour)
    # A word that one group never uses stands on the axis, which would cut its marker in two.
    point.set_clip_on(False)
    said = f"{row.word}: {percent(row.share_a)} of {a}'s articles ({row.articles_a:,}), "
    mark(point, f"{said}{percent(row.share_b)} of {b}'s ({row.articles_b:,})", name=row.word)


def _labelled(axes: Axes, drawn: pd.DataFrame) -> None:
    """The words themselves, those that differ most first, where there is room for them near their points."""
    scale = 72 / axes.figure.dpi
    points = axes.transData.transform(drawn[["share_b", "share_a"]].to_numpy(float)) * scale
    frame = axes.get_window_extent()
    left, right, top = frame.x0 * scale, frame.x1 * scale, frame.y1 * scale
    # The points themselves: a label over another word's point would seem to be its name.
    taken = [(x - 2.5, y - 2.5, x + 2.5, y + 2.5) for x, y in points]
    said = set[tuple[float, float]]()
    for (x, y), row in zip(points, rows_of(drawn), strict=True):
        at = (row.share_b, row.share_a)
        # Words at one point share a label; one each would be written over each other.
        if at in said:
            continue
        said.add(at)
        words = list(drawn.loc[(drawn["share_b"] == at[0]) & (drawn["share_a"] == at[1]), "word"])
        text = ", ".join(words[:TOGETHER]) + (" …" if len(words) > TOGETHER else "")
        wide = WIDE * len(text)
        for dx, dy, side in PLACES:
            start = x + dx - (wide if side == "right" else 0)
            box = (start, y + dy - HIGH / 2, start + wide, y + dy + HIGH / 2)
            if box[0] < left + 1 or box[2] > right + 10 or box[1] < frame.y0 * scale + 1 or box[3] > top:
                continue
            # But its own point, which a label may touch.
            if any(_cross(box, other) for other in taken if abs(other[0] + 2.5 - x) + abs(other[1] + 2.5 - y) > 0.1):
                continue
            taken.append(box)
            clear = pd.notna(row.clear) and bool(row.clear)
            line = {"arrowstyle": "-", "color": style.LINE, "linewidth": 0.6, "shrinkA": 0, "shrinkB": 2}
            label = axes.annotate(
                text,
                at,
                xytext=(dx, dy),
                textcoords="offset points",
                ha=side,
                va="center",
                fontsize=8.5,
                color=style.INK if clear else style.GREY,
                # Beside its point a label needs no line.
                arrowprops=line if abs(dy) > HIGH else None,
            )
            mark(label, text, name=row.word)
            break


def _cross(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
