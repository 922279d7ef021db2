"""One article from its beginning to its end: who is named where, and who speaks."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from kit.measures.phrases import count, percent, rows_of
from kit.plots import style
from kit.plots.pictures import draws
from kit.plots.rows import named_rows
from kit.plots.vector import mark

__all__ = ["passages"]


@draws("Strips")
def passages(table: pd.DataFrame, *, top: int = 12) -> Axes:
    """A row an actor: a bar where they speak, a stroke where they are named."""
    length = table.attrs["length"]
    # Who is named once and never speaks is in the table.
    sizes = table.assign(speaks=table["what"] == "speaks").groupby("actor", sort=False)["speaks"].agg(["size", "any"])
    seen = sizes[sizes["any"] | (sizes["size"] > 1)]
    order = list((seen if len(seen) else sizes).index[:top])
    with style.styled():
        names = [style.wrapped(name) for name in order]
        figure, (axes,) = style.canvas(style.lines_of(names) + 1.0)
        for name, place in zip(order, style.places(names), strict=True):
            own = table[table["actor"] == name]
            axes.axhline(place, color=style.FAINT, linewidth=0.8, zorder=0)
            for row in rows_of(own[own["what"] == "speaks"]):
                (bar,) = axes.barh(
                    place, (row.end - row.start) / length, left=row.start / length, height=0.62, color=style.SKY
                )
                mark(bar, f"{name} speaks, {percent(row.start / length)} into the article", name=name)
            # One artist for all strokes of a row: hundreds of marks would have a title each to be stepped through.
            at = [row.start / length for row in rows_of(own[own["what"] == "named"])]
            (strokes,) = axes.plot(
                at, [place] * len(at), linestyle="none", marker="|", markersize=8, color=style.INK, markeredgewidth=1.1
            )
            mark(strokes, f"{name} is named {count(len(at), 'time')}", name=name)
        named_rows(axes, names, order)
        axes.set_xlim(0, 1)
        axes.set_xticks([0, 1], ["begins", "ends"])
        # Centred, the two words would reach beyond the axis.
        first, last = axes.get_xticklabels()
        first.set_horizontalalignment("left")
        last.set_horizontalalignment("right")
        style.said_above(figure, "A bar where they speak, a stroke where they are named")
    return axes
