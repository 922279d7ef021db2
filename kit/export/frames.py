"""The tables as they leave: whole, or without the texts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from kit import __version__, schema

if TYPE_CHECKING:
    from kit.corpus import Corpus

__all__ = ["WORDS", "Frames", "frames", "meanings"]

WORDS = 25  # of any passage, where the texts are left out
DIGEST = "text_sha256"
LENGTH = "characters"


@dataclass(frozen=True)
class Frames:
    """The tables by name, and what is to be said of them."""

    tables: dict[str, pd.DataFrame]
    without_text: bool
    min_articles: int | None = None  # of an actor who gets a code of their own, where a form has codes

    @property
    def about(self) -> dict[str, Any]:
        """What an export says of itself."""
        return {
            "made_by": f"kit {__version__}",
            "schema": schema.SCHEMA_VERSION,
            "articles": len(self.tables["articles"]),
            "without_text": self.without_text,
        }

    def rows(self, name: str) -> dict[str, list[dict[str, Any]]]:
        """The rows of a table that mark an article's text, by article; missing values as None."""
        found: dict[str, list[dict[str, Any]]] = {}
        for row in plain(self.tables[name]):
            # The formats that mark passages hold an article's text and no title, so that an offset into a title would
            # mark other words.
            if row.get("field") == "title":
                continue
            found.setdefault(row["article_id"], []).append(row)
        return found

    def speakers(self) -> dict[tuple[str, int], list[str | None]]:
        """By article and quote, the `actor_id` of each who speaks, once and in order; None for who is not named."""
        found: dict[tuple[str, int], dict[str | None, None]] = {}
        for row in sorted(plain(self.tables["speakers"]), key=lambda row: int(row["speaker"])):
            found.setdefault((row["article_id"], row["quote"]), {})[row["actor_id"]] = None
        return {place: list(actors) for place, actors in found.items()}

    def articles(self) -> Iterator[dict[str, Any]]:
        """The articles, missing values as None."""
        yield from plain(self.tables["articles"])


def frames(corpus: Corpus, *, without_text: bool, min_articles: int | None = None) -> Frames:
    """The tables of a corpus as they leave.

    Parameters
    ----------
    corpus
        It stays as it is: its tables are copied.
    without_text
        Leave the column `text` of articles empty, and cut every other text after 25 words.
    min_articles
        For forms with a code for each actor; kept for them.

    Returns
    -------
    Frames
        With the SHA-256 of each article's text and its length in characters as further columns of articles.
    """
    tables = {name: getattr(corpus, name).copy() for name in schema.TABLES}
    articles = tables["articles"]
    texts = articles["text"]
    # Also with the texts: whoever gets both exports can tell that they are of the same articles.
    articles[DIGEST] = pd.array([hashlib.sha256(text.encode()).hexdigest() for text in texts], dtype="string")
    articles[LENGTH] = pd.array([len(text) for text in texts], dtype="Int64")
    if without_text:
        articles["text"] = pd.array([pd.NA] * len(articles), dtype="string")
        for name in tables:
            tables[name] = _shortened(tables[name])
    return Frames(tables, without_text, min_articles)


def _shortened(frame: pd.DataFrame) -> pd.DataFrame:
    """No passage of more than 25 words in any column, whatever metadata the articles came with."""
    for name in frame.columns:
        kind = str(frame[name].dtype)
        if kind in ("string", "str", "object"):
            frame[name] = frame[name].map(_short).astype(frame[name].dtype)
    return frame


def _short(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    words = value.split()
    # The ellipsis says that it goes on; `verify` goes by it.
    return " ".join(words[:WORDS]) + " …" if len(words) > WORDS else value


def plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of Python's own values, as JSON and most formats want them.

    Returns
    -------
    list of dict
        One a row. Missing is None; a day is its ISO form, with the time unless that is midnight; lists stay lists.
    """
    return [
        {str(name): _value(value) for name, value in row.items()} for row in frame.astype(object).to_dict("records")
    ]


def _value(value: Any) -> Any:
    if isinstance(value, (list, str)):
        return value
    # Lists are asked before: `pd.isna` would answer for each of their elements.
    if value is None or pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        # A day alone where midnight stands for no time at all, as it does wherever only a day was printed.
        return value.date().isoformat() if value == value.normalize() else value.isoformat()
    return value.item() if hasattr(value, "item") else value


def meanings() -> pd.DataFrame:
    """Every column with its type and meaning, to go with the tables.

    Returns
    -------
    DataFrame
        `table column type meaning`, one row a column, in the order of `kit.schema`, then the two that an export adds.
    """
    rows = [
        {"table": table.name, "column": column, "type": kind, "meaning": table.meanings[column]}
        for table in schema.TABLES.values()
        for column, kind in table.columns.items()
    ]
    rows.append({"table": "articles", "column": DIGEST, "type": "string", "meaning": "SHA-256 of the text in UTF-8"})
    rows.append({"table": "articles", "column": LENGTH, "type": "Int64", "meaning": "length of the text"})
    return pd.DataFrame(rows)
