"""Mentions to be linked: pronouns, nominals, and the words (or, without any, the content) that say whose a quote is."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import Any

from kit import lexicon, tagger
from kit.actors.features import CONTENT, KINDS, Point, kind_of
from kit.actors.mentions import Mention

__all__ = ["Found", "find_points", "pronoun_of"]

Row = dict[str, Any]
PERSONAL = ("he", "she", "they", "it")


@cache
def _pronoun() -> re.Pattern[str]:
    # "Both" stands for somebody where it speaks, elsewhere it mostly goes with a noun.
    forms = [w for w, kind in lexicon.values("grammar", "pronoun").items() if kind in PERSONAL and w != "both"]
    return re.compile(rf"\b(?:{'|'.join(forms)})(?![\w-])", re.IGNORECASE)


@dataclass(frozen=True)
class Found(Point):
    """A mention to be linked; `shown` is its place in the table of mentions, None where it has no row of its own.

    `name` is the name that it is, where several bear it; `likely` how sure it is that the words stand for anybody.
    """

    shown: tuple[int, int] | None = None
    pronoun: bool = False
    name: Mention | None = None
    likely: float = 1.0


def pronoun_of(word: str) -> str:
    """he, she or they for a third-person pronoun; else empty."""
    kind = KINDS[kind_of(word.split("'")[0].split("’")[0], False)]
    return kind if kind in ("he", "she", "they") else ""


def find_points(reading: tagger.Reading, names: list[Mention], quotes: list[Row]) -> list[Found]:
    """The mentions of a text that have to be linked, in order; one that is a quote's source carries its number."""
    text = reading.text
    starts = [name.start for name in names]

    def named(start: int, end: int) -> list[Mention]:
        first = bisect_left(starts, start)
        if first and names[first - 1].end > start:
            first -= 1
        return names[first : bisect_left(starts, end)]

    # By its start; what a pronoun opens ("his lawyer") stands beside it, by its end.
    found: dict[tuple[int, int], Found] = {}
    for match in _pronoun().finditer(text):
        start, end = match.span()
        kind = kind_of(match.group(), False)
        if KINDS[kind] in PERSONAL and not named(start, end):
            found[start, 0] = Found(start, end, kind, shown=(start, end), pronoun=True)
    for part in reading.nominals:
        start, end = part.start, part.end
        inside = named(start, end)
        # What ends in a person's name, or is one name, is that name with what describes it.
        if any(n.end >= end and (n.label == "person" or n.start <= start) for n in inside) or (start, 0) in found:
            continue
        found[start, 0] = Found(start, end, KINDS.index("nominal"), shown=(start, end), likely=part.confidence)
    for name in names:
        if name.among:
            found[name.start, 0] = Found(name.start, name.end, KINDS.index("nominal"), name=name)
    for number, quote in enumerate(quotes):
        if quote.get("speaker_start") is None:
            if quote.get("cue") is None and quote.get("parent") is None:
                found[quote["start"], 0] = Found(quote["start"], quote["end"], CONTENT, number)
            continue
        start, end = quote["speaker_start"], quote["speaker_end"]
        key = (start, 0)
        if (old := found.get(key)) and old.pronoun and old.end < end:
            key, old = (start, end), found.get((start, end))
        if old is not None and old.quote >= 0:
            continue
        kind = kind_of(text[start:end], True)
        shown = old.shown if old else None
        own = text[start:end].lower() in lexicon.words("grammar", "first")
        if shown is None and KINDS[kind] == "source" and not own and not named(start, end):
            shown = (start, end)
        bearer, likely = (old.name, old.likely) if old else (None, 1.0)
        found[key] = Found(start, end, kind, number, shown, KINDS[kind] in PERSONAL, bearer, likely)
    return [found[key] for key in sorted(found)]
