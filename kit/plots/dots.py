"""Means as dots with their intervals: portrayal, headlines, the gap between own and quoted voices, differences."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from kit.measures.phrases import count, rows_of, signed
from kit.plots import style
from kit.plots.groups import dots
from kit.plots.over_time import over_periods
from kit.plots.pictures import draws
from kit.plots.rows import named_rows
from kit.plots.vector import mark

__all__ = ["compare", "headlines", "own_voice", "portrayal"]

# Own words are full discs, those of others open diamonds: told apart without colour.
OWN: dict[str, Any] = {"marker": "o", "color": "#0072B2", "markersize": 6}
QUOTED: dict[str, Any] = {"marker": "D", "color": "#D55E00", "markersize": 5, "markerfacecolor": style.PAPER}
OWN_LINE: dict[str, Any] = {"marker": "o", "color": "#0072B2"}
QUOTED_LINE: dict[str, Any] = {"marker": "D", "color": "#D55E00", "linestyle": "--", "markerfacecolor": style.PAPER}
SCORE = "unfavourable ← score → favourable"
KEY = "● the articles' own words   ◇ those whom they quote"


@draws("Dots with intervals")
def portrayal(table: pd.DataFrame, *, top: int = 12) -> Axes:
    """How favourably actors are portrayed, own voice and quoted voices apart, with 95 % intervals."""
    by = table.attrs["by"]
    above = f"{count(int(table['n'].sum()), 'mention')} in {count(table.attrs['articles'], 'article')}"
    if by is not None and style.periods(table, by):
        lines = [("own", "own words", OWN_LINE), ("quoted", "quoted", QUOTED_LINE)]
        return over_periods(table, "mean", above=f"Mean score; {above}\n{KEY}", lines=lines)
    if by is not None:
        voices = [("own", "in their own words"), ("quoted", "by those quoted")]
        return dots(
            table,
            "mean",
            _scored,
            top=top,
            above=f"{above}, by {by}; lines are 95% intervals",
            axis=SCORE,
            voices=voices,
        )

    def rows(part: pd.DataFrame, actor: str) -> list[tuple[float, Any, dict[str, Any]]]:
        out = []
        for kind, offset, look in (("own", -0.16, OWN), ("quoted", 0.16, QUOTED)):
            found = part[(part["actor"] == actor) & (part["voice_kind"] == kind)]
            # One row each: of two actors of one name the second is already called otherwise.
            out += [(offset, row, look) for row in rows_of(found.head(1))]
        return out

    return _dots(table, "mean", rows, _counts, top=top, above=f"{above}\n{KEY}", axis=SCORE)


def _scored(row: Any) -> str:
    return f"{signed(row.mean)} ({count(row.n, 'mention')} in {count(row.articles, 'article')})"


def _counts(found: list[tuple[float, Any, dict[str, Any]]]) -> str:
    """n of own and of quoted words."""
    by_kind = {row.voice_kind: f"{row.n:,}" for _, row, _ in found}
    return f"{by_kind.get('own', '–')} / {by_kind.get('quoted', '–')}"


@draws("Pairs of dots")
def own_voice(table: pd.DataFrame, *, top: int = 12) -> Axes:
    """The articles' own tone (disc) and that of those quoted (diamond), joined by the gap; clear gaps are thick."""
    articles, by = count(table.attrs["articles"], "article"), table.attrs["by"]
    if by is not None:
        above = f"The articles' own words less those quoted, {articles}, by {by}; lines are 95% intervals"
        axis = "own words harder ← difference → own words kinder"
        return dots(
            table, "gap", lambda row: signed(row.gap), top=top, above=above, axis=axis, size="articles", signs=True
        )
    clear = ((table["low"] > 0) | (table["high"] < 0)).fillna(False).any()
    above = f"{articles}{'; a thick line: the gap is clear' if clear else ''}\n{KEY}"
    table = table.assign(n=table["n_own"] + table["n_quoted"])

    def rows(part: pd.DataFrame, actor: str) -> list[tuple[float, Any, dict[str, Any]]]:
        return [(0.0, row, OWN) for row in rows_of(part[part["actor"] == actor].head(1))]

    return _dots(
        table,
        "own",
        rows,
        lambda found: f"{found[0][1].n_own:,} / {found[0][1].n_quoted:,}",
        top=top,
        above=above,
        axis=SCORE,
        second="quoted",
    )


@draws("Dots with intervals")
def compare(table: pd.DataFrame, *, top: int = 15) -> Axes:
    """Differences between two groups with their intervals; full discs are clear, open ones may be chance."""
    a, b = table.attrs["a"], table.attrs["b"]
    table = table.assign(n=table["n_a"] + table["n_b"], who=table["actor"])
    sole, of = a is not None, table.attrs["of"]
    less, more = ("less favourable", "more favourable") if of == "portrayal" else ("fewer quotes", "more quotes")
    # Of several contrasts an actor has a row in each, so that the name alone is no row.
    if not sole:
        table["actor"] = table["actor"] + ": " + table["a"] + " against " + table["b"]
    above = (
        f"{count(len(table), 'difference')} tried, {count(table.attrs['articles'], 'article')}\n"
        "● clear   ○ may be chance"
    )

    def rows(part: pd.DataFrame, actor: str) -> list[tuple[float, Any, dict[str, Any]]]:
        found = part[part["actor"] == actor].head(1)
        return [
            (0.0, row, OWN if pd.notna(row.clear) and row.clear else {**OWN, "markerfacecolor": style.PAPER})
            for row in rows_of(found)
        ]

    return _dots(
        table,
        "difference",
        rows,
        lambda found: f"{found[0][1].n_a:,} / {found[0][1].n_b:,}",
        top=top,
        above=above,
        axis=f"{more} in {b} ← difference → {more} in {a}" if sole else f"{less} ← difference → {more}",
    )


@draws("Dots with intervals")
def headlines(table: pd.DataFrame, *, top: int = 12) -> Axes:
    """Who stands in most headlines, and how favourably: the headlines (disc), the texts of the same articles (diamond).

    `n` is that of the headlines.
    """
    above, by = count(table.attrs["titled"], "headline"), table.attrs["by"]
    if by is not None:
        above = f"{above}, by {by}; lines are 95% intervals"
        return dots(table, "mean", _scored, top=top, above=above, axis=SCORE, size="articles", signs=True)

    def rows(part: pd.DataFrame, actor: str) -> list[tuple[float, Any, dict[str, Any]]]:
        found = part[part["actor"] == actor].head(1)
        # Their interval is not known to the table, which has that of the headlines.
        text = found[found["text_mean"].notna()].assign(mean=found["text_mean"], low=np.nan, high=np.nan)
        return [(-0.16, row, OWN) for row in rows_of(found)] + [(0.16, row, QUOTED) for row in rows_of(text)]

    above = f"{above}; lines are 95% intervals\n● the headlines   ◇ the texts of these articles"
    return _dots(table, "mean", rows, lambda found: f"{found[0][1].articles:,}", top=top, above=above, axis=SCORE)


def _dots(
    table: pd.DataFrame,
    value: str,
    rows: Any,
    said: Any,
    *,
    top: int,
    above: str,
    axis: str,
    second: str | None = None,
) -> Axes:
    """A row an actor; `n` on the right."""
    with style.styled():
        # Whom a row is about, where it is called after more than its actor.
        whose = dict(zip(table["actor"], table["who"] if "who" in table else table["actor"], strict=True))
        order = list(whose)[:top]
        names = [style.wrapped(name) for name in order]
        figure, (panel,) = style.canvas(style.lines_of(names) * 1.15 + 1.4)
        limit = _limit(table, order, [value, second] if second else [value])
        panel.axvline(0, color=style.LINE, linewidth=0.8)
        for place, actor in zip(style.places(names), order, strict=True):
            found = rows(table, actor)
            for offset, row, look in found:
                _dot(panel, place + offset, row, value, look, second, limit)
            if found:
                n = said(found)
                look = {"ha": "right", "va": "center", "fontsize": 8.5, "color": style.GREY}
                panel.text(1.0, place, n, transform=panel.get_yaxis_transform(), **look)
            panel.axhline(place, color=style.FAINT, linewidth=0.8, zorder=0)
        panel.text(1.0, 1.01, "n", transform=panel.transAxes, ha="right", fontsize=8.5, color=style.GREY)
        named_rows(panel, names, [whose[name] for name in order])
        # Room on the right for the column of n.
        panel.set_xlim(-limit, limit * 1.4)
        panel.set_xticks([-limit, 0, limit], [f"−{limit:g}", "0", f"+{limit:g}"])
        figure.supxlabel(axis, fontsize=8.5)
        style.said_above(figure, above)
    return panel


def _dot(
    panel: Axes, place: float, row: Any, value: str, look: dict[str, Any], second: str | None, limit: float
) -> None:
    if second:
        clear = pd.notna(row.low) and (row.low > 0 or row.high < 0)
        panel.plot([row.own, row.quoted], [place, place], color=style.INK, linewidth=2.2 if clear else 0.8, zorder=1)
        (quoted,) = panel.plot([row.quoted], [place], linestyle="none", **QUOTED)
        mark(quoted, f"{row.actor}, quoted: {signed(row.quoted)}", name=row.actor)
    elif pd.notna(row.low):
        panel.plot([max(row.low, -limit), min(row.high, limit)], [place, place], color=look["color"], linewidth=1.2)
        # An interval that goes on beyond the axis has an arrow where it leaves.
        ends = [end for end, beyond in ((-limit, row.low < -limit), (limit, row.high > limit)) if beyond]
        for end in ends:
            panel.plot([end], [place], marker="<" if end < 0 else ">", color=look["color"], markersize=3.5)
    (dot,) = panel.plot([getattr(row, value)], [place], linestyle="none", **look)
    mark(dot, f"{row.actor}: {signed(getattr(row, value))}", name=getattr(row, "who", row.actor))


def _limit(table: pd.DataFrame, order: list[str], columns: list[str]) -> float:
    """A round number that all values that are drawn lie within, and most of their intervals."""
    drawn = table[table["actor"].isin(order)]
    values = np.abs(drawn[columns].to_numpy(dtype=float, na_value=np.nan))
    bounds = np.abs(drawn[["low", "high"]].to_numpy(dtype=float, na_value=np.nan))
    reach = float(np.nanmax(values)) * 1.05
    if len(columns) == 1 and np.isfinite(bounds).any():
        # Not the widest interval of all, as one actor of two articles would squeeze everybody's dots into the middle.
        reach = max(reach, float(np.nanquantile(bounds, 0.8)))
    return next((step for step in (0.05, 0.1, 0.25, 0.5, 0.75, 1.0, 1.5) if reach <= step), 2.0)
