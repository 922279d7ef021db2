"""Means as dots with their intervals: portrayal, the gap between own and quoted voices, differences between groups."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from kit.measures.phrases import count, rows_of
from kit.plots import style
from kit.plots.pictures import draws
from kit.plots.rows import named_rows

__all__ = ["compare", "own_voice", "portrayal"]

# Own words are full discs, those of others open diamonds: told apart without colour.
OWN: dict[str, Any] = {"marker": "o", "color": "#0072B2", "markersize": 6}
QUOTED: dict[str, Any] = {"marker": "D", "color": "#D55E00", "markersize": 5, "markerfacecolor": "white"}
SCORE = "unfavourable ← score → favourable"
KEY = "● the articles' own words   ◇ those whom they quote"


@draws("portrayal", "Dots with intervals")
def portrayal(table: pd.DataFrame, *, top: int = 12) -> Axes:
    """How favourably actors are portrayed, own voice and quoted voices side by side, with 95 % intervals."""
    above = f"{count(int(table['n'].sum()), 'mention')} in {count(table.attrs['articles'], 'article')}\n{KEY}"

    def rows(part: pd.DataFrame, actor: str) -> list[tuple[float, Any, dict[str, Any]]]:
        out = []
        for kind, offset, look in (("own", -0.16, OWN), ("quoted", 0.16, QUOTED)):
            found = part[(part["actor"] == actor) & (part["voice_kind"] == kind)]
            out += [(offset, row, look) for row in rows_of(found.head(1))]
        return out

    return _dots(table, "mean", rows, _counts, top=top, above=above, axis=SCORE, size="n")


def _counts(found: list[tuple[float, Any, dict[str, Any]]]) -> str:
    """n of own and of quoted words."""
    by_kind = {row.voice_kind: f"{row.n:,}" for _, row, _ in found}
    return f"{by_kind.get('own', '–')} / {by_kind.get('quoted', '–')}"


@draws("own_voice", "Pairs of dots")
def own_voice(table: pd.DataFrame, *, top: int = 12) -> Axes:
    """The articles' own tone (disc) and that of those quoted (diamond), joined by the gap; clear gaps are thick."""
    above = f"{count(table.attrs['articles'], 'article')}; a thick line: the gap is clear\n{KEY}"
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
        size="n",
        second="quoted",
    )


@draws("compare", "Dots with intervals")
def compare(table: pd.DataFrame, *, top: int = 15) -> Axes:
    """Differences between two groups with their intervals; full discs are clear, open ones may be chance."""
    a, b = table.attrs["a"], table.attrs["b"]
    table = table.assign(n=table["n_a"] + table["n_b"])
    if a is None:
        a, b = "the first", "the second"
        table["actor"] = table["actor"] + ": " + table["a"] + " against " + table["b"]
    above = (
        f"{count(len(table), 'difference')} tried, {count(table.attrs['articles'], 'article')}\n"
        "● clear   ○ may be chance"
    )

    def rows(part: pd.DataFrame, actor: str) -> list[tuple[float, Any, dict[str, Any]]]:
        found = part[part["actor"] == actor].head(1)
        return [
            (0.0, row, OWN if pd.notna(row.clear) and row.clear else {**OWN, "markerfacecolor": "white"})
            for row in rows_of(found)
        ]

    return _dots(
        table,
        "difference",
        rows,
        lambda found: f"{found[0][1].n_a:,} / {found[0][1].n_b:,}",
        top=top,
        above=above,
        axis=f"more in {b} ← difference → more in {a}",
        size="n",
    )


def _dots(
    table: pd.DataFrame,
    value: str,
    rows: Any,
    said: Any,
    *,
    top: int,
    above: str,
    axis: str,
    size: str,
    second: str | None = None,
) -> Axes:
    """A row an actor, a panel a value of `by`; `n` on the right."""
    with style.styled():
        parts = style.panels(table, size)
        order = list(dict.fromkeys(table["actor"]))[:top]
        if len(parts) > 1:
            sums = table[size].astype(float).groupby(table["actor"].to_numpy()).sum()
            order = list(sums.sort_values(ascending=False, kind="stable").index[: min(top, 8)])
        names = [style.wrapped(name, 22 if len(parts) == 1 else 16) for name in order]
        columns = 1 if len(parts) == 1 else 2
        lines = -(-len(parts) // columns)
        figure, axes = style.canvas(
            lines * (style.lines_of(names) * 1.15 + 0.4) + 1, lines, columns, sharex=True, sharey=True
        )
        limit = _limit(parts, order, [value, second] if second else [value])
        for (name, part), panel in zip(parts, axes, strict=False):
            panel.axvline(0, color="#999999", linewidth=0.8)
            for place, actor in enumerate(order):
                found = rows(part, actor)
                for offset, row, look in found:
                    _dot(panel, place + offset, row, value, look, second, limit)
                if found:
                    panel.text(
                        1.0,
                        place,
                        said(found),
                        transform=panel.get_yaxis_transform(),
                        ha="right",
                        va="center",
                        fontsize=7.5,
                        color=style.GREY,
                    )
                panel.axhline(place, color="#eeeeee", linewidth=0.8, zorder=0)
            if len(parts) > 1:
                style.panel_title(panel, table, name, 22)
            panel.text(1.0, 1.01, "n", transform=panel.transAxes, ha="right", fontsize=7.5, color=style.GREY)
            named_rows(panel, names)
            panel.set_xlim(-limit, limit * (1.4 if columns == 1 else 2.4))
            panel.set_xticks([-limit, 0, limit], [f"−{limit:g}", "0", f"+{limit:g}"])
        for panel in axes[len(parts) :]:
            panel.axis("off")
        for panel in axes[max(0, len(parts) - columns) : len(parts)]:
            panel.tick_params(labelbottom=True)
        figure.supxlabel(axis, fontsize=8.5)
        style.said_above(figure, above)
        if table.attrs["by"] is not None and table[table.attrs["by"]].nunique(dropna=False) > len(parts):
            style.said_below(figure, table, len(parts))
    return axes[0]


def _dot(
    panel: Axes, place: float, row: Any, value: str, look: dict[str, Any], second: str | None, limit: float
) -> None:
    if second:
        clear = pd.notna(row.low) and (row.low > 0 or row.high < 0)
        panel.plot([row.own, row.quoted], [place, place], color=style.INK, linewidth=2.2 if clear else 0.8, zorder=1)
        panel.plot([row.quoted], [place], linestyle="none", **QUOTED)
    elif pd.notna(row.low):
        panel.plot([max(row.low, -limit), min(row.high, limit)], [place, place], color=look["color"], linewidth=1.2)
        # An interval that goes on beyond the axis has an arrow where it leaves.
        ends = [end for end, beyond in ((-limit, row.low < -limit), (limit, row.high > limit)) if beyond]
        for end in ends:
            panel.plot([end], [place], marker="<" if end < 0 else ">", color=look["color"], markersize=3.5)
    panel.plot([getattr(row, value)], [place], linestyle="none", **look)


def _limit(parts: list[tuple[str, pd.DataFrame]], order: list[str], columns: list[str]) -> float:
    """A round number that all values that are drawn lie within, and most of their intervals."""
    drawn = pd.concat([part[part["actor"].isin(order)] for _, part in parts])
    values = np.abs(drawn[columns].to_numpy(dtype=float, na_value=np.nan))
    bounds = np.abs(drawn[["low", "high"]].to_numpy(dtype=float, na_value=np.nan))
    reach = float(np.nanmax(values)) * 1.05
    if len(columns) == 1 and np.isfinite(bounds).any():
        reach = max(reach, float(np.nanquantile(bounds, 0.8)))
    return next((step for step in (0.05, 0.1, 0.25, 0.5, 0.75, 1.0, 1.5) if reach <= step), 2.0)
