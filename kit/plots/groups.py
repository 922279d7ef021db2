"""Groups beside each other: a dot a group in the row of each name; one bar a group of what makes up a whole.

Colour is never alone: each group has a marker of its own, the largest and the smallest value of a row are written out,
and in a page a group is brought out of the others where its key is pointed at or focused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.textpath import TextPath
from matplotlib.ticker import PercentFormatter

from kit.measures.contrasts import followed
from kit.measures.phrases import percent, rows_of
from kit.plots import style
from kit.plots.rows import named_rows
from kit.plots.vector import mark
from kit.views.outputs import TOGETHER

__all__ = ["dots", "wholes"]

GROUPS = 8  # as many markers as can be told apart
SHORT = 20  # characters of a group's name that are written beside its dot
STEP = 0.105  # inches between the groups of a row
BARS = 36  # that fit one below the other
SEGMENTS = 6  # of a bar; what more there is, is one
REST = "all the rest"
# Dark and light in turn, so that neighbours differ in grey, too.
SHADES = ("#0072B2", "#56B4E9", "#D55E00", "#E69F00", "#009E73", "#CC79A7")
KEY = 28  # letters of a line of a group's name over a figure
ROOM = 0.055  # of a bar, that a number needs to stand in it


def dots(
    table: pd.DataFrame,
    value: str,
    told: Callable[[Any], str],
    *,
    label: str = "actor",
    top: int,
    above: str,
    axis: str,
    size: str = "n",
    voices: Sequence[tuple[str, str]] = (),
    signs: bool = False,
) -> Axes:
    """Rows are names, dots the groups of `by` with the intervals `low` to `high` where the table has them.

    A share of a group that has no row is 0, and an open dot; a score is not known. An interval that goes on beyond the
    axis has an arrow where it leaves.

    Parameters
    ----------
    told
        What a row of the table says at its dot: "45 %".
    voices
        Values of `voice_kind` with their headings: a panel for each, side by side. Their values run from -1 to 1.
    signs
        The values run from below 0 to above.
    """
    with style.styled():
        parts = style.panels(table, size, GROUPS)
        sums = table[size].astype(float).groupby(table[label].map(style.shown).to_numpy()).sum()
        # Fewer names where a row has many groups, so that the figure stays within a screen.
        order = list(sums.sort_values(ascending=False, kind="stable").index[: min(top, followed(len(parts)))])
        names = [style.wrapped(name, 22 if len(voices) < 2 else 17) for name in order]
        # As high as its groups need, or its name where that has more lines.
        pitch = max(STEP * len(parts) + 0.12, max(0.16 * (name.count("\n") + 1) for name in names) + 0.08)
        lines = [style.wrapped(name, KEY).count("\n") for name, _ in parts]
        rows = -(-len(parts) // _columns([name for name, _ in parts]))
        key = (sum(lines) + max(0, rows - 4)) * 0.16
        figure, axes = style.canvas(pitch * len(order) + 1.25 + key, 1, max(1, len(voices)), sharex=True, sharey=True)
        step, scores = STEP / pitch, signs or bool(voices)
        seen = table[table[label].map(style.shown).isin(order)]
        limit = _limit(seen, value) if scores else None
        for place, (kind, heading) in enumerate(voices or [("", "")]):
            panel = axes[place]
            for number, (group, part) in enumerate(parts):
                drawn = part[part["voice_kind"] == kind] if kind else part
                offset = (number - (len(parts) - 1) / 2) * step
                # A dict and not a set: the order of what is drawn is that of the SVG's bytes.
                absent = dict.fromkeys([] if scores else order)
                for row in rows_of(drawn.assign(_name=drawn[label].map(style.shown))):
                    if row[-1] in order:
                        said = f"{row[-1]}, {group}: {told(row)}"
                        _dot(panel, order.index(row[-1]) + offset, row, value, number, said, row[-1], limit)
                        absent.pop(row[-1], None)
                for name in absent:
                    (dot,) = panel.plot([0], [order.index(name) + offset], **_look(number, style.PAPER))
                    mark(dot, f"{name}, {group}: 0%", name=name, group=number)
            if heading:
                panel.set_title(heading)
            for line in range(1, len(order)):
                panel.axhline(line - 0.5, color=style.FAINT, linewidth=0.8, zorder=0)
        axes[0].set_yticks(range(len(names)), names)
        # From the top, as lists are read.
        axes[0].set_ylim(len(names) - 0.5, -0.5)
        for written, name in zip(axes[0].get_yticklabels(), order, strict=True):
            mark(written, name, name=name)
        _scale(axes, seen, value, limit)
        if not scores:
            for row_number, name in enumerate(order):
                _extremes(axes[0], row_number, name, parts, label, value, step, told)
        figure.supxlabel(axis, fontsize=9.5)
        _key(figure, [name for name, _ in parts], table, above + _rest(table, len(parts)))
    return axes[0]


def _dot(panel: Axes, y: float, row: Any, value: str, number: int, said: str, name: str, limit: float | None) -> None:
    colour = style.PALETTE[number % len(style.PALETTE)]
    low, high = getattr(row, "low", pd.NA), getattr(row, "high", pd.NA)
    if pd.notna(low):
        low, high = float(row.low), float(row.high)
        ends = [low, high] if limit is None else [max(low, -limit), min(high, limit)]
        (line,) = panel.plot(ends, [y, y], color=colour, linewidth=0.8)
        mark(line, group=number)
        for end, beyond in zip(ends, (low, high), strict=True):
            if end != beyond:
                (arrow,) = panel.plot(
                    [end], [y], marker="<" if beyond < 0 else ">", color=colour, markersize=3, clip_on=False
                )
                mark(arrow, group=number)
    (dot,) = panel.plot([float(getattr(row, value))], [y], **_look(number, colour))
    mark(dot, said, name=name, group=number)


def _look(number: int, face: str) -> dict[str, Any]:
    look = {"marker": style.MARKERS[number], "markersize": 4.2, "linestyle": "none", "clip_on": False}
    return look | {"color": style.PALETTE[number % len(style.PALETTE)], "markerfacecolor": face}


def _extremes(
    panel: Axes, place: int, name: str, parts: Any, label: str, value: str, step: float, told: Callable[[Any], str]
) -> None:
    """The largest value of a row and the smallest, written beside their dots."""
    found = []
    for number, (group, part) in enumerate(parts):
        rows = list(rows_of(part[part[label].map(style.shown) == name].head(1)))
        found.append((float(getattr(rows[0], value)) if rows else 0.0, number, group, rows))
    if len(found) < 2:
        return
    # Equals by their place, so that the same table writes the same two.
    ranked = sorted(found, key=lambda one: (one[0], one[1]))
    for x, number, group, rows in (ranked[0], ranked[-1]):
        high = getattr(rows[0], "high", pd.NA) if rows else pd.NA
        said = told(rows[0]) if rows else "0%"
        # Beside the interval's end, for the words not to stand on its line.
        end = max(x, float(high)) if pd.notna(high) else x
        text = panel.annotate(
            f"{group if len(group) <= SHORT else ''} {said.partition(' (')[0]}".strip(),
            (end, place + (number - (len(parts) - 1) / 2) * step),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
            color=style.GREY,
        )
        mark(text, f"{name}, {group}: {said}", name=name, group=number)


def _limit(seen: pd.DataFrame, value: str) -> float:
    """A round number that all scores lie within, as far below 0 as above."""
    # A little beyond the outermost, whose marker would else be cut in two.
    most = float(np.nanmax(np.abs(seen[value].astype(float)))) * 1.15
    return next((step for step in (0.1, 0.25, 0.5, 0.75, 1.0) if most <= step), max(1.0, round(most / 1.15 + 0.05, 1)))


def _scale(axes: list[Axes], seen: pd.DataFrame, value: str, limit: float | None) -> None:
    """Shares from 0 to what is drawn, never beyond 100 %; scores as far to the left of 0 as to the right."""
    if limit is None:
        bounds = [seen[name].astype(float) for name in (value, "low", "high") if name in seen]
        most = max(float(np.nanmax(column)) for column in bounds)
        ticks = [tick for tick in _steps(most) if tick <= 1]
        # The room on the right is for the words beside the largest dot.
        axes[0].set_xlim(0, most * 1.3)
        axes[0].set_xticks(ticks)
        axes[0].xaxis.set_major_formatter(PercentFormatter(xmax=1, decimals=0 if most > 0.04 else 1))
        return
    for panel in axes:
        panel.axvline(0, color=style.LINE, linewidth=0.8, zorder=0)
        panel.set_xlim(-limit, limit)
        panel.set_xticks([-limit, 0, limit], [f"−{limit:g}", "0", f"+{limit:g}"])


def _steps(most: float) -> list[float]:
    """Round numbers from 0 to `most`."""
    step = next(size for size in (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5) if most / size <= 5 or size == 0.5)
    return [number * step for number in range(int(most / step + 1e-9) + 1)]


def _key(figure: Figure, groups: list[str], table: pd.DataFrame, above: str) -> None:
    """What is drawn, and which marker is which group; grey where it has too few articles to be more than a hint."""
    few = table.attrs.get("few", ())
    handles = []
    for number, group in enumerate(groups):
        colour = style.PALETTE[number % len(style.PALETTE)]
        name = f"{group} (few articles)" if group in few else group
        # Drawn without a point: a group's own dots may all be open ones, or have no row.
        (handle,) = figure.axes[0].plot(
            [], [], marker=style.MARKERS[number], color=colour, linestyle="none", label=name
        )
        handles.append(handle)
    legend = _legend(figure, above, handles, handletextpad=0.1)
    for number, text in enumerate(legend.get_texts()):
        mark(text, f"{groups[number]}: brings this one out", group=number, key=True)
        text.set_color(style.GREY if groups[number] in few else style.INK)


def _legend(figure: Figure, above: str, handles: Sequence[Any] = (), **options: Any) -> Legend:
    """A key over the figure, below what is drawn, in as many columns as the figure has room for."""
    handles = handles or figure.axes[0].get_legend_handles_labels()[0]
    names = [str(handle.get_label()) for handle in handles]
    legend = figure.legend(
        handles,
        [style.wrapped(name, KEY) for name in names],
        loc="outside upper left",
        ncols=_columns(names),
        frameon=False,
        fontsize=9,
        columnspacing=0.9,
        borderpad=0,
        title=style.lines(above),
        title_fontsize=9,
        alignment="left",
        **options,
    )
    legend.get_title().set_color(style.GREY)
    return legend


def _columns(names: Sequence[str]) -> int:
    """How many names stand beside each other over a figure: as wide as their letters are, four at most."""
    # A name of 28 letters is narrow or wide, as they are i's or M's.
    drawn = [TextPath((0, 0), line, size=9) for name in names for line in style.wrapped(name, KEY).split("\n")]
    widest = max(path.get_extents().width for path in drawn) / 72
    return max(1, min(4, int(style.WIDTH / (widest + 0.35))))


def _rest(table: pd.DataFrame, parts: int) -> str:
    """How many groups have no dots."""
    by = table.attrs["by"]
    more = table[by].nunique(dropna=False) - parts
    return f"\nThe {parts} largest; {more:,} more of {by} are in the table." if more > 0 else ""


def wholes(table: pd.DataFrame, column: str, *, above: str, names: dict[str, str] | None = None) -> Axes:
    """One bar of 100 % for each group, its segments the values of `column`, the commonest first.

    `table` has a row a group and kind, with `n` and `share` (0 to 1, of the group's). Beyond six kinds the rest are
    one segment; `names` says how kinds are called. NA is "not known".
    """
    by, known = table.attrs["by"], names or {}
    with style.styled():
        months = style.periods(table, by)
        parts = style.panels(table, "n", BARS if months else GROUPS * 3)
        kinds = table[column].map(style.shown)
        order = list(
            table["n"].astype(float).groupby(kinds.to_numpy()).sum().sort_values(ascending=False, kind="stable").index
        )
        # Last, however common: it is no kind by itself.
        order.sort(key=lambda name: name == "other")
        # One place is kept for the rest; a rest of a single kind is drawn as that kind.
        segments = order if len(order) <= SEGMENTS else order[: SEGMENTS - 1]
        labels = [style.wrapped(name, 22) for name, _ in parts]
        places = style.places(labels)
        figure, (axes,) = style.canvas(style.lines_of(labels) + 1.15)
        left = np.zeros(len(parts))
        for number, segment in enumerate([*segments, *([REST] if len(segments) < len(order) else [])]):
            colour = {REST: style.FAINT, "not known": style.NEUTRAL}.get(segment) or SHADES[number]
            said = known.get(segment, segment)
            for place, (group, part) in enumerate(parts):
                at = places[place]
                here = part[column].map(style.shown)
                rows = part[~here.isin(segments)] if segment == REST else part[here == segment]
                share, n = float(rows["share"].sum()), int(rows["n"].sum())
                if share <= 0:
                    continue
                (bar,) = axes.barh(
                    at, share, left=left[place], height=0.72, color=colour, edgecolor=style.PAPER, linewidth=0.6
                )
                # What is together is called after all that it holds, for whoever has a page on them.
                name = TOGETHER.join(order[len(segments) :]) if segment == REST else segment
                mark(bar, f"{group}, {said}: {percent(share)} ({n:,})", name=name, group=number)
                if share >= ROOM:
                    _number(axes, left[place] + share / 2, at, share)
                left[place] += share
            # An empty bar for the key: the real ones may be missing where the group of the first has none.
            axes.barh(0, 0, color=colour, edgecolor=style.PAPER, label=said)
        named_rows(axes, labels)
        for label, (group, _) in zip(axes.get_yticklabels(), parts, strict=True):
            label.set_color(style.GREY if group in table.attrs.get("few", ()) else style.INK)
        axes.set_xlim(0, 1)
        axes.set_xticks([0, 0.5, 1])
        axes.xaxis.set_major_formatter(PercentFormatter(xmax=1, decimals=0))
        # Bars of 100 % begin at one line of themselves.
        axes.spines["left"].set_visible(False)
        legend = _legend(figure, above + _rest(table, len(parts)), handlelength=1.3)
        for number, text in enumerate(legend.get_texts()):
            mark(text, f"{text.get_text()}: brings this one out", group=number, key=True)
    return axes


def _number(axes: Axes, x: float, y: float, share: float) -> None:
    axes.text(
        x,
        y,
        f"{share:.0%}",
        ha="center",
        va="center",
        fontsize=8.5,
        bbox={"facecolor": style.PAPER, "edgecolor": "none", "pad": 0.6, "alpha": 0.85},
    )
