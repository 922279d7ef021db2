"""What runs over time or over the article, as lines in small multiples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter

from kit.measures.phrases import count, listed, percent, rows_of, signed
from kit.measures.weights import FEW
from kit.plots import style
from kit.plots.pictures import draws
from kit.plots.vector import mark

__all__ = ["timeline", "tone"]

WIDTHS = {"day": 0.8, "week": 5.6, "month": 25, "year": 290}  # of a column, in days


@draws("Lines", along="by")
def timeline(table: pd.DataFrame) -> Axes:
    """In which share of the articles of a period each actor is named, a panel an actor."""
    by = table.attrs["by"]
    sizes = table.groupby(by)["of"].first()
    span = f"{sizes.min():,}" if sizes.min() == sizes.max() else f"{sizes.min():,} to {sizes.max():,}"
    thin = [str(period) for period, of in sizes.items() if of < FEW]
    above = f"Share of the articles of each {by} that name them; {span} articles a {by}"
    return over_periods(table, "share", above=above, thin=thin)


def over_periods(
    table: pd.DataFrame,
    value: str,
    *,
    above: str,
    thin: Sequence[str] = (),
    lines: Sequence[tuple[str, str, Any]] = (),
    top: int = 8,
) -> Axes:
    """A value over all periods of `by`, a small panel for each actor, those with most first.

    A period without any article is a gap; one in which the actor has no row is 0, but for a mean, which then is not
    known. Periods with too few articles are grey.

    Parameters
    ----------
    thin
        The periods with too few articles (default: those that the table's `attrs` name).
    lines
        Values of `voice_kind`, each with its words and its look; the value is then a mean from -1 to 1.
    """
    by = table.attrs["by"]
    table = table[table[by].notna()]
    periods = style.periods(table, by)
    # True days and not numbers of periods: a gap of a year is drawn as wide as it was.
    days: list[Any] = list(style.days(by, periods) or [])
    known = set(table[by])
    few = [*thin, *(one for one in table.attrs.get("few", ()) if one not in thin)]
    # A share over time is about articles, and a mean about mentions: whichever decides who is foremost.
    size = "n" if lines else "articles" if "articles" in table else "n"
    sums = table[size].astype(float).groupby(table["actor"].to_numpy()).sum()
    order = list(sums.sort_values(ascending=False, kind="stable").index[:top])
    with style.styled():
        # Two beside each other are still read on a phone.
        columns = min(2, len(order))
        rows = -(-len(order) // columns)
        figure, axes = style.canvas(rows * 1.45 + 0.7, rows, columns, sharex=True, sharey=True)
        for name, panel in zip(order, axes, strict=False):
            part = table[table["actor"] == name]
            for kind, _, look in lines or [("", "", {"color": style.POSITIVE, "marker": "o"})]:
                own = part[part["voice_kind"] == kind] if kind else part
                found = own.groupby(by)[value].sum().astype(float)
                # Named in no article is a share of 0; a mean of no mentions is not known.
                absent = np.nan if kind else 0.0
                y = [found.get(period, absent if period in known else np.nan) for period in periods]
                panel.plot(days, y, markersize=3.2, linewidth=1.5, **look)
                _points(panel, days, periods, y, few, name, signed_scale=bool(lines))
            panel.set_title(style.wrapped(name, 28))
            if lines:
                panel.axhline(0, color=style.LINE, linewidth=0.8, zorder=0)
                panel.set_ylim(-1, 1)
                panel.set_yticks([-1, 0, 1], ["−1", "0", "+1"])
            else:
                panel.yaxis.set_major_formatter(PercentFormatter(xmax=1, decimals=0))
                # One scale in all panels, for heights to be compared; a little above 1, as its marker has a size.
                panel.set_ylim(0, min(1.02, float(table.loc[table["actor"].isin(order), value].max()) * 1.15))
            _dates(panel, days, periods)
        _without_the_last(axes, len(order))
        gaps = [period for period in periods if period not in known]
        said = (
            [f"no article in {listed(gaps[:4])}" if len(gaps) < 5 else f"{len(gaps)} periods have no article"]
            if gaps
            else []
        )
        said += [f"{count(len(few), by)} with fewer than {FEW} articles in grey"] if few else []
        style.said_above(figure, above + (f"\n{'; '.join(said)}".replace("\nn", "\nN") if said else ""))
    return axes[0]


def counts(table: pd.DataFrame, value: str, *, above: str, axis: str) -> Axes:
    """How many in each period of `by`, as columns on the axis of time; a period without any has its place.

    `by` is day, week, month or year; `value` a column of whole numbers. `above` and `axis` are the words over the
    figure and at its axis.
    """
    by = table.attrs["by"]
    periods = style.periods(table, by)
    days: list[Any] = list(style.days(by, periods) or [])
    known = dict(zip(table[by], table[value], strict=True))
    with style.styled():
        figure, (axes,) = style.canvas(2.6)
        for day, period in zip(days, periods, strict=True):
            # A column of no height has no title that could be pointed at.
            if n := int(known.get(period, 0)):
                (column,) = axes.bar([day], [n], width=WIDTHS[by], color=style.POSITIVE)
                mark(column, f"{period}: {n:,}", name=period)
        axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
        axes.set_ylabel(axis)
        _dates(axes, days, periods)
        style.said_above(figure, above)
    return axes


def _points(
    panel: Axes,
    days: Sequence[Any],
    periods: Sequence[str],
    y: Sequence[float],
    few: Sequence[str],
    name: str,
    *,
    signed_scale: bool,
) -> None:
    """A title on each point; those of periods with few articles drawn over in grey."""
    for day, period, value in zip(days, periods, y, strict=True):
        if np.isnan(value):
            continue
        grey = period in few
        look: dict[str, Any] = {
            # The line has its own markers; this unseen point is there to be pointed at.
            "color": style.NEUTRAL if grey else "none",
            "markersize": 4.5 if grey else 6,
            "zorder": 3 if grey else 0,
        }
        (point,) = panel.plot([day], [value], marker="o", linestyle="none", **look)
        mark(point, f"{name}, {period}: {signed(value) if signed_scale else percent(value)}", name=name)


def _dates(panel: Axes, days: Sequence[Any], periods: Sequence[str]) -> None:
    """The first period, the last and one between are written out, where they stand in time."""
    last = len(periods) - 1
    at = sorted({0, last} if last < 4 else {0, last // 2, last})
    panel.set_xticks([days[place] for place in at], [periods[place] for place in at], fontsize=8)
    panel.margins(x=0.08)
    if last:
        # The last of one panel and the first of the next are not read as one. Panels above others show no labels.
        ticks = panel.xaxis.get_major_ticks()
        ticks[0].label1.set_horizontalalignment("left")
        ticks[-1].label1.set_horizontalalignment("right")


@draws("Lines with bands", along="over")
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
            panel.axhline(0, color=style.LINE, linewidth=0.8)
            panel.fill_between(x, low, high, color=style.BAND, linewidth=0)
            panel.plot(x, part["mean"].astype(float), color=style.POSITIVE, marker="o", markersize=3.5, linewidth=1.5)
            if len(parts) > 1:
                style.panel_title(panel, table, name, 20, f" (n {int(part['n'].sum()):,})")
            _tones(panel, x, part, over, name)
            if over != "part_of_article":
                _grey(panel, x, part["mean"], part["articles"])
            if over == "part_of_article":
                panel.set_xticks([0, len(steps) - 1], ["begins", "ends"])
            else:
                _periods(panel, [str(step) for step in steps])
        _without_the_last(axes, len(parts))
        what = "over the article, in tenths" if len(steps) == 10 else "over the article"
        where = what if over == "part_of_article" else f"by {over}"
        style.said_above(
            figure,
            f"Tone of {count(int(table['n'].sum()), 'sentence')} (VADER, −1 to 1), {where}, "
            f"{count(table.attrs['articles'], 'article')}",
        )
        style.said_below(figure, table, len(parts))
    return axes[0]


def _tones(panel: Axes, x: Any, part: pd.DataFrame, over: str, group: str) -> None:
    """A title on each point; it is named for its group and its place, as the rows of the table are."""
    where = "part {} of the article" if over == "part_of_article" else "{}"
    for at, row, place in zip(x, rows_of(part), part[over], strict=True):
        (point,) = panel.plot([at], [float(row.mean)], marker="o", linestyle="none", color="none", markersize=6)
        who = f"{group}, " if group else ""
        said = f"{who}{where.format(place)}: {signed(row.mean)} ({count(row.n, 'sentence')})"
        mark(point, said, name=f"{who}{place}")


def _without_the_last(axes: Sequence[Axes], drawn: int) -> None:
    """Hide the panels that nothing is drawn in; what stands above one has the labels that it would have had."""
    for panel in axes[drawn:]:
        panel.axis("off")
        # With shared axes matplotlib labels the last row alone, which this panel is not in.
        axes[drawn - 2].tick_params(labelbottom=True)


def _grey(panel: Axes, x: Any, values: pd.Series, articles: pd.Series) -> None:
    """Periods with too few articles to be more than a hint, drawn over in grey."""
    few = (articles < FEW).to_numpy(bool)
    # Where all are few, grey would tell none from another.
    if few.any() and not few.all():
        panel.plot(
            np.asarray(x)[few],
            values.to_numpy(float)[few],
            linestyle="none",
            marker="o",
            markersize=4.5,
            color=style.NEUTRAL,
            zorder=3,
        )


def _periods(panel: Axes, periods: list[str]) -> None:
    """At most four periods are written out, the first and the last among them."""
    last = len(periods) - 1
    at = sorted({0, last} if last < 4 else {0, last // 2, last})
    panel.set_xticks(at, [periods[place] for place in at], fontsize=8.5)
    panel.set_xlim(-0.5, last + 0.5)
