"""What runs over time or over the article, as lines in small multiples."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from kit.measures.phrases import count
from kit.measures.weights import FEW
from kit.plots import style
from kit.plots.pictures import draws

__all__ = ["timeline", "tone"]


@draws("timeline", "Lines", along="by")
def timeline(table: pd.DataFrame) -> Axes:
    """In which share of the articles of a period each actor is named, a panel an actor."""
    by = table.attrs["by"]
    periods = sorted(set(table[by]))
    with style.styled():
        parts = list(table.groupby("actor_id", sort=False))
        columns = min(2, len(parts))
        rows = -(-len(parts) // columns)
        figure, axes = style.canvas(rows * 1.45 + 0.7, rows, columns, sharex=True, sharey=True)
        for (_, part), panel in zip(parts, axes, strict=False):
            name = str(part["actor"].iloc[0])
            x = [periods.index(value) for value in part[by]]
            panel.plot(
                x,
                part["share"].astype(float),
                color=style.actor_colour(name),
                marker="o",
                markersize=3.5,
                linewidth=1.6,
            )
            _grey(panel, x, part["share"], part["of"])
            panel.set_title(style.wrapped(name, 28))
            panel.yaxis.set_major_formatter(lambda y, _: f"{y:.0%}")
            panel.set_ylim(0, min(1.05, float(table["share"].max()) * 1.2))
            _periods(panel, periods)
        for panel in axes[len(parts) :]:
            panel.axis("off")
        sizes = table.groupby(by)["of"].first()
        span = f"{sizes.min():,}" if sizes.min() == sizes.max() else f"{sizes.min():,} to {sizes.max():,}"
        style.said_above(figure, f"Share of the articles of each {by} that name them; {span} articles a {by}")
    return axes[0]


@draws("tone", "Lines with bands", along="over")
def tone(table: pd.DataFrame) -> Axes:
    """The tone of the sentences with its 95 % band, over the article or over time; a panel for each value of `by`."""
    over = table.attrs["over"]
    steps = sorted(set(table[over]))
    with style.styled():
        parts = style.panels(table, "n")
        columns = min(2, len(parts))
        rows = -(-len(parts) // columns)
        figure, axes = style.canvas(rows * 1.5 + 0.9, rows, columns, sharex=True, sharey=True)
        for (name, part), panel in zip(parts, axes, strict=False):
            x = np.array([steps.index(value) for value in part[over]])
            low, high = part["low"].to_numpy(float, na_value=np.nan), part["high"].to_numpy(float, na_value=np.nan)
            panel.axhline(0, color="#999999", linewidth=0.8)
            panel.fill_between(x, low, high, color="#cfe3f1", linewidth=0)
            panel.plot(x, part["mean"].astype(float), color="#0072B2", marker="o", markersize=3.5, linewidth=1.5)
            if len(parts) > 1:
                style.panel_title(panel, table, name, 24, f" (n {int(part['n'].sum()):,})")
            if over != "part_of_article":
                _grey(panel, x, part["mean"], part["articles"])
            if over == "part_of_article":
                panel.set_xticks([0, len(steps) - 1], ["begins", "ends"])
            else:
                _periods(panel, [str(step) for step in steps])
        for panel in axes[len(parts) :]:
            panel.axis("off")
        what = "over the article, in tenths" if len(steps) == 10 else "over the article"
        where = what if over == "part_of_article" else f"by {over}"
        style.said_above(
            figure,
            f"Tone of {count(int(table['n'].sum()), 'sentence')} (VADER, −1 to 1), {where}, "
            f"{count(table.attrs['articles'], 'article')}",
        )
        style.said_below(figure, table, len(parts))
    return axes[0]


def _grey(panel: Axes, x: Any, values: pd.Series, articles: pd.Series) -> None:
    """Periods with too few articles to be more than a hint, drawn over in grey."""
    few = (articles < FEW).to_numpy(bool)
    if few.any() and not few.all():
        panel.plot(
            np.asarray(x)[few],
            values.to_numpy(float)[few],
            linestyle="none",
            marker="o",
            markersize=4.5,
            color="#BDBDBD",
            zorder=3,
        )


def _periods(panel: Axes, periods: list[str]) -> None:
    """At most four periods are written out, the first and the last among them."""
    last = len(periods) - 1
    at = sorted({0, last} if last < 4 else {0, last // 2, last})
    panel.set_xticks(at, [periods[place] for place in at], fontsize=7.5)
    panel.set_xlim(-0.5, last + 0.5)
