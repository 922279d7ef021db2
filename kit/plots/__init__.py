"""One matplotlib figure a function: a measure's table in, an Axes out; the function has the name of its measure.

    kit.plots.share_of_voice(table)     an Axes, to be changed and saved as any other
    kit.plots.figure(table)             the same in a notebook: the picture with its text and the data behind it
    kit.plots.table(table)              only the data
    kit.plots.evidence(examples)        sentences of the articles, as `kit.measures.examples` found them
    kit.plots.alt_text(table)           what the picture shows, in words

The ledger can also be drawn as a network. Where a table is empty the Axes says so, and `figure` gives the sentence
alone. `kit.views.outputs` says which forms of output a notebook's cell has, for whoever makes pages of them.
"""

from kit.plots.bars import (
    co_occurrence,
    collocations,
    comment_requests,
    cue_types,
    frequency,
    keywords,
    overview,
    pronouns,
    quote_types,
    share_of_voice,
    speaker_types,
)
from kit.plots.dots import compare, own_voice, portrayal
from kit.plots.lines import sensitivity, timeline, tone
from kit.plots.networks import ledger, network
from kit.plots.showing import alt_text, evidence, figure, png, table
from kit.plots.style import actor_colour
from kit.views.outputs import Evidence, Figure, TableView

__all__ = [
    "Evidence",
    "Figure",
    "TableView",
    "actor_colour",
    "alt_text",
    "co_occurrence",
    "collocations",
    "comment_requests",
    "compare",
    "cue_types",
    "evidence",
    "figure",
    "frequency",
    "keywords",
    "ledger",
    "network",
    "overview",
    "own_voice",
    "png",
    "portrayal",
    "pronouns",
    "quote_types",
    "sensitivity",
    "share_of_voice",
    "speaker_types",
    "table",
    "timeline",
    "tone",
]
