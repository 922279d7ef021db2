"""Counts and shares as bars: what there is, who is named, who speaks and how, who was asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from kit.measures.phrases import count, percent
from kit.plots import style

__all__ = [
    "co_occurrence",
    "collocations",
    "comment_requests",
    "cue_types",
    "frequency",
    "keywords",
    "overview",
    "pronouns",
    "quote_types",
    "share_of_voice",
    "speaker_types",
]

FILL = "#56B4E9"
OUTCOMES = (("replied", "#0072B2", ""), ("declined", "#E69F00", "///"), ("no_reply", "#D55E00", "xxx"), ("asked", "#DDDDDD", ""))


def overview(table: pd.DataFrame) -> Axes:
    """Articles by `by`; without one, what was found in them."""
    style.checked(table, "overview")
    by = table.attrs["by"]
    if table.empty:
        return style.empty(table)
    if by is None:
        found = ["sentences", "mentions", "quotes"]
        rows = pd.DataFrame({"what": found, "n": [int(table[name].iloc[0]) for name in found]})
        rows.attrs = {**table.attrs, "by": None}
        return _bars(rows, "what", "n", lambda row: f"{row['n']:,}", above=_articles(table), axis="found", top=3)
    rows = table.rename(columns={by: "what"}) if by != "what" else table
    rows.attrs = {**table.attrs, "by": None}
    return _bars(rows, "what", "articles", lambda row: f"{row['articles']:,}", above=_articles(table), axis="articles", top=40)


def frequency(table: pd.DataFrame, *, top: int = 15) -> Axes:
    """In how many articles each actor is named."""
    style.checked(table, "frequency")
    return _bars(table, "actor", "articles", lambda row: f"{row['articles']:,} ({percent(row['share'])})", top=top,
                 above=_articles(table), axis="articles that name them")


def share_of_voice(table: pd.DataFrame, *, top: int = 15) -> Axes:
    """Each speaker's share of the quotes, with its interval where the table has one."""
    style.checked(table, "share_of_voice")
    above = f"{count(table.attrs['quotes'], 'quote')} in {_articles(table)}"
    return _bars(table, "actor", "share", _n_and_share, top=top, above=above, axis="share of the quotes", shares=True)


def quote_types(table: pd.DataFrame) -> Axes:
    """Word for word or in other words."""
    return _kinds(table, "quote_types", "type")


def cue_types(table: pd.DataFrame) -> Axes:
    """How speech is reported."""
    return _kinds(table, "cue_types", "cue_type")


def speaker_types(table: pd.DataFrame) -> Axes:
    """As what they speak."""
    return _kinds(table, "speaker_types", "speaker_type")


def pronouns(table: pd.DataFrame) -> Axes:
    """Women, men and those of whom the texts do not tell, among the people quoted."""
    style.checked(table, "pronouns")
    speakers = int(table["speakers"].sum())
    above = f"{count(speakers, 'person', 'people')} quoted by name, {_articles(table)}"
    return _bars(table, "pronouns", "share", lambda row: f"{percent(row['share'])} ({count(row['speakers'], 'speaker')})",
                 above=above, axis="share of their quotes", shares=True, top=8)


def keywords(table: pd.DataFrame, *, top: int = 15) -> Axes:
    """The words that go with an actor, by the strength of the association."""
    style.checked(table, "keywords")
    return _bars(table, "word", "association", lambda row: f"n {row['n']:,}", top=top, above=table.attrs["caption"],
                 axis=f"association ({table.attrs.get('association')})")


def collocations(table: pd.DataFrame, *, top: int = 15) -> Axes:
    """The words beside an actor, by the strength of the association."""
    style.checked(table, "collocations")
    return _bars(table, "word", "association", lambda row: f"n {row['n']:,}", top=top, above=table.attrs["caption"],
                 axis=f"association ({table.attrs.get('association')})")


def co_occurrence(table: pd.DataFrame, *, top: int = 15) -> Axes:
    """The pairs that are named together most above chance; a line marks how many chance alone would give."""
    style.checked(table, "co_occurrence")
    if table.empty:
        return style.empty(table)
    rows = table.head(top).assign(pair=table["actor_a"] + " – " + table["actor_b"])
    rows.attrs = table.attrs
    within = table.attrs["within"]
    axes = _bars(rows, "pair", "n", lambda row: f"{row['n']:,}", top=top, axis=f"{within}s with both; the line: by chance",
                 above=f"Pairs of actors in the same {within}, {_articles(table)}")
    for place, expected in enumerate(rows["expected"]):
        axes.plot([expected, expected], [place - 0.38, place + 0.38], color=style.INK, linewidth=1.6)
    return axes


def comment_requests(table: pd.DataFrame, *, top: int = 12) -> Axes:
    """Who was asked for comment, and what came of it."""
    style.checked(table, "comment_requests")
    if table.empty:
        return style.empty(table)
    by = table.attrs["by"]
    with style.styled():
        rows = table.sort_values("n", ascending=False, kind="stable").head(top)
        names = [style.wrapped(row["actor"] if by is None else f"{row['actor']} ({style.shown(row[by])})") for _, row in rows.iterrows()]
        figure, (axes,) = style.canvas(style.lines_of(names) + 1.2)
        places, left = np.arange(len(rows)), np.zeros(len(rows))
        for outcome, colour, hatch in OUTCOMES:
            values = rows[outcome].to_numpy(float)
            axes.barh(places, values, left=left, color=colour, hatch=hatch, edgecolor="white", height=0.7, label=outcome.replace("_", " "))
            for place, value, start in zip(places, values, left, strict=True):
                if value:
                    axes.text(start + value / 2, place, f"{value:.0f}", ha="center", va="center", fontsize=8,
                              bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8})
            left += values
        _named_rows(axes, names)
        axes.set_xlabel("requests")
        axes.legend(loc="upper center", bbox_to_anchor=(0.4, -0.18), ncols=4, frameon=False, fontsize=8, handlelength=1.4, columnspacing=1)
        style.said_above(figure, f"{count(int(table['n'].sum()), 'request')} for comment in {_articles(table)}")
    return axes


def _articles(table: pd.DataFrame) -> str:
    return count(table.attrs["articles"], "article")


def _n_and_share(row: Any) -> str:
    return f"{row['n']:,} ({percent(row['share'])})"


def _kinds(table: pd.DataFrame, measure: str, column: str) -> Axes:
    style.checked(table, measure)
    above = f"{count(table.attrs['quotes'], 'quote')} in {_articles(table)}"
    return _bars(table, column, "share", _n_and_share, above=above, axis="share of the quotes", shares=True, top=13)


def _bars(
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
    if table.empty:
        return style.empty(table)
    with style.styled():
        parts = style.panels(table, "n" if "n" in table else value)
        order = list(dict.fromkeys(table.head(top)[label].map(style.shown)))
        if len(parts) > 1:
            # The same rows in every panel, those with most in all panels together.
            sums = table["n" if "n" in table else value].astype(float).groupby(table[label].map(style.shown).to_numpy()).sum()
            order = list(sums.sort_values(ascending=False, kind="stable").index[: min(top, 10)])
        names = [style.wrapped(name, 22 if len(parts) == 1 else 18) for name in order]
        columns = 1 if len(parts) == 1 else 2
        rows = -(-len(parts) // columns)
        size = style.lines_of(names)
        figure, axes = style.canvas(rows * (size + 0.4) + 0.9, rows, columns, sharex=True, sharey=True)
        seen = table[table[label].map(style.shown).isin(order) & _in(table, parts)]
        reach = float(max(seen[value].max(), np.nanmax([0, *seen["high"].dropna()]) if "high" in seen and shares else 0))
        for (name, part), panel in zip(parts, axes, strict=False):
            found = {style.shown(row[label]): row for _, row in part.iloc[::-1].iterrows()}
            if not set(found) & set(order):
                panel.text(0.03, 0.5, "none of these", transform=panel.transAxes, fontsize=8, color=style.GREY)
            for place, actor in enumerate(order):
                if actor in found:
                    _bar(panel, place, found[actor], value, said, shares)
            if len(parts) > 1:
                panel.set_title(style.wrapped(name, 24))
            _named_rows(panel, names)
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


def _named_rows(axes: Axes, names: list[str]) -> None:
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.4, -0.6)
