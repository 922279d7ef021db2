"""What has two sides, as a matrix: who speaks about whom; what holds when."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from kit.measures.phrases import count, rows_of, signed
from kit.plots import style
from kit.plots.pictures import draws
from kit.plots.rows import named_rows
from kit.plots.vector import mark

__all__ = ["ledger", "sensitivity"]


@draws("Heat map")
def ledger(table: pd.DataFrame, *, top: int = 10) -> Axes:
    """Speakers down, those they speak about across; each cell has the mean score and n."""
    table = _all_parts(table)
    voices = list(
        table.groupby("voice_name", sort=False)["n"].sum().sort_values(ascending=False, kind="stable").index[:top]
    )
    spoken = table[table["voice_name"].isin(voices)]
    actors = list(
        spoken.groupby("actor", sort=False)["n"].sum().sort_values(ascending=False, kind="stable").index[: min(top, 7)]
    )
    voices = [
        voice for voice in voices if not spoken[(spoken["voice_name"] == voice) & spoken["actor"].isin(actors)].empty
    ]
    with style.styled():
        names = [style.wrapped(name, 20) for name in voices]
        across = [style.wrapped(name, 16) for name in actors]
        places = style.places(names)
        figure, (axes,) = style.canvas(max(style.lines_of(names), 0.42 * len(names)) + 1.9)
        for row in rows_of(spoken[spoken["actor"].isin(actors) & spoken["voice_name"].isin(voices)]):
            x, y = actors.index(row.actor), places[voices.index(row.voice_name)]
            cell = axes.add_patch(_square(x, y, row.mean))
            said = f"{row.voice_name} about {row.actor}: {signed(row.mean)}, {count(row.n, 'mention')}"
            mark(cell, said, name=f"{row.voice_name} about {row.actor}")
            axes.text(
                x,
                y,
                f"{signed(row.mean)}\nn {row.n:,}",
                ha="center",
                va="center",
                fontsize=8,
                bbox={"facecolor": style.PAPER, "edgecolor": "none", "alpha": 0.8, "pad": 0.6},
            )
        axes.set_xlim(-0.5, len(actors) - 0.5)
        named_rows(axes, names, voices)
        axes.set_ylim(places[-1] + 0.5, -0.5)
        # Slanted above the cells: names are longer than a cell is wide, and upright words read slowly.
        axes.set_xticks(range(len(actors)), across, rotation=45, ha="left", rotation_mode="anchor", fontsize=9)
        axes.tick_params(axis="x", top=True, labeltop=True, bottom=False, labelbottom=False)
        axes.set_ylabel("speaks")
        axes.set_xlabel("about (mean score)")
        style.said_above(
            figure,
            f"{count(int(table['n'].sum()), 'mention')} by named speakers, {count(table.attrs['articles'], 'article')}"
            + (f"; all values of {table.attrs['by']} together" if table.attrs["by"] is not None else ""),
        )
    return axes


@draws("Grid of signs")
def sensitivity(table: pd.DataFrame) -> Axes:
    """Which finding holds (●) and which does not (✕) under which choice; – where nothing is left to compare."""
    with style.styled():
        choices, findings = list(dict.fromkeys(table["choice"])), list(dict.fromkeys(table["finding"]))
        names = [style.wrapped(choice, 26) for choice in choices]
        across = [style.wrapped(finding, 30) for finding in findings]
        figure, (axes,) = style.canvas(style.lines_of(names) + 1.9)
        for row in rows_of(table):
            x, y = findings.index(row.finding), choices.index(row.choice)
            sign = "–" if pd.isna(row.holds) else "●" if row.holds else "✕"
            colour = style.GREY if pd.isna(row.holds) else style.POSITIVE if row.holds else style.NEGATIVE
            axes.text(x, y, sign, ha="center", va="center", color=colour, fontsize=11)
            # The sign is a text; an unseen mark behind it carries what is read aloud and pointed at.
            (point,) = axes.plot([x], [y], marker="s", linestyle="none", color="none", markersize=14)
            said = "too little is left" if pd.isna(row.holds) else "holds" if row.holds else "does not hold"
            mark(point, f"{row.finding}, {row.choice}: {said}", name=row.finding)
        axes.set_xlim(-0.5, len(findings) - 0.5)
        axes.set_ylim(len(choices) - 0.5, -0.5)
        axes.set_xticks(range(len(findings)), across, rotation=45, ha="left", rotation_mode="anchor", fontsize=9)
        axes.tick_params(axis="x", top=False, labeltop=True, bottom=False, labelbottom=False)
        for label, finding in zip(axes.get_xticklabels(), findings, strict=True):
            mark(label, finding, name=finding)
        axes.set_yticks(range(len(names)), names, fontsize=8.5)
        style.said_above(
            figure,
            f"Findings on {table.attrs['of'].replace('_', ' ')}, {count(table.attrs['choices'], 'other choice')}\n"
            "● holds   ✕ does not   – too little left",
        )
    return axes


def _square(x: float, y: float, mean: float) -> Rectangle:
    """A cell: the stronger the colour, the further from 0; its sign is written."""
    colour = style.NEGATIVE if mean < 0 else style.POSITIVE
    return Rectangle((x - 0.48, y - 0.48), 0.96, 0.96, color=colour, alpha=min(1, abs(mean)), linewidth=0)


def _all_parts(table: pd.DataFrame) -> pd.DataFrame:
    """The ledger of all values of `by` together."""
    if table.attrs["by"] is None:
        return table
    keys = ["voice", "voice_name", "actor_id", "actor"]
    # Means of means would let a value of `by` with one mention weigh as much as one with a hundred.
    weighted = (
        table.assign(total=table["mean"] * table["n"]).groupby(keys, sort=False)[["n", "total"]].sum().reset_index()
    )
    weighted["mean"] = weighted["total"] / weighted["n"]
    weighted.attrs = table.attrs
    return weighted.sort_values("n", ascending=False, kind="stable")
