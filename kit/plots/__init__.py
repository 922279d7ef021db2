"""One matplotlib figure a function: a measure's table in, an Axes out."""
