"""The words that archives, tables and dates are read by, in every language: a CSV each, one entry a line.

    months.csv     language, month (1 to 12), name
    languages.csv  code (ISO 639-1), name
    labels.csv     archive (empty: any), place, means, label; see `field_labels`
    columns.csv    column, known_by (name, teaser, word), name; see `columns`

A further language is further lines.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

__all__ = ["entries"]


@cache
def entries(name: str) -> tuple[dict[str, str], ...]:
    """The lines of the list of that name, in their order, by the names of its header.

    Cells are text, empty where nothing stands; the same tuple for every caller.
    """
    with Path(__file__).with_name(f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))
