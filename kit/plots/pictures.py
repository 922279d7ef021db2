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
    """A plot of a measure's table: the one that `figure` takes where it has the measure's name.

    kind: of picture, as the text of a figure begins: Bars, Lines.
    along: the entry of the table's `attrs` that names the column of its points, where a picture of one point says less
        than a sentence.
    """

    name: str
    function: Callable[..., Axes]
    measure: str
    kind: str
    along: str | None = None


PICTURES: dict[str, Picture] = {}


def draws(measure: str, kind: str, *, along: str | None = None) -> Callable[[Plot], Plot]:
    """Register a function as a plot of a measure. It gets no table of another measure, and none that is empty.

    An empty table is drawn as the sentence that says why; the table of another measure raises MeasureError.
    """

    def register(function: Plot) -> Plot:
        @functools.wraps(function)
        def drawn(table: pd.DataFrame, **options: Any) -> Axes:
            # Here and not in each plot, so that none draws what it was not made for.
            style.checked(table, measure)
            return style.empty(table) if table.empty else function(as_one(table), **options)

        name = function.__name__
        PICTURES[name] = Picture(name, drawn, measure, kind, along)
        return cast(Plot, drawn)

    return register
