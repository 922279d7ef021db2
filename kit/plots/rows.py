"""Rows with names, and bars in them: what a figure without groups is drawn with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from kit.measures.phrases import percent, rows_of
from kit.measures.records import MEASURES
from kit.plots import style
from kit.plots.vector import mark

__all__ = ["bars", "named_rows", "plain"]

FILL = style.SKY


def bars(
    table: pd.DataFrame,
    label: str,
    value: str,
    said: Callable[[Any], str],
    *,
    top: int,
    above: str,
    axis: str,
    shares: bool = False,
) -> Axes:
    """Horizontal bars, with what `said` makes of a row at each bar's end.

    The first `top` rows, in the table's order, NA as "not known". With `shares`, `value` runs from 0 to 1 and the
    columns `low high`, where the table has them, are drawn as its interval.
    """
    with style.styled():
        drawn = table.head(top).assign(_name=table[label].map(style.shown))
        order = list(drawn["_name"])
        names = [style.wrapped(name) for name in order]
        figure, (axes,) = style.canvas(style.lines_of(names) + 0.9)
        # An interval may go on beyond the longest bar.
        reach = float(
            max(drawn[value].max(), np.nanmax([0, *drawn["high"].dropna()]) if shares and "high" in drawn else 0)
        )
        for name, place, row in zip(order, style.places(names), rows_of(drawn), strict=True):
            end = float(getattr(row, value))
            (bar,) = axes.barh(place, end, color=FILL, edgecolor=style.INK, linewidth=0.4, height=0.7)
            mark(bar, f"{name}: {said(row)}", name=name)
            if shares and pd.notna(getattr(row, "high", pd.NA)):
                axes.plot([row.low, row.high], [place, place], color=style.INK, linewidth=1)
                end = max(end, float(row.high))
            axes.annotate(said(row), (end, place), xytext=(4, 0), textcoords="offset points", va="center", fontsize=9)
        named_rows(axes, names, order)
        # The room on the right is for the words at the longest bar's end; of bars of nothing, any axis will do.
        axes.set_xlim(0, (reach or 1) * 1.42)
        axes.locator_params(axis="x", nbins=4, integer=not shares)
        if shares:
            # In the room for the words, ticks beyond 100 % would be drawn.
            axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= min(1, reach * 1.42)])
            axes.xaxis.set_major_formatter(PercentFormatter(xmax=1))
        axes.set_xlabel(axis)
        style.said_above(figure, above)
    return axes


def plain(table: pd.DataFrame, *, top: int = 15) -> Axes:
    """The bars that a measure's record names, for a measure without a plot of its own.

    Lengths of shares are read as per cents. The table is that of a measure whose record names `bars`.
    """
    names, lengths = MEASURES[table.attrs["measure"]].bars or ("", "")
    shares = lengths.startswith("share")

    def said(row: Any) -> str:
        value = getattr(row, lengths)
        return percent(value) if shares else f"{value:,.2f}" if isinstance(value, float) else f"{value:,}"

    axis = lengths.replace("_", " ")
    return bars(table, names, lengths, said, top=top, above=table.attrs["caption"], axis=axis, shares=shares)


def named_rows(axes: Axes, names: Sequence[str], order: Sequence[str] = ()) -> None:
    """A row for each name, the first at the top; `order` has the names as they are, where they lead somewhere."""
    at = style.places(list(names))
    axes.set_yticks(at, names)
    axes.set_ylim(at[-1] + max(0.6, style.lines_of([names[-1]]) / style.lines_of([""]) / 2), -0.6)
    for label, name in zip(axes.get_yticklabels(), order, strict=False):
        mark(label, name, name=name)
