"""Rows with names, and bars in them: what most figures are drawn with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from kit.measures.phrases import percent
from kit.measures.records import MEASURES
from kit.plots import style

__all__ = ["bars", "named_rows", "plain"]

FILL = "#56B4E9"


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
    """Horizontal bars, a panel for each value of `by`, with what `said` makes of a row at each bar's end."""
    with style.styled():
        parts = style.panels(table, "n" if "n" in table else value)
        order = list(dict.fromkeys(table.head(top)[label].map(style.shown)))
        if len(parts) > 1:
            # The same rows in every panel, those with most in all panels together.
            sums = (
                table["n" if "n" in table else value]
                .astype(float)
                .groupby(table[label].map(style.shown).to_numpy())
                .sum()
            )
            order = list(sums.sort_values(ascending=False, kind="stable").index[: min(top, 10)])
        names = [style.wrapped(name, 22 if len(parts) == 1 else 18) for name in order]
        columns = 1 if len(parts) == 1 else 2
        rows = -(-len(parts) // columns)
        size = style.lines_of(names)
        figure, axes = style.canvas(rows * (size + 0.4) + 0.9, rows, columns, sharex=True, sharey=True)
        seen = table[table[label].map(style.shown).isin(order) & _in(table, parts)]
        reach = float(
            max(seen[value].max(), np.nanmax([0, *seen["high"].dropna()]) if "high" in seen and shares else 0)
        )
        for (name, part), panel in zip(parts, axes, strict=False):
            found = {style.shown(row[label]): row for _, row in part.iloc[::-1].iterrows()}
            if not set(found) & set(order):
                panel.text(0.03, 0.5, "none of these", transform=panel.transAxes, fontsize=8, color=style.GREY)
            for place, actor in enumerate(order):
                if actor in found:
                    _bar(panel, place, found[actor], value, said, shares)
            if len(parts) > 1:
                style.panel_title(panel, table, name, 24)
            named_rows(panel, names)
            panel.set_xlim(0, (reach or 1) * (1.42 if columns == 1 else 1.75))
            if shares:
                panel.xaxis.set_major_formatter(PercentFormatter(xmax=1))
            panel.locator_params(axis="x", nbins=4, integer=not shares)
        for panel in axes[len(parts) :]:
            panel.axis("off")
        for panel in axes[max(0, len(parts) - columns) : len(parts)]:
            panel.set_xlabel(axis)
            panel.tick_params(labelbottom=True)
        style.said_above(figure, above)
        style.said_below(figure, table, len(parts))
    return axes[0]


def plain(table: pd.DataFrame, *, top: int = 15) -> Axes:
    """The bars that a measure's record names, for a measure without a plot of its own."""
    names, lengths = MEASURES[table.attrs["measure"]].bars or ("", "")
    shares = lengths.startswith("share")

    def said(row: Any) -> str:
        value = row[lengths]
        return percent(value) if shares else f"{value:,.2f}" if isinstance(value, float) else f"{value:,}"

    axis = lengths.replace("_", " ")
    return bars(table, names, lengths, said, top=top, above=table.attrs["caption"], axis=axis, shares=shares)


def _in(table: pd.DataFrame, parts: list[tuple[str, pd.DataFrame]]) -> pd.Series:
    """Which rows stand in one of the parts."""
    return table.index.to_series().isin([row for _, part in parts for row in part.index])


def _bar(panel: Axes, place: int, row: Any, value: str, said: Callable[[Any], str], shares: bool) -> None:
    end = float(row[value])
    panel.barh(place, end, color=FILL, edgecolor=style.INK, linewidth=0.4, height=0.7)
    if shares and "high" in row and pd.notna(row["high"]):
        panel.plot([row["low"], row["high"]], [place, place], color=style.INK, linewidth=1)
        end = max(end, float(row["high"]))
    panel.annotate(said(row), (end, place), xytext=(4, 0), textcoords="offset points", va="center", fontsize=8)


def named_rows(axes: Axes, names: list[str]) -> None:
    """A row for each name, the first at the top."""
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.4, -0.6)
