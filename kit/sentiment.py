"""Mentions × voices → sentiment rows: how favourably each is portrayed, and in whose voice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from kit import tagger

__all__ = ["score", "sentiment_towards"]

Row = dict[str, Any]
LABELS = ("negative", "neutral", "positive")
PORTRAYED = ("person", "organization", "country", "group")


def score(
    reading: tagger.Reading, sentences: list[Row], mentions: list[Row], actors: list[Row], quotes: list[Row]
) -> list[Row]:
    """Rows of `sentiment`, one for each mention of an actor that can be portrayed."""
    types = {row["actor_id"]: row["type"] for row in actors}
    targets = [row for row in mentions if types.get(row.get("actor_id")) in PORTRAYED]
    rows: list[Row] = []
    for row, p in zip(targets, reading.sentiment([(row["start"], row["end"]) for row in targets]), strict=True):
        inside = [q for q in quotes if q["start"] <= row["start"] and row["end"] <= q["end"]]
        quote = min(inside, key=lambda q: q["end"] - q["start"], default=None)
        sentence = next(s["sentence"] for s in reversed(sentences) if s["start"] <= row["start"])
        rows.append(
            {
                "mention": row["mention"],
                "sentence": sentence,
                "actor_id": row["actor_id"],
                "actor": row["actor"],
                "voice_kind": "quoted" if quote else "own",
                "voice": quote.get("actor_id") if quote else None,
                "voice_name": quote.get("actor") if quote else None,
                "quote": quote["quote"] if quote else None,
                "label": LABELS[int(p.argmax())],
                "score": float(p[2] - p[0]),
                "confidence": float(p.max()),
            }
        )
    return rows


def sentiment_towards(
    text: str | Sequence[str], target: str | tuple[int, int] | Sequence[str | tuple[int, int]]
) -> pd.DataFrame:
    """How favourably a text speaks of a target."""
    raise NotImplementedError
