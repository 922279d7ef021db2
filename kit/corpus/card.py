"""How a corpus shows itself: what it holds, table by table, and what was left out. Text of articles is escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kit import schema

if TYPE_CHECKING:
    from kit.corpus.tables import Corpus

__all__ = ["html_card", "text_card"]

SHOWN = 5
LEFT = "style='text-align:left'"


def _headline(corpus: Corpus) -> str:
    span = corpus.sql("select min(published) as first, max(published) as last from articles").iloc[0]
    count = corpus.count("articles")
    words = f"{count:,} article{'' if count == 1 else 's'}"
    if span.notna().all():
        first, last = f"{span['first']:%Y-%m-%d}", f"{span['last']:%Y-%m-%d}"
        words += f", {first}" if first == last else f", {first} to {last}"
    return words + ("; the run that writes them is not finished" if corpus.unfinished else "")


def _skips(corpus: Corpus) -> list[str]:
    left = corpus.sql(f"from skipped limit {SHOWN}")
    rows = zip(left["path"], left["item"], left["reason"], strict=True)
    lines = [f"{' '.join(filter(None, (path, item)))}: {reason}" for path, item, reason in rows]
    more = corpus.count("skipped") - len(lines)
    return [*lines, f"and {more:,} more in the table skipped"] if more > 0 else lines


def text_card(corpus: Corpus) -> str:
    """A few lines: articles, rows of each table, what was left out."""
    rows = [f"  {name:<17}{corpus.count(name):>9,}" for name in schema.TABLES if name not in ("articles", "skipped")]
    skips = _skips(corpus)
    left = [f"left out or doubtful: {corpus.count('skipped'):,}", *(f"  {line}" for line in skips)] if skips else []
    return "\n".join([f"Corpus of {_headline(corpus)}", *rows, *left])


def html_card(corpus: Corpus) -> str:
    """The same as a small table with the columns of each, for notebooks."""
    rows = "".join(
        f"<tr><th scope='row' {LEFT}>{name}</th><td style='text-align:right'>{corpus.count(name):,}</td>"
        f"<td {LEFT}>{escape(', '.join(corpus.columns(name)))}</td></tr>"
        for name in schema.TABLES
    )
    skips = "".join(f"<li>{escape(line)}</li>" for line in _skips(corpus))
    left = f"<details><summary>{corpus.count('skipped'):,} left out or doubtful</summary><ul>{skips}</ul></details>"
    return (
        f"<div class='kit-corpus'><p><strong>Corpus of {escape(_headline(corpus))}</strong></p>"
        f"<table><thead><tr><th {LEFT}>table</th><th>rows</th><th {LEFT}>columns</th></tr>"
        f"</thead><tbody>{rows}</tbody></table>{left if skips else ''}</div>"
    )
