"""What is known of an article, gathered from the tables by its id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kit.errors import MeasureError

if TYPE_CHECKING:
    from kit.corpus import Corpus

__all__ = ["Annotated", "annotated", "annotated_many", "title_of"]

TABLES = {
    "mentions": "start",
    "quotes": "start",
    "speakers": "quote, speaker",
    "sentiment": "mention",
    "comment_requests": "start",
}  # and what their rows are ordered by
Row = dict[str, Any]


@dataclass
class Annotated:
    """One article: its row of `articles`, and its text's rows of the other tables. Missing values are None."""

    article: Row
    mentions: list[Row] = field(default_factory=list)
    quotes: list[Row] = field(default_factory=list)
    speakers: list[Row] = field(default_factory=list)
    sentiment: list[Row] = field(default_factory=list)
    comment_requests: list[Row] = field(default_factory=list)

    def said_by(self, quote: Row) -> str | None:
        """Who speaks, by name ("Ann Lee and Tom Reed"); else the words that stand for the speaker; None without any."""
        names = [row["actor"] for row in self.speakers if row["quote"] == quote["quote"] and row["actor"]]
        *first, last = list(dict.fromkeys(names)) or [quote["actor"] or quote["speaker"]]
        return f"{', '.join(first)} and {last}" if first else last


def annotated(corpus: Corpus, article_id: str) -> Annotated:
    """One article.

    Raises
    ------
    MeasureError
        If the corpus has no such article.
    """
    found = annotated_many(corpus, [article_id])
    if not found:
        some = corpus.sql("select article_id from articles limit 3")["article_id"]
        raise MeasureError(f"{article_id}: no such article in this corpus; it has {', '.join(some)} ...")
    return found[0]


def annotated_many(corpus: Corpus, article_ids: Sequence[str]) -> list[Annotated]:
    """Several articles, in the order asked for.

    Those that the corpus does not have are left out; missing values are None.
    """
    wanted = {"ids": list(article_ids)}
    chosen = "where article_id in (select unnest($ids))"
    rows = _rows(corpus.sql(f"select * from articles {chosen}", wanted))
    found = {row["article_id"]: Annotated(row) for row in rows}
    # Places in a title are counted from its own beginning, and would be drawn into the text.
    texts = corpus.in_field("text")
    for table, order in TABLES.items():
        for row in _rows(texts.sql(f"select * from {table} {chosen} order by article_id, {order}", wanted)):
            getattr(found[row["article_id"]], table).append(row)
    # SQL gives them in any order.
    return [found[article_id] for article_id in article_ids if article_id in found]


def title_of(article: Row) -> str:
    """The headline, or where none is known the first words."""
    if article["title"]:
        return str(article["title"])
    words = str(article["text"])[:400].split()
    return " ".join(words[:10]) + (" …" if len(words) > 10 else "")


def _rows(frame: Any) -> list[Row]:
    """Rows as dicts of Python's own values, every kind of missing as None."""
    rows = frame.astype(object).to_dict("records")
    return [{str(name): _plain(value) for name, value in row.items()} for row in rows]


def _plain(value: Any) -> Any:
    if hasattr(value, "__len__") and not isinstance(value, str):
        return [_plain(item) for item in value]
    # A missing value is None, NA, NaT or NaN by the column's type; the latter two differ from themselves.
    missing = value is None or type(value).__name__ == "NAType" or value != value
    return None if missing else value
