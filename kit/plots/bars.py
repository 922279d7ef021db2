"""Counts and shares: what there is, who is named, who speaks and how, who was asked.

Bars for all articles together; by groups, dots or bars of 100 %; by periods, lines.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from kit.measures.phrases import count, percent, rows_of, wilson
from kit.plots import style
from kit.plots.groups import dots, wholes
from kit.plots.over_time import counts, over_periods
from kit.plots.pictures import draws
from kit.plots.rows import bars, named_rows
from kit.plots.vector import mark

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

# As statisticians write them; the others are called what their parameter is.
ASSOCIATIONS = {"likelihood_ratio": "log-likelihood ratio", "pmi": "PMI", "chi_sq": "chi-squared"}
OUTCOMES = (
    ("replied", "replied", "#0072B2", ""),
    ("declined", "declined", "#D55E00", "///"),
    ("no_reply", "no reply", "#BDBDBD", "xxx"),
    ("asked", "not told", "#EEEEEE", ""),
)


@draws("Bars", along="by")
def overview(table: pd.DataFrame) -> Axes:
    """Articles by `by`; without one, what was found in them."""
    by = table.attrs["by"]
    if by is None:
        found = ["sentences", "mentions", "quotes"]
        rows = pd.DataFrame({"what": found, "n": [int(table[name].iloc[0]) for name in found]})
        rows.attrs = table.attrs
        return bars(rows, "what", "n", lambda row: f"{row.n:,}", above=_articles(table), axis="found", top=3)
    if style.periods(table, by):
        return counts(table, "articles", above=_articles(table), axis="articles")
    rows = table.rename(columns={by: "what"}).sort_values("articles", ascending=False, kind="stable")
    rows.attrs = table.attrs
    return bars(
        rows, "what", "articles", lambda row: f"{row.articles:,}", above=_articles(table), axis="articles", top=40
    )


@draws("Bars")
def frequency(table: pd.DataFrame, *, top: int = 15) -> Axes:
    """In how many articles each actor is named; of one article, how often."""
    by, axis = table.attrs["by"], "articles that name them"
    # In one article everybody stands in one: how often is all that differs.
    if by is None and table.attrs["articles"] == 1:
        rows = table.sort_values("n", ascending=False, kind="stable")
        return bars(rows, "actor", "n", lambda row: f"{row.n:,}", top=top, above=_articles(table), axis="times named")
    if by is None:
        return bars(
            table,
            "actor",
            "articles",
            lambda row: f"{row.articles:,} ({percent(row.share)})",
            top=top,
            above=_articles(table),
            axis=axis,
        )
    if style.periods(table, by):
        return over_periods(table, "share", above=f"Share of the {axis}, {_articles(table)}")
    # The table has no intervals, as a share of articles is told by its counts alone.
    bounds = [wilson(row.articles, round(row.articles / row.share)) for row in rows_of(table)]
    rows = table.assign(low=[low for low, _ in bounds], high=[high for _, high in bounds])
    rows.attrs = table.attrs
    return dots(
        rows,
        "share",
        lambda row: f"{percent(row.share)} ({count(row.articles, 'article')})",
        top=top,
        above=f"{_articles(table)}, by {by}; lines are 95% intervals",
        axis=f"share of the {axis}",
        size="articles",
    )


@draws("Bars")
def share_of_voice(table: pd.DataFrame, *, top: int = 15) -> Axes:
    """Each speaker's share of the quotes, with its interval where the table has one."""
    by = table.attrs["by"]
    above = f"{count(table.attrs['quotes'], 'quote')} in {_articles(table)}"
    if by is None:
        return bars(
            table, "actor", "share", _n_and_share, top=top, above=above, axis="share of the quotes", shares=True
        )
    if style.periods(table, by):
        return over_periods(table, "share", above=f"Share of the quotes, {above}")
    above += f", by {by}" + ("; lines are 95% intervals" if "low" in table else "")
    return dots(table, "share", _share_and_n, top=top, above=above, axis="share of the quotes")


@draws("Bars with intervals")
def quote_types(table: pd.DataFrame) -> Axes:
    """Word for word or in other words."""
    return _kinds(table, "type")


@draws("Bars with intervals")
def cue_types(table: pd.DataFrame) -> Axes:
    """How speech is reported."""
    return _kinds(table, "cue_type")


@draws("Bars with intervals")
def speaker_types(table: pd.DataFrame) -> Axes:
    """Whether speakers have a name."""
    return _kinds(table, "speaker_type")


@draws("Bars with intervals")
def pronouns(table: pd.DataFrame) -> Axes:
    """Women, men and those of whom the texts do not tell, among the people quoted."""
    if table.attrs["by"] is not None:
        above = f"Share of the quotes of people quoted by name, {_articles(table)}"
        return wholes(table, "pronouns", above=above)
    speakers = int(table["speakers"].sum())
    above = f"{count(speakers, 'person', 'people')} quoted by name, {_articles(table)}"
    return bars(
        table,
        "pronouns",
        "share",
        lambda row: f"{percent(row.share)} ({count(row.speakers, 'speaker')})",
        above=above,
        axis="share of their quotes",
        shares=True,
        top=8,
    )


@draws("Bars")
def keywords(table: pd.DataFrame, *, top: int = 15) -> Axes:
    """The words that go with an actor, by the strength of the association."""
    return _words(table, top, lambda row: count(row.n, "sentence"))


@draws("Bars")
def collocations(table: pd.DataFrame, *, top: int = 15) -> Axes:
    """The words beside an actor, by the strength of the association."""
    return _words(table, top, lambda row: f"{row.n:,} times" if row.n > 1 else "once")


def _words(table: pd.DataFrame, top: int, said: Callable[[Any], str]) -> Axes:
    association = ASSOCIATIONS.get(table.attrs["association"], table.attrs["association"].replace("_", " "))
    axis = f"strength of the association ({association})"
    return bars(table, "word", "association", said, top=top, above=_articles(table), axis=axis)


@draws("Bars")
def co_occurrence(table: pd.DataFrame, *, top: int = 15) -> Axes:
    """The pairs that are named together most above chance; a line marks how many chance alone would give."""
    rows = table.head(top).assign(pair=table["actor_a"] + " – " + table["actor_b"])
    rows.attrs = table.attrs
    within = table.attrs["within"]
    axes = bars(
        rows,
        "pair",
        "n",
        lambda row: f"{row.n:,}",
        top=top,
        axis=f"{within}s with both; the line: by chance",
        above=f"Pairs of actors in the same {within}, {_articles(table)}; furthest above chance first",
    )
    # Where the rows of names stand, which depends on how many lines each name takes.
    places = [float(place) for place in axes.get_yticks()]
    for place, expected in zip(places, rows["expected"], strict=True):
        axes.plot([expected, expected], [place - 0.38, place + 0.38], color=style.INK, linewidth=1.6)
    return axes


@draws("Stacked bars")
def comment_requests(table: pd.DataFrame, *, top: int = 12) -> Axes:
    """Who was asked for comment, and what came of it."""
    by = table.attrs["by"]
    with style.styled():
        # Requests to nobody in particular would be the longest bar and say least; they are told above the figure.
        known = table[table["actor"].notna()]
        rows = (known if len(known) else table).sort_values("n", ascending=False, kind="stable").head(top)
        names = [
            style.wrapped(row["actor"] if by is None else f"{row['actor']} ({style.shown(row[by])})")
            for _, row in rows.iterrows()
        ]
        figure, (axes,) = style.canvas(style.lines_of(names) + 1.2)
        places, left = np.array(style.places(names)), np.zeros(len(rows))
        for number, (outcome, label, colour, hatch) in enumerate(OUTCOMES):
            values = rows[outcome].to_numpy(float)
            pieces = axes.barh(
                places,
                values,
                left=left,
                color=colour,
                hatch=hatch,
                edgecolor=style.PAPER,
                height=0.7,
                # Labels that begin with a line below have no place in matplotlib's legend.
                label=label if values.any() else f"_{label}",
            )
            who = list(rows["actor"].map(style.shown))
            for name, piece, place, value, start in zip(who, pieces, places, values, left, strict=True):
                if value:
                    mark(piece, f"{name}: {label}, {value:.0f}", name=name, group=number)
                    axes.text(
                        start + value / 2,
                        place,
                        f"{value:.0f}",
                        ha="center",
                        va="center",
                        fontsize=8.5,
                        bbox={"facecolor": style.PAPER, "edgecolor": "none", "pad": 0.8},
                    )
            left += values
        named_rows(axes, names, list(rows["actor"].map(style.shown)))
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_xlabel("requests")
        figure.legend(
            loc="outside lower center", ncols=4, frameon=False, fontsize=8.5, handlelength=1.4, columnspacing=1
        )
        unknown = int(table["n"].sum() - known["n"].sum()) if len(known) else 0
        whom = f"; of {unknown:,} the text does not say to whom" if unknown else ""
        style.said_above(figure, f"{count(int(table['n'].sum()), 'request')} for comment in {_articles(table)}{whom}")
    return axes


def _articles(table: pd.DataFrame) -> str:
    return count(table.attrs["articles"], "article")


def _n_and_share(row: Any) -> str:
    return f"{row.n:,} ({percent(row.share)})"


def _share_and_n(row: Any) -> str:
    return f"{percent(row.share)} ({count(row.n, 'quote')})"


def _kinds(table: pd.DataFrame, column: str) -> Axes:
    above = f"{count(table.attrs['quotes'], 'quote')} in {_articles(table)}"
    if table.attrs["by"] is not None:
        return wholes(table, column, above=above)
    return bars(table, column, "share", _n_and_share, above=above, axis="share of the quotes", shares=True, top=13)
