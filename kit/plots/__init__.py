"""One matplotlib figure a function: a measure's table in, an Axes out; the function has the name of its measure.

    kit.plots.share_of_voice(table)     an Axes, to be changed and saved as any other
    kit.plots.figure(table)             the same in a notebook: the picture with its text and the data behind it
    kit.plots.table(table)              only the data
    kit.plots.evidence(examples)        sentences of the articles, as `kit.measures.examples` found them
    kit.plots.svg(axes, label)          an Axes as SVG, whose text is text and whose colours are a page's
    kit.plots.alt_text(table)           what the picture shows, in words

`top` says how many names are drawn at most. The form follows the comparison: bars for all articles together, dots for
groups of them, bars of 100 % for the parts of a whole, lines for periods. Where a table is empty the Axes says so, and
`figure` gives the sentence alone. A measure without a plot of its own is drawn as plain bars where its record says of
which columns.

A plot registers itself (`kit.plots.pictures`); each family is a module. `kit.views.outputs` says which forms of output
a notebook's cell has, for whoever makes pages of them.
"""

from kit.plots import bars, dots, matrices, over_time, scatter, strips
from kit.plots.bars import *
from kit.plots.dots import *
from kit.plots.matrices import *
from kit.plots.over_time import *
from kit.plots.scatter import *
from kit.plots.showing import alt_text, evidence, figure, table
from kit.plots.strips import *
from kit.plots.vector import svg
from kit.views.outputs import Evidence, Figure, TableView

__all__ = ["Evidence", "Figure", "TableView", "alt_text", "evidence", "figure", "svg", "table"]
__all__ += bars.__all__
__all__ += dots.__all__
__all__ += over_time.__all__
__all__ += matrices.__all__
__all__ += scatter.__all__
__all__ += strips.__all__


def __dir__() -> list[str]:
    return sorted(__all__)
