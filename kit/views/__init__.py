"""An article with its annotations, for people to read: names by actor, quotes with their speakers, tone by voice."""

from kit.views.article import Annotated, annotated, annotated_many
from kit.views.drawing import draw, legend, places, style
from kit.views.shown import Shown, show

__all__ = ["Annotated", "Shown", "annotated", "annotated_many", "draw", "legend", "places", "show", "style"]
