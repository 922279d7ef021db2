"""`kit.explore`: the explorer in a notebook's cell.

anywidget (MIT, well kept, and behind `kit.code`) carries a front end of our own: ipywidgets alone has no table, and
itables holds all rows in the page, where here a page of them is asked for. It is tested in JupyterLab and was tried in
Notebook 7; in VS Code it is expected to work, as the front end is one module without network, which Jupyter's widgets
there take as it is.

A plain table stands below the widget, which hides it as long as it lives: whoever opens the saved notebook without a
kernel, or a notebook that papermill ran, reads that.
"""

from __future__ import annotations

import base64
import itertools
from pathlib import Path
from typing import Any

import pandas as pd

from kit.corpus import Corpus
from kit.errors import MeasureError
from kit.exploring.looking import FILTERS, KINDS, Looking
from kit.views.reading import ROWS, reader_view

__all__ = ["Explorer", "explore"]

HERE = Path(__file__).parent
BARS = 15
VIEW = "application/vnd.jupyter.widget-view+json"


class Explorer:
    """A corpus to look through. `.table` is what was picked, or all that fits the filters, as a DataFrame."""

    def __init__(self, looking: Looking) -> None:
        self.looking = looking
        self.widget = _widget(looking)

    @property
    def table(self) -> pd.DataFrame:
        """The rows of `quotes` or `sentiment` that are picked, else all that fit, with date, source and title."""
        return self.looking.table

    def __repr__(self) -> str:
        return f"Explorer: {self.looking.told()}"

    def _repr_html_(self) -> str:
        """A plain table for where no widget can run."""
        rows = reader_view(self.looking.rows(ROWS), total=self.looking.found()) or ""
        again = "<p>Run this cell to filter, sort, and open articles.</p>" if self.widget is not None else ""
        return f'<div class="kit-explore-plain">{rows}{again}</div>'

    def _ipython_display_(self) -> None:
        """The widget, and below it the plain table, which the widget hides."""
        from IPython import display

        put: Any = display.display
        if self.widget is not None:
            shown = self.widget._repr_mimebundle_()
            data = shown[0] if isinstance(shown, tuple) else shown
            put({VIEW: data[VIEW], "text/plain": repr(self)}, raw=True)
        put({"text/html": self._repr_html_(), "text/plain": repr(self)}, raw=True)


def explore(
    corpus: Corpus, of: str = "quotes", *, corrections: str | Path = "corrections.csv", **filters: str
) -> Explorer:
    """Look through a corpus in one cell: filter, see the table, a figure and the article, pick rows, correct them.

    Parameters
    ----------
    of
        What to look at first: quotes, or portrayals (who is spoken of, in whose words, how favourably).
    corrections
        The file to which a click on what is wrong adds a line, as `kit.annotate(…, corrections=…)` takes it.
    filters
        To begin with: actor, source, since, until, voice, type, words.

    Returns
    -------
    Explorer
        A notebook shows it where it is the last line of a cell. `.table` is a DataFrame of the rows that were picked,
        or of all that fit. Without anywidget (it comes with `article-kit[lab]`), without a kernel and on pages it is a
        plain table.

    Raises
    ------
    MeasureError
        If there is no such filter, nobody is called so, or there is no such outlet, voice or type.

    Examples
    --------
    >>> corpus = kit.read_corpus("seeds/")
    >>> seen = kit.explore(corpus, actor="Lavrov")
    >>> seen.table["actor"].unique().tolist()
    ['Sergey Lavrov']
    """
    if of not in KINDS:
        raise MeasureError(f"of={of!r}: no such view; choose {' or '.join(KINDS)}")
    for name in filters:
        if name not in FILTERS:
            raise MeasureError(f"{name}: no such filter; choose {', '.join(FILTERS)}")
    wanted = {name: str(value) for name, value in filters.items() if value is not None}
    looking = Looking(corpus, corrections, of, wanted)
    for name in ("source", "voice", "type"):
        offered = looking.offers[of][name]
        if name in wanted and not looking.total and wanted[name] not in offered:
            some = ", ".join(offered[:10]) or "none"
            raise MeasureError(f"{name}={wanted[name]!r}: no {of} have it; there are {some}")
    return Explorer(looking)


def _widget(looking: Looking) -> Any:
    """The front end with its state; None where anywidget is not installed."""
    try:
        import anywidget
        import traitlets
    except ImportError:
        return None
    front = {
        "_esm": HERE / "explore.js",
        "_css": HERE / "explore.css",
        "state": traitlets.Dict().tag(sync=True),
        "figure": traitlets.Dict().tag(sync=True),
    }
    # Made here and not at the top, so that whoever explores nothing needs no anywidget.
    made: Any = type("Exploring", (anywidget.AnyWidget,), front)
    widget = made(state=looking.state(), figure=_figure(looking))
    heard = itertools.count(1)

    def heed(_: Any, message: Any, __: Any) -> None:
        other = looking.heed(message if isinstance(message, dict) else {})
        # Counted, so that each click has an answer, also one that changes nothing.
        widget.state = looking.state() | {"heard": next(heard)}
        if other:
            widget.figure = _figure(looking)

    widget.on_msg(heed)
    return widget


def _figure(looking: Looking) -> dict[str, str]:
    """Bars of what fits, as a picture with its text."""
    from kit.plots.rows import bars
    from kit.plots.vector import svg

    table = looking.counted()
    if table.empty:
        return {"src": "", "alt": f"Nothing fits, or no {looking.along} is known."}
    what = f"{looking.of} by {looking.along}"
    top = 36 if looking.along == "month" else BARS
    axes = bars(
        table, "name", "n", looking.said, top=top, above=f"{looking.told()}, by {looking.along}", axis=looking.of
    )
    alt = f"Bars: {what}. " + "; ".join(
        f"{row.name}: {looking.said(row)}" for row in table.head(5).itertuples(index=False)
    )
    picture = base64.b64encode(svg(axes, alt).encode()).decode("ascii")
    return {"src": f"data:image/svg+xml;base64,{picture}", "alt": alt}
