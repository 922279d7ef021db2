"""Which plot draws which measure; a plot registers itself where it is defined."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import pandas as pd
from matplotlib.axes import Axes

from kit.measures.along import as_one
from kit.plots import style

__all__ = ["PICTURES", "Picture", "draws"]

Plot = TypeVar("Plot", bound=Callable[..., Axes])


@dataclass(frozen=True)
class Picture:
    """The plot of a measure's table, and what `figure` needs to know of it.

    measure: its name, which is the plot's. kind: of picture, as the text of a figure begins: Bars, Lines.
    along: the entry of the table's `attrs` that names the column of its points, where a picture of one point says less
        than a sentence.
    """

    measure: str
    function: Callable[..., Axes]
    kind: str
    along: str | None = None


PICTURES: dict[str, Picture] = {}


def draws(kind: str, *, along: str | None = None) -> Callable[[Plot], Plot]:
    """Register a function as the plot of the measure whose name it bears. It gets no other table, and no empty one.

    An empty table is drawn as the sentence that says why; the table of another measure raises MeasureError.
    """

    def register(function: Plot) -> Plot:
        measure = function.__name__

        @functools.wraps(function)
        def drawn(table: pd.DataFrame, **options: Any) -> Axes:
            # Here and not in each plot, so that none draws what it was not made for.
            style.checked(table, measure)
            return style.empty(table) if table.empty else function(as_one(table), **options)

        PICTURES[measure] = Picture(measure, drawn, kind, along)
        return cast(Plot, drawn)

    return register
