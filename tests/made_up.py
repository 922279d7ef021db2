"""Corpora made in the test: a few lines say who speaks where about whom."""

from __future__ import annotations

import re

import pandas as pd

from kit import schema
from kit.corpus import Corpus

ANN, BEN, ACME = "person:ann-lee", "person:ben-ito", "organization:acme"
NAMES = {ANN: "Ann Lee", BEN: "Ben Ito", ACME: "Acme"}


def article(number: int, text: str = "Ann Lee met Ben Ito. It rained.", **known: object) -> dict[str, object]:
    return {"article_id": f"{number:016d}", "position": number, "text": text, **known}


def corpus(
    articles: list[dict[str, object]],
    quotes: list[dict[str, object]] = (),
    sentiment: list[dict[str, object]] = (),
    requests: list[dict[str, object]] = (),
    pronouns: dict[str, str] | None = None,
) -> Corpus:
    """Mentions are found by name in the texts; quotes and sentiment are given, in short.

    A quote is {"at": number of the article, "by": actor_id, several of them, or None, ...}; a sentiment row
    {"at", "of", "score", ...}.
    """
    mentions, sentences = [], []
    for row in articles:
        for number, match in enumerate(re.finditer("|".join(map(re.escape, NAMES.values())), str(row["text"]))):
            actor = next(key for key, name in NAMES.items() if name == match.group())
            mentions.append(
                {"article_id": row["article_id"], "mention": number, "start": match.start(), "end": match.end()}
                | {"text": match.group(), "kind": "name", "actor_id": actor, "actor": NAMES[actor], "confidence": 0.9}
                | {"label": actor.partition(":")[0]}
            )
        for number, match in enumerate(re.finditer(r"[^.]+\.", str(row["text"]))):
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            sentences.append(
                {"article_id": row["article_id"], "sentence": number, "paragraph": number, "tone": 0.5 - number}
                | {"start": start, "end": match.end()}
            )
    said, speakers, count = [], [], {}
    for row in quotes:
        key = articles[row["at"]]["article_id"]
        count[key] = count.get(key, -1) + 1
        by = row["by"] if isinstance(row["by"], tuple) else (row["by"],)
        for number, one in enumerate(by):
            speakers.append(
                {"article_id": key, "quote": count[key], "speaker": number, "actor_id": one, "actor": NAMES.get(one)}
                | {"speaker_type": "named" if one else row.get("speaker_type", "unnamed"), "confidence": 0.9}
            )
        said.append(
            {"article_id": key, "quote": count[key], "start": 0, "end": 3, "text": "It is so", "kind": "speech"}
            | {"type": "direct", "cue_type": "say", "actor_id": by[0], "actor": NAMES.get(by[0])}
            | {"speaker_type": "named" if by[0] else "unnamed", "negated": False, "anonymous": False}
            | {"confidence": 0.9, **{name: value for name, value in row.items() if name not in ("at", "by")}}
        )
    rows, count = [], {}
    for row in sentiment:
        key = articles[row["at"]]["article_id"]
        count[key] = count.get(key, -1) + 1
        voice = row.get("voice")
        rows.append(
            {"article_id": key, "mention": count[key], "sentence": 0, "actor_id": row["of"], "actor": NAMES[row["of"]]}
            | {"voice_kind": "quoted" if voice else "own", "voice": voice, "voice_name": NAMES.get(voice)}
            | {
                "score": row["score"],
                "label": row.get("label", _label(row["score"])),
                "confidence": row.get("sure", 0.9),
                "field": row.get("field"),
            }
        )
    asked = [
        {
            "article_id": articles[row["at"]]["article_id"],
            "start": number,
            "end": number + 1,
            "asked": "them",
            **_rest(row),
        }
        for number, row in enumerate(requests)
    ]
    named = pd.DataFrame(mentions, columns=["actor_id", "article_id"])
    actors = [
        {"actor_id": key, "name": name, "type": key.partition(":")[0], "aliases": [name.split()[-1]]}
        | {"pronouns": (pronouns or {}).get(key), "mentions": int((named["actor_id"] == key).sum())}
        | {"articles": int(named.loc[named["actor_id"] == key, "article_id"].nunique())}
        for key, name in NAMES.items()
    ]
    return Corpus(
        {
            "articles": schema.ARTICLES.frame(articles),
            "mentions": schema.MENTIONS.frame(mentions),
            "sentences": schema.SENTENCES.frame(sentences),
            "quotes": schema.QUOTES.frame(said),
            "speakers": schema.SPEAKERS.frame(speakers),
            "sentiment": schema.SENTIMENT.frame(rows),
            "actors": schema.ACTORS.frame(actors),
            "comment_requests": schema.COMMENT_REQUESTS.frame(asked),
        }
    )


def _label(score: float) -> str:
    return "negative" if score < -0.3 else "positive" if score > 0.3 else "neutral"


def _rest(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name != "at"}


def two_papers(count: int = 6) -> Corpus:
    """Two papers in turn; the Herald's own words like Ann and dislike Ben, the Post's the other way round."""
    articles = [
        article(
            n, title="Ann Lee wins", source=("Herald", "Post")[n % 2], published=pd.Timestamp(2024, 1 + n // 2, 1 + n)
        )
        for n in range(count)
    ]
    quotes = [{"at": n, "by": (ANN, ANN, BEN, None)[n % 4]} for n in range(count)] + [{"at": 0, "by": ANN}]
    liked = [(ANN, BEN), (BEN, ANN)]
    sentiment = []
    for n in range(count):
        for kind, score in zip(liked[n % 2], (0.8 - n / 100, -0.7 + n / 100), strict=True):
            sentiment += [{"at": n, "of": kind, "score": score}, {"at": n, "of": kind, "score": score / 2}]
        sentiment.append({"at": n, "of": BEN, "score": -0.9 + n / 50, "voice": ANN})
        sentiment.append({"at": n, "of": ANN, "score": -0.5 + n / 50, "voice": BEN})
        sentiment.append({"at": n, "of": ANN, "score": 0.6 - n / 50, "field": "title"})
    requests = [
        {"at": 0, "actor_id": ACME, "actor": "Acme", "outcome": outcome} for outcome in ("declined", "no reply")
    ]
    return corpus(articles, quotes, sentiment, requests, pronouns={ANN: "she"})
