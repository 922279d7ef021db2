"""What a corpus holds, in a few lines: rows of each table, and what was left out. Text of articles is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from kit.text.verbatim import VERBATIM

__all__ = ["SHOWN", "Contents", "html_card", "text_card"]

SHOWN = 5  # of what was left out, by name
LEFT = "style='text-align:left'"


@dataclass(frozen=True)
class Contents:
    """What a card tells.

    `counts` are the rows of each table, `thoughts` how many of those of `quotes` are thoughts, `skipped` the first rows
    of the table of that name (no more than `SHOWN`); `first` and `last` are the days of the articles, NaT where none
    has one.
    """

    counts: Mapping[str, int]
    thoughts: int
    columns: Mapping[str, Sequence[str]]
    first: pd.Timestamp
    last: pd.Timestamp
    skipped: pd.DataFrame
    unfinished: bool


def text_card(held: Contents) -> str:
    """A few lines: articles and their days, rows of each table, what was left out.

    Returns
    -------
    str
        Plain text without a line's end at the last line. Names of files stand in it as they are.
    """
    rows = [
        f"  {name:<17}{n:>9,}{_aside(held, name)}"
        for name, n in held.counts.items()
        if name not in ("articles", "skipped")
    ]
    left = [f"left out or doubtful: {held.counts['skipped']:,}", *(f"  {line}" for line in _skips(held))]
    return "\n".join([f"Corpus of {_headline(held)}", *rows, *(left if held.counts["skipped"] else ())])


def html_card(held: Contents) -> str:
    """The same as a small table with the columns of each, for notebooks.

    Returns
    -------
    str
        HTML in which all that comes from articles and their files is escaped.
    """
    rows = "".join(
        f"<tr><th scope='row' {LEFT}>{name}</th><td style='text-align:right'>{n:,}{_aside(held, name)}</td>"
        f"<td {LEFT}>{escape(', '.join(held.columns[name]))}</td></tr>"
        for name, n in held.counts.items()
    )
    skips = "".join(f"<li>{escape(line)}</li>" for line in _skips(held))
    left = f"<details><summary>{held.counts['skipped']:,} left out or doubtful</summary><ul>{skips}</ul></details>"
    return (
        f"<div class='kit-corpus {VERBATIM}'><p><strong>Corpus of {escape(_headline(held))}</strong></p>"
        f"<table><thead><tr><th {LEFT}>table</th><th>rows</th><th {LEFT}>columns</th></tr>"
        f"</thead><tbody>{rows}</tbody></table>{left if skips else ''}</div>"
    )


def _aside(held: Contents, name: str) -> str:
    """That not all rows of `quotes` are quotes."""
    return f" ({held.thoughts:,} of them thoughts)" if name == "quotes" and held.thoughts else ""


def _headline(held: Contents) -> str:
    count = held.counts["articles"]
    words = f"{count:,} article{'' if count == 1 else 's'}"
    if not pd.isna(held.first) and not pd.isna(held.last):
        first, last = f"{held.first:%Y-%m-%d}", f"{held.last:%Y-%m-%d}"
        words += f", {first}" if first == last else f", {first} to {last}"
    return words + ("; the run that writes them is not finished" if held.unfinished else "")


def _skips(held: Contents) -> list[str]:
    rows = zip(held.skipped["path"], held.skipped["item"], held.skipped["reason"], strict=True)
    lines = [f"{' '.join(filter(None, (path, item)))}: {reason}" for path, item, reason in rows]
    more = held.counts["skipped"] - len(lines)
    return [*lines, f"and {more:,} more in the table skipped"] if more > 0 else lines
