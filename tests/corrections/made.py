"""An article's own rows as the kit might have found them, for corrections to be tried on."""

from __future__ import annotations

import pandas as pd

TEXT = "Ann Lee said the port is shut. Tom Reed said that it is not. He praised Port Authority."
ARTICLE = "0123456789abcdef"
ANN, TOM, PORT = "person:ann-lee", "person:tom-reed", "person:port-authority"
FIRST = (TEXT.index("the port"), TEXT.index(". Tom"))
SECOND = (TEXT.index("it is not"), TEXT.index(". He"))


def place(words):
    return TEXT.index(words), TEXT.index(words) + len(words)


def mention(number, words, own, kind="name"):
    start, end = place(words)
    row = {"article_id": ARTICLE, "mention": number, "start": start, "end": end, "text": words, "kind": kind}
    return row | {"label": "person" if kind == "name" else None, "actor_id": own, "actor": own, "confidence": 0.9}


def quote(number, span, words, own):
    start, end = place(words)
    said = {"quote": number, "start": span[0], "end": span[1], "parent": None, "kind": "speech", "confidence": 0.8}
    who = {"speaker": words, "speaker_start": start, "speaker_end": end, "actor_id": own, "actor": own}
    return {"article_id": ARTICLE, **said, **who, "speaker_type": "named", "anonymous": False, "reason": None}


def speaker(of):
    row = {name: of[name] for name in ("article_id", "quote", "actor_id", "actor", "speaker_type", "confidence")}
    return row | {"speaker": 0, "start": of["speaker_start"], "end": of["speaker_end"]}


def portrayed(number, own, of=None):
    voice = {"voice_kind": "quoted" if of else "own", "voice": of and of["actor_id"], "voice_name": of and of["actor"]}
    row = {"article_id": ARTICLE, "mention": number, "sentence": 0, "actor_id": own, "actor": own}
    return row | voice | {"quote": of and of["quote"], "label": "neutral", "score": 0.1, "confidence": 0.7}


def actor(own, name, mentions):
    told = {"role": None, "affiliation": None, "country": None, "pronouns": None, "aliases": None}
    return {"article_id": ARTICLE, "actor_id": own, "name": name, "type": "person", **told, "mentions": mentions}


def rows():
    """Two quotes, by Ann Lee and Tom Reed, and a port that is taken for a person."""
    quotes = [quote(0, FIRST, "Ann Lee", ANN), quote(1, SECOND, "Tom Reed", TOM)]
    return {
        "mentions": [
            mention(0, "Ann Lee", ANN),
            mention(1, "Tom Reed", TOM),
            mention(2, "He", TOM, "pronoun"),
            mention(3, "Port Authority", PORT),
        ],
        "actors": [actor(ANN, "Ann Lee", 1), actor(TOM, "Tom Reed", 2), actor(PORT, "Port Authority", 1)],
        "quotes": quotes,
        "speakers": [speaker(one) for one in quotes],
        "sentiment": [
            portrayed(0, ANN),
            portrayed(1, TOM, quotes[0]),
            portrayed(2, TOM),
            portrayed(3, PORT, quotes[1]),
        ],
        "roles": [],
        "comment_requests": [],
    }


def line(number, span, what, value=None, *, article=ARTICLE, words=None):
    start, end = span or (None, None)
    return {"line": number, "article": article, "start": start, "end": end, "what": what, "value": value} | {
        "note": None,
        "words": words,
    }


def table(lines):
    return pd.DataFrame(lines).drop(columns="line")
