"""One text: every row that the pass makes of it, and the one-liners for a script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from kit import actors, quotes, schema, sentiment, tagger
from kit.errors import MeasureError
from kit.formats.reading.identity import without_surrogates
from kit.text.sentences import tone

__all__ = ["annotate_text", "find_actors", "find_quotes", "sentiment_towards"]

Row = dict[str, Any]
Target = str | tuple[int, int]


def annotate_text(words: str) -> dict[str, list[Row]]:
    """The rows of every table of one article's text, without `article_id`; `actor_id` is the article's own key."""
    reading = tagger.read(words)
    resolved = actors.resolve(reading, quotes.assemble(reading))
    sentences = [
        {
            "sentence": number,
            "paragraph": reading.layout.paragraph(start),
            "start": start,
            "end": end,
            "tone": tone(words[start:end]),
        }
        for number, (start, end) in enumerate(reading.layout.sentences)
    ]
    # Last, for it goes by who is meant and who speaks.
    rows = sentiment.score(reading, sentences, resolved.mentions, resolved.actors, resolved.quotes)
    found = {"sentences": sentences, "sentiment": rows, **vars(resolved)}
    return found | {name: [{"field": "text", **row} for row in found[name]] for name in schema.FIELDED}


def find_quotes(text: str) -> pd.DataFrame:
    """The `quotes` table of one text, without `article_id` and `field`.

    Raises
    ------
    MeasureError
        If the text is no str.

    Examples
    --------
    >>> kit.find_quotes("“We are proud,” said Ann Lee.")[["speaker", "cue", "said"]]
       speaker   cue          said
    0  Ann Lee  said  We are proud
    """
    reading = tagger.read(without_surrogates(_a_text(text, "find_quotes")))
    return schema.QUOTES.frame(
        actors.resolve(reading, quotes.assemble(reading)).quotes, without=("article_id", "field")
    )


def find_actors(text: str) -> pd.DataFrame:
    """The `actors` table of one text.

    Raises
    ------
    MeasureError
        If the text is no str.

    Examples
    --------
    >>> kit.find_actors("Ann Lee met Tom Reed.")[["name", "type"]]
           name    type
    0   Ann Lee  person
    1  Tom Reed  person
    """
    reading = tagger.read(without_surrogates(_a_text(text, "find_actors")))
    rows = actors.resolve(reading, quotes.assemble(reading)).actors
    return schema.ACTORS.frame({**row, "articles": 1} for row in rows)


def sentiment_towards(text: str | Sequence[str], target: Target | Sequence[Target]) -> pd.DataFrame:
    """How favourably a text speaks of a target.

    Parameters
    ----------
    text, target
        A text and a name, which is looked for as a whole word and stands for every place where it is found, or
        `(start, end)` of one place; or two lists of the same length.

    Returns
    -------
    DataFrame
        One row a place: `item` (which text, from 0), `start`, `end`, `text`, `label` (negative, neutral or positive),
        `score` (-1 to 1: P(positive) - P(negative)), `confidence` (probability of the label). No row where the name
        is not found.

    Raises
    ------
    MeasureError
        If the lists are not of the same length, or a place is outside the text.

    Examples
    --------
    >>> kit.sentiment_towards("Ann Lee is a brilliant mayor.", "Ann Lee")[["text", "label"]]
          text     label
    0  Ann Lee  positive
    """
    if not isinstance(text, str | Sequence):
        _a_text(text, "sentiment_towards")
    texts: Sequence[str] = [text] if isinstance(text, str) else list(text)
    targets: Sequence[Any] = [target] if isinstance(text, str) else list(target)
    if len(texts) != len(targets):
        raise MeasureError(
            f"sentiment_towards: {len(texts)} texts and {len(targets)} targets; give one target for each text"
        )
    rows = [row for item, pair in enumerate(zip(texts, targets, strict=True)) for row in _towards(item, *pair)]
    return _TOWARDS.frame(rows)


def _a_text(given: Any, by: str) -> str:
    """What a function was given as its text, if it is one."""
    if not isinstance(given, str):
        raise MeasureError(f"{by}: found {type(given).__name__}, not text; kit.annotate(…) takes tables of articles")
    return given


def _towards(item: int, text: str, target: Target) -> Iterator[Row]:
    text = without_surrogates(_a_text(text, "sentiment_towards"))
    if isinstance(target, str):
        # Not \b: a name may begin or end with what is no letter, as "Yahoo!" does.
        word = re.compile(rf"(?<!\w){re.escape(target)}(?!\w)") if target.strip() else re.compile("(?!)")
        spans = [match.span() for match in word.finditer(text)]
    else:
        start, end = target
        if not 0 <= start < end <= len(text):
            raise MeasureError(
                f"sentiment_towards: ({start}, {end}) is not a place in a text of {len(text)} characters"
            )
        spans = [(start, end)]
    if not spans:
        return
    for (start, end), p in zip(spans, tagger.read(text).sentiment(spans), strict=True):
        yield {
            "item": item,
            "start": start,
            "end": end,
            "text": text[start:end],
            "label": sentiment.LABELS[int(p.argmax())],
            "score": float(p[2] - p[0]),
            "confidence": float(p.max()),
        }


_TOWARDS = schema.Table(
    "sentiment_towards",
    ("item", "start"),
    item=("Int64", "which text, from 0"),
    start=("Int64", "first character of the target"),
    end=("Int64", "after the last character of the target"),
    text=("string", "the words"),
    label=("string", "negative, neutral or positive"),
    score=("Float64", "P(positive) - P(negative), -1 to 1"),
    confidence=("Float64", "probability of the label"),
)
