"""Mentions × voices → sentiment rows: how favourably each is portrayed, and in whose voice.

A mention within a quote's words is portrayed by the quote's speaker, and so is the object of a verb that judges ("the
U.S. accused Tehran of ..."); everywhere else the article itself speaks. The distinction is that of direct and indirect
judgement in attributional coding of news (Bal et al. 2009 on separating author and quoted sentiment).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any

from kit import lexicon, tagger
from kit.text.words import base_forms

__all__ = ["LABELS", "score", "voices"]

Row = dict[str, Any]
LABELS = ("negative", "neutral", "positive")
PORTRAYED = ("person", "organization", "country", "group")


def score(
    reading: tagger.Reading, sentences: list[Row], mentions: list[Row], actors: list[Row], quotes: list[Row]
) -> list[Row]:
    """Rows of `sentiment`, one for each mention of an actor that can be portrayed, neutral ones included.

    Parameters
    ----------
    sentences, mentions, actors, quotes
        Rows of one article, each in the order of `start`; `quotes` with who the speaker is.

    Returns
    -------
    list
        In the order of `mentions`. `label` is None below `kit.tagger.abstention()`: `kit/models/MODEL_CARD.md` shows
        what each choice of it costs. `voice` is None for the article's own voice and for a speaker nobody names.
    """
    types = {row["actor_id"]: row["type"] for row in actors}
    targets = [row for row in mentions if types.get(row.get("actor_id")) in PORTRAYED]
    starts = [row["start"] for row in sentences]
    threshold = tagger.abstention()
    odds = reading.sentiment([(row["start"], row["end"]) for row in targets])
    rows: list[Row] = []
    for row, p, quote in zip(targets, odds, voices(targets, quotes), strict=True):
        confidence = float(p.max())
        rows.append(
            {
                "mention": row["mention"],
                "sentence": sentences[max(0, bisect_right(starts, row["start"]) - 1)]["sentence"],
                "actor_id": row["actor_id"],
                "actor": row["actor"],
                "voice_kind": "quoted" if quote else "own",
                "voice": quote.get("actor_id") if quote else None,
                "voice_name": quote.get("actor") if quote else None,
                "quote": quote["quote"] if quote else None,
                # Only here the kit abstains: the score is always there, for whoever averages or sets another threshold.
                "label": LABELS[int(p.argmax())] if confidence >= threshold else None,
                "score": float(p[2] - p[0]),
                "confidence": confidence,
            }
        )
    return rows


def voices(mentions: list[Row], quotes: list[Row]) -> Iterator[Row | None]:
    """For each mention, by `start`, the quote in whose voice it stands; None for the article's own voice."""
    content = _spans(
        quotes, lambda quote: [tuple(part) for part in quote.get("spans") or [(quote["start"], quote["end"])]]
    )
    judged = _spans(quotes, _object)
    within = _innermost(mentions, content)
    objects = _innermost(mentions, judged)
    for inside, judge in zip(within, objects, strict=True):
        # The object of a cue that stands itself in a quote is judged by the inner speaker.
        yield judge if judge is not None and (inside is None or judge.get("parent") == inside["quote"]) else inside


def _spans(quotes: list[Row], places: Callable[[Row], list[tuple[int, int]]]) -> list[tuple[int, int, Row]]:
    return sorted(
        ((start, end, quote) for quote in quotes for start, end in places(quote)), key=lambda span: (span[0], -span[1])
    )


def _object(quote: Row) -> list[tuple[int, int]]:
    """Where the object of a judging cue stands: between the cue and the words, "accused Tehran of ..."."""
    if quote.get("cue_end") is None:
        return []
    words = quote["cue"].lower().split()
    judging = lexicon.words("verbs", "judged")
    judges = quote["cue_type"] == "accuse" or any(form in judging for word in words for form in base_forms(word))
    start, end = quote["cue_end"], quote["start"]
    # Where the words come before the cue, nothing says where its object would end.
    if not judges or not start < end <= start + 100:
        return []
    return [(start, end)]


def _innermost(mentions: list[Row], spans: list[tuple[int, int, Row]]) -> Iterator[Row | None]:
    """For each mention the shortest span that holds it; one sweep over both."""
    open_: list[tuple[int, int, Row]] = []
    upcoming = 0
    for mention in mentions:
        start, end = mention["start"], mention["end"]
        while upcoming < len(spans) and spans[upcoming][0] <= start:
            open_.append(spans[upcoming])
            upcoming += 1
        open_ = [span for span in open_ if span[1] > start]
        # Who speaks is named by the article, even where a quote's span runs over the name.
        holding = [span for span in open_ if span[1] >= end and span[2].get("speaker_start") != start]
        yield min(holding, key=lambda span: span[1] - span[0])[2] if holding else None
