"""What has two sides, as a matrix: who speaks about whom (also as a network, directed and signed); what holds when."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import FancyArrowPatch, Rectangle

from kit.measures.phrases import count, rows_of, signed
from kit.plots import style
from kit.plots.pictures import draws

__all__ = ["ledger", "network", "sensitivity"]

SIGNED = LinearSegmentedColormap.from_list("signed", [style.NEGATIVE, "#f7f7f7", style.POSITIVE])
NEAR_ZERO = 0.1
NAMES = 16  # that can be written around a circle


@draws("ledger", "Heat map")
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
        figure, (axes,) = style.canvas(max(style.lines_of(names), 0.42 * len(names)) + 1.9)
        for row in rows_of(spoken[spoken["actor"].isin(actors) & spoken["voice_name"].isin(voices)]):
            x, y = actors.index(row.actor), voices.index(row.voice_name)
            colour = SIGNED((np.clip(row.mean, -1, 1) + 1) / 2)
            axes.add_patch(_square(x, y, colour, "///" if row.mean < -NEAR_ZERO else ""))
            axes.text(
                x,
                y,
                f"{signed(row.mean)}\nn {row.n:,}",
                ha="center",
                va="center",
                fontsize=7,
                bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.6},
            )
        axes.set_xlim(-0.5, len(actors) - 0.5)
        axes.set_ylim(len(voices) - 0.5, -0.5)
        axes.set_xticks(range(len(actors)), across, rotation=45, ha="left", rotation_mode="anchor", fontsize=8)
        axes.tick_params(axis="x", top=True, labeltop=True, bottom=False, labelbottom=False)
        axes.set_yticks(range(len(names)), names)
        axes.set_ylabel("speaks")
        axes.set_xlabel("about (mean score, hatched where unfavourable)")
        style.said_above(
            figure,
            f"{count(int(table['n'].sum()), 'mention')} by named speakers, {count(table.attrs['articles'], 'article')}",
        )
    return axes


@draws("ledger", "Network of arrows")
def network(table: pd.DataFrame, *, top: int = 30) -> Axes:
    """The ledger's strongest ties as arrows from speaker to the one spoken about.

    Favourable arrows are solid, unfavourable dashed, the rest dotted; thick ones have many mentions.
    """
    ties = _all_parts(table).sort_values("n", ascending=False, kind="stable").head(top)
    names = list(dict.fromkeys(name for pair in zip(ties["voice_name"], ties["actor"], strict=True) for name in pair))[
        :NAMES
    ]
    ties = ties[ties["voice_name"].isin(names) & ties["actor"].isin(names)]
    angles = np.pi / 2 - 2 * np.pi * np.arange(len(names)) / len(names)
    places = dict(zip(names, zip(np.cos(angles), np.sin(angles), strict=True), strict=True))
    with style.styled():
        figure, (axes,) = style.canvas(style.WIDTH * 0.98)
        most = float(ties["n"].max())
        for row in rows_of(ties):
            how = "favourable" if row.mean > NEAR_ZERO else "unfavourable" if row.mean < -NEAR_ZERO else "near zero"
            colour, dash = {"favourable": (style.POSITIVE, "-"), "unfavourable": (style.NEGATIVE, (0, (4, 2)))}.get(
                how, (style.GREY, ":")
            )
            axes.add_patch(
                FancyArrowPatch(
                    places[row.voice_name],
                    places[row.actor],
                    connectionstyle="arc3,rad=0.18",
                    arrowstyle="-|>",
                    mutation_scale=9,
                    shrinkA=6,
                    shrinkB=6,
                    color=colour,
                    linestyle=dash,
                    linewidth=0.8 + 2.2 * row.n / most,
                )
            )
        for (name, (x, y)), angle in zip(places.items(), np.degrees(angles), strict=True):
            axes.plot([x], [y], marker="o", markersize=6, color=style.INK)
            # Along the spoke, so that neighbours do not write over each other; never upside down.
            left = x < -0.01
            axes.text(
                x * 1.1,
                y * 1.1,
                style.wrapped(name, 22),
                fontsize=7.5,
                rotation=angle + (180 if left else 0),
                rotation_mode="anchor",
                ha="right" if left else "left",
                va="center",
            )
        axes.set_xlim(-2, 2)
        axes.set_ylim(-2, 2)
        axes.axis("off")
        style.said_above(
            figure,
            f"{count(len(ties), 'tie')} with most mentions ({count(int(ties['n'].sum()), 'mention')}), "
            f"{count(table.attrs['articles'], 'article')}. "
            "Arrow: speaker to spoken about; solid: favourable, dashed: unfavourable, dotted: near zero",
        )
    return axes


@draws("sensitivity", "Grid of signs")
def sensitivity(table: pd.DataFrame) -> Axes:
    """Which finding holds (●) and which does not (✕) under which choice; – where nothing is left to compare."""
    with style.styled():
        choices, findings = list(dict.fromkeys(table["choice"])), list(dict.fromkeys(table["finding"]))
        names = [style.wrapped(choice, 26) for choice in choices]
        across = [style.wrapped(finding, 16) for finding in findings]
        figure, (axes,) = style.canvas(style.lines_of(names) + 1.9)
        for row in rows_of(table):
            x, y = findings.index(row.finding), choices.index(row.choice)
            sign = "–" if pd.isna(row.holds) else "●" if row.holds else "✕"
            colour = style.GREY if pd.isna(row.holds) else style.POSITIVE if row.holds else style.NEGATIVE
            axes.text(x, y, sign, ha="center", va="center", color=colour, fontsize=11)
        axes.set_xlim(-0.5, len(findings) - 0.5)
        axes.set_ylim(len(choices) - 0.5, -0.5)
        axes.set_xticks(range(len(findings)), across, rotation=45, ha="left", rotation_mode="anchor", fontsize=8)
        axes.tick_params(axis="x", top=False, labeltop=True, bottom=False, labelbottom=False)
        axes.set_yticks(range(len(names)), names, fontsize=8.5)
        style.said_above(
            figure,
            f"Findings of {table.attrs['of']}, {count(table.attrs['choices'], 'other choice')}\n"
            "● holds   ✕ does not   – too little left",
        )
    return axes


def _square(x: float, y: float, colour: Any, hatch: str) -> Rectangle:
    return Rectangle(
        (x - 0.48, y - 0.48), 0.96, 0.96, facecolor=colour, hatch=hatch, edgecolor="#999999", linewidth=0.4
    )


def _all_parts(table: pd.DataFrame) -> pd.DataFrame:
    """The ledger of all values of `by` together."""
    if table.attrs["by"] is None:
        return table
    keys = ["voice", "voice_name", "actor_id", "actor"]
    weighted = (
        table.assign(total=table["mean"] * table["n"]).groupby(keys, sort=False)[["n", "total"]].sum().reset_index()
    )
    weighted["mean"] = weighted["total"] / weighted["n"]
    weighted.attrs = table.attrs
    return weighted.sort_values("n", ascending=False, kind="stable")
