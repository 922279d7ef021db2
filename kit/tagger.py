"""What stands in a text, by rules: names, quotes and sentiment. A trained encoder takes this module's place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

__all__ = ["MODEL_VERSION", "Attribution", "Name", "Part", "Reading", "read"]

MODEL_VERSION = "rules-0"
NAME = re.compile(r"(?:[A-Z][\w’'-]*[^\W_])(?:(?: of| for| and the)? [A-Z][\w'’-]*[^\W_])*")
CUES = "said|says|told|added|denies|denied|announced|reported|warned|claimed|accused"
CUE = re.compile(rf"\b(?:{CUES})\b")
QUOTED = re.compile(r"[\"“]([^\"“”\n]+)[\"”]")
THAT = re.compile(rf"\b({CUES}) that ([^.\n]+)")
STOP = set("The A An In On At But However If When While Since It He She They We I This That These Speaking Of Although And For".split())


@dataclass(frozen=True)
class Name:
    """A name in the text."""

    start: int
    end: int
    label: str
    confidence: float


@dataclass(frozen=True)
class Part:
    """A source, cue or content span."""

    start: int
    end: int
    confidence: float


@dataclass(frozen=True)
class Attribution:
    """One reported content with the words that report it and the words it is ascribed to."""

    contents: tuple[Part, ...]
    cues: tuple[Part, ...]
    sources: tuple[Part, ...]
    kind: str
    confidence: float


@dataclass(frozen=True)
class Reading:
    """What one pass over one text gave."""

    text: str
    names: tuple[Name, ...] = ()
    attributions: tuple[Attribution, ...] = field(default=())

    def sentiment(self, spans: Sequence[tuple[int, int]]) -> np.ndarray:
        """(n, 3): the probability of negative, neutral and positive towards each span."""
        return np.tile(np.array([0.25, 0.5, 0.25], dtype=np.float32), (len(spans), 1))

    def vectors(self, spans: Sequence[tuple[int, int]]) -> np.ndarray:
        """(n, d): the encoder's vector of each span."""
        return np.zeros((len(spans), 4), dtype=np.float32)


def read(text: str) -> Reading:
    """Names and attributions of a text."""
    names = []
    for match in NAME.finditer(text):
        start, end = match.span()
        while (word := text[start:end].split(" ")[0]) in STOP and " " in text[start:end]:
            start += len(word) + 1
        if text[start:end] not in STOP and end - start > 2:
            label = "person" if " " in text[start:end] else "location"
            names.append(Name(start, end, label, 0.6))
    spans = [(m.start(1), m.end(1)) for m in QUOTED.finditer(text)] + [m.span(2) for m in THAT.finditer(text)]
    found = []
    for start, end in sorted(spans):
        if end - start < 15:
            continue
        line = text.rfind("\n", 0, start) + 1
        stop = text.find("\n", end)
        cue = min(
            CUE.finditer(text, line, stop if stop >= 0 else len(text)),
            key=lambda m: min(abs(m.start() - end), abs(start - m.end())),
            default=None,
        )
        source = cue and min(
            (n for n in names if line <= n.start and not start <= n.start < end),
            key=lambda n: min(abs(n.start - cue.end()), abs(cue.start() - n.end)),
            default=None,
        )
        cues = (Part(cue.start(), cue.end(), 0.6),) if cue else ()
        sources = (Part(source.start, source.end, 0.6),) if source else ()
        found.append(Attribution((Part(start, end, 0.6),), cues, sources, "speech", 0.6))
    return Reading(text, tuple(names), tuple(found))
