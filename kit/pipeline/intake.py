"""Articles, whole tables or one by one, into batches that are worked on independently of each other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from kit import formats, schema
from kit.errors import LoadError
from kit.store.database import plain_types

__all__ = ["ARTICLES_A_BATCH", "Batch", "Intake"]

ARTICLES_A_BATCH = 128
CHARACTERS_A_BATCH = 300_000
LONGEST = 2_000_000  # characters: a very long novel; what is longer is no article


@dataclass(frozen=True)
class Batch:
    """Some articles, and why those that are not to be annotated are left out."""

    articles: pd.DataFrame
    marks: tuple[str, ...]
    left: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """16 hex digits of what is in it."""
        return hashlib.sha256("\x1f".join(self.marks).encode()).hexdigest()[:16]

    def __len__(self) -> int:
        return len(self.articles)

    def halves(self) -> tuple[Batch, Batch]:
        """The same articles as two batches."""
        middle = len(self) // 2
        return self.part(range(middle)), self.part(range(middle, len(self)))

    def part(self, rows: Iterable[int]) -> Batch:
        """A batch of some of the articles, by their number in this one."""
        rows = list(rows)
        return Batch(
            self.articles.iloc[rows].reset_index(drop=True), tuple(self.marks[row] for row in rows), dict(self.left)
        )

    def without_annotation(self, reason: str) -> Batch:
        """The same articles, none of them to be annotated."""
        return Batch(self.articles, self.marks, dict(self.left) | dict.fromkeys(self.articles["article_id"], reason))


class Intake:
    """Reads articles into batches, and remembers their order and what was left out on the way."""

    def __init__(
        self,
        articles: pd.DataFrame | Iterable[Mapping[str, Any]],
        *,
        any_language: bool,
        skips: list[dict[str, Any]],
        hands: int = 1,
    ) -> None:
        """`hands` work side by side: batches are then smaller, so that all have some, and less waits for the last."""
        self.any_language = any_language
        self.order: list[str] = []
        self.skips = skips
        self.total = len(articles) if isinstance(articles, pd.DataFrame) else None
        self._articles = articles
        # Numbers in place of the ids' strings: a set of a million of them is what a run on an archive holds all the
        # time.
        self._seen: set[int] = set()
        self._hands = hands
        self._limit = CHARACTERS_A_BATCH if hands == 1 else CHARACTERS_A_BATCH // 3

    def __iter__(self) -> Iterator[Batch]:
        for chunk in self._chunks():
            keys = [int(key, 16) for key in chunk["article_id"]]
            fresh = [row for row, key in enumerate(keys) if key not in self._seen]
            self._seen.update(keys)
            self.order += [str(chunk["article_id"].iat[row]) for row in fresh]
            if fresh:
                yield self._batch(chunk.iloc[fresh].reset_index(drop=True))

    def _chunks(self) -> Iterator[pd.DataFrame]:
        if isinstance(self._articles, pd.DataFrame):
            whole = self._complete(self._articles)
            lengths = [len(text) for text in whole["text"]]
            # Two batches a hand at least, so that a small corpus is spread as well.
            limit = self._limit if self._hands == 1 else min(self._limit, 1 + sum(lengths) // (2 * self._hands))
            for part in _fit(lengths, limit):
                yield whole.iloc[part.start : part.stop].reset_index(drop=True)
            return
        # A generator is never held as a whole.
        rows: list[Mapping[str, Any]] = []
        size = 0
        for number, article in enumerate(self._articles, 1):
            if not isinstance(article, Mapping):
                raise LoadError(
                    f"annotate: item {number} is {type(article).__name__}, not an article; give dicts with a 'text', "
                    "as in [{'text': '…', 'source': 'Herald'}]"
                )
            length = len(article.get("text") or "")
            if rows and (len(rows) == ARTICLES_A_BATCH or size + length > self._limit):
                yield self._complete(pd.DataFrame(rows))
                rows, size = [], 0
            rows.append(article)
            size += length
        if rows:
            yield self._complete(pd.DataFrame(rows))

    def _complete(self, frame: pd.DataFrame) -> pd.DataFrame:
        whole = formats.complete(frame)
        self.skips += [*frame.attrs.get("skipped", ()), *whole.attrs["skipped"]]
        whole.attrs = {}
        return plain_types(whole.rename(columns=_names(whole.columns)), schema.ARTICLES)

    def _batch(self, articles: pd.DataFrame) -> Batch:
        left = {}
        for key, language, text in zip(articles["article_id"], articles["language"], articles["text"], strict=True):
            if len(text) > LONGEST:
                left[key] = f"not annotated: {len(text):,} characters long, more than {LONGEST:,}; split it"
            # A text too short to tell its language is annotated rather than left out.
            elif not self.any_language and not pd.isna(language) and not language.lower().startswith("en"):
                left[key] = f"not annotated: its language is {language}, the model reads English"
        # The text is in the id already, and the position hangs on what else is loaded.
        told = articles.drop(columns=["text", "position"])
        marks = tuple(_mark(row, left) for row in told.to_dict("records"))
        return Batch(articles, marks, left)


def _fit(lengths: Iterable[int], limit: int) -> Iterator[range]:
    """Ranges of successive articles that fit a batch."""
    start = size = 0
    stop = 0
    for stop, length in enumerate(lengths):
        if stop > start and (stop - start == ARTICLES_A_BATCH or size + length > limit):
            yield range(start, stop)
            start, size = stop, 0
        size += length
    if stop or size:
        yield range(start, stop + 1)


def _names(columns: Iterable[Any]) -> dict[Any, str]:
    """Names that SQL can tell apart, which sees no difference between Title and title: `Title_`."""
    names: dict[Any, str] = {}
    taken = set(schema.ARTICLES.columns)
    for column in columns:
        name = str(column)
        while name.casefold() in taken and column not in schema.ARTICLES.columns:
            name += "_"
        names[column] = name
        taken.add(name.casefold())
    return names


def _mark(row: dict[Any, Any], left: Mapping[str, str]) -> str:
    """The article's id and 16 hex digits of all else that is known of it: with a new title it is written anew."""
    facts = [f"{name}={value}" for name, value in sorted(row.items()) if not pd.isna(value)]
    facts.append(left.get(row["article_id"], ""))
    return f"{row['article_id']}-{hashlib.sha256(chr(31).join(facts).encode()).hexdigest()[:16]}"
